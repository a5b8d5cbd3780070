"""The panels of a chart on the screen, one under another or, for lines where there is room, beside one another."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ctreport.charts import house
from ctreport.charts.description import Chart, Panel
from ctreport.charts.plotly_bars import arrows, bar_traces, bar_words, room_at_end, top_of
from ctreport.charts.plotly_forms import TICKS, Band, Form, bands, letters_in, width_of
from ctreport.charts.plotly_lines import line_shapes, line_traces, line_words, year_ticks
from ctreport.charts.plotly_slots import Slots, slots_of
from ctreport.charts.plotly_words import height_over, plain_text, reference_lines, words_over

_AXIS, _BETWEEN = 26, 20  # pixels: the numbers under a plot, and the air between rows of panels
_PLOT, _SMALL_PLOT = 264, 160
_AIR = 14  # pixels beside the numbers of an axis
_LEAST_MARGIN, _BEFORE_ZERO = 8, 12  # pixels; before the first number of an axis, where no names stand there
_HEADROOM = Decimal("1.14")  # of the height of the grid: for the label over a mark that lies on it


@dataclass
class Drawn:
    """What a chart's panels come to in a form, as Plotly takes it. ``height`` is in pixels, as are the margins."""

    height: float
    left: float
    right: float
    traces: list[dict[str, Any]] = field(default_factory=list)
    axes: dict[str, dict[str, Any]] = field(default_factory=dict)
    words: list[dict[str, Any]] = field(default_factory=list)
    shapes: list[dict[str, Any]] = field(default_factory=list)


def key_of(number: int) -> str:
    """Return what stands behind the names of a panel's axes."""
    return "" if number == 0 else str(number + 1)


def drawn_bars(chart: Chart, form: Form) -> Drawn:
    """Draw lying bars, panel under panel, from one line at the left on."""
    slots = [slots_of(panel, form) for panel in chart.panels]
    lines = [line for one in slots for name in one.beside.values() for line in name]
    left = max((width_of(line, form.size) + _AIR for line in lines), default=_BEFORE_ZERO)
    right = max(room_at_end(panel, form, left) for panel in chart.panels)
    room = form.width - left - right
    letters = letters_in(form.width, form.size)
    rows = [(height_over(panel, letters), one.height) for panel, one in zip(chart.panels, slots, strict=True)]
    height, places = bands(rows, _AXIS, _BETWEEN)
    drawn = Drawn(height, round(left), round(right))
    for number, (panel, one, place) in enumerate(zip(chart.panels, slots, places, strict=True)):
        key = key_of(number)
        drawn.traces += bar_traces(panel, key, one)
        drawn.words += [*words_over(panel, place.top, letters, (0, left - 4)), *bar_words(panel, key, one, form)]
        drawn.shapes += reference_lines(chart.kind, panel.reference, key) if panel.reference else []
        drawn.shapes += arrows(panel, key, one)
        drawn.axes[f"xaxis{key}"] = _values_across(chart, panel, key, room, has_zero_line=bool(lines))
        drawn.axes[f"yaxis{key}"] = _names_down(one, key, place)
    return drawn


def _values_across(chart: Chart, panel: Panel, key: str, room: float, *, has_zero_line: bool) -> dict[str, Any]:
    marks = house.ticks(panel.maximum, panel.unit, most=4, minimum=panel.minimum)
    return {
        "anchor": f"y{key}",
        "range": [float(marks[0]), top_of(panel, room)],
        "fixedrange": True,
        "zeroline": has_zero_line or marks[0] < 0,
        "zerolinecolor": house.INK,
        "gridcolor": house.GRID,
        **_ticks(chart, panel, _that_fit(chart, panel, marks, room)),
    }


def _that_fit(chart: Chart, panel: Panel, marks: list[Decimal], room: float) -> list[Decimal]:
    """Return the marks whose numbers stand beside one another: all, every other, or the first and the last."""
    for step in (1, 2):
        shown = marks[::step]
        needed = sum(width_of(text, TICKS) + _AIR for text in _texts(chart, panel, shown))
        if (len(marks) - 1) % step == 0 and needed <= room:
            return shown
    return [marks[0], marks[-1]]


def _names_down(slots: Slots, key: str, place: Band) -> dict[str, Any]:
    names = {name: "<br>".join(plain_text(line) for line in lines) for name, lines in slots.beside.items()}
    return {
        "anchor": f"x{key}",
        "domain": list(place.plot),
        "range": [slots.height, 0],
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "tickmode": "array",
        "tickvals": [slots.middles[name] for name in names],
        "ticktext": list(names.values()),
        "showticklabels": bool(names),
        "ticklabelstandoff": 8,
    }


def drawn_lines(chart: Chart, form: Form) -> Drawn:
    """Draw lines over the years, the panels in as many columns as there is room for, read row by row."""
    columns = _Columns(chart, form)
    rows = [chart.panels[at : at + columns.count] for at in range(0, len(chart.panels), columns.count)]
    plot = _PLOT if len(chart.panels) < 3 and columns.count == 1 else _SMALL_PLOT if len(chart.panels) > 2 else 200
    letters = letters_in(columns.left + columns.room, form.size)
    overs = [max(height_over(panel, letters) for panel in row) for row in rows]
    height, places = bands([(over, plot) for over in overs], _AXIS, _BETWEEN)
    drawn = Drawn(height, round(columns.left), round(columns.right))
    for number, panel in enumerate(chart.panels):
        key, place, across = key_of(number), places[number // columns.count], columns.across(number % columns.count)
        drawn.traces += line_traces(panel, key)
        drawn.words += words_over(panel, place.top, letters, (across[0], columns.left - 4))
        drawn.words += line_words(panel, key, columns.room, form.size)
        drawn.shapes += reference_lines(chart.kind, panel.reference, key) if panel.reference else []
        drawn.shapes += line_shapes(panel, key)
        drawn.axes[f"xaxis{key}"] = _years_across(panel, key, columns) | {"domain": list(across)}
        drawn.axes[f"yaxis{key}"] = _values_up(chart, panel, key) | {"domain": list(place.plot)}
    return drawn


class _Columns:
    """Where columns of panels stand: the pixels of the margins and of a plot, and each plot in shares of the whole."""

    def __init__(self, chart: Chart, form: Form) -> None:
        self.count = form.columns(len(chart.panels))
        marks = (
            _texts(chart, panel, house.ticks(panel.maximum, panel.unit, most=4, minimum=panel.minimum))
            for panel in chart.panels
        )
        self.left = max(width_of(text, TICKS) for texts in marks for text in texts) + _AIR
        years = max(len(panel.categories) for panel in chart.panels)
        widest = max(width_of(name, TICKS) for panel in chart.panels for name in panel.categories)
        # The name of the last year reaches beyond its place, where places are narrow.
        rough = (form.width / self.count - self.left) / years
        self.right = max(float(_LEAST_MARGIN), (widest - rough) / 2 + 4)
        self._between = self.left + self.right
        self._whole = form.width - self.left - self.right
        self.room = (self._whole - self._between * (self.count - 1)) / self.count

    def across(self, column: int) -> tuple[float, float]:
        """Return where a column's plots begin and end."""
        start = column * (self.room + self._between) / self._whole
        return start, min(1.0, start + self.room / self._whole)


def _years_across(panel: Panel, key: str, columns: _Columns) -> dict[str, Any]:
    years = year_ticks(panel, columns.room, TICKS)
    return {
        "anchor": f"y{key}",
        "type": "category",
        "categoryorder": "array",
        "categoryarray": list(panel.categories),
        "range": [-0.6, len(panel.categories) - 0.4],
        "fixedrange": True,
        "showgrid": False,
        "linecolor": house.GRID if panel.minimum < 0 else house.INK,  # the zero line is drawn apart
        "tickmode": "array",
        "tickvals": years,
        "ticktext": years,
        "tickangle": 0,
        "tickfont": {"color": house.MUTED, "size": TICKS},
    }


def _values_up(chart: Chart, panel: Panel, key: str) -> dict[str, Any]:
    marks = house.ticks(panel.maximum, panel.unit, most=4, minimum=panel.minimum)
    return {
        "anchor": f"x{key}",
        "range": [float(marks[0]), float(marks[0] + (marks[-1] - marks[0]) * _HEADROOM)],
        "fixedrange": True,
        "zeroline": marks[0] < 0,
        "zerolinecolor": house.INK,
        "gridcolor": house.GRID,
        "title": {"text": ""},
        **_ticks(chart, panel, marks),
    }


def _texts(chart: Chart, panel: Panel, marks: list[Decimal]) -> list[str]:
    return [house.tick_text(mark, panel.unit, groups_digits=chart.groups_digits) for mark in marks]


def _ticks(chart: Chart, panel: Panel, marks: list[Decimal]) -> dict[str, Any]:
    return {
        "tickmode": "array",
        "tickvals": [float(mark) for mark in marks],
        "ticktext": _texts(chart, panel, marks),
        "tickfont": {"color": house.MUTED, "size": TICKS},
        "tickangle": 0,
    }
