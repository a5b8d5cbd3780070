"""The chart of one measure over up to twenty years: its breakdowns as panels, with targets, limits and breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.conf import settings

from ctreport.charts import words, year_words
from ctreport.charts.description import Chart, ChartKind, LimitLines, Panel, Series, TargetStep
from ctreport.charts.history import CellHistory, MeasureHistory
from ctreport.charts.points import point_of
from objectives.financial_year import label_of
from outcomes.control import Limits, Signal, limits_of, signals_in
from outcomes.models import Figure, Measure
from outcomes.quantity import Unit, format_number

PREFIX = "years-"
ALIKE = Decimal("0.25")  # how far the values of the smallest panel reach, as a share of the largest, to share one scale


@dataclass(frozen=True)
class CellControl:
    """How a cell usually varies, over the years from ``starts`` on, and which rules of the control chart fire."""

    starts: tuple[int, ...]
    limits: Limits
    signals: tuple[Signal, ...]

    @property
    def marked(self) -> set[int]:
        """The years at which a rule fires."""
        return {self.starts[place] for signal in self.signals for place in signal.places}


def control_of(cell: CellHistory, starts: Sequence[int]) -> CellControl | None:
    """Return how a cell varies, from its exactly known figures since the last break; None where they are too few."""
    years = cell.comparable(starts)
    values = cell.exact(years)
    limits = limits_of(values)
    return CellControl(tuple(years), limits, signals_in(values, limits)) if limits else None


def years_chart(history: MeasureHistory) -> Chart | None:
    """Draw a measure over the years; None where fewer than two years have a number."""
    return _described(history) if has_chart(history.figures) else None


def years_table(history: MeasureHistory) -> Chart | None:
    """Describe, for its table alone, a measure that cannot be drawn, such as a grade; None where one year says all."""
    has_years = len({one.year_id for one in history.figures}) > 1
    return _described(history) if has_years and not has_chart(history.figures) else None


def _described(history: MeasureHistory) -> Chart:
    starts, measure = history.starts, history.measure
    panels = _on_one_scale([_panel(cell, measure, starts) for cell in history.cells])
    shown = f"{measure.full_title}, {label_of(starts[0])} to {label_of(starts[-1])}"
    is_illustrative = any(one.illustrative for one in (measure, *history.figures, *history.targets))
    return Chart(
        name=f"{PREFIX}{measure.code}",
        title=words.title_of(shown, is_illustrative=is_illustrative),
        kind=ChartKind.TREND,
        panels=panels,
        summary=" ".join(year_words.summary(history)),
        notes=tuple(_notes(history, panels)),
        is_illustrative=is_illustrative,
        groups_digits=settings.NUMBER_STYLE == "grouped",
    )


def _notes(history: MeasureHistory, panels: Sequence[Panel]) -> Iterator[str]:
    points = [point for panel in panels for one in panel.series for point in one.points]
    yield from words.warnings_of([*history.figures, *history.targets])
    yield from year_words.scale_note(panels)
    yield from words.point_notes(points, is_trend=True)
    yield from year_words.period_notes(history.figures)


def _panel(cell: CellHistory, measure: Measure, starts: range) -> Panel:
    control = control_of(cell, starts)
    marked = control.marked if control else set()
    points = tuple(
        replace(point_of(cell.figures.get(start), label_of(start)), is_signal=start in marked) for start in starts
    )
    name = cell.name or ("All" if measure.dimension_1_id else "")
    return Panel(
        title=name,
        unit=measure.unit,
        categories=tuple(label_of(start) for start in starts),
        series=(Series(name, points),),
        axis_title=words.AXIS_TITLES.get(measure.unit, ""),
        targets=tuple(_steps(cell, starts)),
        limits=lines_of(control, measure) if control else None,
    )


def _steps(cell: CellHistory, starts: range) -> Iterator[TargetStep]:
    for start in starts:
        target, first = cell.targets.get(start), cell.originals.get(start)
        if target:
            original = (first.value, first.text) if first else (None, "")
            yield TargetStep(label_of(start), target.value, target.text, *original)


def lines_of(control: CellControl, measure: Measure) -> LimitLines:
    """Return the lines of a control chart; a count cannot be below 0, nor a percentage above 100."""
    limits, is_share = control.limits, measure.unit == Unit.PERCENTAGE
    lower = limits.lower if measure.unit == Unit.MONEY else max(limits.lower, 0.0)
    upper = min(limits.upper, 100.0) if is_share else limits.upper
    mean, low, high = (round(Decimal(str(one)), 4) for one in (limits.mean, lower, upper))

    def text(value: Decimal) -> str:
        return format_number(value, unit=measure.unit, decimals=max(measure.decimals, 1))

    return LimitLines(label_of(control.starts[0]), mean, low, high, text(mean), text(low), text(high))


def _on_one_scale(panels: Sequence[Panel]) -> tuple[Panel, ...]:
    """Let panels of like magnitude share a scale, so that they can be compared at a glance."""
    sizes = [panel.maximum - panel.minimum for panel in panels]
    if not sizes or min(sizes) < max(sizes) * ALIKE:
        return tuple(panels)
    top, bottom = max(panel.maximum for panel in panels), min(panel.minimum for panel in panels)
    return tuple(replace(panel, least_top=top, least_bottom=bottom) for panel in panels)


def has_chart(figures: Sequence[Figure]) -> bool:
    """Say whether a measure's figures give a chart over the years."""
    return len({one.year.start_year for one in figures if one.value is not None}) > 1
