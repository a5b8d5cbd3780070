"""Line charts over the years: a missing year is a gap in the line, never a zero."""

from __future__ import annotations

from collections.abc import Sequence

from ctreport.charts import words
from ctreport.charts.description import Chart, ChartKind, Series
from ctreport.charts.points import panels_of, point_of
from objectives.financial_year import label_of
from outcomes.models import Figure
from outcomes.sureness import interval_words

LONGEST = 10  # years drawn


def trend_chart(figures: Sequence[Figure], last: int, *, first: int | None = None) -> Chart | None:
    """Draw one measure over the years from ``first`` to ``last``; None where fewer than two have a number.

    Without a ``first``, at most the ten years up to ``last`` are drawn.
    """
    measure = figures[0].measure
    drawn = range(last - LONGEST + 1 if first is None else first, last + 1)
    years = {one.year.start_year for one in figures if one.value is not None and one.year.start_year in drawn}
    if len(years) < 2:
        return None
    starts = range(min(years), last + 1)
    cells: dict[str, dict[int, Figure]] = {}
    for figure in sorted(figures, key=_place):
        cells.setdefault(words.cell_name(figure.categories), {})[figure.year.start_year] = figure
    if len(cells) > 1 and "" in cells:
        cells["All"] = cells.pop("")
    series = [
        Series(name, tuple(point_of(row.get(start), label_of(start)) for start in starts))
        for name, row in cells.items()
    ]
    shown = [one for one in figures if one.year.start_year in starts]
    return _chart(measure.code, measure.title, measure.unit, series, shown)


def _chart(code: str, title: str, unit: str, series: Sequence[Series], figures: Sequence[Figure]) -> Chart:
    categories = tuple(point.category for point in series[0].points)
    panels = panels_of(series, unit=unit, categories=categories)
    is_illustrative = any(one.illustrative or one.measure.illustrative for one in figures)
    summary = f"{words.trend_summary(panels)} {interval_words(figures)}".strip()
    return Chart(
        name=f"trend-{code}",
        title=words.title_of(f"{title}, {categories[0]} to {categories[-1]}", is_illustrative=is_illustrative),
        kind=ChartKind.TREND,
        panels=panels,
        summary=summary,
        notes=(
            *words.warnings_of(figures),
            *words.point_notes([point for one in series for point in one.points], is_trend=True),
        ),
        is_illustrative=is_illustrative,
    )


def _place(figure: Figure) -> tuple[tuple[int, str], ...]:
    return tuple((one.order, one.code) for one in figure.categories)
