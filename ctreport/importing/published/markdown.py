"""Markdown to lines: emphasis, links and other marks are taken off, the rest is read as plain text."""

from __future__ import annotations

import html
import re

from ctreport.importing.published.lines import Line, plain_lines
from ctreport.importing.published.tables import Cell, arrange

_IMAGE = re.compile(r"!\[([^\[\]\n]{0,500})\]\([^()\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,1000})\](?:\([^()\n]{0,2000}\)|\[[^\]\n]{0,200}\])")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,500})>")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,500}>")
_FENCE = re.compile(r"^\s*(?:```|~~~).*$", re.MULTILINE)
_QUOTE = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)
_DEFINITION = re.compile(r"^[ ]{0,3}\[[^\]\n]{1,200}\]:\s*\S+.*$", re.MULTILINE)
_WHOLE_STRONG = re.compile(r"(?:(?:[-*+]|\d+[.)])\s+)?(\*\*|__)(?=\S)(?:(?!\1).)+\1\s*:?\s*")
_EMPHASIS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\*\*(?=\S)([^*\n]{1,5000}?)(?<=\S)\*\*",
        r"(?<!\w)__(?=\S)([^_\n]{1,5000}?)(?<=\S)__(?!\w)",
        r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,5000}?)(?<=\S)\*(?![\w*])",
        r"(?<!\w)_(?=\S)([^_\n]{1,5000}?)(?<=\S)_(?!\w)",
        r"`([^`\n]{1,2000})`",
        r"~~(?=\S)([^~\n]{1,2000}?)~~",
    )
)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~&-])")
_APART = 0xE000  # characters for private use, where escaped marks wait
_SET_APART = re.compile("[\ue021-\ue07e]")
_ROW = re.compile(r"^\s*\|.*\|\s*$")
_TABLE_RULE = re.compile(r"[\s:|-]*---[\s:|-]*")
_ESCAPED_BULLET = re.compile(r"^(\s*(?:[-*+]|\d{1,3}[.)])\s+)")


def markdown_lines(text: str) -> list[Line]:
    """Read the lines of a Markdown text. A heading's level, a bullet's depth and a whole line in bold are kept."""
    text = _without_comments(text)
    for pattern in (_FENCE, _DEFINITION, _QUOTE):
        text = pattern.sub("", text)
    rows = text.split("\n")
    lines: list[Line] = []
    start = 0
    while start < len(rows):
        end = start
        is_table = bool(_ROW.match(rows[start]))
        while end < len(rows) and bool(_ROW.match(rows[end])) == is_table:
            end += 1
        part = rows[start:end]
        lines += _table(part, start + 1) if is_table else plain_lines("\n".join(map(inline, part)), first=start + 1)
        start = end
    return lines


def _without_comments(text: str) -> str:
    """Leave out HTML comments, but keep their line ends, so that places in the source stay right."""
    kept, end = [], 0
    while (start := text.find("<!--", end)) >= 0 and (stop := text.find("-->", start)) >= 0:
        kept += [text[end:start], "\n" * text.count("\n", start, stop)]
        end = stop + 3
    return "".join([*kept, text[end:]])


def inline(row: str) -> str:
    """Return one line without the marks that stand inside it."""
    if _WHOLE_STRONG.fullmatch(row.strip()):
        return row  # a whole line in bold may be a heading: the reader of lines sees to it
    row = _ESCAPE.sub(lambda match: chr(_APART + ord(match[1])), row)  # an escaped mark is none
    row = _IMAGE.sub(r"\1", row)
    row = _AUTOLINK.sub(r"\1", _LINK.sub(r"\1", row))
    row = _TAG.sub("", _BREAK.sub(" ", row))
    lead = _ESCAPED_BULLET.match(row)
    start = lead.end() if lead else 0
    rest = row[start:]
    for pattern in _EMPHASIS:
        rest = pattern.sub(r"\1", rest)
    whole = row[:start] + html.unescape(rest).replace("\u00a0", " ")
    return _SET_APART.sub(lambda match: chr(ord(match[0]) - _APART), whole)


def _table(rows: list[str], first: int) -> list[Line]:
    grid: list[list[Cell]] = []
    for number, row in enumerate(rows, start=first):
        if _TABLE_RULE.fullmatch(row):
            continue
        cells = re.split(r"(?<!\\)\|", row.strip().strip("|"))
        place = f"line {number}, column"
        grid.append(
            [
                plain_lines("\n".join(inline(part) for part in _BREAK.split(cell)), where=place, first=index)
                for index, cell in enumerate(cells, start=1)
            ]
        )
    return arrange(grid)
