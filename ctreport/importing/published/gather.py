"""Lines to blocks: a wrapped item is put together again, and each item, heading and paragraph becomes one block."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ctreport.importing.published.lines import Line, widest

_FINISHED = re.compile(r"[.!?:;…][)\]”’\"']*$")
_STARTS_LOW = re.compile(r"[(\[“‘\"']?[a-z]")
# Compounds written with a hyphen; a word broken at a line's end elsewhere loses its hyphen.
_HYPHENATED = frozenset(
    """
    anti co counter cross cyber decision e ex face far first follow front full half hard high home
    joint key knife large live local long low mid multi near non off one peer personal post
    problem rapid real risk second self semi short single small so stand start step stop table target
    third three two up victim vehicle web well whole wide x year zero
    """.split()  # noqa: SIM905
)
# These begin more words than compounds: "in-house" keeps its hyphen, "in-telligence" does not.
_SOMETIMES_HYPHENATED = {
    "in": "house depth person year service",
    "inter": "agency operability",
    "on": "going line site street call",
    "out": "of",
    "over": "arching 18s 65s",
    "part": "time funded",
    "pre": "planned arranged charge event",
    "pro": "active",
    "re": "offend offending opened use engage engagement",
    "sub": "group groups outcome outcomes",
    "to": "do date",
    "under": "age reporting 18s",
}
_FULL_LINE = 45  # characters; a shorter line was not broken for want of room
SHORT = 12  # words; a longer line is a sentence, not a heading


@dataclass(slots=True)
class Block:
    """An item of a list, a heading or a paragraph of the source."""

    kind: str  # "item", "heading" or "text"
    text: str
    place: str
    indent: int = 0
    marker: str = ""
    gap: int = 0
    level: int = 0  # of a heading told by markup
    reach: int = 0  # how far its last line reaches
    is_child: bool = False  # a sub-item known by its indentation alone
    parts: list[str] = field(default_factory=list)

    def take(self, line: Line, words: frozenset[str]) -> None:
        """Go on with a wrapped line."""
        self.parts.append(line.text)
        self.text = join_lines(self.text, line.text, words)
        self.reach = line.reach

    @property
    def is_finished(self) -> bool:
        """Whether the text so far ends like a sentence or a lead-in."""
        return ends_sentence(self.text)

    @property
    def is_lead_in(self) -> bool:
        """Whether it announces what follows."""
        return self.text.rstrip().endswith(":")

    @property
    def is_short(self) -> bool:
        """Whether it reads as a heading: a few words that are no sentence."""
        return len(self.text.split()) <= SHORT and not re.search(r"[.!?;,][”’\"']?$", self.text)


def ends_sentence(text: str) -> bool:
    """Whether a text ends like a sentence or a lead-in."""
    return bool(_FINISHED.search(text))


def join_lines(head: str, tail: str, words: frozenset[str] = frozenset()) -> str:
    """Join a wrapped line to what went before; a word broken at the line's end becomes whole.

    ``words`` are those of the whole source: "table-" and "top" give "table-top" where the source has that elsewhere.
    """
    match = re.search(r"([^\W\d_]+(?:-[^\W\d_]+)*)[-‐]$", head)
    if not match:
        return f"{head} {tail}"
    first, second = match[1], re.match(r"[^\W_]*", tail)
    following = second[0] if second else ""
    if not following:
        return f"{head} {tail}"
    if not following[0].islower() or f"{first}-{following}".lower() in words:
        return head + tail
    if f"{first}{following}".lower() in words or not _is_compound(first.lower(), following.lower()):
        return head[:-1] + tail
    return head + tail


def _is_compound(first: str, following: str) -> bool:
    first = first.rsplit("-", 1)[-1]
    return first in _HYPHENATED or following in _SOMETIMES_HYPHENATED.get(first, "").split()


def words_of(lines: Sequence[Line]) -> frozenset[str]:
    """Return the words of a source, by which broken words are mended."""
    found: set[str] = set()
    for line in lines:
        found.update(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*(?![-‐]?$)", line.text.lower()))
    return frozenset(found)


def gather(lines: Sequence[Line], *, words: frozenset[str], width: int) -> list[Block]:
    """Put the lines of one section together into blocks. ``width`` is how far the source's longest line reaches."""
    if any(line.marker for line in lines):
        return _gather_marked(lines, words, width)
    return _gather_unmarked(lines, words)


def _new(line: Line, kind: str, *, is_child: bool = False) -> Block:
    return Block(kind, line.text, line.place, line.indent, line.marker, line.gap, line.heading, line.reach, is_child)


def _is_heading(line: Line) -> bool:
    return bool(line.heading) or (line.strong and len(line.text.split()) <= SHORT)


def _gather_marked(lines: Sequence[Line], words: frozenset[str], width: int) -> list[Block]:
    blocks: list[Block] = []
    for line in lines:
        last = blocks[-1] if blocks else None
        if line.marker:
            blocks.append(_new(line, "item"))
        elif _is_heading(line) and not line.joins:
            blocks.append(_new(line, "heading"))
        elif last and last.kind == "item" and _is_sub_item(last, line, width):
            blocks.append(_new(line, "item", is_child=True))
        elif last and last.kind != "heading" and _goes_on(last, line, width):
            last.take(line, words)
        else:
            blocks.append(_new(line, "text"))
    return blocks


def _is_sub_item(last: Block, line: Line, width: int) -> bool:
    """A line without a bullet, indented beneath a finished short item, is an item beneath it."""
    if line.joins or line.closed or not last.is_finished or _STARTS_LOW.match(line.text):
        return False
    column = last.indent if last.is_child else last.indent + 2
    if last.is_child:
        return line.indent >= column and line.gap == 0
    return line.indent > column + 1 or (line.indent >= column and line.gap == 0 and last.reach < 0.6 * width)


def _goes_on(last: Block, line: Line, width: int) -> bool:
    """Whether a line without a bullet goes on with the block before it."""
    if line.joins:
        return True
    if line.closed or (last.is_lead_in and line.gap):
        return False
    if line.gap:
        is_beneath = last.kind == "item" and line.indent > last.indent
        return is_beneath or (not last.is_finished and bool(_STARTS_LOW.match(line.text)))
    if last.reach < min(0.6 * width, _FULL_LINE) and line.text[:1].isupper() and line.indent <= last.indent:
        return False  # the line before had room for this one's first word, so it was not broken
    if not last.is_finished or _STARTS_LOW.match(line.text) or line.indent > last.indent:
        return not last.is_lead_in or bool(_STARTS_LOW.match(line.text))
    # A sentence may happen to end where a full line does.
    return last.reach >= max(0.6 * width, _FULL_LINE) and not line.text.endswith(":")


def _gather_unmarked(lines: Sequence[Line], words: frozenset[str]) -> list[Block]:
    """No bullets: an item is a paragraph between blank lines, or a line where there are no blank lines."""
    groups: list[list[Line]] = []
    for line in lines:
        if not groups or line.gap or line.closed or _is_heading(line) or _is_heading(groups[-1][-1]):
            groups.append([])
        groups[-1].append(line)
    parts = [[group] if _is_paragraph(group) else _by_line(group) for group in groups]
    blocks = []
    for group in parts:
        for rows in group:
            block = _new(rows[0], "heading" if _is_heading(rows[0]) else "item")
            for line in rows[1:]:
                block.take(line, words)
            blocks.append(block)
    return blocks


def _is_paragraph(group: list[Line]) -> bool:
    """Whether lines are one wrapped paragraph: all but the last are full, and one breaks within a sentence."""
    edge = widest(group)
    is_wrapped = any(_breaks_within(first, second) for first, second in itertools.pairwise(group))
    return is_wrapped and edge >= 45 and all(line.reach >= 0.7 * edge for line in group[:-1])


def _breaks_within(first: Line, second: Line) -> bool:
    return not ends_sentence(first.text) and bool(_STARTS_LOW.match(second.text))


def _by_line(group: list[Line]) -> list[list[Line]]:
    """Each line is an item, except that a line broken within a sentence goes on in the next."""
    edge = 0.75 * min(widest(group), 120)
    rows: list[list[Line]] = []
    for line in group:
        last = rows[-1][-1] if rows else None
        is_full = last is not None and last.reach >= edge and last.reach > 60 and not ends_sentence(last.text)
        if last and (line.joins or _breaks_within(last, line) or is_full):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows
