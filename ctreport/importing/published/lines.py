"""Lines: what every format is brought down to before lists and headings are looked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

TAB = 4
_BULLET = re.compile(
    r"""
      (?P<sign>[•·▪▫‣⁃◦●○■□◆◇►▸▹▶➢➤✓✔❖∙⦁»\uf000-\uf0ff])\s*
    | (?P<dash>[-–—*+§])(?=\s)\s+
    | (?P<tight>[-–—])(?=[A-Z][a-z])
    | (?P<star>\*)(?=[^\s*])(?!.*\*)
    | (?P<circle>o)(?:\t|\s+)(?=\S)
    | \(?(?P<number>\d{1,2})(?:[.)]|\.\))\s+
    | (?P<deep>\d{1,2}(?:\.\d{1,2}){2,3})[.)]?\s+
    | (?P<sub>\d{1,2}\.\d{1,2})[.)]?\s+(?=[A-Z“‘"'])
    | \(?(?P<letter>[a-z])[.)]\s+(?!(?<=c\.\s)[£\d])
    | \(?(?P<roman>[ivx]{2,5})[.)]\s+
    """,
    re.VERBOSE,
)
MAYBE_ROMAN = "letter or roman"
_BARE_BULLET = re.compile(r"[•·▪▫‣⁃◦●○■□◆◇►▸▹▶➢➤✓✔❖∙⦁»\uf000-\uf0ff*+o-]|\d{1,2}[.)]")
_INLINE_BULLET = re.compile(r"\s+(?=[•▪●■◦‣⦁\uf000-\uf0ff]\s)")
_SPACES = re.compile(r"[ \t]+")
_RULE = re.compile(r"[\s=_~#*\-–—.|+]+")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1\s*(:?)")
# A list numbered without dots: "1 Work with schools", "2 Train officers", "3 …".
_BARE_NUMBER = re.compile(r"\s*(\d{1,2})(\s+)(?=[A-Z“‘])")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source without its bullet or markup.

    ``marker`` names the style of its bullet, empty where it has none; ``gap`` counts the blank lines before it.
    ``heading`` is the level of a heading told by markup. ``closed`` lines begin a paragraph told by markup, so they
    never go on with the line before; ``joins`` lines always do.
    """

    text: str
    place: str
    indent: int = 0
    marker: str = ""
    gap: int = 0
    heading: int = 0
    strong: bool = False
    closed: bool = False
    joins: bool = False

    @property
    def reach(self) -> int:
        """How far the line reaches on the page, by which a wrapped line is known."""
        return self.indent + len(self.text) + (2 if self.marker else 0)


def is_out_of_order(text: str, last: int) -> tuple[bool, int]:
    """Whether a number that looks like a list's is out of its order, as when a sentence ends on it; and the last one.

    "…rose to / 12. This was" is a wrapped line, not item 12 of a list.
    """
    match = _BULLET.match(text)
    if not match or match.lastgroup != "number":
        return False, last
    number = int(match["number"])
    return (False, number) if number in (1, last + 1) else (True, last)


def split_marker(text: str) -> tuple[str, str]:
    """Split a line into the style of its bullet, empty where it has none, and the rest."""
    match = _BULLET.match(text)
    if not match or match.end() == len(text):
        return "", text
    kind = match.lastgroup or ""
    style = match[kind] if kind in ("sign", "dash", "circle") else kind
    if kind == "letter" and match[kind] in "ivx":
        style = MAYBE_ROMAN
    return {"tight": "–", "star": "*"}.get(kind, style), text[match.end() :]


def plain_lines(text: str, *, where: str = "line", first: int = 1) -> list[Line]:
    """Read the lines of a plain text: indentation, bullets, blank lines, headings with # or ** or underlined."""
    raw = text.split("\n")
    numbered = _bare_numbers(raw)
    lines: list[Line] = []
    gap, pending, last = 0, None, 0
    for number, row in enumerate(raw):
        bare = row.strip()
        if not bare:
            gap += 1
            continue
        if _RULE.fullmatch(row) and not _BARE_BULLET.fullmatch(bare):
            gap = _take_rule(lines, bare, gap)
            continue
        indent = _width(row)
        if _BARE_BULLET.fullmatch(bare):
            pending = (indent, bare[-1] if not bare[0].isdigit() else "number", gap)
            gap = 0
            continue
        blank = Line("", f"{where} {number + first}", indent=indent, gap=gap)
        is_text, last = is_out_of_order(bare, last)
        for line in [replace(blank, text=bare)] if is_text else _read_row(bare, blank, number in numbered):
            lines.append(_with_pending(line, pending))
            pending = None
        gap = 0
    return lines


def _read_row(bare: str, blank: Line, is_numbered: bool) -> Iterator[Line]:
    if match := _HEADING.fullmatch(bare):
        yield replace(blank, text=match[2], heading=len(match[1]), closed=True)
        return
    if is_numbered:
        yield replace(blank, text=_BARE_NUMBER.sub("", bare, count=1), marker="number")
        return
    for part in _INLINE_BULLET.split(bare):
        marker, rest = split_marker(part)
        strong = _STRONG.fullmatch(rest)
        text = strong[2] + strong[3] if strong else rest
        yield replace(blank, text=_SPACES.sub(" ", text).strip(), marker=marker, strong=bool(strong))
        blank = replace(blank, gap=0)


def _with_pending(line: Line, pending: tuple[int, str, int] | None) -> Line:
    """A bullet that stood alone on the line before belongs to this one."""
    if pending is None or line.marker or line.heading:
        return line
    indent, marker, gap = pending
    return replace(line, indent=indent, marker=marker, gap=max(gap, 0))


def _take_rule(lines: list[Line], bare: str, gap: int) -> int:
    """A drawn line under a short line makes that a heading; elsewhere it parts like a blank line."""
    if gap == 0 and lines and bare[0] in "=-" and len(bare) >= 3 and len(lines[-1].text) <= 80 and not lines[-1].marker:
        lines[-1] = replace(lines[-1], heading=1 if bare[0] == "=" else 2, closed=True)
        return gap
    return gap + 1


def _bare_numbers(raw: list[str]) -> set[int]:
    """Rows that begin with 1, 2, 3 … in order and no dot: a numbered list, not counts."""
    runs: list[list[int]] = []
    run: list[int] = []
    for index, row in enumerate(raw):
        match = _BARE_NUMBER.match(row)
        if not match:
            continue
        number = int(match[1])
        if number != len(run) + 1:
            runs.append(run)
            run = []
        if number == len(run) + 1:
            run.append(index)
    runs.append(run)
    is_habit = any(len(run) >= 3 for run in runs)
    return {index for run in runs if len(run) >= (2 if is_habit else 3) for index in run}


def _width(row: str) -> int:
    lead = row[: len(row) - len(row.lstrip())]
    return len(lead.expandtabs(TAB))


def with_numerals_told(lines: Sequence[Line]) -> list[Line]:
    """Tell the numeral i, v or x from the letter: it is one where its neighbour in the list is one."""
    told = list(lines)
    for at, line in enumerate(told):
        if line.marker == MAYBE_ROMAN:
            beside = [_beside(told, range(at - 1, -1, -1), line), _beside(told, range(at + 1, len(told)), line)]
            told[at] = replace(line, marker="roman" if "roman" in beside else "letter")
    return told


def _beside(lines: list[Line], places: Iterable[int], line: Line) -> str:
    """The style of the next bullet at a line's own indentation."""
    return next((lines[at].marker for at in places if lines[at].marker and lines[at].indent == line.indent), "")


def widest(lines: Iterable[Line]) -> int:
    """Return how far the longest line reaches."""
    return max((line.reach for line in lines), default=0)
