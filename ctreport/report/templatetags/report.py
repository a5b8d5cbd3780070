"""What the report's templates ask of the facts."""

from __future__ import annotations

from typing import NamedTuple

from django import template
from django.template.context import Context

from ctreport.charts.description import Chart, ChartKind
from ctreport.report.parts import parts_of

register = template.Library()

MOST_COLUMNS = 6  # years that fit side by side on A4


class ChartTable(NamedTuple):
    """A chart's figures as a table: heads, and rows that begin with their own head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@register.simple_tag(takes_context=True)
def chart_source(context: Context, chart: Chart) -> str:
    """Return the address of a chart's picture: the page, the file and the PDF each have their own."""
    return str(context["source_of"](chart))


@register.filter
def as_table(chart: Chart) -> ChartTable:
    """Return a chart's table. A few years stand side by side, which reads better and takes less room."""
    if chart.kind is ChartKind.TREND and len(chart.rows) <= MOST_COLUMNS:
        columns = list(zip(chart.head, *chart.rows, strict=True))
        names = [name if name != "Figure" else chart.title.rsplit(",", 1)[0] for name, *_ in columns[1:]]
        return ChartTable(
            ("", *columns[0][1:]),
            tuple((name, *cells[1:]) for name, cells in zip(names, columns[1:], strict=True)),
        )
    return ChartTable(chart.head, chart.rows)


register.simple_tag(parts_of)
