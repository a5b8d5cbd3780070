"""Rows of figures out of a file, in long form or as the grid is downloaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ctreport.importing.figures.grid_sheet import FIRST_COLUMNS, CellKey, cells_by_heading, fold_heading, is_grid_head
from ctreport.importing.figures.lookups import LookupRefusedError, Lookups
from ctreport.importing.sheets import FigureRow, Limits, Problem, Row, SheetError, Table, is_figures_head, read_table
from ctreport.importing.sheets.cells import Kind
from ctreport.importing.sheets.fields import LABELS, fold_name
from ctreport.importing.sheets.long_form import folded, read_long_form, remarks_on
from outcomes.models import Measure

LONG, GRID = "long", "grid"
_USABLE = frozenset([Kind.TEXT, Kind.NUMBER, Kind.PERCENT])


@dataclass
class Reading:
    """What a file says: its figures in order, the rows that cannot be read, and what a person may want to know."""

    form: str
    rows: list[FigureRow]
    problems: list[Problem]
    notes: list[str]
    columns: dict[str, int] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)

    def problem(self, row: FigureRow, name: str, reason: str) -> Problem:
        """Return a problem with a field of a row; in a grid with the figure's cell, or with what names its row."""
        if row.column and name not in ("measure", "year"):
            return Problem(row.row, row.column, reason, self.headings.get(str(row.column), ""))
        return Problem(row.row, self.columns.get(name, 0), reason, self.headings.get(name, ""))

    def named(self, name: str) -> str:
        """Return what the file, or we, call a field."""
        return self.headings.get(name) or LABELS.get(name, name).capitalize()


def read_figures(content: bytes, *, filename: str, lookups: Lookups, limits: Limits | None = None) -> Reading:
    """Read a file that a person chose, whatever it holds. Raises SheetError, whose message is for that person."""
    limits = limits or Limits()
    known = known_headings(lookups)

    def is_head(texts: Sequence[str]) -> bool:
        return is_grid_head(texts, known) or is_figures_head(texts)

    table = read_table(content, filename=filename, recognise=is_head, limits=limits)
    if is_grid_head(table.head.texts, known):
        return _GridReader(table, lookups).read()
    found = read_long_form(table, also=_dimension_names(table, lookups), limits=limits)
    notes = [*table.notes, *_ignored(found.ignored)]
    return Reading(LONG, found.rows, found.problems, notes, found.columns, found.headings)


def known_headings(lookups: Lookups) -> frozenset[str]:
    """Return the folded headings of all cells of all measures."""
    shapes = {(one.dimension_1_id, one.dimension_2_id): one for one in lookups.measures.values()}
    return frozenset(heading for measure in shapes.values() for heading in cells_by_heading(measure))


def _dimension_names(table: Table, lookups: Lookups) -> dict[str, list[str]]:
    """Return the names of dimensions that head the columns of categories, where the file has none called so."""
    names = {fold_name(text) for text in table.head.texts}
    found: dict[str, list[str]] = {}
    for number in (1, 2):
        own = _dimensions_at(lookups, number) - _dimensions_at(lookups, 3 - number)
        if f"category {number}" not in names and len(own & names) == 1:
            found[f"category_{number}"] = sorted(own & names)
    return found


def _dimensions_at(lookups: Lookups, number: int) -> set[str]:
    dimensions = (getattr(measure, f"dimension_{number}") for measure in lookups.measures.values())
    return {fold_name(dimension.name) for dimension in dimensions if dimension}


def _ignored(names: tuple[str, ...] | list[str]) -> Iterator[str]:
    if names:
        listed = ", ".join(f"“{name[:40]}”" for name in names[:8]) + (" and more" if len(names) > 8 else "")
        column = "This column is" if len(names) == 1 else "These columns are"
        yield f"{column} not part of a figure and {'was' if len(names) == 1 else 'were'} left out: {listed}."


def _blank_row(number: int, *, measure: str, year: str) -> FigureRow:
    return FigureRow(
        row=number,
        measure=measure,
        year=year,
        category_1="",
        category_2="",
        value="",
        qualifier="",
        base=None,
        status="",
        note="",
        source="",
        evidence="",
    )


class _GridReader:
    """Reads the rows of a grid: each cell that holds something is a figure."""

    def __init__(self, table: Table, lookups: Lookups) -> None:
        self._table = table
        self._lookups = lookups
        self._cells: dict[tuple[int | None, int | None], dict[str, CellKey]] = {}
        names = [fold_name(text) for text in table.head.texts]
        first = [fold_name(name) for name in FIRST_COLUMNS]
        self._code, self._year = names.index(first[0]) + 1, names.index(first[2]) + 1
        known = known_headings(lookups)
        self._columns = {
            place: heading
            for place, text in enumerate(table.head.texts, start=1)
            if (heading := fold_heading(text)) in known and names[place - 1] not in first
        }
        ignored = [
            text
            for place, text in enumerate(table.head.texts, start=1)
            if text.strip() and place not in self._columns and names[place - 1] not in first
        ]
        self._refuse_twins()
        shown = {str(place): " ".join(table.head.text(place).split())[:40] for place in self._columns}
        self._reading = Reading(
            GRID,
            [],
            [],
            [*table.notes, *_ignored(ignored)],
            {"measure": self._code, "year": self._year},
            {"measure": table.head.text(self._code)[:40], "year": table.head.text(self._year)[:40], **shown},
        )

    def read(self) -> Reading:
        """Return the figures."""
        for row in self._table.rows:
            self._read_row(row)
        self._refuse_merged()
        return self._reading

    def _read_row(self, row: Row) -> None:
        filled = [place for place in self._columns if row.text(place).strip() or row.cell(place).problem]
        if not filled:
            return
        bare = _blank_row(row.number, measure=folded(row.text(self._code)), year=folded(row.text(self._year)))
        missing = [name for name in ("measure", "year") if not getattr(bare, name)]
        if missing:
            reason = f"The row has no {LABELS[missing[0]]}. Fill it in, or delete the row."
            self._reading.problems.append(self._reading.problem(bare, missing[0], reason))
            return
        try:
            measure = self._lookups.measure(bare.measure)
        except LookupRefusedError as error:
            self._reading.problems.append(self._reading.problem(bare, "measure", str(error)))
            return
        for place in filled:
            self._read_cell(row, place, bare, measure)

    def _read_cell(self, row: Row, place: int, bare: FigureRow, measure: Measure) -> None:
        cell, here = row.cell(place), bare._replace(column=place)
        key = self._cells_of(measure).get(self._columns[place])
        if cell.kind not in _USABLE:
            reason = cell.problem or f"The cell holds the {cell.kind.value} {cell.text[:40]}. Format it as text."
        elif key is None:
            reason = f"“{measure.code}” is not broken down this way, so it has no such figure. Empty this cell."
        else:
            codes = (self._lookups.categories[one].code if one else "" for one in key)
            text, remarks = folded(cell.text), tuple(remarks_on([cell]))
            first, second = codes
            self._reading.rows.append(here._replace(category_1=first, category_2=second, value=text, remarks=remarks))
            return
        self._reading.problems.append(self._reading.problem(here, "value", reason))

    def _cells_of(self, measure: Measure) -> dict[str, CellKey]:
        shape = (measure.dimension_1_id, measure.dimension_2_id)
        if shape not in self._cells:
            self._cells[shape] = cells_by_heading(measure)
        return self._cells[shape]

    def _refuse_twins(self) -> None:
        seen: dict[str, int] = {}
        for place, heading in self._columns.items():
            if heading in seen:
                raise SheetError(f"Two columns are headed “{self._table.head.text(place)[:40]}”. Keep one of them.")
            seen[heading] = place

    def _refuse_merged(self) -> None:
        """Refuse figures in merged cells: which of the cells each is meant for cannot be known."""
        merges = [one for one in self._table.merges if any(one.left <= place <= one.right for place in self._columns)]
        corners = {(one.top, one.left): one for one in merges}
        for row in self._reading.rows:
            if merge := corners.get((row.row, row.column)):
                reason = f"The cells {merge} are merged. Unmerge them: a figure belongs to one cell."
                self._reading.problems.append(self._reading.problem(row, "value", reason))
