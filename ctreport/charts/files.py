"""A chart as a file that stands by itself: SVG, PNG, and its figures as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from ctreport.charts import words
from ctreport.charts.description import Chart, Interval, Panel, Point
from ctreport.charts.png import png_of
from ctreport.charts.svg import framed_svg
from ctreport.ui.formulas import without_formula

HEAD = (
    *("Panel", "Category", "Series", "Figure as printed", "Value", "Lowest value", "Highest value", "Provisional"),
    *("95% interval from", "95% interval to", "Target", "Target at first", "Break in series", "Made up"),
)


def csv_of(chart: Chart) -> bytes:
    """Return the figures that a chart draws, one a row, in UTF-8 with a mark by which spreadsheets know it.

    A text that a spreadsheet would take for a formula has an apostrophe before it.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEAD)
    for panel in chart.panels:
        for one in panel.series:
            for point in one.points:
                writer.writerow([without_formula(text) for text in _row(chart, panel, one.name, point)])
    return f"\ufeff{out.getvalue()}".encode()


def _row(chart: Chart, panel: Panel, series: str, point: Point) -> Iterator[str]:
    step = next((one for one in panel.targets if one.category == point.category), None)
    sure = point.interval or Interval(Decimal(0), Decimal(0), "")
    yield from (panel.title, point.category, series, point.text, _plain(point.value))
    yield from (_yes(point.is_lower_bound), _yes(point.is_upper_bound), _yes(point.is_provisional))
    yield from (_plain(sure.low), _plain(sure.high)) if sure.text else ("", "")
    yield from (_plain(step.value), _plain(step.original)) if step else ("", "")
    yield from (point.break_reason, _yes(chart.is_illustrative))


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"


@dataclass(frozen=True)
class FileKind:
    """A kind of file: its media type and what makes it."""

    media_type: str
    make: Callable[[Chart], bytes]


KINDS = {
    "svg": FileKind("image/svg+xml", framed_svg),
    "png": FileKind("image/png", lambda chart: png_of(chart, is_framed=True)),
    "csv": FileKind("text/csv; charset=utf-8", csv_of),
}


def file_name(chart: Chart, year: str, kind: str) -> str:
    """Return what a chart's file is called; what must not leave the force says so in its name as well."""
    marking = "OFFICIAL-SENSITIVE-" if words.SENSITIVE in chart.notes else ""
    return f"{marking}{chart.name}-{year}.{kind}"
