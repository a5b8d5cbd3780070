"""Lying bars on the screen: each with its figure at its end, a lowest value going on in arrows, intervals as lines."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ctreport.charts import house
from ctreport.charts.description import Panel, Point, Series
from ctreport.charts.plotly_forms import Form, width_of
from ctreport.charts.plotly_intervals import intervals
from ctreport.charts.plotly_lines import hover_of, number_of
from ctreport.charts.plotly_slots import Slots
from ctreport.charts.plotly_words import plain_text

_ARROWS = (4, 14)  # pixels beyond the bar at which each arrow head of a lowest value begins
_HEAD, _STROKE = 8, 5  # pixels: how long an arrow head is, and how thick
BEYOND = _ARROWS[-1] + _HEAD + _STROKE
_AIR = 6  # pixels before a label
_LEAST_END = 24  # pixels right of the plot: half of the last number of the axis


def bar_traces(panel: Panel, key: str, slots: Slots) -> list[dict[str, Any]]:
    """Return the bars of a panel and over them their intervals. ``meta`` says which trace holds the "values"."""
    found = []
    axes = {"xaxis": f"x{key}", "yaxis": f"y{key}", "cliponaxis": False}
    for number, series in enumerate(panel.series):
        found.append(_bars(series, number, slots) | axes)

        def middle(point: Point, number: int = number) -> float:
            return slots.bars[number, point.category]

        found += intervals(series, "x", middle, axes, is_on_bars=True)
    return found


def _bars(series: Series, number: int, slots: Slots) -> dict[str, Any]:
    colour = house.COLOURS[number % len(house.COLOURS)]
    return {
        "type": "bar",
        "orientation": "h",
        "width": slots.thickness,
        "y": [slots.bars[number, point.category] for point in series.points],
        "meta": "values",
        "name": plain_text(series.name),
        "x": [number_of(point) or 0 for point in series.points],
        "marker": {
            # What is not the force's own is hollow.
            "color": [house.PAPER if point.is_other else colour for point in series.points],
            "line": {"color": colour, "width": [2 if point.is_other else 1 for point in series.points]},
            "pattern": {"shape": ["/" if point.is_upper_bound else "" for point in series.points]},
        },
        "hovertext": [hover_of(series, point) for point in series.points],
        "hoverinfo": "text",
    }


def arrows(panel: Panel, key: str, slots: Slots) -> list[dict[str, Any]]:
    """Return what goes on from the bars of lowest values: two arrow heads, as long at any scale, so no value."""
    found = []
    for number, series in enumerate(panel.series):
        for point in series.points:
            if point.is_lower_bound:
                middle, half = slots.bars[number, point.category], slots.thickness / 2
                place = {
                    "xref": f"x{key}",
                    "yref": f"y{key}",
                    "xsizemode": "pixel",
                    "xanchor": number_of(point) or 0,
                    "path": " ".join(_head(start, middle, half) for start in _ARROWS),
                }
                colour = house.COLOURS[number % len(house.COLOURS)]
                name = f"beyond {series.name} {point.category}"
                found.append({"type": "path", **place, "fillcolor": colour, "line": {"width": 0}, "name": name})
    return found


def _head(start: float, middle: float, half: float) -> str:
    top, bottom, tip = middle - half, middle + half, start + _HEAD
    return (
        f"M{start},{top} L{start + _STROKE},{top} L{tip + _STROKE},{middle} L{start + _STROKE},{bottom} "
        f"L{start},{bottom} L{tip},{middle} Z"
    )


def bar_words(panel: Panel, key: str, slots: Slots, form: Form) -> list[dict[str, Any]]:
    """Return the names above the bars, where they stand there, and the figures at the bars' ends."""
    common = {"showarrow": False, "xanchor": "left", "yanchor": "middle", "align": "left", "yref": f"y{key}"}
    found = []
    for name in slots.above:
        look = {"color": house.INK, "weight": 700 if name.is_heading else 400}
        found.append({**common, "xref": "paper", "x": 0, "y": name.middle, "text": plain_text(name.text), "font": look})
    for number, series in enumerate(panel.series):
        for point in series.points:
            text = label_of(series, point, form)
            look = {"color": house.INK, "weight": 700 if text == point.label and point.value is not None else 400}
            place = {"x": _end_of(point), "y": slots.bars[number, point.category], "xshift": _beyond(point) + _AIR}
            found.append({**common, "xref": f"x{key}", **place, "text": plain_text(text), "font": look})
    return found


def label_of(series: Series, point: Point, form: Form) -> str:
    """Return what stands at the end of a bar: the figure, after the series' name where that stands nowhere else."""
    return point.label if form.is_narrow else f"{series.name} {point.label}".strip()


def room_at_end(panel: Panel, form: Form, left: float) -> float:
    """Return the pixels right of a plot by which the labels at the ends of its bars stand within the chart.

    The shorter a bar, the more of its label stands over the plot.
    """
    top, whole = top_of(panel, form.width - left), form.width - left
    least = float(_marks(panel)[0])
    needed = [float(_LEAST_END)]
    for series in panel.series:
        for point in series.points:
            label = width_of(label_of(series, point, form), form.size) + _beyond(point) + _AIR + 4
            if share := min(1.0, (_end_of(point) - least) / (top - least)):
                needed.append((label - (1 - share) * whole) / share)
    return min(max(needed), whole * 0.6)


def top_of(panel: Panel, room: float) -> float:
    """Return how far the axis of a plot of ``room`` pixels goes: past its last mark, and past an arrow.

    Plotly draws no line at the very end of an axis, and cuts off an arrow there.
    """
    marks = _marks(panel)
    least = float(marks[0])
    top = least + float(marks[-1] - marks[0]) * room / (room - 3)
    bounds = [number_of(point) or 0 for one in panel.series for point in one.points if point.is_lower_bound]
    return max([top, *(least + (value - least) * room / (room - BEYOND - 2) for value in bounds)])


def _marks(panel: Panel) -> list[Decimal]:
    return house.ticks(panel.maximum, panel.unit, most=4, minimum=panel.minimum)


def _beyond(point: Point) -> int:
    return BEYOND if point.is_lower_bound else 4 if point.interval else 0


def _end_of(point: Point) -> float:
    """Return the number up to which something of a point is drawn; 0 for a bar below it."""
    value = max(number_of(point) or 0.0, 0.0)
    return max(value, float(point.interval.high)) if point.interval and point.value is not None else value
