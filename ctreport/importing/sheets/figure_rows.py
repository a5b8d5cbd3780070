"""What reading a table of figures gives: a light row for each figure, and a problem for each thing that is wrong."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ctreport.importing.sheets.cells import column_letters
from outcomes.quantity import Qualifier, Quantity, QuantityError, Unit

_OWN_QUALIFIER = re.compile(r"([^\d\[]*?)[\s£-]*\d")


class Problem(NamedTuple):
    """Why a row is refused: a sentence for a person, and where to look."""

    row: int
    column: int  # from 1; 0 where the whole row is meant
    reason: str
    heading: str = ""  # the column's name in the file

    @property
    def where(self) -> str:
        """The place in words: "Row 7, column E (Value)"."""
        if not self.column:
            return f"Row {self.row}"
        name = f" ({self.heading})" if self.heading else ""
        return f"Row {self.row}, column {column_letters(self.column)}{name}"


class FigureRow(NamedTuple):
    """One figure as the file states it. Texts are trimmed; what is not given is empty."""

    row: int
    measure: str
    year: str
    category_1: str
    category_2: str
    value: str  # as one would say it: "over 500", "96%", "[x]"
    qualifier: str  # of the qualifier's own column, as Qualifier has it: "at_least"; empty where there is none
    base: int | None
    status: str  # provisional, final or revised; empty where there is none
    note: str
    source: str
    evidence: str
    supplied_by: str = ""
    extracted_on: str = ""  # a date as it was written
    period_start: str = ""
    period_end: str = ""
    break_reason: str = ""
    marking: str = ""  # as Marking has it; empty where there is none
    emptied: tuple[str, ...] = ()  # fields that hold a symbol for "nothing", [x] or [z], where others are left empty
    remarks: tuple[str, ...] = ()  # what a person may want to check, such as a value shown rounded
    column: int = 0  # of the value, from 1, in a table that has several figures a row

    @property
    def said(self) -> str:
        """The value with the qualifier of its own column: "over 500". What ``Quantity.parse`` is to read."""
        if self.qualifier in ("", Qualifier.EXACTLY) or own_qualifier(self.value):
            return self.value
        return f"{Qualifier(self.qualifier).label} {self.value}"


class LongForm(NamedTuple):
    """The figures of a table, and the rows that are refused."""

    rows: list[FigureRow]
    problems: list[Problem]
    columns: dict[str, int]  # the column of each field, from 1
    headings: dict[str, str]  # the name of each field's column in the file
    ignored: tuple[str, ...]  # the names of columns that are not understood

    def problem(self, row: FigureRow, field: str, reason: str) -> Problem:
        """Return a problem found later, with a field of a row."""
        return Problem(row.row, self.columns.get(field, 0), reason, self.headings.get(field, ""))


@lru_cache(maxsize=256)
def read_qualifier(text: str) -> str:
    """Return the qualifier that a short text means, "c." or ">=", as Qualifier has it; empty where it means none."""
    try:
        return str(Quantity.parse(f"{text[:40].replace('_', ' ')} 1", unit=Unit.COUNT).qualifier)
    except QuantityError:
        return ""


def own_qualifier(value: str) -> str:
    """Return the qualifier with which a value begins, as "over 500" does; empty where there is none."""
    match = _OWN_QUALIFIER.match(value)
    return read_qualifier(match[1].strip()) if match and match[1].strip() else ""
