"""Reads the safe part of Markdown (CommonMark) that texts of a report may use; all else is text as it was typed.

Read are paragraphs, headings, bold, italic, links, lists, quotations and the marks of footnotes. HTML, pictures and
code are not: they come out as the very characters that were typed.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.tree import SyntaxTreeNode

NOTE = "note"  # the kind of node that stands for the mark of a footnote; its content is the footnote's key
_ADDRESS = re.compile(r"https?://[^\s/?#]+\S*|mailto:[^\s@]+@[^\s@]+|#[^\s#]+", re.IGNORECASE)
_NOTE = re.compile(r"\[\^([A-Za-z0-9-]+)\]")
# A figure's token, a picture, and code between backticks: whatever they hold is no Markdown.
_AS_TYPED = re.compile(r"\{\{.*?\}\}|!\[[^\]\n]*\](?:\([^)\n]*\))?|(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_NOT_READ = ["code", "fence", "hr", "reference", "html_block", "html_inline", "image", "backticks"]


def read(text: str) -> SyntaxTreeNode:
    """Return the tree of a text that may hold paragraphs, headings, lists and quotations."""
    from markdown_it.tree import SyntaxTreeNode

    return SyntaxTreeNode(_reader().parse(text))


def read_line(text: str) -> SyntaxTreeNode:
    """Return the tree of a text that is one paragraph: no blocks are read in it, and no footnotes."""
    from markdown_it.tree import SyntaxTreeNode

    return SyntaxTreeNode(_line_reader().parseInline(text))


def is_allowed(address: str) -> bool:
    """Say whether a link may have this address: https:, http:, mailto:, or a place in the report."""
    return bool(_ADDRESS.fullmatch(address))


def addresses_in(text: str) -> list[str]:
    """Return the addresses that a text's author meant to link to, those that are not allowed included."""
    reader = _new_reader()
    reader.validateLink = lambda url: True  # type: ignore[method-assign]
    return [str(one.attrGet("href")) for one in _inline_tokens(reader, text) if one.type == "link_open"]


def notes_in(text: str) -> list[str]:
    """Return the keys of the footnotes that a text marks."""
    return [one.content for one in _inline_tokens(_reader(), text) if one.type == NOTE]


def _inline_tokens(reader: MarkdownIt, text: str) -> list[Any]:
    return [child for one in reader.parse(text) for child in one.children or ()]


@cache
def _reader() -> MarkdownIt:
    return _new_reader()


@cache
def _line_reader() -> MarkdownIt:
    reader = _new_reader()
    reader.inline.ruler.disable(NOTE)
    return reader


def _new_reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).disable(_NOT_READ)
    reader.validateLink = is_allowed  # type: ignore[method-assign, assignment]
    reader.inline.ruler.before("escape", "as_typed", _read_as_typed)
    reader.inline.ruler.before("link", NOTE, _read_note)
    return reader


def _read_as_typed(state: StateInline, silent: bool) -> bool:
    found = _AS_TYPED.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        state.push("text", "", 0).content = found[0].replace("\n", " ")
    state.pos = found.end()
    return True


def _read_note(state: StateInline, silent: bool) -> bool:
    found = _NOTE.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        state.push(NOTE, "", 0).content = found[1]
    state.pos = found.end()
    return True
