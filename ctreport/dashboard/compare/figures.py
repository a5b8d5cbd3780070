"""The figures of two years beside one another, each change in words that claim no more than the two figures say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from ctreport.dashboard.key_figures import Movement, cell_name, movement_of
from ctreport.dashboard.tallies import broken_since
from ctreport.ui.words import plain_date
from objectives.models import ReportingYear
from outcomes.models import Figure, Measure

A_PAGE = 40  # measures

NOT_THEN = "not recorded then"


@dataclass(frozen=True)
class FigureRow:
    """One cell in both years; ``notes`` say what must be known to compare the two."""

    name: str
    now: Figure | None
    was: Figure | None
    movement: Movement | None
    change: str
    notes: tuple[str, ...] = ()

    @property
    def is_sensitive(self) -> bool:
        """Whether one of the two is OFFICIAL-SENSITIVE."""
        return any(one.is_sensitive for one in (self.now, self.was) if one)

    @property
    def is_illustrative(self) -> bool:
        """Whether one of the two is made up."""
        return bool(self.made_up)

    @property
    def made_up(self) -> str:
        """The years whose figure is made up: "2017/18", or both."""
        return " and ".join(str(one.year) for one in (self.was, self.now) if one and one.illustrative)


@dataclass(frozen=True)
class MeasureRows:
    """A measure with its cells in both years."""

    measure: Measure
    rows: tuple[FigureRow, ...]


def measures_in(year: ReportingYear, other: ReportingYear) -> list[int]:
    """Return the keys of the measures that have an approved figure in one of two years; one query.

    They are in their order, the force's own before public statistics.
    """
    recorded = Figure.objects.approved().filter(year__in=[year, other]).order_by().values("measure")
    return list(
        Measure.objects.filter(pk__in=recorded).order_by("is_reference", "order", "code").values_list("pk", flat=True)
    )


def figure_rows(year: ReportingYear, other: ReportingYear, keys: Sequence[int]) -> list[MeasureRows]:
    """Return the figures of some measures in two years, ``other`` being the earlier; three queries."""
    broken = broken_since(year, other)
    rows = Figure.objects.with_cell().approved().filter(year__in=[year, other], measure__in=list(keys)).order_by()
    groups: dict[int, list[Figure]] = {}
    for figure in rows:
        groups.setdefault(figure.measure_id or 0, []).append(figure)
    return [
        MeasureRows(groups[key][0].measure, tuple(_rows(groups[key], year, broken))) for key in keys if key in groups
    ]


def _rows(figures: Iterable[Figure], year: ReportingYear, broken: Collection[int]) -> Iterable[FigureRow]:
    cells: dict[tuple[int | None, int | None], dict[bool, Figure]] = {}
    for figure in sorted(figures, key=_place):
        cells.setdefault((figure.category_1_id, figure.category_2_id), {})[figure.year_id == year.pk] = figure
    for pair in cells.values():
        now, was = pair.get(True), pair.get(False)
        movement = movement_of(now, was, is_broken=now.measure_id in broken) if now and was else None
        change = movement.text if movement else NOT_THEN if now else f"not recorded for {year}"
        name = cell_name(next(iter(pair.values())))
        yield FigureRow(name, now, was, movement, change, tuple(_notes(now, was, broken)))


def _notes(now: Figure | None, was: Figure | None, broken: Collection[int]) -> Iterable[str]:
    for one in (was, now):
        if one and not one.is_whole_year:
            start, end = one.period
            yield f"{one.year}: {plain_date(start)} to {plain_date(end)}"
        if one and one.status == Figure.Status.PROVISIONAL:
            yield f"{one.year}: provisional"
    if now and now.break_reason:
        yield f"Break in series: {now.break_reason}"
    elif now and was and now.measure_id in broken:
        yield "The series breaks between the two years"


def _place(figure: Figure) -> tuple[tuple[int, str], ...]:
    return tuple((one.order, one.code) if one else (-1, "") for one in (figure.category_1, figure.category_2))
