"""What a line chart on paper shows beside its lines: targets, limits, intervals, breaks, and the words for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ctreport.charts import house
from ctreport.charts.description import Panel, Point
from ctreport.charts.marks import Key, breaks_of
from ctreport.charts.sheet import Sheet, width_of

KEY_HEIGHT, SAMPLE, GAP, CAP = 14.0, 20.0, 14.0, 3.5
LOOKS: dict[str, dict[str, Any]] = {
    "target": {"color": house.INK, "linewidth": 1.6, "linestyle": (0, (4, 2)), "zorder": 3.4},  # over labels' ground
    "original": {"color": house.INK, "linewidth": 1.2, "linestyle": (0, (1, 2)), "zorder": 3.4},
    "mean": {"color": house.MUTED, "linewidth": 1.0, "linestyle": "-"},
    "limit": {"color": house.MUTED, "linewidth": 1.0, "linestyle": (0, (6, 2, 1.5, 2))},
    "break": {"color": house.GAP, "linewidth": 1.0, "linestyle": (0, (2, 2))},
    "interval": {"color": house.INK, "linewidth": 1.2, "linestyle": "-"},
}


@dataclass(frozen=True)
class Place:
    """Where the axes of a panel stand on the sheet: its middle of each category, its foot and its scale."""

    sheet: Sheet
    name: str  # what the marks of this panel are called in the picture, for whoever reads it by program
    top: float
    bottom: float
    scale: float
    step: float
    middles: dict[str, float]
    base: float = 0.0  # the value at the bottom

    def y(self, value: object) -> float:
        """Return the height of a value."""
        return self.bottom - (float(value or 0) - self.base) * self.scale  # type: ignore[arg-type]

    def across(self, category: str) -> list[float]:
        """Return where a category begins and ends."""
        middle = self.middles[category]
        return [middle - self.step / 2, middle + self.step / 2]

    def stroke(self, kind: str, xs: Sequence[float], ys: Sequence[float], **more: Any) -> None:
        """Draw a line in the look of its kind."""
        look = {"zorder": 2, **LOOKS[kind], **more}
        self.sheet.line(xs, ys, look.pop("color"), **look)


def key_width(key: Key) -> float:
    """Return the width of a key with its sample."""
    return SAMPLE + 6 + width_of(key.words, size=8.5)


def key_rows(keys: Sequence[Key], room: float) -> list[list[tuple[float, Key]]]:
    """Return keys in rows that fit the room, each with where it begins."""
    rows: list[list[tuple[float, Key]]] = []
    x = 0.0
    for key in keys:
        width = key_width(key)
        if not rows or x + width > room:
            rows.append([])
            x = 0.0
        rows[-1].append((x, key))
        x += width + GAP
    return rows


def draw_keys(sheet: Sheet, keys: Sequence[Key], left: float, top: float, room: float) -> None:
    """Write what the lines of a panel stand for, each beside a sample."""
    for number, row in enumerate(key_rows(keys, room)):
        y = top + KEY_HEIGHT * (number + 0.5)
        for start, key in row:
            x = left + start
            _draw_sample(sheet, key.kind, x, y)
            sheet.text(x + SAMPLE + 6, y, key.words, fontsize=8.5)


def _draw_sample(sheet: Sheet, kind: str, x: float, y: float) -> None:
    if kind == "signal":
        ring(sheet, x + SAMPLE / 2, y)
    elif kind == "interval":
        whisker(sheet, x + SAMPLE / 2, y - 5, y + 5)
    elif kind == "break":
        sheet.line([x + SAMPLE / 2] * 2, [y - 5, y + 5], **_renamed(LOOKS[kind]))
    else:
        sheet.line([x, x + SAMPLE], [y, y], **_renamed(LOOKS[kind]))


def _renamed(look: dict[str, Any]) -> dict[str, Any]:
    return {"colour": look["color"], **{name: value for name, value in look.items() if name != "color"}}


def draw_lines(place: Place, panel: Panel) -> None:
    """Draw the limits, the targets as steps and the breaks of a panel."""
    if panel.limits:
        names = list(place.middles)
        xs = [place.across(panel.limits.since)[0], place.across(names[-1])[1]]
        for kind, side in (("mean", "mean"), ("limit", "lower"), ("limit", "upper")):
            y = place.y(getattr(panel.limits, side))
            place.stroke(kind, xs, [y, y], gid=f"{side}-{place.name}")
    for step in panel.targets:
        xs = place.across(step.category)
        place.stroke("target", xs, [place.y(step.value)] * 2, gid=f"target-{place.name}-{_at(place, step.category)}")
        if step.original is not None:
            name = f"original-{place.name}-{_at(place, step.category)}"
            place.stroke("original", xs, [place.y(step.original)] * 2, gid=name)
    for category in breaks_of(panel):
        x = place.across(category)[0]
        place.stroke("break", [x, x], [place.top, place.bottom])
        place.sheet.text(x + 2, place.bottom - 6, "[b]", fontsize=8, color=house.GAP)


def _at(place: Place, category: str) -> int:
    return list(place.middles).index(category)


def draw_interval(place: Place, point: Point, x: float, name: str) -> None:
    """Draw how sure a figure is, as a line with caps."""
    if point.interval:
        whisker(place.sheet, x, place.y(point.interval.high), place.y(point.interval.low), gid=name)


def whisker(sheet: Sheet, x: float, top: float, bottom: float, **look: Any) -> None:
    """Draw an upright line with caps."""
    look = {"linewidth": 1.2, "zorder": 3.5, **look}
    sheet.line([x - CAP, x + CAP, x, x, x - CAP, x + CAP], [top, top, top, bottom, bottom, bottom], house.INK, **look)


def ring(sheet: Sheet, x: float, y: float) -> None:
    """Draw a ring around a mark at which a rule of the control chart fires."""
    look = {"marker": "o", "markersize": 13, "markerfacecolor": "none", "markeredgewidth": 1.6, "zorder": 4.5}
    sheet.line([x], [y], house.GAP, **look)
