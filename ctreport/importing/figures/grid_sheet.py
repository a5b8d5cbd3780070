"""The year's grid as a table: one row a measure, a column for each kind of cell. Written here, and read again.

The columns are "Measure code", "Measure", "Year", then one for each heading of a cell: "Total" for the figure of all
together, else the names of its categories with a stroke between them, "Online / Day". Measures with the same headings
share the columns. A cell that is left empty is left alone when the table is imported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from ctreport.entry.grid.build import measures_of
from ctreport.importing.sheets import Percent, Value, as_text
from ctreport.importing.sheets.fields import FIELDS, fold_name
from ctreport.review.history import newest_versions
from objectives.models import ReportingYear
from outcomes.models import Category, Dimension, Figure, Measure
from outcomes.quantity import Qualifier, Quantity, Unit

FIRST_COLUMNS = ("Measure code", "Measure", "Year")
WHOLE = "Total"
ALL = "All"
CellKey = tuple[int | None, int | None]  # the two categories
_VALUE_NAMES = frozenset(name for group in FIELDS["value"] for name in group) - {"total"}
_CATEGORY_NAMES = frozenset(name for field in ("category_1", "category_2") for group in FIELDS[field] for name in group)


class GridSheet(NamedTuple):
    """What ``write_table`` takes."""

    head: list[str]
    rows: list[list[Value]]


def grid_rows(year: ReportingYear, measures: Iterable[Measure] | None = None) -> GridSheet:
    """Return the grid of a year with the newest version of each figure, so that importing it again changes nothing.

    ``measures`` are the rows in their order; where they are not given, those of the year's grid on the screen.
    """
    wanted = list(measures_of(year) if measures is None else measures)
    shown = measures_with_cells(measure.pk for measure in wanted)
    rows = Figure.objects.filter(year=year, measure__in=shown).with_cell()
    newest = zip(rows, newest_versions(rows), strict=True)
    figures = {(one.measure_id, one.category_1_id, one.category_2_id): shown_as for one, shown_as in newest}
    headings = {pk: headings_of(measure) for pk, measure in shown.items()}
    columns: dict[str, str] = {}  # folded heading to the heading itself, in the order of the columns
    for measure in wanted:
        for key, heading in headings[measure.pk].items():
            if _is_usual(shown[measure.pk], key) or (measure.pk, *key) in figures:
                columns.setdefault(fold_heading(heading), heading)
    places = {name: place for place, name in enumerate(columns)}
    table = []
    for measure in wanted:
        cells: list[Value] = [None] * len(places)
        for key, heading in headings[measure.pk].items():
            if figure := figures.get((measure.pk, *key)):
                cells[places[fold_heading(heading)]] = value_of(figure.quantity)
        table.append([measure.code, measure.title, year.label, *cells])
    return GridSheet([*FIRST_COLUMNS, *columns.values()], table)


def measures_with_cells(keys: Iterable[int]) -> dict[int, Measure]:
    """Return measures by key, with their dimensions and categories loaded."""
    rows = Measure.objects.filter(pk__in=list(keys)).with_dimensions()
    return {one.pk: one for one in rows.prefetch_related("dimension_1__categories", "dimension_2__categories")}


def headings_of(measure: Measure) -> dict[CellKey, str]:
    """Return the heading of each cell of a measure: names of categories or, where two cells would share it, codes."""
    taken = {fold_heading(name) for name in FIRST_COLUMNS}
    found: dict[CellKey, str] = {}
    for first, second in product(_choices(measure.dimension_1), _choices(measure.dimension_2)):
        heading = next(one for one in _candidates(first, second) if fold_heading(one) not in taken)
        taken.add(fold_heading(heading))
        found[first.pk if first else None, second.pk if second else None] = heading
    return found


def cells_by_heading(measure: Measure) -> dict[str, CellKey]:
    """Return the cell of each heading of a measure, the heading folded."""
    return {fold_heading(heading): key for key, heading in headings_of(measure).items()}


@lru_cache(maxsize=4096)
def fold_heading(text: str) -> str:
    """Return a heading as it is compared."""
    return " ".join(as_text(text).split()).casefold()


def is_grid_head(texts: Sequence[str], known: Mapping[str, object] | frozenset[str]) -> bool:
    """Whether a row is the head of a grid: code and year, a known heading of a cell, no column of values.

    ``known`` holds the folded headings of cells.
    """
    names = {fold_name(text) for text in texts if text}
    if not {"measure code", "year"} <= names or names & (_VALUE_NAMES | _CATEGORY_NAMES):
        return False
    return any(fold_heading(text) in known for text in texts)


def value_of(quantity: Quantity) -> Value:
    """Return a quantity for a cell of a table: a number where it is exactly one, else its words, "over 500"."""
    if quantity.value is None or quantity.qualifier != Qualifier.EXACTLY:
        return str(in_full(quantity))
    places = max(quantity.places, _stored_places(quantity.value))
    number = round(quantity.value, places)
    return Percent(number) if quantity.unit == Unit.PERCENTAGE else number


def in_full(quantity: Quantity) -> Quantity:
    """Return a quantity with all the decimal places that are stored, so that writing it rounds nothing."""
    if quantity.value is None:
        return quantity
    decimals = max(quantity.decimals, _stored_places(quantity.value))
    return Quantity(quantity.unit, quantity.value, quantity.qualifier, decimals=decimals)


def _stored_places(value: Decimal) -> int:
    return max(-int(value.normalize().as_tuple().exponent), 0)


def _choices(dimension: Dimension | None) -> list[Category | None]:
    return [None, *dimension.categories.all()] if dimension else [None]


def _is_usual(measure: Measure, key: CellKey) -> bool:
    """Whether a cell has a column even where nothing is recorded: the whole, and the finest breakdown."""
    depth = sum(dimension is not None for dimension in (measure.dimension_1_id, measure.dimension_2_id))
    return sum(one is not None for one in key) in (0, depth)


def _candidates(first: Category | None, second: Category | None) -> Iterator[str]:
    """Yield what a cell could be headed by, the best first."""
    if first is None and second is None:
        yield WHOLE
        return
    for name in ("name", "code"):
        parts = [str(getattr(first, name)) if first else ALL] + ([str(getattr(second, name))] if second else [])
        if all(fold_heading(part) for part in parts):
            yield " / ".join(parts)
    codes = " / ".join(one.code if one else ALL for one in (first, second))
    yield f"Category {codes}"
    for number in range(2, 10_000):
        yield f"Category {codes} ({number})"
