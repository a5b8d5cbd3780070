"""What the report's templates ask of the facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby, takewhile
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django import template
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ctreport.charts.description import Chart, ChartKind
from ctreport.report.facts import AnnualReport, FigureRow, Picture, Run, Stamp, Statement
from ctreport.report.parts import lead_of, parts_of
from ctreport.ui.words import plain_date

register = template.Library()

MOST_COLUMNS = 6  # years that fit side by side on A4
_LONDON = ZoneInfo("Europe/London")
_MARK = '<a class="ct-noteref" {}href="#footnote-{}"><span class="ct-visually-hidden">Footnote </span>[{}]</a>'


class ChartTable(NamedTuple):
    """A chart's figures as a table: heads, and rows that begin with their own head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@register.simple_tag(takes_context=True)
def chart_source(context: Context, chart: Chart) -> str:
    """Return the address of a chart's picture: the page, the file and the PDF each have their own."""
    return str(context["sources"].of_chart(chart))


@register.simple_tag(takes_context=True)
def picture_source(context: Context, picture: Picture) -> str:
    """Return the address of a portrait or a logo, likewise."""
    return str(context["sources"].of_picture(picture))


@register.simple_tag(takes_context=True)
def runs(context: Context, runs: Iterable[Run]) -> SafeString:
    """Show the runs of a sentence. ``show_run`` in the context may show a run in its own way, as a proof does."""
    parts = []
    for (address, is_bold, is_italic), group in groupby(runs, lambda run: (run.address, run.is_bold, run.is_italic)):
        shown = format_html_join("", "{}", ((_run(context, run),) for run in group))
        shown = format_html("<em>{}</em>", shown) if is_italic else shown
        shown = format_html("<strong>{}</strong>", shown) if is_bold else shown
        parts.append(format_html('<a href="{}">{}</a>', address, shown) if address else shown)
    return format_html_join("", "{}", ((part,) for part in parts))


@register.simple_tag(takes_context=True)
def told_again(context: Context, kind: str, reference: str, text: str) -> SafeString | str:
    """Show a record's words where they stand once more, perhaps shortened. A proof shows their numbers as anywhere."""
    if not context.get("show_run"):
        return text
    try:
        statement = context["report"].statement_of(kind, reference)
    except LookupError:  # its chapter is left out
        return text
    return runs(context, beginning_of(statement.runs, text))


@register.simple_tag(takes_context=True)
def marks(context: Context, numbers: Iterable[int]) -> SafeString:
    """Show the marks of footnotes."""
    return format_html_join("", "{}", ((_mark(context, number),) for number in numbers))


def beginning_of(whole: Iterable[Run], text: str) -> list[Run]:
    """Return the runs of a sentence as far as ``text`` says the same; the rest of it, such as dots, is plain."""
    found: list[Run] = []
    for run in whole:
        pairs = zip(run.text, text, strict=False)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        if same:
            found.append(replace(run, text=text[:same]))
            text = text[same:]
        if same < len(run.text):
            break
    return [*found, Run("text", text)] if text else found


@register.simple_tag
def statement_of(report: AnnualReport, kind: str, reference: str) -> Statement:
    """Return the statement of a pledge, an activity or an outcome."""
    return report.statement_of(kind, reference)


@register.simple_tag
def has_chapter(report: AnnualReport, kind: str) -> bool:
    """Say whether a report has a chapter of a kind."""
    return any(chapter.kind == kind for chapter in report.chapters)


@register.filter
def cells(row: FigureRow) -> list[tuple[str, bool, Sequence[int]]]:
    """Return the cells of a table's row, each with the footnotes on it: those of the figure hang on its number."""
    figure = next((place for place, (_, is_number) in enumerate(row.cells) if is_number), -1)
    return [
        (text, is_number, row.footnotes if place == figure else ()) for place, (text, is_number) in enumerate(row.cells)
    ]


@register.filter
def frozen_on(stamp: Stamp) -> str:
    """Return the day on which an edition was frozen, as it was in London."""
    return plain_date(datetime.fromisoformat(stamp.made_at).astimezone(_LONDON).date())


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


def _run(context: Context, run: Run) -> SafeString | str:
    if run.kind == "note":
        return _mark(context, int(run.text))
    show = context.get("show_run")
    own: SafeString | None = show(run) if show else None
    if own is not None:
        return own
    if run.kind == "missing":
        return format_html('<mark class="ct-missing">{}</mark>', run.text)
    return mark_safe("<br>") if run.text == "\n" else run.text


def _mark(context: Context, number: int) -> SafeString:
    """Return a footnote's mark. The first that a report shows is where its footnote leads back to."""
    marked: set[int] = context["marked"]
    own = "" if number in marked else format_html('id="mark-{}" ', number)
    marked.add(number)
    return format_html(_MARK, own, number, number)


register.simple_tag(parts_of)
register.simple_tag(lead_of)
