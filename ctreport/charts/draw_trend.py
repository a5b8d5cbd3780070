"""Line charts on paper: years along the foot, each line with its name at its end."""

from __future__ import annotations

from ctreport.charts import house
from ctreport.charts.description import Chart, Panel, Point, Series
from ctreport.charts.sheet import WIDTH, Sheet, width_of, wrapped

PLOT_HEIGHT, YEARS_HEIGHT, BETWEEN_PANELS, LINE = 118.0, 20.0, 30.0, 11.5
KEY_HEIGHT = 16.0  # of the words of a reference line
NAMES_ROOM = 170.0
MARKERS = ("o", "s", "D", "o", "s")
DASHES = ("-", (0, (5, 2)), (0, (1.5, 1.5)), (0, (5, 2, 1.5, 2)), (0, (8, 3)))


def draw_trend(chart: Chart) -> Sheet:
    """Draw a line chart, panel below panel."""
    top = (16.0 if chart.is_illustrative else 0.0) + (26.0 if chart.panels[0].title else 16.0)
    height = PLOT_HEIGHT + YEARS_HEIGHT
    keys = KEY_HEIGHT * sum(1 for panel in chart.panels if panel.reference)
    sheet = Sheet(top + height * len(chart.panels) + keys + BETWEEN_PANELS * (len(chart.panels) - 1))
    if chart.is_illustrative:
        sheet.banner()
    for panel in chart.panels:
        top += KEY_HEIGHT if panel.reference else 0.0
        _TrendPanel(sheet, panel, top, groups_digits=chart.groups_digits).draw()
        top += height + BETWEEN_PANELS
    return sheet


class _TrendPanel:
    def __init__(self, sheet: Sheet, panel: Panel, top: float, *, groups_digits: bool) -> None:
        self.sheet, self.panel, self.top = sheet, panel, top
        self.bottom = top + PLOT_HEIGHT
        self.marks = house.ticks(panel.maximum, panel.unit, most=4)
        self.scale = PLOT_HEIGHT / float(self.marks[-1])
        self.is_alone = len(panel.series) == 1
        self.tick_words = {mark: house.tick_text(mark, panel.unit, groups_digits=groups_digits) for mark in self.marks}
        self.left = max(width_of(words, size=8) for words in self.tick_words.values()) + 8
        wanted = 0.0 if self.is_alone else max(width_of(_end_label(one)) for one in panel.series)
        self.names_room = min(wanted, NAMES_ROOM)
        self.right = WIDTH - self.names_room - 6
        step = (self.right - self.left) / len(panel.categories)
        self.places = {name: self.left + step * (number + 0.5) for number, name in enumerate(panel.categories)}

    def draw(self) -> None:
        if self.panel.title:
            over = KEY_HEIGHT if self.panel.reference else 0.0
            self.sheet.text(0, self.top - 22 - over, self.panel.title, fontweight="bold")
        self._draw_axes()
        if self.panel.reference:
            y = self.bottom - float(self.panel.reference.value) * self.scale
            self.sheet.reference([self.left, self.right], [y, y], self.panel.reference.words, self.top - 20, zorder=1)
        for number, series in enumerate(self.panel.series):
            self._draw_series(series, number)
        if not self.is_alone:
            self._name_lines()

    def _height_of(self, point: Point) -> float:
        return self.bottom - float(point.value or 0) * self.scale

    def _draw_axes(self) -> None:
        for mark in self.marks:
            y = self.bottom - float(mark) * self.scale
            look = {"linewidth": 0.8 if mark else 1.1, "zorder": 0}
            self.sheet.line([self.left, self.right], [y, y], house.GRID if mark else house.INK, **look)
            self.sheet.text(self.left - 6, y, self.tick_words[mark], ha="right", fontsize=8, color=house.MUTED)
        for name, x in self.places.items():
            self.sheet.text(x, self.bottom + 11, name, ha="center", fontsize=8.5, color=house.MUTED)

    def _draw_series(self, series: Series, number: int) -> None:
        colour = house.COLOURS[number % len(house.COLOURS)]
        xs = [self.places[point.category] for point in series.points]
        # Not a number breaks the line: a year without a figure is a gap.
        ys = [float("nan") if point.value is None else self._height_of(point) for point in series.points]
        self.sheet.line(xs, ys, colour, linewidth=1.8, linestyle=DASHES[number % len(DASHES)])
        for point, x in zip(series.points, xs, strict=True):
            if point.value is not None:
                self._draw_marker(point, x, number)
            if self.is_alone:
                self._draw_label(point, x)

    def _draw_marker(self, point: Point, x: float, number: int) -> None:
        colour = house.COLOURS[number % len(house.COLOURS)]
        shape = "^" if point.is_lower_bound else "v" if point.is_upper_bound else MARKERS[number % len(MARKERS)]
        face = house.PAPER if point.is_provisional else colour
        look = {"marker": shape, "markersize": 6.5, "markerfacecolor": face, "markeredgewidth": 1.4, "zorder": 4}
        self.sheet.line([x], [self._height_of(point)], colour, **look)

    def _draw_label(self, point: Point, x: float) -> None:
        if point.value is None:
            self.sheet.text(x, self.bottom - 9, point.text, ha="center", fontsize=8.5, color=house.MUTED)
        else:
            if self.panel.reference:  # white behind the label, so that the line does not strike it through
                room = width_of(point.text, size=8.5, bold=True) + 4
                self.sheet.bar(x - room / 2, self._height_of(point) - 15, room, 10, facecolor=house.PAPER, zorder=1.5)
            self.sheet.text(x, self._height_of(point) - 10, point.text, ha="center", fontsize=8.5, fontweight="bold")

    def _name_lines(self) -> None:
        """Write each line's name and last figure beside its end, moved apart where two would touch."""
        by_height = sorted(range(len(self.panel.series)), key=lambda one: self._end_of(self.panel.series[one]))
        heights: list[float] = []
        for number in by_height:
            wanted = self._end_of(self.panel.series[number])
            heights.append(max(wanted, heights[-1] + LINE) if heights else wanted)
        over = max(0.0, heights[-1] - self.bottom)
        for number, y in zip(by_height, heights, strict=True):
            words = wrapped(_end_label(self.panel.series[number]), self.names_room + 1, most=1)[0]
            self.sheet.text(self.right + 6, y - over, words, color=house.COLOURS[number % len(house.COLOURS)])

    def _end_of(self, series: Series) -> float:
        return self._height_of(_last(series))


def _last(series: Series) -> Point:
    known = [point for point in series.points if point.value is not None]
    return known[-1] if known else series.points[-1]


def _end_label(series: Series) -> str:
    return f"{series.name} {_last(series).text}"
