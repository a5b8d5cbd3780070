"""The figures that the page shows, and no others: those of a few measures in a year and in the one compared with."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from ctreport.charts.build import charts_for
from ctreport.charts.description import Chart
from ctreport.dashboard.key_figures import MOST_CELLS as ON_CARD
from ctreport.dashboard.measures import MeasureRow
from ctreport.dashboard.movers import Mover, movers
from ctreport.dashboard.ratios import measures_in_ratios
from ctreport.dashboard.tallies import Tallies
from ctreport.dashboard.year_records import YearRecords
from ctreport.narrative.sentences import FigureBook, plain
from ctreport.narrative.tokens import Token, split
from ctreport.report.models import ReportPlan
from objectives.models import ReportingYear
from outcomes.models import Figure, Measure, Target
from outcomes.quantity import Unit

MOST_CARDS = 12
MOST_CHARTS = 6
MOST_CELLS = 24  # figures of a measure that is drawn; one with more is read on its own page


@dataclass(frozen=True)
class Loaded:
    """The figures that are shown, in a book, with their targets; ``cards`` and ``drawn`` are codes of measures."""

    book: FigureBook
    targets: tuple[Target, ...]
    cards: tuple[str, ...]
    drawn: tuple[str, ...]
    movers: tuple[Mover, ...]

    @cached_property
    def by_key(self) -> dict[int, Figure]:
        """The figures of both years by key."""
        return {one.pk: one for one in (*self.book.figures.values(), *self.book.earlier.values())}

    def read(self, text: str) -> str:
        """Return a narrative with its figures put in."""
        return plain(text, self.book)


def load(records: YearRecords, told: Iterable[str]) -> Loaded:
    """Load the figures of a year that are shown; ``told`` are narratives that will be read. Five queries."""
    shown, year, before = records.shown, records.year, records.before
    recorded = [one for one in shown.measures if one.pk in records.thread.recorded]
    cards, drawn = _on_cards(recorded, preferred_codes(year)), _drawn(recorded, records.tallies)
    most = movers(year, before, records.counted, shown.measures)
    codes = {token.measure for text in told for token in split(text) if isinstance(token, Token)}
    keys = {one.pk for one in (*cards, *drawn, *measures_in_ratios(recorded))} | {one.measure_id for one in most}
    keys |= {one.pk for one in records.measures if one.code in codes}
    some = [pk for one in most for pk in (one.figure_id, one.earlier_id)]
    book = load_book(year, before, keys, _Also(some, [one.pk for one in drawn]))
    measures = {one.measure_id: one.measure for one in book.figures.values()}
    return Loaded(
        book,
        tuple(load_targets(year, measures)),
        tuple(one.code for one in cards),
        tuple(one.code for one in drawn),
        tuple(most),
    )


def _on_cards(measures: Sequence[MeasureRow], preferred: Sequence[str]) -> list[MeasureRow]:
    """Return the measures that have a card: those chosen as key figures of the report first, then in their order."""
    rank = {code: place for place, code in enumerate(preferred)}
    return sorted(measures, key=lambda one: rank.get(one.code, len(rank)))[:MOST_CARDS]


def _drawn(measures: Sequence[MeasureRow], tallies: Tallies) -> list[MeasureRow]:
    """Return the measures of the first charts that the year's figures suggest: see ``charts.choices``."""
    groups: dict[str, list[MeasureRow]] = {}
    for one in measures:
        if one.dimension_1_id is not None and 1 < tallies[one.pk].figures <= MOST_CELLS:
            groups[f"breakdown {one.code}"] = [one]
        elif one.dimension_1_id is None and one.programme and one.unit == Unit.COUNT:
            groups.setdefault(f"programme {one.programme}", []).append(one)
    fitting = [group for name, group in groups.items() if name.startswith("breakdown") or 1 < len(group) <= MOST_CELLS]
    return [one for group in fitting[:MOST_CHARTS] for one in group]


def preferred_codes(year: ReportingYear) -> list[str]:
    """Return the codes of the key figures that were chosen for the year's report, in order; one query."""
    chosen = ReportPlan.objects.filter(year=year).values_list("key_figures", flat=True).first()
    return list(chosen or ())


@dataclass(frozen=True)
class _Also:
    """What is loaded beside the first figures of each measure: a few by key, and all of the measures that are drawn."""

    figures: Collection[int]
    measures: Collection[int]


def load_book(year: ReportingYear, before: ReportingYear | None, keys: Collection[int], also: _Also) -> FigureBook:
    """Load the first figures of some measures in both years, as many as a card shows, and some more; two queries."""
    measures = Measure.objects.in_bulk(list(keys))
    years = {one.pk: one for one in (year, before) if one is not None}
    place = Window(
        RowNumber(),
        partition_by=[F("measure_id"), F("year_id")],
        order_by=[
            F("category_1__order").asc(nulls_first=True),
            F("category_1__code").asc(nulls_first=True),
            F("category_2__order").asc(nulls_first=True),
            F("category_2__code").asc(nulls_first=True),
        ],
    )
    chosen = (  # by key alone, as many are put in order of which few are read
        Figure.objects.approved()
        .filter(measure_id__in=list(keys), year_id__in=list(years))
        .annotate(place=place)
        .filter(Q(place__lte=ON_CARD) | Q(pk__in=list(also.figures)) | Q(measure_id__in=list(also.measures)))
        .values("pk")
    )
    found = []
    for figure in Figure.objects.filter(pk__in=chosen).select_related("category_1", "category_2").order_by():
        figure.measure, figure.year = measures[figure.measure_id or 0], years[figure.year_id or 0]
        found.append(figure)
    return FigureBook.of(year, found, measures.values())


def load_targets(year: ReportingYear, measures: Mapping[int, Measure]) -> list[Target]:
    """Return the approved targets of some measures in a year; one query."""
    rows = Target.objects.for_year(year).approved().filter(measure_id__in=list(measures))
    found = []
    for target in rows.select_related("category_1", "category_2").order_by():
        target.measure, target.year = measures[target.measure_id or 0], year
        found.append(target)
    return found


def charts_of(book: FigureBook, codes: Collection[str]) -> tuple[Chart, ...]:
    """Return the bar charts of some measures, as ``charts.build.charts_for`` draws them; at most one query."""
    figures = {cell: figure for cell, figure in book.figures.items() if cell[0] in codes}
    return charts_for(book.year, replace(book, figures=figures)) if figures else ()
