"""A workbook before it is written as XLSX or ODS: sheets of a title, some lines, and one table at most.

It has the shape that the Government Analysis Function asks for ("Releasing statistics in spreadsheets"): the title in
A1, lines beneath it in column A, then one table with unique heads and without blank, merged or split cells.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from ctreport.charts.sheet import cleaned

# Symbols of the Government Analysis Function's guidance ("Symbols in tables").
NOT_APPLICABLE, NOT_AVAILABLE = "[z]", "[x]"
NARROWEST, WIDEST, WIDEST_ALONE = 12, 60, 90  # characters


@dataclass(frozen=True)
class Link:
    """A text that leads to a sheet of the workbook, by its name."""

    text: str
    sheet: str


Value = str | int | Decimal | Link


@dataclass(frozen=True)
class Line:
    """A line beneath a sheet's title; ``is_heading`` makes it a heading of the second level."""

    value: str | Link
    is_heading: bool = False


@dataclass(frozen=True)
class Table:
    """Rows beneath a head. ``name`` is that of the marked-up table: letters, digits and underscores."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    @cached_property
    def widths(self) -> tuple[int, ...]:
        """The width of each column in characters."""
        columns = zip(self.head, *self.rows, strict=True)
        return tuple(_width(head, cells) for head, *cells in columns)

    @cached_property
    def number_columns(self) -> frozenset[int]:
        """The columns that hold numbers, counted from 0."""
        return frozenset(
            place for row in self.rows for place, value in enumerate(row) if isinstance(value, (int, Decimal))
        )


@dataclass(frozen=True)
class Sheet:
    """One sheet. Its name has at most 31 characters, and none that a spreadsheet forbids."""

    name: str
    title: str
    lines: tuple[Line, ...] = ()
    table: Table | None = None

    @property
    def widths(self) -> tuple[int, ...]:
        """The width of each column; column A is wide where it holds lines that run out beyond the table."""
        first, *rest = self.table.widths if self.table else (WIDEST_ALONE,)
        longest = max((len(_text(line.value)) for line in self.lines), default=0)
        return (max(first, WIDEST) if longest > first + sum(rest) else first, *rest)

    def wraps(self, line: Line) -> bool:
        """Whether a line is broken within column A, because it would run out beyond the table."""
        return len(_text(line.value)) > sum(self.widths)


@dataclass(frozen=True)
class Workbook:
    """All sheets, and what the document says of itself."""

    title: str
    author: str
    made_at: datetime
    sheets: tuple[Sheet, ...]


def table_of(name: str, head: Sequence[str], rows: Iterable[Sequence[Value]]) -> Table:
    """Return a table without the columns that would say [z], not applicable, in each of its rows.

    The first column always stays.
    """
    filled = [tuple(row) for row in rows]
    kept = [place for place in range(len(head)) if place == 0 or any(row[place] != NOT_APPLICABLE for row in filled)]
    return Table(
        name=re.sub(r"\W+", "_", name, flags=re.ASCII).strip("_"),
        head=tuple(head[place] for place in kept),
        rows=tuple(tuple(_clean(row[place]) for place in kept) for row in filled),
    )


def lines_of(*texts: str) -> Iterator[Line]:
    """Yield a line for each text that is not empty."""
    yield from (Line(cleaned(text)) for text in texts if text)


def _clean(value: Value) -> Value:
    return cleaned(value) if isinstance(value, str) else value


def lines_in(value: Value, width: int) -> int:
    """Return how many lines a value fills in a column of a width in characters, which are those of digits."""
    return sum(len(textwrap.wrap(part, width + width // 10)) or 1 for part in _text(value).split("\n"))


def _width(head: str, cells: Sequence[Value]) -> int:
    """Return room for the longest word of the head and for the cells, within bounds."""
    longest = max([len(word) for word in head.split()] + [len(_text(cell)) for cell in cells])
    return min(max(longest + 2, NARROWEST), WIDEST)


def _text(value: Value) -> str:
    return value.text if isinstance(value, Link) else str(value)
