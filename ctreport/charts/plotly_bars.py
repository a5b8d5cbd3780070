"""Lying bars on the screen: each with its figure at its end, a lowest value open at the end, intervals as lines."""

from __future__ import annotations

import textwrap
from typing import Any

from ctreport.charts import house
from ctreport.charts.description import Panel, Point, Series
from ctreport.charts.plotly_lines import error_bars, hover_of, number_of
from ctreport.charts.plotly_words import plain_text

_OPEN_END = 0.07  # of the axis: how far a lowest value's open end reaches
_AIR = 0.02  # of the axis, between the end of an interval and the label
_LETTER = 0.52  # of the size of the type: the width of a letter of a label
CLEAR = "rgba(0,0,0,0)"


def bar_traces(panel: Panel, key: str) -> list[dict[str, Any]]:
    """Return the bars of a panel. Plotly stacks those of a group upwards; the first series is to stand on top."""
    open_end = float(house.ticks(panel.maximum, panel.unit, most=4)[-1]) * _OPEN_END
    found = []
    for number, series in reversed(list(enumerate(panel.series))):
        common = {
            "type": "bar",
            "orientation": "h",
            "y": [wrapped(point.category) for point in series.points],
            "offsetgroup": str(number),
            "xaxis": f"x{key}",
            "yaxis": f"y{key}",
            "textposition": "outside",
            "cliponaxis": False,
            "constraintext": "none",
        }
        colour = house.COLOURS[number % len(house.COLOURS)]
        found.append(common | _bars(series, colour))
        if any(_reach(point, open_end) for point in series.points):
            found.append(common | _beyond(series, colour, open_end))
    return found


def _bars(series: Series, colour: str) -> dict[str, Any]:
    trace = {
        "meta": "values",
        "name": plain_text(series.name),
        "x": [number_of(point) or 0 for point in series.points],
        "text": ["" if _reach(point, 1) else label_of(series, point) for point in series.points],
        "marker": {
            "color": colour,
            "line": {"color": colour, "width": 1},
            "pattern": {"shape": ["/" if point.is_upper_bound else "" for point in series.points]},
        },
        "hovertext": [hover_of(series, point) for point in series.points],
        "hoverinfo": "text",
    }
    return trace | ({"error_x": error_bars(series.points)} if any(one.interval for one in series.points) else {})


def _beyond(series: Series, colour: str, open_end: float) -> dict[str, Any]:
    """Return what goes on from the bars: the open end of a lowest value, and the room of an interval, with the labels.

    The open end is a bar from the lowest value on, hatched and without an edge.
    """
    fills = [house.PAPER if point.is_lower_bound else CLEAR for point in series.points]
    return {
        "base": [number_of(point) or 0 for point in series.points],
        "x": [_reach(point, open_end) for point in series.points],
        "text": [label_of(series, point) if _reach(point, 1) else "" for point in series.points],
        "marker": {
            "color": fills,
            "pattern": {
                "shape": ["/" if point.is_lower_bound else "" for point in series.points],
                "fgcolor": colour,
                "bgcolor": fills,
                "size": 6,
            },
        },
        "hoverinfo": "skip",
    }


def _reach(point: Point, open_end: float) -> float:
    """Return how far what is drawn goes beyond the number."""
    reach = open_end if point.is_lower_bound else 0.0
    if point.interval and point.value is not None:
        reach = max(reach, float(point.interval.high - point.value) + open_end * _AIR / _OPEN_END)
    return reach


def label_room(panel: Panel, room: int, size: int) -> float:
    """Return how much longer than its numbers an axis must be for the labels at the ends of bars to stand on it.

    ``room`` is the width of the plot in pixels, ``size`` that of the type.
    """
    lengths = [
        len(label_of(series, point)) + (4 if point.is_lower_bound else 0)
        for series in panel.series
        for point in series.points
    ]
    return 1 / (1 - min(0.65, (max(lengths, default=0) * _LETTER * size + 4) / room))


def label_of(series: Series, point: Point) -> str:
    """Return what stands at the end of a bar: the series' name, where it has one, and the figure."""
    return plain_text(f"{series.name} {point.label}".strip())


def wrapped(text: str) -> str:
    """Return a category's name in lines that a telephone has room for."""
    return "<br>".join(plain_text(line) for line in textwrap.wrap(text, 18)) or plain_text(text)
