"""Where lying bars stand on the screen, in pixels from the top of their panel's plot.

Each category has as much height as its bars or the lines of its name need. Where there is room for them the names stand
at the left; on a telephone above the bars, which then have the whole width.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from ctreport.charts.description import Panel
from ctreport.charts.plotly_forms import Form, letters_in

_BAR, _BETWEEN_BARS, _BETWEEN_GROUPS, _LINE = 26.0, 4.0, 18.0, 19.0
_NARROW_BAR, _NARROW_LINE = 22.0, 17.0
_NAME_LETTERS = {"wide": 18, "broad": 26}  # in a line of a name at the left


@dataclass(frozen=True)
class Name:
    """Words that stand above a bar, or above those of a category."""

    text: str
    middle: float
    is_heading: bool


@dataclass(frozen=True)
class Slots:
    """The places of a panel's bars: the middle of each by the number of its series and its category."""

    height: float
    thickness: float
    bars: dict[tuple[int, str], float]
    beside: dict[str, tuple[str, ...]]  # the lines of the names at the left
    middles: dict[str, float]  # of what belongs to a category
    above: tuple[Name, ...] = ()


def slots_of(panel: Panel, form: Form) -> Slots:
    """Return where the bars of a panel stand in a form."""
    return _names_above(panel, form) if form.is_narrow else _names_beside(panel, form)


def _names_beside(panel: Panel, form: Form) -> Slots:
    bars: dict[tuple[int, str], float] = {}
    beside: dict[str, tuple[str, ...]] = {}
    middles: dict[str, float] = {}
    y = _BETWEEN_GROUPS / 2
    for name in panel.categories:
        beside[name] = _lines(name, _NAME_LETTERS.get(form.name, 26))
        needed = len(panel.series) * (_BAR + _BETWEEN_BARS) - _BETWEEN_BARS
        room = max(needed, len(beside[name]) * _LINE)
        middles[name] = y + room / 2
        for number in range(len(panel.series)):
            bars[number, name] = y + (room - needed) / 2 + number * (_BAR + _BETWEEN_BARS) + _BAR / 2
        y += room + _BETWEEN_GROUPS
    return Slots(y - _BETWEEN_GROUPS / 2, _BAR, bars, beside, middles)


def _names_above(panel: Panel, form: Form) -> Slots:
    bars: dict[tuple[int, str], float] = {}
    middles: dict[str, float] = {}
    above: list[Name] = []
    y, letters = 2.0, letters_in(form.width, form.size)

    def write(text: str, *, is_heading: bool = False) -> float:
        lines = _lines(text, letters)
        for number, line in enumerate(lines):
            above.append(Name(line, y + (number + 0.5) * _NARROW_LINE, is_heading))
        return len(lines) * _NARROW_LINE + 2

    for name in panel.categories:
        start = y
        has_names = any(one.name for one in panel.series)
        y += write(name, is_heading=has_names)
        for number, series in enumerate(panel.series):
            y += write(series.name) if series.name else 0
            bars[number, name] = y + _NARROW_BAR / 2
            y += _NARROW_BAR + 6
        middles[name] = (start + y) / 2
        y += 8
    return Slots(y - 8, _NARROW_BAR, bars, {}, middles, tuple(above))


def _lines(text: str, letters: int) -> tuple[str, ...]:
    return tuple(textwrap.wrap(text, letters)) or (text,)
