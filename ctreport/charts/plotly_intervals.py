"""How sure figures are, on the screen: a line with caps from the one end of an interval to the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ctreport.charts import house
from ctreport.charts.description import Point, Series
from ctreport.charts.plotly_words import plain_text

_LINE = {"color": house.INK, "thickness": 2, "width": 5}
# What lies under the line, so that it is seen on a dark bar as well as beside it.
_GROUND = {"color": house.PAPER, "thickness": 6, "width": 7}


def intervals(
    series: Series, along: str, place_of: Callable[[Point], Any], axes: dict[str, Any], *, is_on_bars: bool = False
) -> list[dict[str, Any]]:
    """Return the traces of a series' intervals, which run ``along`` x or y; only of the points that have one.

    Plotly draws caps even where a length is missing. The trace by the name of the series whose ``meta`` is "intervals"
    holds the numbers.
    """
    points = [point for point in series.points if point.interval and point.value is not None]
    if not points:
        return []
    values = [float(point.value or 0) for point in points]
    ends = [point.interval for point in points if point.interval]
    lengths = {
        "type": "data",
        "symmetric": False,
        "array": [float(end.high) - value for end, value in zip(ends, values, strict=True)],
        "arrayminus": [value - float(end.low) for end, value in zip(ends, values, strict=True)],
    }
    common = {
        "type": "scatter",
        "mode": "markers",
        "marker": {"opacity": 0},
        along: values,
        "y" if along == "x" else "x": [place_of(point) for point in points],
        "hoverinfo": "skip",
        "showlegend": False,
        **axes,
    }
    line = {**common, "meta": "intervals", "name": plain_text(series.name), f"error_{along}": lengths | _LINE}
    return [*([{**common, f"error_{along}": lengths | _GROUND}] if is_on_bars else []), line]
