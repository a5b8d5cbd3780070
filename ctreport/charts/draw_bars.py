"""Bar charts on paper: lying bars, each with its name at the left and its figure at the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ctreport.charts import house
from ctreport.charts.description import Chart, Interval, Panel, Point
from ctreport.charts.sheet import WIDTH, Frame, Sheet, width_of, wrapped

BAR, BETWEEN_BARS, BETWEEN_GROUPS, LINE = 15.0, 4.0, 11.0, 11.5
AXIS_HEIGHT, TITLE_HEIGHT, KEY_HEIGHT, BETWEEN_PANELS, OPEN_END, GUTTER = 19.0, 16.0, 18.0, 10.0, 18.0, 10.0
ARROWS, HEAD, STROKE = (2.5, 9.0), 5.0, 3.5  # where the arrow heads of a lowest value begin, how long and how thick
CATEGORY_ROOM, SERIES_ROOM, LEAST_PLOT = 150.0, 110.0, 60.0


def draw_bars(chart: Chart, frame: Frame | None = None) -> Sheet:
    """Draw a bar chart, panel below panel, on one set of columns so that all bars start from one line."""
    columns = Columns.of(chart)
    top = 22.0 if chart.is_illustrative else 4.0
    heights = [columns.height_of(panel) for panel in chart.panels]
    sheet = Sheet(top + sum(heights) + BETWEEN_PANELS * (len(heights) - 1), frame)
    if chart.is_illustrative:
        sheet.banner()
    for number, (panel, height) in enumerate(zip(chart.panels, heights, strict=True)):
        _BarPanel(sheet, panel, columns, str(number), groups_digits=chart.groups_digits).draw(top, top + height)
        top += height + BETWEEN_PANELS
    return sheet


@dataclass(frozen=True)
class Columns:
    """Where the columns of the drawing stand, the same for all panels."""

    category_room: float
    series: float  # left edge of the names of series
    plot: float  # the least tick: the zero line, unless something lies below zero
    end: float  # the greatest tick

    @classmethod
    def of(cls, chart: Chart) -> Columns:
        """Measure the words of a chart and give them their room."""
        several = any(len(panel.series) > 1 for panel in chart.panels)
        categories = [name for panel in chart.panels for name in panel.categories]
        names = [one.name for panel in chart.panels for one in panel.series if several]
        category_room = min(max(width_of(name, bold=several) for name in categories), CATEGORY_ROOM)
        series_room = min(max((width_of(name) for name in names), default=0.0), SERIES_ROOM)
        series = category_room + (GUTTER if several else 0.0)
        plot = series + series_room + GUTTER
        label = max((width_of(point.label, bold=True) for point in chart.points), default=0.0)
        open_end = OPEN_END if any(point.is_lower_bound for point in chart.points) else 0.0
        return cls(category_room, series, plot, max(plot + LEAST_PLOT, WIDTH - label - open_end - 8))

    def height_of(self, panel: Panel) -> float:
        """Return the height of a panel with its axis."""
        groups = sum(self.group_height(panel, name) + BETWEEN_GROUPS for name in panel.categories)
        heads = (TITLE_HEIGHT if panel.title else 0.0) + (KEY_HEIGHT if panel.reference else 0.0)
        return heads + groups + AXIS_HEIGHT

    def group_height(self, panel: Panel, name: str) -> float:
        """Return the height of a category's bars, or of its name where that needs more."""
        bars = len(panel.series) * (BAR + BETWEEN_BARS) - BETWEEN_BARS
        return max(bars, LINE * len(wrapped(name, self.category_room, bold=len(panel.series) > 1)))


class _BarPanel:
    def __init__(self, sheet: Sheet, panel: Panel, columns: Columns, name: str, *, groups_digits: bool) -> None:
        self.sheet, self.panel, self.columns, self.groups_digits = sheet, panel, columns, groups_digits
        self.name = name  # what its marks are called in the picture, for whoever reads it by program
        self.marks = house.ticks(panel.maximum, panel.unit, minimum=panel.minimum)
        self.scale = (columns.end - columns.plot) / float(self.marks[-1] - self.marks[0])
        self.zero = columns.plot - float(self.marks[0]) * self.scale
        self.has_names = len(panel.series) > 1

    def draw(self, top: float, bottom: float) -> None:
        foot = bottom - AXIS_HEIGHT
        if self.panel.title:
            self.sheet.text(0, top + 6, self.panel.title, fontweight="bold")
            top += TITLE_HEIGHT
        if self.panel.reference:
            x = self.zero + float(self.panel.reference.value) * self.scale
            self.sheet.reference([x, x], [top + KEY_HEIGHT, foot], self.panel.reference.words, (0, top + 7), zorder=5)
            top += KEY_HEIGHT
        self._draw_axis(top, foot)
        y = top + BETWEEN_GROUPS / 2
        for name in self.panel.categories:
            room = self.columns.group_height(self.panel, name)
            self._draw_names(name, y, room)
            self._draw_group(name, y if self.has_names else y + (room - BAR) / 2)
            y += room + BETWEEN_GROUPS

    def _draw_axis(self, top: float, foot: float) -> None:
        for number, mark in enumerate(self.marks):
            x = self.zero + float(mark) * self.scale
            look: dict[str, Any] = {"linewidth": 0.8, "zorder": 0} if mark else {"linewidth": 1.2, "zorder": 3}
            look["gid"] = f"tick-{self.name}-{number}"
            self.sheet.line([x, x], [top, foot], house.GRID if mark else house.INK, **look)
            words = house.tick_text(mark, self.panel.unit, groups_digits=self.groups_digits)
            self.sheet.text(x, foot + 9, words, ha="center", fontsize=8, color=house.MUTED)

    def _draw_names(self, name: str, top: float, room: float) -> None:
        lines = wrapped(name, self.columns.category_room, bold=self.has_names)
        first = top + (BAR / 2 if self.has_names else (room - LINE * (len(lines) - 1)) / 2)
        for number, line in enumerate(lines):
            weight = "bold" if self.has_names else "normal"
            self.sheet.text(0, first + number * LINE, line, fontweight=weight)

    def _draw_group(self, name: str, y: float) -> None:
        for number, series in enumerate(self.panel.series):
            if self.has_names:
                words = wrapped(series.name, SERIES_ROOM, most=1)[0]
                self.sheet.text(self.columns.series, y + BAR / 2, words, color=house.MUTED)
            place, point = next((at, one) for at, one in enumerate(series.points) if one.category == name)
            mark = f"{self.name}-{number}-{place}"
            self._draw_bar(point, y, house.COLOURS[number % len(house.COLOURS)], mark)
            y += BAR + BETWEEN_BARS

    def _draw_bar(self, point: Point, y: float, colour: str, mark: str) -> None:
        x, length = self.zero, float(point.value or 0) * self.scale
        end = max(x, x + length)  # the figure of a bar below zero stands beside the zero line
        if point.is_upper_bound:
            look = {"facecolor": house.PAPER, "hatch": "////", "edgecolor": colour, "linewidth": 1}
            self.sheet.bar(x, y, length, BAR, gid=f"value-{mark}", **look)
        elif length and point.is_other:
            look = {"facecolor": house.PAPER, "edgecolor": colour, "linewidth": 1.4}
            self.sheet.bar(x, y, length, BAR, gid=f"value-{mark}", **look)
        elif length:
            self.sheet.bar(x, y, length, BAR, facecolor=colour, gid=f"value-{mark}")
        if point.is_lower_bound:
            self._draw_arrows(end, y, colour, mark)
            end += OPEN_END
        if point.interval:
            end = max(end, self._draw_interval(point.interval, y + BAR / 2, f"interval-{mark}"))
        weight = "normal" if point.value is None else "bold"
        # White behind the label, so that neither a grid line nor a reference line strikes it through.
        room = width_of(point.label, bold=point.value is not None)
        self.sheet.bar(end + 3, y, room + 4, BAR, facecolor=house.PAPER, zorder=5.5)
        self.sheet.text(end + 5, y + BAR / 2, point.label, fontweight=weight, zorder=6)

    def _draw_arrows(self, x: float, y: float, colour: str, mark: str) -> None:
        """Draw what goes on from a lowest value: two arrow heads, as long at any scale, for they stand for no value."""
        # White behind them, so that no grid line runs through.
        self.sheet.bar(x, y, OPEN_END, BAR, facecolor=house.PAPER, zorder=0.5)
        for number, start in enumerate(x + one for one in ARROWS):
            back, tip = start + STROKE, start + HEAD
            top, middle, bottom = y, y + BAR / 2, y + BAR
            corners = [
                (start, top),
                (back, top),
                (tip + STROKE, middle),
                (back, bottom),
                (start, bottom),
                (tip, middle),
            ]
            self.sheet.shape(corners, facecolor=colour, gid=f"beyond-{mark}-{number}")

    def _draw_interval(self, interval: Interval, y: float, name: str) -> float:
        """Draw how sure a figure is, as a line with caps, on a white line where it lies on the bar; return its end."""
        low, high = (self.zero + float(one) * self.scale for one in (interval.low, interval.high))
        xs, ys = [low, low, low, high, high, high], [y - 4, y + 4, y, y, y - 4, y + 4]
        self.sheet.line(xs, ys, house.PAPER, linewidth=4, zorder=4, solid_capstyle="projecting")
        self.sheet.line(xs, ys, house.INK, linewidth=1.4, zorder=5, gid=name)
        return high
