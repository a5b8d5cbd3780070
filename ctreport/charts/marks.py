"""What is drawn of a line chart, whoever draws it: which strokes, which labels, and the words over a panel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ctreport.charts.description import Panel, Point

BREAK = "[b] Break in series"


@dataclass(frozen=True)
class Stroke:
    """A piece of a line without a gap. It is apart where it leads to or from a provisional figure."""

    points: tuple[Point, ...]
    is_apart: bool


def strokes_of(points: Sequence[Point]) -> list[Stroke]:
    """Return the pieces of a line: a year without a number ends one, and so does a break in series.

    A point that no piece reaches is a mark without a line.
    """
    strokes: list[Stroke] = []
    for earlier, later in pairwise(points):
        if earlier.value is None or later.value is None or later.break_reason:
            continue
        is_apart = earlier.is_provisional or later.is_provisional
        if strokes and strokes[-1].points[-1] is earlier and strokes[-1].is_apart == is_apart:
            strokes[-1] = Stroke((*strokes[-1].points, later), is_apart)
        else:
            strokes.append(Stroke((earlier, later), is_apart))
    return strokes


def shown_categories(categories: Sequence[str], most: int) -> list[str]:
    """Return the categories whose names are written where there is room for ``most``: the last, and each n-th back.

    The first stands in for the one that is nearest to it.
    """
    step = max(1, -(-len(categories) // max(1, most)))
    shown = [name for number, name in enumerate(reversed(categories)) if number % step == 0][::-1]
    return [categories[0], *shown[1:]] if len(shown) > 1 else shown


def labelled(points: Sequence[Point], most: int) -> set[int]:
    """Return the places of the points that are labelled where there is room for ``most`` labels beside one another.

    The last comes first, then the first, the highest, the lowest, those at a break or a signal, and then the others
    as far as none stands too near another.
    """
    known = [place for place, point in enumerate(points) if point.value is not None]
    if not known:
        return set()
    apart = -(-len(points) // max(1, most))
    by_value = sorted(known, key=lambda place: points[place].value or 0)
    told = [place for place in known if points[place].break_reason or points[place].is_signal]
    chosen: set[int] = set()
    for place in (known[-1], known[0], by_value[-1], by_value[0], *told, *reversed(known)):
        if all(place == other or abs(place - other) >= apart for other in chosen):
            chosen.add(place)
    return chosen


@dataclass(frozen=True)
class Key:
    """What a line or mark of a panel stands for.

    ``kind`` is "target", "original", "mean", "limit", "interval", "signal" or "break".
    """

    kind: str
    words: str


def keys_of(panel: Panel) -> list[Key]:
    """Return the words over a panel that say what its lines are, those of a reference line left out."""
    keys = []
    if panel.targets:
        last = panel.targets[-1]
        keys.append(Key("target", f"Target: {last.text} in {last.category}"))
        if any(step.original is not None for step in panel.targets):
            keys.append(Key("original", "Target as it was set at first"))
    if panel.limits:
        keys.append(Key("mean", f"Average: {panel.limits.mean_text}"))
        keys.append(Key("limit", f"Natural limits: {panel.limits.lower_text} to {panel.limits.upper_text}"))
    points = [point for one in panel.series for point in one.points]
    if draws_intervals(panel):
        keys.append(Key("interval", "95% interval"))
    if any(point.is_signal for point in points):
        keys.append(Key("signal", "Outside of how it usually varies"))
    if breaks_of(panel):
        keys.append(Key("break", BREAK))
    return keys


def draws_intervals(panel: Panel) -> bool:
    """Whether intervals are drawn: those of several lines would hide one another, so they stand in the table."""
    return len(panel.series) == 1 and any(point.interval for point in panel.series[0].points)


def breaks_of(panel: Panel) -> list[str]:
    """Return the categories at which a series of the panel breaks."""
    broken = {point.category for one in panel.series for point in one.points if point.break_reason}
    return [name for name in panel.categories if name in broken]
