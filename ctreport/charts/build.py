"""The charts of a year: those that its figures suggest, or those that somebody chose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
from ctreport.disclosure.publishing import Editions, suppressed, suppressed_figures
from ctreport.narrative.sentences import FigureBook
from objectives.models import ReportingYear
from outcomes.models import Dimension, Figure
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
    """Return the suggested chart of a year by the name that stands in its address; None where there is none."""
    draw = trends_for if name.startswith(TREND_PREFIX) else charts_for
    charts: tuple[Chart, ...] = draw(year, publishable=publishable)
    return next((chart for chart in charts if chart.name == name), None)


def _book(year: ReportingYear, *, publishable: bool) -> FigureBook:
    book = FigureBook.for_year(year, only_approved=True, publishable=publishable)
    return suppressed(book) if publishable else book


def _in_order(book: FigureBook) -> list[Figure]:
    return sorted(book.figures.values(), key=place)


def _of_all_years(year: ReportingYear, *, publishable: bool, earlier: Editions | None = None) -> list[Figure]:
    figures = Figure.objects.with_cell()
    figures = figures.publishable() if publishable else figures.approved()
    found = list(
        figures.filter(year__start_year__lte=year.start_year)
        .exclude(unit=Unit.GRADE)
        .order_by("measure__order", "measure__code", "year__start_year")
    )
    return suppressed_figures(found, earlier) if publishable else found
