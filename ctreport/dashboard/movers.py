"""Which figures moved most since another year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ctreport.dashboard.measures import MeasureRow
from ctreport.dashboard.tallies import Counted, moved_pairs
from objectives.models import ReportingYear
from outcomes.quantity import Unit


class Mover(NamedTuple):
    """A figure that moved further than any other of its kind, by key. ``is_share`` tells percentages apart."""

    measure_id: int
    figure_id: int
    earlier_id: int
    is_up: bool
    is_share: bool


def movers(
    year: ReportingYear, before: ReportingYear | None, counted: Counted, measures: Sequence[MeasureRow]
) -> list[Mover]:
    """Return what went up most and down most, among numbers and among percentages: at most four; one query.

    Numbers are ranked by how much of the earlier one the change is, percentages by percentage points; the two are
    never ranked against each other.
    """
    first: dict[tuple[bool, bool], tuple[float, int]] = {}
    for row in measures:
        if reach := counted.reaches.get(row.pk):
            for is_up, far in ((True, reach.up), (False, reach.down)):
                key = (is_up, row.unit == Unit.PERCENTAGE)
                if far is not None and far > first.get(key, (-1.0, 0))[0]:
                    first[key] = (far, row.pk)
    if before is None or not first:
        return []
    pairs = moved_pairs(year, before, {pk for _, pk in first.values()})
    found = []
    for (is_up, is_share), (_, measure) in sorted(first.items(), key=lambda item: (not item[0][0], item[0][1])):
        own = [pair for pair in pairs if pair.measure_id == measure and pair.is_up is is_up]
        best = max(own, key=lambda pair: pair.far)
        found.append(Mover(measure, best.figure_id, best.earlier_id, is_up, is_share))
    return found
