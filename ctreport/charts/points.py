"""Points and panels made from figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from ctreport.charts.description import Interval, Panel, Point, Series
from ctreport.charts.words import AXIS_TITLES, NOT_RECORDED
from outcomes.intervals import Interval as Wilson
from outcomes.models import Category, Figure
from outcomes.quantity import LOWER_BOUNDS, UPPER_BOUNDS
from outcomes.sureness import in_words, interval_of

WHOLE = "All"
MOST_SERIES = 5  # as many as the house has colours and markers that can be told apart


def point_of(figure: Figure | None, category: str) -> Point:
    """Return a figure as a point; a cell without a figure is a gap, never a zero."""
    if figure is None:
        return Point(category, None, NOT_RECORDED)
    provisional = figure.status == Figure.Status.PROVISIONAL
    marks = ["[p]"] if provisional and figure.value is not None else []
    marks += ["[b]"] if figure.break_reason else []
    return Point(
        category=category,
        value=figure.value,
        text=" ".join([str(figure.quantity), *marks]),
        is_lower_bound=figure.qualifier in LOWER_BOUNDS,
        is_provisional=provisional,
        figure_id=figure.pk,
        is_upper_bound=figure.qualifier in UPPER_BOUNDS,
        interval=_interval(figure),
        break_reason=figure.break_reason,
    )


def _interval(figure: Figure) -> Interval | None:
    found = interval_of(figure)
    return drawn_interval(found) if found else None


def drawn_interval(found: Wilson) -> Interval:
    """Return an interval of shares as a chart draws it, in per cent."""
    low, high = (round(Decimal(str(share)) * 100, 1) for share in found)
    return Interval(low, high, in_words(found))


def name_of(category: Category | None) -> str:
    """Return a category's name; no category is the whole."""
    return category.name if category else WHOLE


def in_order(categories: Iterable[Category | None]) -> tuple[str, ...]:
    """Return the names of categories, each once, in the dimension's order; the whole stands last."""
    ranked = {name_of(one): (one is None, one.order if one else 0, one.code if one else "") for one in categories}
    return tuple(sorted(ranked, key=ranked.__getitem__))


def panels_of(
    series: Sequence[Series], *, unit: str, categories: tuple[str, ...], title: str = ""
) -> tuple[Panel, ...]:
    """Return one panel for the series, or, where they are too many to tell apart, a panel for each."""
    axis = AXIS_TITLES.get(unit, "")
    if len(series) <= MOST_SERIES:
        return (Panel("", unit, categories, tuple(series), axis),)
    return tuple(Panel(one.name, unit, categories, (one,), axis) for one in series)
