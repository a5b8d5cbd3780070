"""The order of what stands in columns, so that few of the lines between them cross.

The barycentre method (K. Sugiyama, S. Tagawa and M. Toda, "Methods for visual understanding of hierarchical system
structures", 1981): what stands in a column is sorted by the mean place of what it is linked to in the column before,
then back again by the column after, and the best order found is kept.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ctreport.thread.threads import Key

_SWEEPS = 12
Columns = tuple[tuple["Slot", ...], ...]


@dataclass(frozen=True)
class Slot:
    """A place in a column: a record, an outcome with those beneath it, or the lane of a line that passes through."""

    keys: tuple[Key, ...]

    @property
    def is_lane(self) -> bool:
        """Whether nothing stands here but a line on its way."""
        return self.keys[0][0] == "lane"


@dataclass(frozen=True)
class Wire:
    """A link, drawn from column to column: its two ends with the lanes between them."""

    stops: tuple[Key, ...]

    @property
    def top(self) -> Key:
        """The upper record."""
        return self.stops[0]

    @property
    def bottom(self) -> Key:
        """The lower record."""
        return self.stops[-1]


def untangled(columns: Columns, wires: Sequence[Wire]) -> Columns:
    """Return the columns, each sorted so that fewer wires cross. What makes no difference keeps its order."""
    best, fewest = columns, crossings(columns, wires)
    neighbours = _neighbours(wires)
    for _ in range(_SWEEPS):
        for forward in (True, False):
            if not fewest:
                return best
            columns = _swept(columns, neighbours[forward], forward=forward)
            count = crossings(columns, wires)
            if count < fewest:
                best, fewest = columns, count
    return best


def crossings(columns: Columns, wires: Sequence[Wire]) -> int:
    """Return how many times wires cross between the columns. Wires that meet at a record do not cross there."""
    places = [{key: place for place, key in enumerate(_keys(column))} for column in columns]
    count = 0
    for left, right in pairwise(places):
        hops = sorted(
            (left[start], right[end])
            for wire in wires
            for start, end in pairwise(wire.stops)
            if start in left and end in right
        )
        count += _inversions(hops)
    return count


def _inversions(hops: Sequence[tuple[int, int]]) -> int:
    """Count the pairs that run the other way round on the right than on the left."""
    count = 0
    seen: list[int] = []
    waiting: list[int] = []
    last = -1
    for start, end in hops:
        if start != last:
            for one in waiting:
                insort(seen, one)
            waiting, last = [], start
        count += len(seen) - bisect_right(seen, end)
        waiting.append(end)
    return count


def _neighbours(wires: Sequence[Wire]) -> dict[bool, dict[Key, list[Key]]]:
    """Return what each stop is linked to: under True in the column before it, under False in the column after it."""
    found: dict[bool, dict[Key, list[Key]]] = {True: {}, False: {}}
    for wire in wires:
        for start, end in pairwise(wire.stops):
            found[True].setdefault(end, []).append(start)
            found[False].setdefault(start, []).append(end)
    return found


def _swept(columns: Columns, neighbours: dict[Key, list[Key]], *, forward: bool) -> Columns:
    new = list(columns)
    numbers = range(1, len(columns)) if forward else range(len(columns) - 2, -1, -1)
    for number in numbers:
        beside = _shares(new[number - 1 if forward else number + 1])
        own = _shares(new[number])
        new[number] = tuple(sorted(new[number], key=lambda slot: _mean(slot, neighbours, beside, own)))
    return tuple(new)


def _mean(slot: Slot, neighbours: dict[Key, list[Key]], beside: dict[Key, float], own: dict[Key, float]) -> float:
    found = [beside[one] for key in slot.keys for one in neighbours.get(key, ()) if one in beside]
    return sum(found) / len(found) if found else own[slot.keys[0]]


def _shares(column: Sequence[Slot]) -> dict[Key, float]:
    """Return the place of each key in a column, from 0 at its top to 1 at its foot."""
    keys = _keys(column)
    return {key: (place + 0.5) / len(keys) for place, key in enumerate(keys)}


def _keys(column: Sequence[Slot]) -> list[Key]:
    return [key for slot in column for key in slot.keys]
