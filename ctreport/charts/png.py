"""The chart for documents that hold no SVG: a PNG of the same drawing."""

from __future__ import annotations

from dataclasses import replace

from ctreport.charts.description import Chart
from ctreport.charts.sheet import Sheet
from ctreport.charts.svg import drawn


def png_of(chart: Chart, *, is_framed: bool = False) -> bytes:
    """Return the chart as PNG, the same bytes for the same facts; framed, with its title and notes in the picture."""
    return drawn(replace(chart, footnotes=()), Sheet.to_png, is_framed=is_framed)  # a picture shows no footnotes
