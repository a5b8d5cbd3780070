"""The chart on screen: a Plotly specification made from a chart's description."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ctreport.charts import house
from ctreport.charts.description import Chart, ChartKind, Panel
from ctreport.charts.plotly_bars import bar_traces, label_room, wrapped
from ctreport.charts.plotly_lines import ROOMS, labels_of, line_shapes, line_traces, year_ticks
from ctreport.charts.plotly_words import height_over, reference_lines, words_over

CONFIG = {"displayModeBar": False, "responsive": True, "showTips": False}
# Pixels: the room that bars and their labels have, the size of the type, and how many marks their axis bears.
_BAR_ROOMS = {"narrow": (185, 13, 2), "wide": (400, 15, 4)}
_PLOT, _SMALL_PLOT, _AXIS = 276, 150, 44
_MARGIN, _END_OF_A_YEAR = 8, 26


def plotly_spec(chart: Chart) -> dict[str, Any]:
    """Return ``{data, layout, config}``, JSON-able, as Plotly's ``newPlot`` takes them.

    ``narrow``, ``wide`` and, for lines, ``broad`` hold what ``relayout`` takes for a plot as narrow as on a telephone,
    for one on a part of a page and for one across a page; ``labels``, where there are any, the traces' texts for each.
    """
    draw = bar_traces if chart.kind is ChartKind.BARS else line_traces
    traces = [one for number, panel in enumerate(chart.panels) for one in draw(panel, _key(number))]
    spec: dict[str, Any] = {
        "data": traces,
        "layout": {**_layout(chart), "template": None},
        "config": CONFIG,
        **_fitted(chart),
    }
    labels = labels_of(chart.panels) if chart.kind is ChartKind.TREND else None
    return spec | ({"labels": labels} if labels else {})


def _key(number: int) -> str:
    """Return what stands behind the names of a panel's axes."""
    return "" if number == 0 else str(number + 1)


def _fitted(chart: Chart) -> dict[str, dict[str, Any]]:
    """Return the changes of layout by which labels and years stand within the plot, whatever its width."""
    if chart.kind is ChartKind.BARS:
        return {name: _fitted_bars(chart, *room) for name, room in _BAR_ROOMS.items()}
    return {name: _fitted_lines(chart, *room) for name, room in ROOMS.items()}


def _fitted_bars(chart: Chart, room: int, size: int, most_marks: int) -> dict[str, Any]:
    changes: dict[str, Any] = {"font.size": size}
    for number, panel in enumerate(chart.panels):
        axis = f"xaxis{_key(number)}"
        marks = house.ticks(panel.maximum, panel.unit, most=4)
        shown = marks if len(marks) <= most_marks + 1 else [marks[0], marks[-1]]
        changes[f"{axis}.range"] = [0, float(marks[-1]) * label_room(panel, room, size)]
        changes[f"{axis}.tickvals"] = [float(mark) for mark in shown]
        changes[f"{axis}.ticktext"] = _tick_texts(chart, shown, panel.unit)
    return changes


def _fitted_lines(chart: Chart, room: int, size: int) -> dict[str, Any]:
    # The name of the last year reaches beyond the middle of its place, where places are narrow.
    is_narrow = room == ROOMS["narrow"][0]
    changes: dict[str, Any] = {"font.size": size, "margin.r": _END_OF_A_YEAR if is_narrow else _MARGIN}
    for number, panel in enumerate(chart.panels):
        years = year_ticks(panel, room, 13)
        changes |= {f"xaxis{_key(number)}.tickvals": years, f"xaxis{_key(number)}.ticktext": years}
    return changes


def _layout(chart: Chart) -> dict[str, Any]:
    heights = [_panel_height(chart, panel) for panel in chart.panels]
    has_legend = chart.kind is ChartKind.TREND and any(len(panel.series) > 1 for panel in chart.panels)
    top = 40 if chart.is_illustrative else 8
    layout: dict[str, Any] = {
        "font": {"family": house.FONT_FAMILY, "size": 15, "color": house.INK},
        "paper_bgcolor": house.PAPER,
        "plot_bgcolor": house.PAPER,
        "margin": {"l": _MARGIN, "r": _MARGIN, "t": top, "b": _MARGIN},
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
        key = _key(number)
        # The lower part of each share is left to the axis's numbers, the upper to the words over the panel.
        bottom = float(end + (start - end) * Decimal(_AXIS) / height)
        axes = _bar_axes(chart, panel, key) if chart.kind is ChartKind.BARS else _line_axes(chart, panel, key)
        notes += words_over(panel, float(start))
        lines += reference_lines(chart.kind, panel.reference, key) if panel.reference else []
        lines += line_shapes(panel, key) if chart.kind is ChartKind.TREND else []
        top_of_plot = start - (start - end) * height_over(panel) / height
        axes[f"yaxis{key}"]["domain"] = [max(0.0, bottom), float(top_of_plot)]
        layout |= axes
        start = end
    return layout | ({"annotations": notes} if notes else {}) | ({"shapes": lines} if lines else {})


def _panel_height(chart: Chart, panel: Panel) -> int:
    over = height_over(panel)
    if chart.kind is ChartKind.TREND:
        return _AXIS + over + (_PLOT if len(chart.panels) < 3 else _SMALL_PLOT)
    return _AXIS + over + len(panel.categories) * (16 + 30 * max(1, len(panel.series)))


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
    room, size, _ = _BAR_ROOMS["wide"]
    marks = house.ticks(panel.maximum, panel.unit, most=4)
    return {
        f"xaxis{key}": {
            "anchor": f"y{key}",
            "range": [0, float(marks[-1]) * label_room(panel, room, size)],
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
            "categoryarray": [wrapped(name) for name in reversed(panel.categories)],
            "fixedrange": True,
            "automargin": True,
            "ticklabelstandoff": 8,
        },
    }


def _line_axes(chart: Chart, panel: Panel, key: str) -> dict[str, Any]:
    marks = house.ticks(panel.maximum, panel.unit, most=4)
    years = year_ticks(panel, *ROOMS["wide"])
    return {
        f"xaxis{key}": {
            "anchor": f"y{key}",
            "type": "category",
            "categoryorder": "array",
            "categoryarray": list(panel.categories),
            "range": [-0.6, len(panel.categories) - 0.4],
            "fixedrange": True,
            "showgrid": False,
            "linecolor": house.INK,
            "tickmode": "array",
            "tickvals": years,
            "ticktext": years,
            "tickangle": 0,
            "tickfont": {"color": house.MUTED, "size": 13},
        },
        f"yaxis{key}": {
            "anchor": f"x{key}",
            "range": [0, float(marks[-1]) * 1.12],
            "fixedrange": True,
            "automargin": True,
            "gridcolor": house.GRID,
            "title": {"text": ""},
            **_tick_labels(chart, marks, panel.unit),
        },
    }


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
