"""One description of a chart, from which the screen's chart, the report's picture, the table and the words are made.

A description holds facts only: nothing of Plotly, SVG or HTML. What is drawn and what the table says come from the
same points, so they cannot disagree.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal


class ChartKind(enum.Enum):
    """How the points are drawn."""

    BARS = "bars"
    TREND = "trend"


@dataclass(frozen=True)
class Interval:
    """How sure a figure is: between which two values chance alone leaves it, in 95 of 100 cases."""

    low: Decimal
    high: Decimal
    text: str


@dataclass(frozen=True)
class Point:
    """One figure in a chart. ``value`` is None where there is no number; ``text`` is how the figure reads.

    ``short`` is how it reads beside its mark, where the whole text is too long for that. ``break_reason`` says why the
    points before it cannot be compared with it. ``is_signal`` marks a point at which a rule of the control chart fires.
    """

    category: str
    value: Decimal | None
    text: str
    is_lower_bound: bool = False
    is_provisional: bool = False
    figure_id: int | None = None
    is_upper_bound: bool = False
    short: str = ""
    interval: Interval | None = None
    break_reason: str = ""
    is_signal: bool = False
    is_other: bool = False

    @property
    def label(self) -> str:
        """What stands beside its mark."""
        return self.short or self.text


@dataclass(frozen=True)
class Series:
    """Points that belong together; ``name`` is empty where a panel has one series only."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Reference:
    """A line to hold the points against: where it lies, how that reads ("80%"), and what it stands for."""

    value: Decimal
    text: str
    label: str

    @property
    def words(self) -> str:
        """What is written beside the line."""
        return f"{self.text}: {self.label}"


@dataclass(frozen=True)
class TargetStep:
    """What was to be reached in one year; ``original`` is what was set first, where it was revised since."""

    category: str
    value: Decimal
    text: str
    original: Decimal | None = None
    original_text: str = ""


@dataclass(frozen=True)
class LimitLines:
    """The average of a series and its natural limits, from the category ``since`` on: see ``outcomes.control``."""

    since: str
    mean: Decimal
    lower: Decimal
    upper: Decimal
    mean_text: str
    lower_text: str
    upper_text: str


@dataclass(frozen=True)
class Panel:
    """One set of axes. Measures of unlike magnitude stand in panels of their own, each with its own scale.

    ``least_top`` and ``least_bottom`` are how far the scale reaches at least, so that panels beside one another can
    share one.
    """

    title: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    axis_title: str = ""
    reference: Reference | None = None
    targets: tuple[TargetStep, ...] = ()
    limits: LimitLines | None = None
    least_top: Decimal = Decimal(0)
    least_bottom: Decimal = Decimal(0)

    @property
    def maximum(self) -> Decimal:
        """The greatest value drawn, those of lines and intervals included; 0 where there is none."""
        return max([*self._drawn(), self.least_top])

    @property
    def minimum(self) -> Decimal:
        """The least value drawn, such as a loss of money; 0 where nothing lies below it."""
        return min([*self._drawn(), self.least_bottom])

    def _drawn(self) -> Iterator[Decimal]:
        for point in (point for one in self.series for point in one.points):
            yield point.value or Decimal(0)
            if point.interval:
                yield from (point.interval.low, point.interval.high)
        for step in self.targets:
            yield from (one for one in (step.value, step.original) if one is not None)
        if self.reference:
            yield self.reference.value
        if self.limits:
            yield from (self.limits.lower, self.limits.upper)


@dataclass(frozen=True)
class Chart:
    """A chart with its words. ``name`` stands in its address; ``summary`` says what the chart shows.

    ``alt_text`` is one that somebody wrote. ``footnotes`` are numbers of footnotes of the report. ``groups_digits``
    says how the numbers of its axes are written: 2,748 or 2748.
    """

    name: str
    title: str
    kind: ChartKind
    panels: tuple[Panel, ...]
    summary: str
    notes: tuple[str, ...] = ()
    is_illustrative: bool = False
    category_title: str = ""
    alt_text: str = ""
    footnotes: tuple[int, ...] = ()
    groups_digits: bool = False

    @property
    def reference(self) -> Reference | None:
        """The reference line, where there is one."""
        return next((panel.reference for panel in self.panels if panel.reference), None)

    @property
    def alt(self) -> str:
        """What stands in for the picture: words written for it, or its kind, its title and what it shows."""
        if self.alt_text:
            return f"{self.alt_text} Illustrative figures." if self.is_illustrative else self.alt_text
        kind = "Bar chart" if self.kind is ChartKind.BARS else "Line chart"
        return f"{kind}: {self.title}. {self.summary}"

    @property
    def points(self) -> tuple[Point, ...]:
        """All points, panel by panel and series by series."""
        return tuple(point for panel in self.panels for one in panel.series for point in one.points)

    @property
    def head(self) -> tuple[str, ...]:
        """The column heads of the chart's table."""
        return ("Year" if self.kind is ChartKind.TREND else self._row_head(), *self._columns())

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows of the chart's table: a category, then each series' figure as it reads; no cell is blank.

        Behind the figure stand its interval, the target and what that was at first, in a chart that has any.
        """
        columns = self._columns()
        texts: dict[str, dict[str, str]] = {}
        for panel in self.panels:
            for category in panel.categories:
                texts.setdefault(category, {})
        for category, column, text in self._cells():
            texts[category][column] = text
        return tuple((category, *(row.get(name, "[z]") for name in columns)) for category, row in texts.items())

    def _row_head(self) -> str:
        return self.category_title or "Measure"

    def _columns(self) -> tuple[str, ...]:
        """Return the heads of the columns, those of one series beside one another."""
        used = {column for _, column, _ in self._cells()}
        names = dict.fromkeys(one.name for panel in self.panels for one in panel.series)
        return tuple(column for name in names for column in _columns_of(name) if column in used)

    def _cells(self) -> Iterator[tuple[str, str, str]]:
        """Yield category, column and text of each cell that says something."""
        for panel in self.panels:
            for one in panel.series:
                figure, interval, target, original = _columns_of(one.name)
                for point in one.points:
                    yield point.category, figure, point.text
                    if point.interval:
                        yield point.category, interval, point.interval.text
                for step in panel.targets if len(panel.series) == 1 else ():
                    yield step.category, target, step.text
                    if step.original_text:
                        yield step.category, original, step.original_text


def _columns_of(series: str) -> tuple[str, str, str, str]:
    """Return the heads of what the table may say of a series: the figure, its interval, the target now and at first."""
    if not series:
        return "Figure", "95% interval", "Target", "Target at first"
    return series, f"{series}: 95% interval", f"{series}: target", f"{series}: target at first"
