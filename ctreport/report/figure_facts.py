"""The published figures of a year as data, each with what must be known to read it rightly."""

from __future__ import annotations

from ctreport.report.facts import FigureFact
from ctreport.report.tables import YearFigures, target_words
from outcomes.models import Dimension, Figure
from outcomes.quantity import Qualifier

WHOLE = "All"  # the figure over all categories of a dimension


def figure_facts(figures: YearFigures) -> tuple[FigureFact, ...]:
    """Return each figure of a year in the report's order; one query where a measure is broken down."""
    is_broken_down = any(one.measure.dimension_1_id or one.measure.dimension_2_id for one in figures.rows)
    dimensions = dict(Dimension.objects.values_list("pk", "name")) if is_broken_down else {}
    return tuple(_fact(figure, figures, dimensions) for figure in figures.rows)


def _fact(figure: Figure, figures: YearFigures, dimensions: dict[int, str]) -> FigureFact:
    measure, quantity = figure.measure, figure.quantity
    first, last = figure.period
    return FigureFact(
        key=figure.token.strip("{}"),
        code=measure.code,
        measure=measure.full_title,
        programme=measure.programme,
        definition=measure.definition,
        unit=measure.unit,
        polarity=measure.polarity,
        categories=_categories(figure, dimensions),
        qualifier="" if figure.value is None else str(Qualifier(figure.qualifier).label),
        value="" if figure.value is None else f"{round(figure.value, quantity.places):f}",
        symbol=figure.shorthand,
        text=str(quantity),
        base="" if figure.base is None else str(figure.base),
        status=figure.status,
        change=figures.change(figure),
        target=target_words(figure, figures.targets.get(figure.pk)),
        source=figure.source,
        note=figure.note,
        period_start=first.isoformat(),
        period_end=last.isoformat(),
        is_illustrative=figure.illustrative or measure.illustrative,
    )


def _categories(figure: Figure, dimensions: dict[int, str]) -> tuple[tuple[str, str], ...]:
    """Return a pair for each dimension of the measure, whether or not the figure is broken down by it."""
    pairs = (
        (figure.measure.dimension_1_id, figure.category_1),
        (figure.measure.dimension_2_id, figure.category_2),
    )
    return tuple((dimensions[pk], category.name if category else WHOLE) for pk, category in pairs if pk)
