"""Bar charts of a year: a measure by its categories, and the measures of a programme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from ctreport.charts import words
from ctreport.charts.description import Chart, ChartKind, Panel, Point, Series
from ctreport.charts.points import in_order, name_of, panels_of, point_of
from ctreport.ui.words import join
from outcomes.models import Dimension, Figure
from outcomes.quantity import Unit
from outcomes.sureness import interval_words

SMALLEST_SHARE = Decimal("0.25")  # of its panel's longest bar: anything smaller goes to a panel of its own


def breakdown_chart(figures: Sequence[Figure], dimensions: Mapping[int, Dimension], year: str) -> Chart:
    """Draw one measure by its categories.

    The dimension with fewer categories makes the series, so that the bars to be compared stand side by side; with
    as many of each, the second does, so that one survey mode's answers stand together.
    """
    measure = figures[0].measure
    across, along = in_order(one.category_1 for one in figures), in_order(one.category_2 for one in figures)
    by_cell = {(name_of(one.category_1), name_of(one.category_2)): one for one in figures}
    names = [
        dimensions[key].name if key and any(getattr(one, f"category_{number}_id") for one in figures) else ""
        for number, key in ((1, measure.dimension_1_id), (2, measure.dimension_2_id))
    ]
    if len(across) < len(along):
        across, along, names = along, across, names[::-1]
        by_cell = {(second, first): one for (first, second), one in by_cell.items()}
    series = [
        Series(name if len(along) > 1 else "", tuple(point_of(by_cell.get((one, name)), one) for one in across))
        for name in along
    ]
    return _chart(
        name=f"breakdown-{measure.code}",
        title=f"{measure.title}, by {join([words.lower_first(name) for name in names if name])}, {year}",
        panels=panels_of(series, unit=measure.unit, categories=across),
        figures=figures,
        category_title=names[0],
    )


def counts_chart(name: str, figures: Sequence[Figure], year: str) -> Chart:
    """Draw counts, such as those of a programme, in panels by order of magnitude so that each bar can be read."""
    points = [point_of(one, one.measure.title) for one in figures]
    panels = tuple(
        Panel("", Unit.COUNT, tuple(one.category for one in group), (Series("", tuple(group)),), "Number")
        for group in by_magnitude(points)
    )
    return _chart(name=name, title=f"{_subject(figures)}, {year}", panels=panels, figures=figures, category_title="")


def by_magnitude(points: Sequence[Point]) -> list[list[Point]]:
    """Split points so that each is at least a quarter of the greatest in its group; the given order is kept."""
    groups: list[list[Point]] = []
    greatest = Decimal(0)
    for point in sorted(points, key=lambda one: one.value or Decimal(0), reverse=True):
        value = point.value or Decimal(0)
        # Nothing to draw (0, or a symbol) needs no scale of its own.
        if not groups or 0 < value < greatest * SMALLEST_SHARE:
            groups.append([])
            greatest = value
        groups[-1].append(point)
    place = {id(point): number for number, point in enumerate(points)}
    ordered = [sorted(group, key=lambda one: place[id(one)]) for group in groups]
    return sorted(ordered, key=lambda group: place[id(group[0])])


def _subject(figures: Sequence[Figure]) -> str:
    """Name what counts are about: their programme where they share one, and otherwise what is counted."""
    programmes = {one.measure.programme for one in figures}
    if len(programmes) == 1 and (programme := programmes.pop()):
        return programme
    titles = [one.measure.title for one in figures]
    return join([titles[0], *(words.lower_first(title) for title in titles[1:])])


def _chart(
    *, name: str, title: str, panels: tuple[Panel, ...], figures: Sequence[Figure], category_title: str
) -> Chart:
    is_illustrative = any(one.illustrative or one.measure.illustrative for one in figures)
    points = [point for panel in panels for one in panel.series for point in one.points]
    broken_down = any(one.categories for one in figures)
    summary = words.grid_summary(panels) if broken_down else words.list_summary(panels)
    summary = f"{summary} {interval_words(figures)}".strip()
    return Chart(
        name=name,
        title=words.title_of(title, is_illustrative=is_illustrative),
        kind=ChartKind.BARS,
        panels=panels,
        summary=summary,
        notes=(
            *words.warnings_of(figures),
            *(() if broken_down else words.scale_note(panels)),
            *words.point_notes(points),
        ),
        is_illustrative=is_illustrative,
        category_title=category_title,
    )
