"""The charts of a year, chosen from the data alone: what is broken down, what a programme counts, what has a past."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.text import slugify

from ctreport.charts.bars import breakdown_chart, programme_chart
from ctreport.charts.description import Chart
from ctreport.charts.trends import trend_chart
from ctreport.narrative.sentences import FigureBook
from objectives.models import ReportingYear
from outcomes.models import Dimension, Figure
from outcomes.quantity import Unit

TREND_PREFIX = "trend-"


def charts_for(year: ReportingYear, book: FigureBook | None = None) -> tuple[Chart, ...]:
    """Return the bar charts of a year, in the order of their measures; at most three queries.

    A measure that is broken down has a chart; the counts of a programme share one where there are two or more. A
    single number is not drawn: it reads better as a number.
    """
    book = book or FigureBook.for_year(year, only_approved=True)
    figures = sorted(book.figures.values(), key=_place)
    dimensions = Dimension.objects.in_bulk()
    placed = [
        (_place(group[0]), breakdown_chart(group, dimensions, str(year)))
        for group in _groups(figures, lambda one: one.measure_id)
        if len(broken := [one for one in group if one.categories]) > 1 and _can_be_drawn(broken)
    ]
    placed += [
        (_place(group[0]), programme_chart(name, programme, group, str(year)))
        for name, programme, group in _programmes(figures)
    ]
    return tuple(chart for _, chart in sorted(placed, key=lambda pair: pair[0]))


def trends_for(year: ReportingYear) -> tuple[Chart, ...]:
    """Return a line chart for each measure with numbers in two or more years up to ``year``; one query."""
    figures = list(
        Figure.objects.with_cell()
        .approved()
        .filter(year__start_year__lte=year.start_year)
        .exclude(unit=Unit.GRADE)
        .order_by("measure__order", "measure__code", "year__start_year")
    )
    charts = (trend_chart(group, year.start_year) for group in _groups(figures, lambda one: one.measure_id))
    return tuple(chart for chart in charts if chart)


def find_chart(year: ReportingYear, name: str) -> Chart | None:
    """Return the chart of a year by the name that stands in its address; None where there is none."""
    charts = trends_for(year) if name.startswith(TREND_PREFIX) else charts_for(year)
    return next((chart for chart in charts if chart.name == name), None)


def _programmes(figures: list[Figure]) -> Iterable[tuple[str, str, list[Figure]]]:
    whole = [one for one in figures if one.measure.programme and one.unit == Unit.COUNT and not _is_broken_down(one)]
    taken: dict[str, int] = {}
    for group in _groups(whole, lambda one: one.measure.programme):
        programme = group[0].measure.programme
        slug = slugify(programme) or "unnamed"
        taken[slug] = taken.get(slug, 0) + 1
        if len(group) > 1 and _can_be_drawn(group):
            yield f"programme-{slug}{f'-{taken[slug]}' if taken[slug] > 1 else ''}", programme, group


def _is_broken_down(figure: Figure) -> bool:
    return figure.measure.dimension_1_id is not None


def _can_be_drawn(figures: list[Figure]) -> bool:
    return any(one.value is not None for one in figures)


def _groups(figures: list[Figure], key: Any) -> list[list[Figure]]:
    groups: dict[Any, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(key(figure), []).append(figure)
    return list(groups.values())


def _place(figure: Figure) -> tuple[Any, ...]:
    return figure.measure.order, figure.measure.code, *((one.order, one.code) for one in figure.categories)
