"""A file as rows of a kind of record: which kind it is, and where each of its columns stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ctreport.importing.figures.grid_sheet import is_grid_head
from ctreport.importing.figures.lookups import Lookups
from ctreport.importing.figures.reading import known_headings
from ctreport.importing.records.kinds import KINDS
from ctreport.importing.records.record_kind import RecordKind
from ctreport.importing.records.texts import listed
from ctreport.importing.sheets import Cell, Limits, Row, SheetError, Table, is_figures_head, read_table
from ctreport.importing.sheets.cells import Merge, column_letters
from ctreport.importing.sheets.fields import fold_name
from ctreport.importing.sheets.merging import merged_cells

MOST_ROWS = 5_000


class FiguresFileError(SheetError):
    """The file holds figures, which have an import of their own."""


@dataclass
class RecordTable:
    """A table of one kind of record."""

    kind: RecordKind
    table: Table
    places: dict[str, int]  # the column of each heading, from 1
    notes: list[str]
    merged: dict[tuple[int, int], tuple[Cell, Merge]]

    def cell(self, row: Row, heading: str) -> Cell | None:
        """Return a row's cell under a heading; None where the file has no such column."""
        place = self.places.get(heading)
        if place is None:
            return None
        cell = row.cell(place)
        merged = None if cell.text else self.merged.get((row.number, place))
        return merged[0] if merged else cell


def read_records(content: bytes, *, filename: str, kind: RecordKind | None = None) -> RecordTable:
    """Read a file of records; ``kind`` None: of the kind that its headings show.

    Raises SheetError, in words for who chose the file, where it cannot be read or its kind is not plain, and
    FiguresFileError where it holds figures or a grid.
    """
    kinds = [one for one in KINDS.values() if one.is_imported_here] if kind is None else [kind]

    def is_head(texts: Sequence[str]) -> bool:
        return any(_score(one, texts) for one in kinds) or is_figures_head(texts)

    limits = Limits(rows=MOST_ROWS)
    table = read_table(content, filename=filename, recognise=is_head, limits=limits)
    chosen = kind or _recognised(table.head.texts, kinds)
    places, ignored = _places(chosen, table)
    missing = [f"“{heading}”" for heading in chosen.needed if heading not in places]
    if missing:
        raise SheetError(
            f"A table of {chosen.plural} needs the column{'s'[: len(missing) > 1]} {listed(missing)}. "
            f"Row {table.head.number}, taken as its head, has: {_headings(table.head.texts)}."
        )
    notes = [*table.notes, *_left_out(ignored)]
    merged = merged_cells(table, places.values(), limits)
    return RecordTable(chosen, table, places, notes, merged)


def _score(kind: RecordKind, texts: Sequence[str]) -> int:
    """Return how many columns of a kind a head has; 0 where those by which its rows are found are missing."""
    known = dict(kind.headings())
    found = {known[name] for text in texts if (name := fold_name(text)) in known}
    is_enough = len(found) > 1 or len(kind.own_columns) == 1
    return len(found) if is_enough and found.issuperset(kind.needed) else 0


def _recognised(texts: Sequence[str], kinds: Iterable[RecordKind]) -> RecordKind:
    scores = {one.name: _score(one, texts) for one in kinds}
    best = [name for name, score in scores.items() if score and score == max(scores.values())]
    if _holds_figures(texts):
        raise FiguresFileError("The file holds figures. Import it as figures.")
    if not best:
        raise SheetError(
            "The headings of the file are those of no list. Choose what it holds, or download a list as a pattern. "
            f"The headings are: {_headings(texts)}."
        )
    if len(best) > 1:
        names = " or ".join(KINDS[name].plural for name in best)
        raise SheetError(f"By its headings the file could hold {names}. Choose which.")
    return KINDS[best[0]]


def _holds_figures(texts: Sequence[str]) -> bool:
    return is_figures_head(texts) or is_grid_head(texts, known_headings(Lookups()))


def _places(kind: RecordKind, table: Table) -> tuple[dict[str, int], list[str]]:
    known = dict(kind.headings())
    places: dict[str, int] = {}
    ignored = []
    for place, text in enumerate(table.head.texts, start=1):
        heading = known.get(fold_name(text))
        if heading is None:
            if text.strip():
                ignored.append(text.strip())
            continue
        if heading in places:
            columns = f"{column_letters(places[heading])} and {column_letters(place)}"
            raise SheetError(f"Columns {columns} can both be “{heading}”. Keep one, or rename the other.")
        places[heading] = place
    return places, ignored


def _headings(texts: Sequence[str]) -> str:
    return listed([f"“{text.strip()[:40]}”" for text in texts if text.strip()], most=15)


def _left_out(ignored: list[str]) -> list[str]:
    if not ignored:
        return []
    names = listed([f"“{name[:40]}”" for name in ignored], most=8)
    return [f"Left out, since the list has no such column: {names}."]
