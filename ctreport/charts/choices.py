"""Which charts there are: chosen by a person, or suggested by the figures. Both are drawn in the same way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.text import slugify

from ctreport.charts import house, words
from ctreport.charts.bars import breakdown_chart, counts_chart
from ctreport.charts.description import Chart, Panel, Reference
from ctreport.charts.trends import LONGEST, trend_chart
from outcomes.models import Dimension, Figure
from outcomes.quantity import Unit

BREAKDOWN, COUNTS, TREND = "breakdown", "counts", "trend"


@dataclass(frozen=True)
class ChartChoice:
    """A chart as it is asked for. What is empty is made from the figures.

    ``kind`` is "breakdown" (one measure by its categories), "counts" (several counts beside one another) or "trend"
    (one measure over the years, by their start). ``measures`` are codes; of a breakdown and a trend the first counts.
    """

    kind: str
    measures: tuple[str, ...]
    title: str = ""
    first_year: int | None = None
    last_year: int | None = None
    reference_value: Decimal | None = None
    reference_label: str = ""
    alt_text: str = ""


def suggested_bars(figures: Sequence[Figure]) -> Iterator[ChartChoice]:
    """Suggest the bar charts of a year from its figures, in the order of their measures.

    A measure that is broken down has a chart; the counts of a programme share one where there are two or more. A
    single number is not drawn: it reads better as a number. Public statistics are drawn where somebody chooses them.
    """
    found: list[tuple[Any, ChartChoice]] = []
    figures = [one for one in figures if not one.measure.is_reference]
    for group in groups(figures, lambda one: one.measure_id):
        broken = [one for one in group if one.categories]
        if len(broken) > 1 and _can_be_drawn(broken):
            found.append((place(group[0]), ChartChoice(BREAKDOWN, (group[0].measure.code,))))
    counted = [one for one in figures if one.measure.programme and _is_plain_count(one)]
    for group in groups(counted, lambda one: one.measure.programme):
        if len(group) > 1 and _can_be_drawn(group):
            found.append((place(group[0]), ChartChoice(COUNTS, tuple(one.measure.code for one in group))))
    yield from (choice for _, choice in sorted(found, key=lambda pair: pair[0]))


def suggested_trends(figures: Iterable[Figure], last: int) -> Iterator[ChartChoice]:
    """Suggest a line chart for each measure with numbers in two or more of the years up to ``last``."""
    own = (one for one in figures if not one.measure.is_reference)
    for group in groups(own, lambda one: one.measure_id):
        if len({one.year.start_year for one in group if one.value is not None and _is_recent(one, last)}) > 1:
            yield ChartChoice(TREND, (group[0].measure.code,))


def drawn_bars(
    choices: Iterable[ChartChoice], figures: Iterable[Figure], dimensions: Mapping[int, Dimension], year: str
) -> tuple[Chart, ...]:
    """Draw the choices that are bar charts from the figures of one year; one that finds no number is left out."""
    by_code = _by_code(figures)

    def draw(choice: ChartChoice) -> Chart | None:
        found = [one for code in choice.measures for one in by_code.get(code, ())]
        if choice.kind == BREAKDOWN:
            whole = by_code.get(next(iter(choice.measures), ""), [])
            broken = [one for one in whole if one.categories]
            return breakdown_chart(whole, dimensions, year) if _can_be_drawn(broken) else None
        counted = [one for one in found if _is_plain_count(one)]
        return counts_chart(_counts_name(counted), counted, year) if _can_be_drawn(counted) else None

    return _finished(draw, [one for one in choices if one.kind != TREND])


def drawn_trends(choices: Iterable[ChartChoice], figures: Iterable[Figure], last: int) -> tuple[Chart, ...]:
    """Draw the choices that are line charts from the figures of the years up to ``last``, and none later."""
    by_code = _by_code(figures)

    def draw(choice: ChartChoice) -> Chart | None:
        found = by_code.get(next(iter(choice.measures), ""))
        until = min(choice.last_year or last, last)
        return trend_chart(found, until, first=choice.first_year) if found else None

    return _finished(draw, [one for one in choices if one.kind == TREND])


def groups(figures: Iterable[Figure], key: Callable[[Figure], Any]) -> list[list[Figure]]:
    """Return figures in groups, in the order in which each group is first met."""
    found: dict[Any, list[Figure]] = {}
    for figure in figures:
        found.setdefault(key(figure), []).append(figure)
    return list(found.values())


def place(figure: Figure) -> tuple[Any, ...]:
    """Return a figure's place among others: that of its measure, then those of its categories."""
    return figure.measure.order, figure.measure.code, *((one.order, one.code) for one in figure.categories)


def _finished(draw: Callable[[ChartChoice], Chart | None], choices: Iterable[ChartChoice]) -> tuple[Chart, ...]:
    """Draw each choice, with its own words, under a name that no other has."""
    taken: dict[str, int] = {}
    charts = []
    for choice in choices:
        chart = draw(choice)
        if chart is None:
            continue
        taken[chart.name] = number = taken.get(chart.name, 0) + 1
        charts.append(_worded(replace(chart, name=f"{chart.name}-{number}" if number > 1 else chart.name), choice))
    return tuple(charts)


def _worded(chart: Chart, choice: ChartChoice) -> Chart:
    title = words.title_of(choice.title, is_illustrative=chart.is_illustrative) if choice.title else chart.title
    chart = replace(
        chart,
        title=title,
        alt_text=choice.alt_text,
        groups_digits=settings.NUMBER_STYLE == "grouped",
    )
    return _with_reference(chart, choice) if choice.reference_value is not None else chart


def _with_reference(chart: Chart, choice: ChartChoice) -> Chart:
    """Draw a line in each panel whose scale reaches it; in the one with the longest scale where none does."""
    value = choice.reference_value
    assert value is not None  # noqa: S101 - for the types; asked by the caller
    longest = max(panel.maximum for panel in chart.panels)
    text = house.tick_text(value, chart.panels[0].unit, groups_digits=chart.groups_digits)
    line = Reference(value, text, choice.reference_label)

    def with_line(panel: Panel) -> Panel:
        is_reached = panel.maximum >= min(value, longest) or len(chart.panels) == 1
        return replace(panel, reference=line) if is_reached else panel

    return replace(
        chart,
        panels=tuple(with_line(panel) for panel in chart.panels),
        summary=f"{chart.summary} {words.reference_sentence(line)}",
        notes=(*chart.notes, words.reference_note(line)),
    )


def _counts_name(figures: Sequence[Figure]) -> str:
    programmes = {one.measure.programme for one in figures}
    if len(programmes) == 1 and (programme := programmes.pop()):
        return f"programme-{slugify(programme) or 'unnamed'}"
    return f"counts-{figures[0].measure.code}" if figures else "counts"


def _by_code(figures: Iterable[Figure]) -> dict[str, list[Figure]]:
    return {group[0].measure.code: group for group in groups(figures, lambda one: one.measure.code)}


def _is_plain_count(figure: Figure) -> bool:
    return figure.unit == Unit.COUNT and figure.measure.dimension_1_id is None


def _can_be_drawn(figures: Sequence[Figure]) -> bool:
    return any(one.value is not None for one in figures)


def _is_recent(figure: Figure, last: int) -> bool:
    return last - LONGEST < figure.year.start_year <= last
