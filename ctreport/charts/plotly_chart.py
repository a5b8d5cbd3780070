"""The chart on screen: a Plotly specification made from a chart's description."""

from __future__ import annotations

from typing import Any

from ctreport.charts import house
from ctreport.charts.description import Chart, ChartKind
from ctreport.charts.plotly_forms import FORMS, USUAL, Form
from ctreport.charts.plotly_panels import Drawn, drawn_bars, drawn_lines

CONFIG = {"displayModeBar": False, "responsive": True, "showTips": False}
_BANNER, _FOOT = 34, 6  # pixels over an illustrative chart, and under the numbers of the last axis


def plotly_spec(chart: Chart) -> dict[str, Any]:
    """Return ``{data, layout, config}``, JSON-able, as Plotly's ``newPlot`` takes them.

    That is the chart as it stands on a part of a page. ``narrow``, ``broad`` and ``across`` are its forms for a
    telephone, for much of a page and for a page's whole width: a ``layout`` each and, where they differ, ``data``.
    """
    spec: dict[str, Any] = {}
    forms = [form for form in FORMS if form.name != "across" or form.columns(len(chart.panels)) > 2]
    for form in sorted(forms, key=lambda one: one.name != USUAL):
        drawn = _drawn(chart, form)
        made = {"data": drawn.traces, "layout": _layout(chart, form, drawn)}
        if form.name == USUAL:
            spec |= made
        else:
            spec[form.name] = made if made["data"] != spec["data"] else {"layout": made["layout"]}
    return {**spec, "config": CONFIG}


def _drawn(chart: Chart, form: Form) -> Drawn:
    return drawn_bars(chart, form) if chart.kind is ChartKind.BARS else drawn_lines(chart, form)


def _layout(chart: Chart, form: Form, drawn: Drawn) -> dict[str, Any]:
    top = _BANNER if chart.is_illustrative else 4
    names = [one.name for panel in chart.panels for one in panel.series]
    has_legend = chart.kind is ChartKind.TREND and len(names) > len(chart.panels)
    beneath = _legend_height(names, form) if has_legend else 0
    words = [*([_banner()] if chart.is_illustrative else []), *drawn.words]
    layout: dict[str, Any] = {
        "template": None,
        "font": {"family": house.FONT_FAMILY, "size": form.size, "color": house.INK},
        "paper_bgcolor": house.PAPER,
        "plot_bgcolor": house.PAPER,
        "margin": {"l": drawn.left, "r": drawn.right, "t": top, "b": beneath + _FOOT},
        "height": round(top + drawn.height + beneath + _FOOT),
        "showlegend": has_legend,
        "legend": {"orientation": "h", "x": 0, "y": 0, "yanchor": "top", "font": {"size": 14}},
        "barmode": "overlay",
        "hovermode": "closest",
        "hoverlabel": {"bgcolor": house.INK, "font": {"color": house.PAPER, "size": 15}},
        **drawn.axes,
    }
    return layout | ({"annotations": words} if words else {}) | ({"shapes": drawn.shapes} if drawn.shapes else {})


def _legend_height(names: list[str], form: Form) -> int:
    """Return the pixels of the names of lines under a chart, with their samples."""
    across = sum(len(name) * 8 + 60 for name in names)
    return 16 + 22 * -(-across // form.width)


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
