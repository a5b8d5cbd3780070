"""The chart on screen: a Plotly specification made from a chart's description."""

from __future__ import annotations

import textwrap
from decimal import Decimal
from typing import Any

from ctreport.charts import house
from ctreport.charts.description import Chart, ChartKind, Panel, Point, Series
from ctreport.charts.plotly_words import key_height, plain_text, reference_lines, reference_words

CONFIG = {"displayModeBar": False, "responsive": True, "showTips": False}
_OPEN_END = 0.07  # of the axis: how far a lowest value's open end reaches
_LETTER = 0.52  # of the size of the type: the width of a letter of a label
# Pixels: the room that bars and their labels have, and the size of the type, on a page and on a telephone.
_WIDE, _NARROW = (400, 15), (185, 13)
_SYMBOLS = ("circle", "square", "diamond", "circle", "square")


def plotly_spec(chart: Chart) -> dict[str, Any]:
    """Return ``{data, layout, config}``, JSON-able, as Plotly's ``newPlot`` takes them.

    ``narrow`` and ``wide`` hold what ``relayout`` takes where the plot is as narrow as on a telephone, and where it
    no longer is.
    """
    import plotly.graph_objects as go

    figure = go.Figure(layout=_layout(chart))
    draw = _add_bars if chart.kind is ChartKind.BARS else _add_lines
    for number, panel in enumerate(chart.panels):
        draw(figure, panel, "" if number == 0 else str(number + 1))
    spec = figure.to_plotly_json()
    return {
        "data": spec["data"],
        "layout": {**spec["layout"], "template": None},
        "config": CONFIG,
        "narrow": _fitted(chart, *_NARROW, most_marks=2),
        "wide": _fitted(chart, *_WIDE, most_marks=4),
    }


def _fitted(chart: Chart, room: int, size: int, *, most_marks: int) -> dict[str, Any]:
    """Return the changes of layout with which the labels of bars stand within the plot's width."""
    changes: dict[str, Any] = {"font.size": size}
    if chart.kind is not ChartKind.BARS:
        return changes
    for number, panel in enumerate(chart.panels):
        axis = f"xaxis{'' if number == 0 else number + 1}"
        marks = house.ticks(panel.maximum, panel.unit, most=4)
        shown = marks if len(marks) <= most_marks + 1 else [marks[0], marks[-1]]
        changes[f"{axis}.range"] = [0, float(marks[-1]) * _label_room(panel, room, size)]
        changes[f"{axis}.tickvals"] = [float(mark) for mark in shown]
        changes[f"{axis}.ticktext"] = _tick_texts(chart, shown, panel.unit)
    return changes


def _layout(chart: Chart) -> dict[str, Any]:
    heights = [_panel_height(chart.kind, panel) for panel in chart.panels]
    has_legend = chart.kind is ChartKind.TREND and any(len(panel.series) > 1 for panel in chart.panels)
    top = 40 if chart.is_illustrative else 8
    layout: dict[str, Any] = {
        "font": {"family": house.FONT_FAMILY, "size": 15, "color": house.INK},
        "paper_bgcolor": house.PAPER,
        "plot_bgcolor": house.PAPER,
        "margin": {"l": 8, "r": 8, "t": top, "b": 8},
        "height": top + 8 + sum(heights) + (60 if has_legend else 0),
        "showlegend": has_legend,
        "legend": {"orientation": "h", "x": 0, "y": -0.08, "yanchor": "top", "font": {"size": 14}},
        "bargap": 0.28,
        "barmode": "group",
        "hoverlabel": {"bgcolor": house.INK, "font": {"color": house.PAPER, "size": 15}},
    }
    notes, lines = [_banner()] if chart.is_illustrative else [], []
    start = Decimal(1)
    for number, (panel, height) in enumerate(zip(chart.panels, heights, strict=True)):
        end = start - Decimal(height) / sum(heights)
        key = "" if number == 0 else str(number + 1)
        # The lower part of each share is left to the axis's numbers.
        bottom = float(end + (start - end) * Decimal(44) / height)
        axes = _bar_axes(chart, panel, key) if chart.kind is ChartKind.BARS else _line_axes(chart, panel, key)
        top_of_plot = start
        if panel.reference:
            notes.append(reference_words(panel.reference, float(start)))
            lines.extend(reference_lines(chart.kind, panel.reference, key))
            top_of_plot -= (start - end) * key_height(panel.reference) / height
        axes[f"yaxis{key}"]["domain"] = [max(0.0, bottom), float(top_of_plot)]
        layout |= axes
        start = end
    return layout | ({"annotations": notes} if notes else {}) | ({"shapes": lines} if lines else {})


def _panel_height(kind: ChartKind, panel: Panel) -> int:
    key = key_height(panel.reference) if panel.reference else 0
    if kind is ChartKind.TREND:
        return 320 + key
    return 44 + key + len(panel.categories) * (16 + 30 * max(1, len(panel.series)))


def _banner() -> dict[str, Any]:
    return {
        "text": house.ILLUSTRATIVE,
        "xref": "paper",
        "yref": "paper",
        "x": 1,
        "y": 1,
        "xanchor": "right",
        "yanchor": "bottom",
        "yshift": 8,
        "showarrow": False,
        "font": {"color": house.GAP, "weight": 700},
    }


def _bar_axes(chart: Chart, panel: Panel, key: str) -> dict[str, Any]:
    marks = house.ticks(panel.maximum, panel.unit, most=4)
    return {
        f"xaxis{key}": {
            "anchor": f"y{key}",
            "range": [0, float(marks[-1]) * _label_room(panel, *_WIDE)],
            "fixedrange": True,
            "zeroline": True,
            "zerolinecolor": house.INK,
            "gridcolor": house.GRID,
            **_tick_labels(chart, marks, panel.unit),
        },
        f"yaxis{key}": {
            "anchor": f"x{key}",
            "type": "category",
            "categoryorder": "array",
            "categoryarray": [_wrapped(name) for name in reversed(panel.categories)],
            "fixedrange": True,
            "automargin": True,
            "ticklabelstandoff": 8,
        },
    }


def _line_axes(chart: Chart, panel: Panel, key: str) -> dict[str, Any]:
    marks = house.ticks(panel.maximum, panel.unit, most=4)
    return {
        f"xaxis{key}": {
            "anchor": f"y{key}",
            "type": "category",
            "categoryorder": "array",
            "categoryarray": list(panel.categories),
            "range": [-0.4, len(panel.categories) - 0.4],
            "fixedrange": True,
            "showgrid": False,
            "linecolor": house.INK,
            "tickfont": {"size": 13},
        },
        f"yaxis{key}": {
            "anchor": f"x{key}",
            "range": [0, float(marks[-1]) * 1.12],
            "fixedrange": True,
            "automargin": True,
            "gridcolor": house.GRID,
            "title": {"text": plain_text(panel.title)},
            **_tick_labels(chart, marks, panel.unit),
        },
    }


def _label_room(panel: Panel, room: int, size: int) -> float:
    """Return how much longer than its numbers an axis must be for the labels at the ends of bars to stand on it.

    ``room`` is the width of the plot in pixels, ``size`` that of the type.
    """
    lengths = [
        len(_label(series, point)) + (4 if point.is_lower_bound else 0)
        for series in panel.series
        for point in series.points
    ]
    return 1 / (1 - min(0.65, (max(lengths, default=0) * _LETTER * size + 4) / room))


def _tick_texts(chart: Chart, marks: list[Decimal], unit: str) -> list[str]:
    return [house.tick_text(mark, unit, groups_digits=chart.groups_digits) for mark in marks]


def _tick_labels(chart: Chart, marks: list[Decimal], unit: str) -> dict[str, Any]:
    return {
        "tickmode": "array",
        "tickvals": [float(mark) for mark in marks],
        "ticktext": _tick_texts(chart, marks, unit),
        "tickfont": {"color": house.MUTED, "size": 13},
        "tickangle": 0,
    }


def _add_bars(figure: Any, panel: Panel, key: str) -> None:
    open_end = float(house.ticks(panel.maximum, panel.unit, most=4)[-1]) * _OPEN_END
    # Plotly stacks the bars of a group upwards; the first series is to stand on top.
    for number, series in reversed(list(enumerate(panel.series))):
        colour = house.COLOURS[number % len(house.COLOURS)]
        common = {
            "orientation": "h",
            "y": [_wrapped(point.category) for point in series.points],
            "offsetgroup": str(number),
            "xaxis": f"x{key}",
            "yaxis": f"y{key}",
            "textposition": "outside",
            "cliponaxis": False,
            "constraintext": "none",
        }
        figure.add_bar(
            **common,
            name=plain_text(series.name),
            x=[_number(point) or 0 for point in series.points],
            text=["" if point.is_lower_bound else _label(series, point) for point in series.points],
            marker={
                "color": colour,
                "line": {"color": colour, "width": 1},
                "pattern": {"shape": ["/" if point.is_upper_bound else "" for point in series.points]},
            },
            hovertext=[_hover(series, point) for point in series.points],
            hoverinfo="text",
        )
        if any(point.is_lower_bound for point in series.points):
            # The open end: a bar from the lowest value on, hatched and without an edge.
            figure.add_bar(
                **common,
                base=[_number(point) or 0 for point in series.points],
                x=[open_end if point.is_lower_bound else 0 for point in series.points],
                text=[_label(series, point) if point.is_lower_bound else "" for point in series.points],
                marker={
                    "color": house.PAPER,
                    "pattern": {"shape": "/", "fgcolor": colour, "bgcolor": house.PAPER, "size": 6},
                },
                hoverinfo="skip",
            )


def _add_lines(figure: Any, panel: Panel, key: str) -> None:
    is_alone = len(panel.series) == 1
    for number, series in enumerate(panel.series):
        colour = house.COLOURS[number % len(house.COLOURS)]
        figure.add_scatter(
            name=plain_text(series.name),
            x=[point.category for point in series.points],
            y=[_number(point) for point in series.points],
            xaxis=f"x{key}",
            yaxis=f"y{key}",
            mode="lines+markers+text" if is_alone else "lines+markers",
            connectgaps=False,
            cliponaxis=False,
            text=[_label(series, point) for point in series.points],
            textposition="top center",
            line={"color": colour, "width": 3, "dash": house.DASHES[number % len(house.DASHES)]},
            marker={
                "size": 11,
                "color": colour,
                "symbol": [_symbol(point, number) for point in series.points],
                "line": {"color": colour, "width": 2},
            },
            hovertext=[f"{point.category}: {_hover(series, point)}" for point in series.points],
            hoverinfo="text",
        )


def _symbol(point: Point, number: int) -> str:
    shape = _SYMBOLS[number % len(_SYMBOLS)]
    if point.is_lower_bound or point.is_upper_bound:
        shape = "triangle-up" if point.is_lower_bound else "triangle-down"
    return f"{shape}-open" if point.is_provisional else shape


def _label(series: Series, point: Point) -> str:
    return plain_text(f"{series.name} {point.text}".strip())


def _hover(series: Series, point: Point) -> str:
    bound = " (a lowest value)" if point.is_lower_bound else " (a highest value)" if point.is_upper_bound else ""
    return plain_text(f"{series.name or point.category}: {point.text}{bound}")


def _number(point: Point) -> float | None:
    return None if point.value is None else float(point.value)


def _wrapped(text: str) -> str:
    return "<br>".join(plain_text(line) for line in textwrap.wrap(text, 18)) or plain_text(text)
