"""Lines over the years on the screen: marks and strokes as traces, labels as words over them, all else as shapes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ctreport.charts import house
from ctreport.charts.description import Panel, Point, Series
from ctreport.charts.marks import breaks_of, draws_intervals, labelled, shown_categories, strokes_of
from ctreport.charts.plotly_forms import width_of
from ctreport.charts.plotly_intervals import intervals
from ctreport.charts.plotly_words import plain_text

_SYMBOLS = ("circle", "square", "diamond", "circle", "square")
_SHAPES: dict[str, dict[str, Any]] = {
    "target": {"color": house.INK, "width": 2.5, "dash": "dash"},
    "original": {"color": house.INK, "width": 2, "dash": "dot"},
    "mean": {"color": house.MUTED, "width": 1.5},
    "limit": {"color": house.MUTED, "width": 1.5, "dash": "longdashdot"},
    "break": {"color": house.GAP, "width": 1.5, "dash": "dot"},
}
LONG = 12  # years: from more, marks are smaller


def line_traces(panel: Panel, key: str) -> list[dict[str, Any]]:
    """Return the traces of a panel. ``meta`` says which holds its "values"."""
    found: list[dict[str, Any]] = []
    for number, series in enumerate(panel.series):
        is_plain = not any(point.is_provisional or point.break_reason for point in series.points)
        found += intervals(series, "y", lambda point: point.category, _axes(key)) if draws_intervals(panel) else []
        found += [] if is_plain else _strokes(series, number, key)
        found.append(_marks(panel, series, number, key, mode="lines+markers" if is_plain else "markers"))
        if any(point.is_signal for point in series.points):
            found.append(_rings(series, key))
    return found


def _axes(key: str) -> dict[str, Any]:
    return {"type": "scatter", "xaxis": f"x{key}", "yaxis": f"y{key}", "cliponaxis": False, "connectgaps": False}


def _strokes(series: Series, number: int, key: str) -> list[dict[str, Any]]:
    """Return the line, and apart from it its pieces to and from provisional figures; None between their points."""
    colour, dash = house.COLOURS[number % len(house.COLOURS)], house.DASHES[number % len(house.DASHES)]
    looks = ({"color": colour, "width": 3, "dash": dash}, {"color": colour, "width": 2, "dash": "3px,4px"})
    found = []
    for is_apart, look in enumerate(looks):
        xs: list[str | None] = []
        ys: list[float | None] = []
        for stroke in strokes_of(series.points):
            if stroke.is_apart == bool(is_apart):
                xs += [*(point.category for point in stroke.points), None]
                ys += [*(number_of(point) for point in stroke.points), None]
        if xs:
            found.append({**_axes(key), "mode": "lines", "x": xs, "y": ys, "line": look, "hoverinfo": "skip"})
            found[-1]["showlegend"] = False
    return found


def _marks(panel: Panel, series: Series, number: int, key: str, *, mode: str) -> dict[str, Any]:
    """Return the marks, one for each year: the numbers of the chart."""
    colour = house.COLOURS[number % len(house.COLOURS)]
    targets = {step.category: f"; target {step.text}" for step in panel.targets}
    return {
        **_axes(key),
        "mode": mode,
        "meta": "values",
        "name": plain_text(series.name),
        "x": [point.category for point in series.points],
        "y": [number_of(point) for point in series.points],
        "line": {"color": colour, "width": 3, "dash": house.DASHES[number % len(house.DASHES)]},
        "marker": {
            "size": 11 if len(series.points) <= LONG else 8,
            "color": colour,
            "symbol": [_symbol(point, number) for point in series.points],
            "line": {"color": colour, "width": 2},
        },
        "hovertext": [
            f"{point.category}: {hover_of(series, point)}{plain_text(targets.get(point.category, ''))}"
            for point in series.points
        ],
        "hoverinfo": "text",
    }


def _rings(series: Series, key: str) -> dict[str, Any]:
    marked = [point for point in series.points if point.is_signal]
    return {
        **_axes(key),
        "mode": "markers",
        "x": [point.category for point in marked],
        "y": [number_of(point) for point in marked],
        "marker": {"size": 22, "color": house.GAP, "symbol": "circle-open", "line": {"color": house.GAP, "width": 2}},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def line_words(panel: Panel, key: str, room: float, size: int) -> list[dict[str, Any]]:
    """Return what stands over the marks, or over the end of their intervals, as far as there is room for it.

    The first and the last are moved so that they stay over the plot, which has ``room`` pixels.
    """
    if len(panel.series) > 1:
        return []
    points, step = panel.series[0].points, room / len(panel.categories)
    found = []
    for place in sorted(_labelled(points, room, size)):
        point = points[place]
        height = point.interval.high if point.interval else point.value
        over = width_of(point.label, size) / 2 - step / 2
        to_left = max(0.0, over - (len(points) - 1 - place) * step)
        to_right = max(0.0, over - place * step)
        words = {
            "text": plain_text(point.label),
            "x": point.category,
            "y": float(height or 0),
            "xref": f"x{key}",
            "yref": f"y{key}",
            "xshift": round(to_right - to_left),
            "yshift": 13 if point.is_signal else 6,
        }
        look = {"showarrow": False, "yanchor": "bottom", "font": {"color": house.INK, "weight": 700}}
        found.append(words | look)
    return found


def _labelled(points: Sequence[Point], room: float, size: int) -> set[int]:
    widest = max((width_of(point.label, size) for point in points if point.value is not None), default=1.0)
    return labelled(points, int(room / (widest + 6)))


def year_ticks(panel: Panel, room: float, size: int) -> list[str]:
    """Return the years that are written along the foot of a plot of so many pixels."""
    widest = max(width_of(name, size) for name in panel.categories)
    return shown_categories(panel.categories, int(room / (widest + 8)))


def line_shapes(panel: Panel, key: str) -> list[dict[str, Any]]:
    """Return the limits, the targets as steps and the breaks of a panel."""
    places = {name: number for number, name in enumerate(panel.categories)}
    end = len(panel.categories) - 0.5

    def level(kind: str, start: float, stop: float, value: object, name: str) -> dict[str, Any]:
        height = float(value)  # type: ignore[arg-type]
        across = {"x0": start, "x1": stop, "y0": height, "y1": height}
        return {"type": "line", "xref": f"x{key}", "yref": f"y{key}", **across, "line": _SHAPES[kind], "name": name}

    found = []
    if panel.limits:
        start = places[panel.limits.since] - 0.5
        for kind, side in (("mean", "mean"), ("limit", "lower"), ("limit", "upper")):
            found.append(level(kind, start, end, getattr(panel.limits, side), side))
    for step in panel.targets:
        place = places[step.category]
        found.append(level("target", place - 0.5, place + 0.5, step.value, f"target {step.category}"))
        if step.original is not None:
            found.append(level("original", place - 0.5, place + 0.5, step.original, f"original {step.category}"))
    for category in breaks_of(panel):
        x = places[category] - 0.5
        where = {"xref": f"x{key}", "yref": f"y{key} domain", "x0": x, "x1": x, "y0": 0, "y1": 1}
        found.append({"type": "line", **where, "line": _SHAPES["break"], "name": f"break {category}"})
    return found


def _symbol(point: Point, number: int) -> str:
    shape = _SYMBOLS[number % len(_SYMBOLS)]
    if point.is_lower_bound or point.is_upper_bound:
        shape = "triangle-up" if point.is_lower_bound else "triangle-down"
    return f"{shape}-open" if point.is_provisional else shape


def hover_of(series: Series, point: Point) -> str:
    """Return what is said of a point that is pointed at."""
    bound = " (a lowest value)" if point.is_lower_bound else " (a highest value)" if point.is_upper_bound else ""
    sure = f"; 95% interval {point.interval.text}" if point.interval else ""
    return plain_text(f"{series.name or point.category}: {point.text}{bound}{sure}")


def number_of(point: Point) -> float | None:
    """Return a point's number as Plotly takes it."""
    return None if point.value is None else float(point.value)
