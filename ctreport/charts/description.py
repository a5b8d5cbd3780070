"""One description of a chart, from which the screen's chart, the report's picture, the table and the words are made.

A description holds facts only: nothing of Plotly, SVG or HTML. What is drawn and what the table says come from the
same points, so they cannot disagree.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from decimal import Decimal


class ChartKind(enum.Enum):
    """How the points are drawn."""

    BARS = "bars"
    TREND = "trend"


@dataclass(frozen=True)
class Point:
    """One figure in a chart. ``value`` is None where there is no number; ``text`` is how the figure reads."""

    category: str
    value: Decimal | None
    text: str
    is_lower_bound: bool = False
    is_provisional: bool = False
    figure_id: int | None = None
    is_upper_bound: bool = False


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
class Panel:
    """One set of axes. Measures of unlike magnitude stand in panels of their own, each with its own scale."""

    title: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    axis_title: str = ""
    reference: Reference | None = None

    @property
    def maximum(self) -> Decimal:
        """The greatest value drawn, a reference line's included; 0 where there is none."""
        values = [point.value or Decimal(0) for one in self.series for point in one.points]
        return max([*values, *([self.reference.value] if self.reference else [])], default=Decimal(0))


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
        return ("Year" if self.kind is ChartKind.TREND else self._row_head(), *self._series_names())

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows of the chart's table: a category, then each series' figure as it reads; no cell is blank."""
        names = self._series_names()
        texts: dict[str, dict[str, str]] = {}
        for panel in self.panels:
            for category in panel.categories:
                texts.setdefault(category, {})
            for one in panel.series:
                for point in one.points:
                    texts[point.category][one.name or "Figure"] = point.text
        return tuple((category, *(row.get(name, "[z]") for name in names)) for category, row in texts.items())

    def _row_head(self) -> str:
        return self.category_title or "Measure"

    def _series_names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.name or "Figure" for panel in self.panels for one in panel.series))
