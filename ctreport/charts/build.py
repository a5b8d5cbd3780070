"""The charts of a year: those that its figures suggest, or those that somebody chose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ctreport.charts import ratio_charts, years
from ctreport.charts.choices import (
    TREND,
    ChartChoice,
    drawn_bars,
    drawn_trends,
    place,
    suggested_bars,
    suggested_trends,
)
from ctreport.charts.description import Chart
from ctreport.charts.history import MeasureHistory, history_of
from ctreport.disclosure.publishing import Editions, suppressed, suppressed_figures
from ctreport.narrative.sentences import FigureBook
from objectives.models import ReportingYear
from outcomes.models import Dimension, Figure, Measure
from outcomes.quantity import Unit

TREND_PREFIX = "trend-"


def charts_for(year: ReportingYear, book: FigureBook | None = None, *, publishable: bool = False) -> tuple[Chart, ...]:
    """Return the bar charts that the figures of a year suggest; at most three queries.

    Without a ``book`` they are drawn from what is approved or, where ``publishable``, from what may be published.
    """
    figures = _in_order(book or _book(year, publishable=publishable))
    return drawn_bars(suggested_bars(figures), figures, Dimension.objects.in_bulk(), str(year))


def trends_for(year: ReportingYear, *, publishable: bool = False, earlier: Editions | None = None) -> tuple[Chart, ...]:
    """Return a line chart for each measure with numbers in two or more years up to ``year``; one query.

    ``earlier`` is what published editions told: see ``ctreport.disclosure.publishing``.
    """
    figures = _of_all_years(year, publishable=publishable, earlier=earlier)
    return drawn_trends(suggested_trends(figures, year.start_year), figures, year.start_year)


def chosen_charts(
    year: ReportingYear,
    choices: Sequence[ChartChoice],
    book: FigureBook,
    *,
    publishable: bool = False,
    earlier: Editions | None = None,
) -> tuple[tuple[Chart, ...], tuple[Chart, ...]]:
    """Return the charts that were chosen: the bars of the year, then the lines over the years; at most two queries."""
    bars: tuple[Chart, ...] = ()
    trends: tuple[Chart, ...] = ()
    if any(choice.kind != TREND for choice in choices):
        bars = drawn_bars(choices, _in_order(book), Dimension.objects.in_bulk(), str(year))
    if any(choice.kind == TREND for choice in choices):
        figures = _of_all_years(year, publishable=publishable, earlier=earlier)
        trends = drawn_trends(choices, figures, year.start_year)
    return bars, trends


def suggested(year: ReportingYear, book: FigureBook, *, publishable: bool = False) -> Iterable[ChartChoice]:
    """Return the choices that give the very charts of ``charts_for`` and ``trends_for``; one query."""
    yield from suggested_bars(_in_order(book))
    yield from suggested_trends(_of_all_years(year, publishable=publishable), year.start_year)


def find_chart(year: ReportingYear, name: str, *, publishable: bool = False) -> Chart | None:
    """Return a chart by the name that stands in its address: one that the year suggests, or one of a measure.

    None where there is none. A chart of one measure asks for the figures of no other.
    """
    if name.startswith(TREND_PREFIX) and not publishable:
        figures = _of_all_years(year, publishable=False, code=name.removeprefix(TREND_PREFIX))
        charts = drawn_trends(suggested_trends(figures, year.start_year), figures, year.start_year)
    elif name.startswith(TREND_PREFIX):
        charts = trends_for(year, publishable=True)
    elif drawn := _charts_of_a_measure(year, name):
        return drawn
    else:
        charts = charts_for(year, publishable=publishable)
    return next((chart for chart in charts if chart.name == name), None)


def _charts_of_a_measure(year: ReportingYear, name: str) -> Chart | None:
    """Return a chart of a measure's own page, which is for people within the force only."""
    for prefix, draw in _OF_A_MEASURE.items():
        if name.startswith(prefix):
            measures = Measure.objects.approved().select_related("part_of")
            measure = measures.filter(code=name.removeprefix(prefix)).first()
            return draw(history_of(measure, year)) if measure else None
    return None


_OF_A_MEASURE: dict[str, Callable[[MeasureHistory], Chart | None]] = {
    years.PREFIX: years.years_chart,
    ratio_charts.PEERS: ratio_charts.peers_chart,
    ratio_charts.YEARS: ratio_charts.ratios_chart,
}


def _book(year: ReportingYear, *, publishable: bool) -> FigureBook:
    book = FigureBook.for_year(year, only_approved=True, publishable=publishable)
    return suppressed(book) if publishable else book


def _in_order(book: FigureBook) -> list[Figure]:
    return sorted(book.figures.values(), key=place)


def _of_all_years(
    year: ReportingYear, *, publishable: bool, earlier: Editions | None = None, code: str = ""
) -> list[Figure]:
    figures = Figure.objects.filter(measure__code=code) if code else Figure.objects.all()
    figures = figures.with_cell()
    figures = figures.publishable() if publishable else figures.approved()
    found = list(
        figures.filter(year__start_year__lte=year.start_year)
        .exclude(unit=Unit.GRADE)
        .order_by("measure__order", "measure__code", "year__start_year")
    )
    return suppressed_figures(found, earlier) if publishable else found
