"""Figures in long form: one figure a row, its measure, year and categories named beside it.

Only the table itself is looked at here. Whether a measure or category exists, and whether the value fits the measure's
unit, is decided where the records are known: ``FigureRow.said`` goes to ``Quantity.parse`` with that unit.

**Merged cells.** A cell merged over several rows stands for each of them: its text is repeated downwards. A merged
value is refused, since one figure belongs to one row. To the right nothing is repeated.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from ctreport.importing.sheets.amounts import was_rounded
from ctreport.importing.sheets.cells import Cell, Kind, Merge, Row, Table
from ctreport.importing.sheets.fields import LABELS, REQUIRED, find_columns, fold_name
from ctreport.importing.sheets.figure_rows import FigureRow, LongForm, Problem, own_qualifier, read_qualifier
from ctreport.importing.sheets.limits import Limits
from ctreport.importing.sheets.merging import merged_cells
from ctreport.review.models import Marking
from outcomes.quantity import Qualifier

STATUSES = {
    "": "", "final": "final", "f": "final", "provisional": "provisional", "p": "provisional", "[p]": "provisional",
    "revised": "revised", "r": "revised", "[r]": "revised",
}  # fmt: skip
MARKINGS = {fold_name(label): value for value, label in Marking.choices}
# What stands for all categories together, unless the measure has a category of this name.
THE_WHOLE = frozenset(["", "not applicable", "all", "total", "all together"])
_SYMBOLS = frozenset(["[x]", "[z]"])
_MAY_BE_EMPTIED = (
    *("base", "note", "break_reason", "source", "evidence", "supplied_by", "extracted_on"),
    *("period_start", "period_end"),
)
_KEYS = (
    "measure",
    "year",
    "category_1",
    "category_2",
    "value",
    "evidence",
    "extracted_on",
    "period_start",
    "period_end",
)
_NOTHING = frozenset(["", "[x]", "[z]", "not available", "not applicable"])
_WHOLE_NUMBER = re.compile(r"\d{1,3}(?:[, ]\d{3})+|\d{1,10}", re.ASCII)
_MOST_BASE = 2_147_483_647
_SHORT = 100  # characters; longer texts are not kept for the next row
_RAW_SHOWN = 20
_USABLE = frozenset([Kind.TEXT, Kind.NUMBER, Kind.PERCENT, Kind.BLANK])


def read_long_form(
    table: Table,
    *,
    also: Mapping[str, Sequence[str]] | None = None,
    required: Sequence[str] = REQUIRED,
    limits: Limits | None = None,
) -> LongForm:
    """Read the figures of a table, in its order.

    ``also`` gives further names for columns, by field, such as ``{"category_1": ["Survey mode"]}``; ``required`` names
    the fields that must have a column and be filled in each row. Raises SheetError where the columns are not there.
    A row that cannot be read is left out, and each of its problems listed.
    """
    columns = find_columns(table.head, also=also or {}, required=required)
    headings = {field: " ".join(table.head.text(place).split())[:40] for field, place in columns.places.items()}
    merged = merged_cells(table, columns.places.values(), limits or Limits())
    reader = _Reader(columns.places, headings, required, merged)
    rows = [figure for row in table.rows if (figure := reader.read(row))]
    return LongForm(rows, reader.problems, columns.places, headings, columns.ignored)


class _Reader:
    """Reads row after row, gathering what is wrong."""

    def __init__(
        self,
        places: dict[str, int],
        headings: dict[str, str],
        required: Sequence[str],
        merged: dict[tuple[int, int], tuple[Cell, Merge]],
    ) -> None:
        self.problems: list[Problem] = []
        self._places = places
        self._headings = headings
        self._required = required
        self._merged = merged

    def read(self, row: Row) -> FigureRow | None:
        """Return the figure of a row; None where there is a problem, or nothing but unknown columns."""
        before = len(self.problems)
        cells = {field: self._cell(row, field) for field in self._places}
        if not any(cell.text.strip() or cell.problem for cell in cells.values()):
            return None
        texts = {field: cell.text.strip() for field, cell in cells.items()}
        for field, cell in cells.items():
            if cell.kind not in _USABLE:
                self._check_kind(cell, field)
        self._check_filled(row, texts, cells)
        key = {field: folded(texts.get(field, "")) for field in _KEYS}
        figure = FigureRow(
            row=row.number,
            measure=key["measure"],
            year=key["year"],
            category_1=_unless_nothing(key["category_1"]),
            category_2=_unless_nothing(key["category_2"]),
            value=key["value"],
            qualifier=self._qualifier(row, texts, key["value"]),
            base=self._base(row, texts),
            status=self._status(row, texts),
            note=_unless_nothing(texts.get("note", "")),
            break_reason=_unless_nothing(texts.get("break_reason", "")),
            source=_unless_nothing(texts.get("source", "")),
            evidence=_unless_nothing(key["evidence"]),
            supplied_by=_unless_nothing(texts.get("supplied_by", "")),
            extracted_on=_unless_nothing(key["extracted_on"]),
            period_start=_unless_nothing(key["period_start"]),
            period_end=_unless_nothing(key["period_end"]),
            marking=self._marking(row, texts),
            emptied=tuple(field for field in _MAY_BE_EMPTIED if texts.get(field) in _SYMBOLS),
            remarks=tuple(remarks_on(cells.values())),
        )
        return figure if len(self.problems) == before else None

    def _cell(self, row: Row, field: str) -> Cell:
        column = self._places[field]
        cell = row.cell(column)
        if cell.kind is not Kind.BLANK or not self._merged:
            return cell
        found = self._merged.get((row.number, column))
        if found is None:
            return cell
        anchor, merge = found
        if field == "value":
            reason = (
                f"The cell is merged over rows {merge.top} to {merge.bottom}. Unmerge it: a value belongs to one row."
            )
            self._refuse(row.number, field, reason)
        return anchor

    def _check_kind(self, cell: Cell, field: str) -> None:
        if cell.problem:
            self._refuse(cell.row, field, cell.problem)
        elif field in ("value", "base", "qualifier", "status", "marking"):
            reason = f"The cell holds the {cell.kind.value} {cell.text[:40]}. Format it as text, then type it again."
            self._refuse(cell.row, field, reason)

    def _check_filled(self, row: Row, texts: dict[str, str], cells: dict[str, Cell]) -> None:
        missing = [field for field in self._required if not texts.get(field) and not cells[field].problem]
        if missing == ["value"]:
            reason = "Give the value, or a symbol that says why there is none: [c], [x], [z] or [low]."
            self._refuse(row.number, "value", reason)
        elif missing:
            labels = " and no ".join(LABELS[field] for field in missing)
            self._refuse(row.number, missing[0], f"The row has no {labels}. Fill it in, or delete the row.")

    def _qualifier(self, row: Row, texts: dict[str, str], value: str) -> str:
        text = folded(texts.get("qualifier", ""))
        if text.lower() in _NOTHING:
            return ""
        qualifier = read_qualifier(text)
        if not qualifier:
            words = ", ".join(one.label for one in Qualifier)
            self._refuse(row.number, "qualifier", f"“{text[:40]}” is not a qualifier. Use one of: {words}.")
            return ""
        own = own_qualifier(value)
        if own and own != qualifier:
            says = f"The value says “{Qualifier(own).label}”, but the qualifier “{Qualifier(qualifier).label}”."
            self._refuse(row.number, "qualifier", f"{says} Keep one of them.")
        return qualifier

    def _base(self, row: Row, texts: dict[str, str]) -> int | None:
        text = folded(texts.get("base", ""))
        if text.lower() in _NOTHING:
            return None
        number = int(re.sub(r"[, ]", "", text)) if _WHOLE_NUMBER.fullmatch(text) else 0
        if not 0 < number <= _MOST_BASE:
            reason = f"“{text[:40]}” is not a base. Write a whole number of 1 or more, or leave it empty."
            self._refuse(row.number, "base", reason)
            return None
        return number

    def _status(self, row: Row, texts: dict[str, str]) -> str:
        text = folded(texts.get("status", ""))
        status = STATUSES.get(text.lower().partition(" [")[0])
        if status is None:
            self._refuse(row.number, "status", f"“{text[:40]}” is not a status. Use provisional, final or revised.")
            return ""
        return status

    def _marking(self, row: Row, texts: dict[str, str]) -> str:
        text = folded(texts.get("marking", ""))
        if not text:
            return ""
        marking = MARKINGS.get(fold_name(text), "")
        if not marking:
            words = " or ".join(Marking.labels)
            self._refuse(row.number, "marking", f"“{text[:40]}” is not a protective marking. Use {words}.")
        return marking

    def _refuse(self, row: int, field: str, reason: str) -> None:
        self.problems.append(Problem(row, self._places.get(field, 0), reason, self._headings.get(field, "")))


def _unless_nothing(text: str) -> str:
    return "" if text in _SYMBOLS else text


def folded(text: str) -> str:
    """Return a key or value as it is compared: without marks that have no width, each white space a single space."""
    return _fold_short(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    if not text.isascii():
        text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return " ".join(text.split())


_fold_short = lru_cache(maxsize=20_000)(_fold)


def remarks_on(cells: Iterable[Cell]) -> Iterable[str]:
    """Yield what a person may want to check of cells, such as a number that is stored more exactly than it is shown."""
    for cell in cells:
        if cell.kind in (Kind.NUMBER, Kind.PERCENT) and was_rounded(cell):
            yield f"Cell {cell.address} stores {cell.raw[:_RAW_SHOWN]}; it was read as it is shown, {cell.text}."
