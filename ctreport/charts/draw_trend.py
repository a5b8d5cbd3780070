"""Line charts on paper: years along the foot, each line with its name at its end."""

from __future__ import annotations

from dataclasses import dataclass

from ctreport.charts import house
from ctreport.charts.description import Chart, Panel, Point, Series
from ctreport.charts.draw_marks import KEY_HEIGHT as ROW
from ctreport.charts.draw_marks import Place, draw_interval, draw_keys, draw_lines, key_rows, key_width, ring
from ctreport.charts.marks import draws_intervals, keys_of, labelled, shown_categories, strokes_of
from ctreport.charts.sheet import REFERENCE_SAMPLE, WIDTH, Frame, Sheet, width_of, wrapped

PLOT_HEIGHT, YEARS_HEIGHT, BETWEEN_PANELS, LINE = 118.0, 20.0, 30.0, 11.5
SMALL_PLOT_HEIGHT = 84.0  # where several panels are to be compared
BETWEEN_COLUMNS = 22.0
KEY_HEIGHT = 16.0  # of the words of a reference line
NAMES_ROOM = 196.0
MARKERS = ("o", "s", "D", "o", "s")
DASHES = ("-", (0, (5, 2)), (0, (1.5, 1.5)), (0, (5, 2, 1.5, 2)), (0, (8, 3)))
APART = (0, (2, 2))  # the line to and from a provisional figure
SAMPLE = 16.0  # of a line, before its name


def draw_trend(chart: Chart, frame: Frame | None = None) -> Sheet:
    """Draw a line chart, its panels in two columns where all words fit, and read row by row."""
    columns = 2 if _fit_in_half(chart.panels) else 1
    width = (WIDTH - BETWEEN_COLUMNS * (columns - 1)) / columns
    rows = [chart.panels[at : at + columns] for at in range(0, len(chart.panels), columns)]
    plot = PLOT_HEIGHT if len(chart.panels) < 3 else SMALL_PLOT_HEIGHT
    top = (20.0 if chart.is_illustrative else 0.0) + (26.0 if chart.panels[0].title else 16.0)
    overs = [max(_keys_height(panel, width) for panel in row) for row in rows]
    height = plot + YEARS_HEIGHT
    sheet = Sheet(top + height * len(rows) + sum(overs) + BETWEEN_PANELS * (len(rows) - 1), frame)
    if chart.is_illustrative:
        sheet.banner()
    for number, (row, over) in enumerate(zip(rows, overs, strict=True)):
        top += over
        for column, panel in enumerate(row):
            box = _Box(column * (width + BETWEEN_COLUMNS), width, top, top + plot, over)
            name = str(number * columns + column)
            _TrendPanel(sheet, panel, name, box, groups_digits=chart.groups_digits).draw()
        top += height + BETWEEN_PANELS
    return sheet


def _fit_in_half(panels: tuple[Panel, ...]) -> bool:
    """Whether panels can stand in two columns: each has one line, and no word is longer than half the sheet."""
    room = (WIDTH - BETWEEN_COLUMNS) / 2
    if len(panels) < 2 or any(len(panel.series) > 1 for panel in panels):
        return False
    words = [width_of(panel.title, bold=True) for panel in panels]
    words += [width_of(one.reference.words, size=9) + REFERENCE_SAMPLE for one in panels if one.reference]
    words += [key_width(key) for panel in panels for key in keys_of(panel)]
    # At least the first and the last figure are to stand beside one another.
    words += [2.5 * width_of(one.label, size=8.5, bold=True) for panel in panels for one in panel.series[0].points]
    return max(words) <= room


def _keys_height(panel: Panel, room: float) -> float:
    return (KEY_HEIGHT if panel.reference else 0.0) + ROW * len(key_rows(keys_of(panel), room))


@dataclass(frozen=True)
class _Box:
    """Where a panel stands on the sheet: its left edge and its width, its plot, and the height of the words over it."""

    left: float
    width: float
    top: float
    bottom: float
    over: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width


class _TrendPanel:
    def __init__(self, sheet: Sheet, panel: Panel, name: str, box: _Box, *, groups_digits: bool):
        self.sheet, self.panel, self.name, self.box = sheet, panel, name, box
        self.top, self.bottom = top, bottom = box.top, box.bottom
        self.marks = house.ticks(panel.maximum, panel.unit, most=4, minimum=panel.minimum)
        self.is_alone = len(panel.series) == 1
        self.tick_words = {mark: house.tick_text(mark, panel.unit, groups_digits=groups_digits) for mark in self.marks}
        self.left = box.left + max(width_of(words, size=8) for words in self.tick_words.values()) + 8
        wanted = 0.0 if self.is_alone else max(width_of(_end_label(one)) for one in panel.series) + SAMPLE + 8
        self.names_room = min(wanted, NAMES_ROOM)
        self.right = box.right - self.names_room - 6
        step = (self.right - self.left) / len(panel.categories)
        middles = {name: self.left + step * (number + 0.5) for number, name in enumerate(panel.categories)}
        scale = (bottom - top) / float(self.marks[-1] - self.marks[0])
        self.place = Place(sheet, name, top, bottom, scale, step, middles, float(self.marks[0]))

    def draw(self) -> None:
        left, top = self.box.left, self.top - self.box.over
        if self.panel.title:
            self.sheet.text(left, top - 22, self.panel.title, fontweight="bold")
        if self.panel.reference:
            y = self.place.y(self.panel.reference.value)
            words, key = self.panel.reference.words, (left, top - 4)
            self.sheet.reference([self.left, self.right], [y, y], words, key, zorder=1)
            top += KEY_HEIGHT
        draw_keys(self.sheet, keys_of(self.panel), left, top - 12, self.box.width)
        self._draw_axes()
        draw_lines(self.place, self.panel)
        for number, series in enumerate(self.panel.series):
            self._draw_series(series, number)
        if not self.is_alone:
            self._name_lines()

    def _draw_axes(self) -> None:
        for number, mark in enumerate(self.marks):
            y = self.place.y(mark)
            look = {"linewidth": 0.8 if mark else 1.1, "zorder": 0, "gid": f"tick-{self.name}-{number}"}
            self.sheet.line([self.left, self.right], [y, y], house.GRID if mark else house.INK, **look)
            self.sheet.text(self.left - 6, y, self.tick_words[mark], ha="right", fontsize=8, color=house.MUTED)
        widest = max(width_of(name, size=8.5) for name in self.place.middles)
        for name in shown_categories(self.panel.categories, self._room_for(widest + 8)):
            x = min(self.place.middles[name], self.box.right - width_of(name, size=8.5) / 2)
            self.sheet.text(x, self.bottom + 11, name, ha="center", fontsize=8.5, color=house.MUTED)

    def _room_for(self, width: float) -> int:
        """Return how many words of a width stand beside one another."""
        return max(1, int((self.right - self.left) / width))

    def _draw_series(self, series: Series, number: int) -> None:
        colour = house.COLOURS[number % len(house.COLOURS)]
        for stroke in strokes_of(series.points):
            xs = [self.place.middles[point.category] for point in stroke.points]
            ys = [self.place.y(point.value) for point in stroke.points]
            look = {"linewidth": 1.8, "linestyle": DASHES[number % len(DASHES)], "zorder": 3}
            look |= {"linewidth": 1.3, "linestyle": APART} if stroke.is_apart else {}
            self.sheet.line(xs, ys, colour, **look)
        for place, point in enumerate(series.points):
            if point.value is not None:
                self._draw_marker(point, number, f"{self.name}-{number}-{place}")
        if self.is_alone:
            self._label(series)

    def _draw_marker(self, point: Point, number: int, name: str) -> None:
        colour, x = house.COLOURS[number % len(house.COLOURS)], self.place.middles[point.category]
        if draws_intervals(self.panel):
            draw_interval(self.place, point, x, f"interval-{name}")
        shape = "^" if point.is_lower_bound else "v" if point.is_upper_bound else MARKERS[number % len(MARKERS)]
        face = house.PAPER if point.is_provisional else colour
        look = {"marker": shape, "markersize": 6.5, "markerfacecolor": face, "markeredgewidth": 1.4, "zorder": 4}
        self.sheet.line([x], [self.place.y(point.value)], colour, gid=f"value-{name}", **look)
        if point.is_signal:
            ring(self.sheet, x, self.place.y(point.value))

    def _label(self, series: Series) -> None:
        known = [width_of(point.label, size=8.5, bold=True) for point in series.points if point.value is not None]
        chosen = labelled(series.points, self._room_for(max(known, default=1.0) + 6))
        for place, point in enumerate(series.points):
            x = self.place.middles[point.category]
            if point.value is None and width_of(point.label, size=8.5) < self.place.step:
                self.sheet.text(x, self.bottom - 9, point.label, ha="center", fontsize=8.5, color=house.MUTED)
            elif place in chosen:
                self._draw_label(point, x)

    def _draw_label(self, point: Point, x: float) -> None:
        y = self.place.y(point.interval.high if point.interval else point.value) - (13 if point.is_signal else 10)
        # Never over the edge of its panel.
        room = width_of(point.label, size=8.5, bold=True) + 4
        x = min(max(x, self.left + room / 2), self.box.right - room / 2)
        self.sheet.halo(x, y, point.label, size=8.5, zorder=3.45)  # over all lines, under the marks
        self.sheet.text(x, y, point.label, ha="center", fontsize=8.5, fontweight="bold", zorder=5)

    def _name_lines(self) -> None:
        """Write each line's name and last figure beside its end, moved apart where two would touch."""
        by_height = sorted(range(len(self.panel.series)), key=lambda one: self._end_of(self.panel.series[one]))
        heights: list[float] = []
        for number in by_height:
            wanted = self._end_of(self.panel.series[number])
            heights.append(max(wanted, heights[-1] + LINE) if heights else wanted)
        over = max(0.0, heights[-1] - self.bottom)
        for number, height in zip(by_height, heights, strict=True):
            y, x = height - over, self.right + 6
            words = self._end_words(self.panel.series[number])
            look = {"linewidth": 1.8, "linestyle": DASHES[number % len(DASHES)]}
            self.sheet.line([x, x + SAMPLE], [y, y], house.COLOURS[number % len(house.COLOURS)], **look)
            self.sheet.text(x + SAMPLE + 4, y, words)

    def _end_words(self, series: Series) -> str:
        """Return a line's name, cut where there is no room for it, and its last figure, whole."""
        words, room = _end_label(series), self.names_room - SAMPLE - 7
        if width_of(words) <= room:
            return words
        figure = _last(series).label
        return f"{wrapped(series.name, room - width_of(f' {figure}'), most=1)[0]} {figure}"

    def _end_of(self, series: Series) -> float:
        return self.place.y(_last(series).value)


def _last(series: Series) -> Point:
    known = [point for point in series.points if point.value is not None]
    return known[-1] if known else series.points[-1]


def _end_label(series: Series) -> str:
    return f"{series.name} {_last(series).label}"
