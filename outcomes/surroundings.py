"""The figures against which others are checked: light copies of rows, found by cell, loaded in few queries.

A year of 1,200 cells is checked each time its grid opens, so rows come as tuples and not as records.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q, QuerySet

from ctreport.review.models import PENDING, Revision, State
from objectives.financial_year import period_of
from objectives.models import ReportingYear
from outcomes.models import Dimension, Figure, Measure
from outcomes.quantity import Quantity, Unit

CellKey = tuple[int, int, int | None, int | None]  # measure, start year, category 1, category 2
HISTORY_YEARS = 5


class Amount(NamedTuple):
    """What a figure says, with its place. The fields stand in the order of ``COLUMNS``."""

    measure_id: int
    start_year: int
    category_1_id: int | None
    category_2_id: int | None
    value: Decimal | None
    qualifier: str
    shorthand: str
    grade: str
    period_start: date | None
    period_end: date | None

    @property
    def key(self) -> CellKey:
        """The place of its cell."""
        return self[:4]

    @property
    def period(self) -> tuple[date, date]:
        """The first and last day that it covers: the financial year, unless it says otherwise."""
        if self.period_start and self.period_end:
            return self.period_start, self.period_end
        return period_of(self.start_year)

    def quantity(self, measure: Measure) -> Quantity:
        """Return the amount in the unit of its measure."""
        return Quantity(measure.unit, self.value, self.qualifier, self.shorthand, self.grade, measure.decimals)


COLUMNS = (
    "measure_id",
    "year__start_year",
    "category_1_id",
    "category_2_id",
    "value",
    "qualifier",
    "shorthand",
    "grade",
    "period_start",
    "period_end",
)


def amount_of(figure: Figure) -> Amount:
    """Return what a figure, stored or not, says."""
    return Amount(
        figure.measure_id or 0,
        figure.year.start_year,
        figure.category_1_id,
        figure.category_2_id,
        figure.value,
        figure.qualifier,
        figure.shorthand,
        figure.grade,
        figure.period_start,
        figure.period_end,
    )


def amount_in(revision: Revision, start_year: int) -> Amount:
    """Return what a figure says in a version of its history."""
    stored = {name: one["value"] for name, one in revision.data.items()}
    value, start, end = stored.get("value"), stored.get("period_start"), stored.get("period_end")
    first, second = stored.get("category_1"), stored.get("category_2")
    return Amount(
        int(stored["measure"]),
        start_year,
        int(first) if first else None,
        int(second) if second else None,
        None if value is None else Decimal(value),
        stored["qualifier"],
        stored["shorthand"],
        stored["grade"],
        date.fromisoformat(start) if start else None,
        date.fromisoformat(end) if end else None,
    )


def waiting_versions(figures: QuerySet[Figure]) -> dict[int, Revision]:
    """Return, by figure, the newest version of those that have a draft beside what is approved or were returned.

    One query for all of them. Other figures' rows hold their newest content themselves.
    """
    asked = figures.filter(state__in=PENDING).filter(Q(approved_version__isnull=False) | Q(state=State.RETURNED))
    found = Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(Figure),
        object_id__in=asked.order_by().values("pk"),
        state__in=PENDING,
    )
    return {revision.object_id: revision for revision in found.order_by("number")}


@dataclass
class Surroundings:
    """The figures of a year and of those before it, by cell, with the measures that say what is checked."""

    measures: dict[int, Measure] = field(default_factory=dict)
    amounts: dict[CellKey, Amount] = field(default_factory=dict)
    category_counts: dict[int, int] | None = None
    _parts: dict[int, list[int]] = field(default_factory=dict)
    _of_measure: dict[tuple[int, int], dict[CellKey, Amount]] = field(default_factory=dict)

    @classmethod
    def of(cls, year: ReportingYear, measures: Iterable[Measure] | None = None) -> Surroundings:
        """Load a year's figures in their newest versions, and what was recorded in the years before it."""
        around = cls.before(year, measures)
        figures = Figure.objects.filter(year=year)
        if measures is not None:
            figures = figures.filter(measure__in=list(around.measures))
        for row in figures.order_by().values_list(*COLUMNS):
            around.put(Amount._make(row))
        for revision in waiting_versions(figures).values():
            around.put(amount_in(revision, year.start_year))
        return around

    @classmethod
    def before(cls, year: ReportingYear, measures: Iterable[Measure] | None = None) -> Surroundings:
        """Load what was recorded in the years before ``year``; its own figures are then to be put.

        Last year's figures of all measures, and five years of those whose level is held against its history.
        """
        around = cls()
        around._learn(measures)
        kept = around.measures.values()
        levels = {one.pk for one in kept if one.part_of_id or one.unit in (Unit.PERCENTAGE, Unit.RATE)}
        levels |= {one.part_of_id for one in kept if one.part_of_id}
        last = year.start_year - 1
        in_reach = Q(year__start_year=last)
        if levels:
            in_reach |= Q(year__start_year__range=(year.start_year - HISTORY_YEARS, last), measure__in=levels)
        rows = Figure.objects.filter(in_reach)
        if measures is not None:
            rows = rows.filter(measure__in=list(around.measures))
        for row in rows.order_by().values_list(*COLUMNS):
            around.put(Amount._make(row))
        return around

    def _learn(self, measures: Iterable[Measure] | None) -> None:
        """Note the measures, with those that they are parts of and those that are parts of them, two steps far.

        Two, so that what is asked about a measure's whole and its parts can be answered as well.
        """
        if measures is None:
            for one in Measure.objects.order_by():
                self.learn(one)
            return
        given = list(measures)
        for one in given:
            self.learn(one)
        links = list(Measure.objects.filter(part_of__isnull=False).order_by().values_list("pk", "part_of_id"))
        near = set(self.measures)
        for _ in range(2):
            near |= {pk for link in links if near.intersection(link) for pk in link if pk}
        for one in Measure.objects.order_by().filter(pk__in=near.difference(self.measures)):
            self.learn(one)

    def learn(self, measure: Measure) -> None:
        """Note a measure and of which it is a part."""
        if measure.pk not in self.measures and measure.part_of_id:
            self._parts.setdefault(measure.part_of_id, []).append(measure.pk)
        self.measures[measure.pk] = measure

    def put(self, one: Amount | Figure) -> Amount:
        """Let a figure, stored or not, stand in its cell."""
        if isinstance(one, Figure):
            self.learn(one.measure)
            one = amount_of(one)
        self.amounts[one.key] = one
        measure = self.measures.get(one.measure_id)
        if measure is not None and measure.categories_add_up:
            self._of_measure.setdefault(one.key[:2], {})[one.key] = one
        return one

    def take(self, key: CellKey) -> None:
        """Let a cell stand empty."""
        self.amounts.pop(key, None)
        self._of_measure.get(key[:2], {}).pop(key, None)

    def at(self, amount: Amount, *, years_back: int = 0, measure: int | None = None) -> Amount | None:
        """Return what is recorded for the same categories some years earlier, or for another measure."""
        own, start, first, second = amount.key
        return self.amounts.get((measure or own, start - years_back, first, second))

    def whole_of(self, amount: Amount) -> Amount | None:
        """Return the figure that this one is a part of: of the same categories or, without one, of all together."""
        whole = self.measures[amount.measure_id].part_of_id
        if whole is None:
            return None
        return self.at(amount, measure=whole) or self.amounts.get((whole, amount.start_year, None, None))

    def parts_of(self, amount: Amount) -> list[Amount]:
        """Return the figures of the same cell of the measures that are parts of this one's."""
        found = (self.at(amount, measure=part) for part in self._parts.get(amount.measure_id, ()))
        return [one for one in found if one is not None]

    def history(self, amount: Amount) -> list[Amount]:
        """Return the earlier figures of the cell that hold a number, the latest first."""
        earlier = (self.at(amount, years_back=back) for back in range(1, HISTORY_YEARS + 1))
        return [one for one in earlier if one is not None and one.value is not None]

    def siblings(self, amount: Amount) -> Mapping[CellKey, Amount]:
        """Return the figures of a measure whose categories add up, of the year, this one among them as given."""
        return {**self._of_measure.get(amount.key[:2], {}), amount.key: amount}

    def categories_in(self, dimension: int) -> int:
        """Return how many categories a dimension has; they are counted once for all."""
        if self.category_counts is None:
            counted = Dimension.objects.order_by().annotate(size=Count("categories"))
            self.category_counts = dict(counted.values_list("pk", "size"))
        return self.category_counts.get(dimension, 0)

    def related(self, measure: Measure) -> set[int]:
        """Return the measures whose figures are asked about, or no longer, when one of this measure changes."""
        found: set[Any] = {measure.part_of_id, *self._parts.get(measure.pk, ())}
        if measure.categories_add_up:
            found.add(measure.pk)
        return found - {None}
