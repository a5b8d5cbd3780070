"""What is known of one measure over the years: its figures, targets, the whole that it is part of, and its peers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from ctreport.charts.words import cell_name
from objectives.models import ReportingYear
from outcomes.models import Category, Figure, Measure, PublishedRate, Target
from outcomes.quantity import Qualifier
from outcomes.ratios import Ratio, ratios_among
from outcomes.targets import TargetVersion, versions_by_target

LONGEST = 20  # years looked back
CellKey = tuple[int | None, int | None]  # the keys of a cell's categories


@dataclass(frozen=True)
class CellHistory:
    """The figures of one cell of a measure by the start of their year, its targets, and the first of each target."""

    categories: tuple[Category, ...]
    figures: dict[int, Figure]
    targets: dict[int, Target]
    originals: dict[int, TargetVersion]

    @property
    def name(self) -> str:
        """The names of its categories; empty for the whole."""
        return cell_name(self.categories)

    def comparable(self, starts: Iterable[int]) -> list[int]:
        """Return the years from the last break in series on: those whose figures can be compared with one another."""
        years = list(starts)
        breaks = [start for start in years if start in self.figures and self.figures[start].break_reason]
        return [start for start in years if not breaks or start >= breaks[-1]]

    def exact(self, starts: Iterable[int]) -> list[float | None]:
        """Return the numbers that are exactly known, one for each year; None where there is none."""
        found = (self.figures.get(start) for start in starts)
        return [float(one.value) if one and _is_exact(one) else None for one in found]  # type: ignore[arg-type]


@dataclass(frozen=True)
class MeasureHistory:
    """One measure up to a year, in approved figures only."""

    measure: Measure
    year: ReportingYear
    figures: tuple[Figure, ...]
    wholes: tuple[Figure, ...]
    targets: tuple[Target, ...]
    versions: dict[int, list[TargetVersion]]
    rates: tuple[PublishedRate, ...]

    @property
    def starts(self) -> range:
        """The years from the first that has a figure to the one looked at; at most twenty."""
        first = min((one.year.start_year for one in self.figures), default=self.year.start_year)
        return range(first, self.year.start_year + 1)

    @cached_property
    def cells(self) -> tuple[CellHistory, ...]:
        """Its cells in the order of their categories; the whole stands last."""
        figures: dict[CellKey, dict[int, Figure]] = {}
        targets: dict[CellKey, dict[int, Target]] = {}
        for figure in self.figures:
            figures.setdefault((figure.category_1_id, figure.category_2_id), {})[figure.year.start_year] = figure
        for target in self.targets:
            targets.setdefault((target.category_1_id, target.category_2_id), {})[target.year.start_year] = target
        names = {key: tuple(next(iter(group.values())).categories) for key, group in figures.items()}
        ordered = sorted(figures, key=lambda key: _place(names[key]))
        return tuple(self._cell(names[key], figures[key], targets.get(key, {})) for key in ordered)

    def _cell(
        self, categories: tuple[Category, ...], figures: dict[int, Figure], targets: dict[int, Target]
    ) -> CellHistory:
        firsts = {start: self.versions[one.pk][0] for start, one in targets.items() if self.versions.get(one.pk)}
        revised = {
            start: first
            for start, first in firsts.items()
            if (first.text, first.value) != (targets[start].text, targets[start].value) and not first.state
        }
        return CellHistory(categories, figures, targets, revised)

    @cached_property
    def ratios(self) -> dict[int, Ratio]:
        """How much of its whole the measure was, by the start of the year; undivided figures only."""
        undivided = [one for one in (*self.figures, *self.wholes) if not one.categories]
        return {one.part.year.start_year: one for one in ratios_among(undivided)}

    @property
    def now(self) -> dict[str, Figure]:
        """The figures of the year looked at, by the name of their cell."""
        start = self.year.start_year
        return {cell.name: cell.figures[start] for cell in self.cells if start in cell.figures}


def history_of(measure: Measure, year: ReportingYear) -> MeasureHistory:
    """Load a measure's history up to a year: four queries, whatever there is; none for what it cannot have.

    ``measure`` should have its whole (``part_of``) loaded.
    """
    first = year.start_year - LONGEST + 1
    years = Q(year__start_year__range=(first, year.start_year))
    measures = [measure.pk, *([measure.part_of_id] if measure.part_of_id else [])]
    rows = list(Figure.objects.with_cell().approved().filter(years, measure__in=measures).order_by("year__start_year"))
    targets = list(Target.objects.with_cell().approved().filter(years, measure=measure).order_by("year__start_year"))
    rates = PublishedRate.objects.filter(numerator=measure, denominator=measure.part_of_id or 0)
    return MeasureHistory(
        measure=measure,
        year=year,
        figures=tuple(one for one in rows if one.measure_id == measure.pk),
        wholes=tuple(one for one in rows if one.measure_id != measure.pk),
        targets=tuple(targets),
        versions=versions_by_target(targets),
        rates=tuple(rates) if measure.part_of_id else (),
    )


def _place(categories: tuple[Category, ...]) -> tuple[bool, list[tuple[int, str]]]:
    return not categories, [(one.order, one.code) for one in categories]


def _is_exact(figure: Figure) -> bool:
    return figure.value is not None and figure.qualifier == Qualifier.EXACTLY
