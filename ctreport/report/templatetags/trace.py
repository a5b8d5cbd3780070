"""Numbers as links to what stands behind them, in templates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ctreport.charts.description import Chart

register = template.Library()

CLASS = "ct-traced"
# What a figure's number is not: a piece of another ("over 500", "−£5"), how far something moved, or how many there are.
_NOT_AFTER = "".join(f"(?<!{words} )" for words in ("up", "down", "over", "under", "about", "at least", "at most"))
_NOT_BEFORE = r"(?! percentage point| exact figure)"
_MARKS = re.compile(r"(?: \[[pb]\])+$")  # of a chart's table, which no sentence repeats


class TracedCell(NamedTuple):
    """A cell of a chart's table: how the figure reads, and its key where it was recorded."""

    text: str
    figure_id: int | None = None


@register.simple_block_tag(name="trace")
def trace_block(content: SafeString, figure_id: int | None, css: str = CLASS) -> SafeString | str:
    """Lead from a number to what stands behind it: ``{% trace figure.pk %}over 500{% endtrace %}``.

    Where there is no figure, as for a year in which none was recorded, the words stand as they are.
    """
    return traced(content, figure_id, css)


@register.simple_tag
def trace_in(text: str, words: str, figure_id: int | None, css: str = CLASS) -> SafeString:
    """Show a text in which the first occurrence of a figure, as it reads, leads to what stands behind it."""
    before, found, after = text.partition(words) if words else (text, "", "")
    return format_html("{}{}{}", before, traced(found, figure_id, css), after)


@register.simple_tag
def trace_words(text: str, numbers: Iterable[Any] | None) -> SafeString:
    """Show a text written from figures, each of which leads to what stands behind it.

    ``numbers`` are the points of a chart or the runs of a sentence: each has a ``text`` and a ``figure_id``, and may
    have a ``category``. A number that several have alike is a link only where its category stands beside it, since
    nobody could say otherwise which of them is meant.
    """
    known = [one for one in numbers or () if one.figure_id]
    alike = Counter(one.text for one in known)
    alike_there = Counter((one.text, _category_of(one)) for one in known)
    spans: dict[int, tuple[int, int]] = {}  # by the start of a number in the text: its end, and its figure
    for one in known:
        words = _MARKS.sub("", one.text)
        number = rf"(?<![\w.,£−]){_NOT_AFTER}(?P<number>{re.escape(words)})(?![\w%]|[.,]\d){_NOT_BEFORE}"
        ways = [number] if alike[one.text] == 1 else []
        if (category := _category_of(one)) and alike_there[one.text, category] == 1:
            year = re.escape(category)
            ways += [rf"{number} (?:in|of) {year}", rf"{year}:? (?:was )?{number}", rf"{year}: [^:;]*?\bfrom {number}"]
        for way in ways:
            for match in re.finditer(way, text, re.IGNORECASE):
                spans.setdefault(match.start("number"), (match.end("number"), one.figure_id))
    return format_html_join("", "{}", ((part,) for part in _parts(text, spans)))


def _category_of(one: Any) -> str:
    return str(getattr(one, "category", ""))


def _parts(text: str, spans: Mapping[int, tuple[int, int]]) -> Iterator[SafeString | str]:
    done = 0
    for start, (end, figure_id) in sorted(spans.items()):
        if start >= done:
            yield text[done:start]
            yield traced(text[start:end], figure_id)
            done = end
    yield text[done:]


@register.filter
def traced_rows(chart: Chart) -> list[tuple[str, list[TracedCell]]]:
    """Return the rows of a chart's table, as ``Chart.rows`` has them: a head, and cells that know their figures."""
    keys = {
        (point.category, one.name or "Figure"): point.figure_id
        for panel in chart.panels
        for one in panel.series
        for point in one.points
    }
    names = chart.head[1:]
    return [
        (head, [TracedCell(text, keys.get((head, name))) for name, text in zip(names, texts, strict=True)])
        for head, *texts in chart.rows
    ]


def traced(content: SafeString | str, figure_id: int | None, css: str = CLASS) -> SafeString | str:
    """Return words as a link to what stands behind the figure, or as they are where there is none."""
    if not (figure_id and content):
        return content
    return format_html(
        '<a class="{}" href="{}" data-trace>{}</a>', css, reverse("report:trace", args=[figure_id]), content
    )
