"""Texts of a report: Markdown with figures' tokens and footnotes' marks, as blocks and runs.

Tokens are put in after the Markdown was read, so that nothing in a figure can be taken for markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctreport.narrative import sentences
from ctreport.narrative.sentences import FigureBook, Piece
from ctreport.narrative.tokens import split, tokens_in
from ctreport.report.facts import Block, Run
from ctreport.report.markdown import NOTE, addresses_in, is_allowed, notes_in, read, read_line
from ctreport.report.models import FootnotePlan
from ctreport.report.planned import planned_places

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

# Returns the number of a footnote by its key, 0 where there is none.
Numbering = Callable[[str], int]
_NO_PLACE = "the report has no such place. Places are such as #pledge-P1, #tables or #chart-trend-arrests."
_NO_FOOTNOTE = "there is no footnote of this name. Add the footnote first, or take the mark out."
_KINDS = {"heading": "heading", "bullet_list": "bullets", "ordered_list": "numbers", "blockquote": "quote"}


@dataclass(frozen=True)
class _Look:
    """How a stretch of a text reads."""

    is_bold: bool = False
    is_italic: bool = False
    address: str = ""


@dataclass(frozen=True)
class _Stretch:
    """A stretch of a text in one look; ``note`` is the key of a footnote whose mark stands in its place."""

    text: str
    look: _Look
    note: str = ""


def blocks(text: str, book: FigureBook, number_of: Numbering | None = None) -> tuple[Block, ...]:
    """Return a text as blocks, its figures put in and its untraced numbers found.

    ``number_of`` is asked for the number of each footnote that the text marks, in the text's order.
    """
    return _blocks(read(text), book, number_of or _none)


def inline(text: str, book: FigureBook) -> tuple[Run, ...]:
    """Return a text of one paragraph, a footnote's or a glossary's, as runs. It can have no footnotes."""
    return tuple(_runs(read_line(text).children, book, _none))


def sentence(text: str, book: FigureBook) -> tuple[Run, ...]:
    """Return a record's own sentence as runs. It is no Markdown: each character stands for itself."""
    return tuple(_as_run(piece, piece.text, _Look()) for piece in sentences.render(text, book))


def objections(text: str, book: FigureBook, *, has_notes: bool = True) -> list[str]:
    """Say what is wrong with a text and how to mend it: for forms and checks.

    ``has_notes`` is false for a text that can have no footnotes: a footnote's own, or a glossary's.
    """
    found = [objection for token in tokens_in(text) if (objection := book.objection(token))]
    if text.count("{{") != text.count("}}"):
        found.append("A token opens with {{ and closes with }}. One of the two is missing.")
    addresses = addresses_in(text)
    found += [f"“{one}”: a link begins with https:, http:, mailto: or #." for one in addresses if not is_allowed(one)]
    places = {one for one in addresses if one.startswith("#")}
    if places:
        known = planned_places(book)
        found += [f"“{one}”: {_NO_PLACE}" for one in sorted(places) if one[1:] not in known]
    keys = dict.fromkeys(notes_in(text)) if has_notes else {}
    if keys:
        known = set(FootnotePlan.objects.filter(year=book.year).values_list("key", flat=True))
        found += [f"[^{key}]: {_NO_FOOTNOTE}" for key in keys if key not in known]
    return found


def words_of(runs: tuple[Run, ...]) -> str:
    """Return runs as they read, without the marks of footnotes."""
    return "".join(run.text for run in runs if run.kind != NOTE)


def _none(key: str) -> int:
    return 0


def _blocks(node: SyntaxTreeNode, book: FigureBook, number_of: Numbering) -> tuple[Block, ...]:
    """Return the blocks beneath a node; one in which nothing was written is none."""
    found = (_block(child, book, number_of) for child in node.children)
    return tuple(one for one in found if one.runs or one.blocks or one.items)


def _block(node: SyntaxTreeNode, book: FigureBook, number_of: Numbering) -> Block:
    kind = _KINDS.get(node.type, "paragraph")
    if kind == "quote":
        return Block(kind, blocks=_blocks(node, book, number_of))
    if kind in ("bullets", "numbers"):
        items = (_blocks(item, book, number_of) for item in node.children)
        return Block(kind, items=tuple(item for item in items if item))
    return Block(kind, tuple(_runs([part for one in node.children for part in one.children], book, number_of)))


def _runs(nodes: list[SyntaxTreeNode], book: FigureBook, number_of: Numbering) -> Iterator[Run]:
    """Put the figures into a paragraph as a whole, then part it again by its looks.

    As a whole, since "31 **March** 2019" is a date, and a figure at the start of a sentence is written large.
    """
    stretches = [one for node in nodes for one in _stretches(node, _Look())]
    whole = "".join(one.text for one in stretches)
    pieces = _with_places(whole, sentences.render(whole, book))
    place = 0
    for one in stretches:
        if one.note:
            yield _mark(one, number_of)
            continue
        end = place + len(one.text)
        for start, stop, piece in pieces:
            if start < end and stop > place:
                yield from _cut(piece, start, max(start, place), min(stop, end), one.look)
        place = end


def _with_places(text: str, pieces: tuple[Piece, ...]) -> list[tuple[int, int, Piece]]:
    """Return each piece with where it stood in the text before the figures were put in."""
    waiting = iter(pieces)
    placed: list[tuple[int, int, Piece]] = []
    place = 0
    for part in split(text):
        length = len(part if isinstance(part, str) else part.text)
        end = place + length
        while place < end:
            piece = next(waiting)
            step = len(piece.text) if isinstance(part, str) else length
            placed.append((place, place + step, piece))
            place += step
    return placed


def _cut(piece: Piece, origin: int, start: int, stop: int, look: _Look) -> Iterator[Run]:
    """Return what of a piece stands between two places. A token stands whole where it begins."""
    if piece.kind not in ("text", "untraced"):
        if start == origin:
            yield _as_run(piece, piece.text, look)
        return
    for number, line in enumerate(piece.text[start - origin : stop - origin].split("\n")):
        if number:
            yield Run("text", "\n")
        if line:
            yield _as_run(piece, line, look)


def _as_run(piece: Piece, text: str, look: _Look) -> Run:
    token = piece.token.strip("{}") if piece.kind in ("figure", "change") else ""
    return Run(piece.kind, text, token, piece.figure_id, look.is_bold, look.is_italic, look.address)


def _mark(one: _Stretch, number_of: Numbering) -> Run:
    number = number_of(one.note)
    return Run(NOTE, str(number)) if number else Run("missing", f"[no footnote “{one.note}”]")


def _stretches(node: SyntaxTreeNode, look: _Look) -> Iterator[_Stretch]:
    if node.type == NOTE:
        yield _Stretch("", look, node.content)
    elif node.type in ("softbreak", "hardbreak"):
        yield _Stretch(" " if node.type == "softbreak" else "\n", look)
    elif node.children:
        inner = _inner(node, look)
        for child in node.children:
            yield from _stretches(child, inner)
    else:
        yield _Stretch(node.content, look)


def _inner(node: SyntaxTreeNode, look: _Look) -> _Look:
    if node.type == "strong":
        return _Look(True, look.is_italic, look.address)
    if node.type == "em":
        return _Look(look.is_bold, True, look.address)
    if node.type == "link":
        return _Look(look.is_bold, look.is_italic, str(node.attrs["href"]))
    return look
