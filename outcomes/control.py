"""Whether a series does more than vary as it always has: the XmR chart (individuals and moving range).

W. A. Shewhart's limits, as the NIST/SEMATECH e-Handbook of Statistical Methods, section 6.3.2.2, computes them for
single values: the mean, and three sigma on either side, with sigma estimated as the mean moving range divided by
1.128 (d2 of two values). The rules are those of the Western Electric Statistical Quality Control Handbook (1956), as
section 6.3.2 of the same e-Handbook states them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

FEWEST = 10  # values: limits from fewer are too loose to tell signal from noise
D2 = 1.128  # the mean range of two normal values, in sigmas
D4 = 3.267  # the upper limit of a range of two, as a multiple of its mean


@dataclass(frozen=True)
class Limits:
    """The centre and the natural limits of a series, in its unit."""

    mean: float
    sigma: float
    mean_range: float

    @property
    def upper(self) -> float:
        """The upper natural process limit."""
        return self.mean + 3 * self.sigma

    @property
    def lower(self) -> float:
        """The lower natural process limit; for what cannot be negative, read it as 0 where it is less."""
        return self.mean - 3 * self.sigma

    @property
    def upper_range(self) -> float:
        """The upper limit of the moving range."""
        return D4 * self.mean_range


@dataclass(frozen=True)
class Signal:
    """A rule that fired: at which values (by their place in the series), and in words."""

    places: tuple[int, ...]
    words: str


def limits_of(values: Sequence[float | None]) -> Limits | None:
    """Return the limits of a series; None where it has fewer than ``FEWEST`` values.

    A missing value (None) is a gap: no moving range is taken across it.
    """
    known = [value for value in values if value is not None]
    ranges = [abs(later - earlier) for earlier, later in pairwise(values) if earlier is not None and later is not None]
    if len(known) < FEWEST or not ranges:
        return None
    mean_range = sum(ranges) / len(ranges)
    return Limits(sum(known) / len(known), mean_range / D2, mean_range)


def signals_in(values: Sequence[float | None], limits: Limits) -> tuple[Signal, ...]:
    """Return the Western Electric rules that a series breaks, each once, with all values at which it does.

    Runs are counted over consecutive values: a gap ends them.
    """
    found = []
    for run, needed, least, words in _RULES:
        places: set[int] = set()
        for side in (1, -1):
            places |= _fires(values, limits, _Rule(run, needed, least, side))
        if places:
            found.append(Signal(tuple(sorted(places)), words))
    return tuple(found)


# Of how many consecutive values, how many must lie more than how many sigmas from the mean on one side.
_RULES: tuple[tuple[int, int, float, str], ...] = (
    (1, 1, 3, "beyond the limits of what it has always varied by"),
    (3, 2, 2, "two of three years in a row near the same limit"),
    (5, 4, 1, "four of five years in a row well to the same side of the average"),
    (8, 8, 0, "eight years in a row on the same side of the average"),
)


@dataclass(frozen=True)
class _Rule:
    run: int
    needed: int
    least: float
    side: int


def _fires(values: Sequence[float | None], limits: Limits, rule: _Rule) -> set[int]:
    def beyond(value: float) -> bool:
        return rule.side * (value - limits.mean) > rule.least * limits.sigma

    places: set[int] = set()
    for start in range(len(values) - rule.run + 1):
        window = values[start : start + rule.run]
        if any(value is None for value in window):
            continue
        out = [start + place for place, value in enumerate(window) if value is not None and beyond(value)]
        if len(out) >= rule.needed:
            places |= set(out)
    return places
