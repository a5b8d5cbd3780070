"""The figures of a year counted by measure, and held against those of another year, by the database.

A year may hold tens of thousands of figures, of which the page shows a few dozen. Plain SQL, the same for PostgreSQL
and SQLite: to put so many conditions together anew for each page takes Django longer than the database needs for them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection

from ctreport.dashboard.remembered import remembered
from objectives.models import ReportingYear
from outcomes.models import Figure

# Each figure with the approved one of the same cell in the other year; the join is that of the constraint
# figure_one_per_cell, whose index it uses.
_PAIRS = """
    FROM outcomes_figure now LEFT JOIN outcomes_figure was ON was.measure_id = now.measure_id
        AND was.year_id = %(before)s AND was.approved_version IS NOT NULL
        AND COALESCE(was.category_1_id, 0) = COALESCE(now.category_1_id, 0)
        AND COALESCE(was.category_2_id, 0) = COALESCE(now.category_2_id, 0)
    WHERE now.year_id = %(year)s"""
_SHOWN = "now.approved_version IS NOT NULL"
# Both are exact numbers in one unit and cover their whole years. Breaks in series are looked at elsewhere.
_EXACT = f"""{_SHOWN} AND now.qualifier = 'exactly' AND was.qualifier = 'exactly' AND now.unit = was.unit
    AND (now.period_start IS NULL OR (now.period_start = %(start)s AND now.period_end = %(end)s))
    AND (was.period_start IS NULL OR (was.period_start = %(was_start)s AND was.period_end = %(was_end)s))"""
# How far a figure moved: percentages by percentage points, other numbers by their share of the earlier one, and those
# only from a base on which a percentage does not mislead.
_FAR = """CASE WHEN now.unit = 'percentage' THEN ABS(now.value - was.value)
    WHEN ABS(was.value) >= %(base)s THEN ABS(now.value - was.value) * 1.0 / ABS(was.value) END"""
_COUNTS = {
    "settled": "now.state = 'approved'",
    "figures": _SHOWN,
    "provisional": f"{_SHOWN} AND now.status = 'provisional'",
    "unsourced": f"{_SHOWN} AND now.source = '' AND now.evidence_url = ''",
    "unlinked": f"{_SHOWN} AND now.source <> '' AND now.evidence_url = ''",
    "symbols": f"{_SHOWN} AND now.shorthand <> ''",
    "shares": f"{_SHOWN} AND now.unit = 'percentage' AND now.value IS NOT NULL",
    "baseless": f"{_SHOWN} AND now.unit = 'percentage' AND now.value IS NOT NULL AND now.base IS NULL",
    "sensitive": f"{_SHOWN} AND now.marking = 'official_sensitive'",
    "illustrative": f"{_SHOWN} AND now.illustrative",
    "up": f"{_EXACT} AND now.value > was.value",
    "down": f"{_EXACT} AND now.value < was.value",
    "same": f"{_EXACT} AND now.value = was.value",
    "alike": f"{_SHOWN} AND now.value = was.value AND now.qualifier = was.qualifier",
    "unpaired": f"{_SHOWN} AND was.id IS NULL",
    "made_up_before": f"{_SHOWN} AND was.illustrative",
    "breaks": f"{_SHOWN} AND now.break_reason <> ''",
}


class Tally(NamedTuple):
    """How many figures of a measure, or of several, there are in a year, and of what kind.

    ``entered`` counts all that anybody entered, ``settled`` those whose newest version is approved; all others count
    approved ones only. ``up``, ``down`` and ``same`` count those of which that can be said exactly, by the year that
    they are compared with; ``unpaired`` those that have no figure in it.
    """

    entered: int = 0
    settled: int = 0
    figures: int = 0
    provisional: int = 0
    unsourced: int = 0
    unlinked: int = 0
    symbols: int = 0
    shares: int = 0
    baseless: int = 0
    sensitive: int = 0
    illustrative: int = 0
    up: int = 0
    down: int = 0
    same: int = 0
    alike: int = 0
    unpaired: int = 0
    made_up_before: int = 0
    breaks: int = 0

    @property
    def unlike(self) -> int:
        """How many have a figure in the other year with which they cannot be compared exactly."""
        return self.figures - self.up - self.down - self.same - self.unpaired


class Reach(NamedTuple):
    """How far the figure of a measure that moved furthest went up, and down; None where none did."""

    up: float | None
    down: float | None


class Pair(NamedTuple):
    """A figure and the earlier one of its cell, by key, and how far it moved; ``is_up`` says which way."""

    measure_id: int
    figure_id: int
    earlier_id: int
    is_up: bool
    far: float


Tallies = Mapping[int, Tally]


class Counted(NamedTuple):
    """A year's figures by measure: counted, how far they moved, and the measures that a break makes incomparable."""

    tallies: dict[int, Tally]
    reaches: dict[int, Reach]
    broken: frozenset[int]


def count_figures(year: ReportingYear, before: ReportingYear | None) -> Counted:
    """Count a year's figures by measure, or remember how they were counted if none has changed since.

    A query for each year, one more where they must be counted, and one more where the other is not the year before.
    """
    years = [one.pk for one in (year, before) if one is not None]
    name = f"figures-counted-{'-'.join(map(str, years))}"
    rows = remembered(name, years, _asked(year, before), lambda: _count(year, before))
    tallies, reaches = {}, {}
    for measure, *numbers, up, down in rows:
        tallies[measure] = Tally(*numbers)
        reaches[measure] = Reach(*(None if one is None else float(one) for one in (up, down)))
    broken = {measure for measure, tally in tallies.items() if tally.breaks and before is not None}
    if before is not None and year.start_year - before.start_year > 1:
        broken = broken_since(year, before)
    for measure in broken & tallies.keys():
        tallies[measure] = tallies[measure]._replace(up=0, down=0, same=0)
        reaches[measure] = Reach(None, None)
    return Counted(tallies, reaches, frozenset(broken))


def _count(year: ReportingYear, before: ReportingYear | None) -> list[Any]:
    counts = ", ".join(f"COUNT(CASE WHEN {_COUNTS[name]} THEN 1 END)" for name in Tally._fields[1:])
    ways = ", ".join(f"MAX(CASE WHEN {_EXACT} AND now.value {way} was.value THEN {_FAR} END)" for way in "><")
    return _rows(f"SELECT now.measure_id, COUNT(*), {counts}, {ways} {_PAIRS} GROUP BY now.measure_id", year, before)


def broken_since(year: ReportingYear, before: ReportingYear) -> set[int]:
    """Return the measures whose series breaks after ``before`` and up to ``year``; one query."""
    years = (before.start_year + 1, year.start_year)
    broken = Figure.objects.approved().exclude(break_reason="").filter(year__start_year__range=years)
    return set(broken.order_by().values_list("measure_id", flat=True))


def moved_pairs(year: ReportingYear, before: ReportingYear, measures: Collection[int]) -> list[Pair]:
    """Return the figures of a few measures that moved, each with its earlier one; one query."""
    keys = ", ".join(str(int(one)) for one in measures)
    rows = _rows(
        f"SELECT now.measure_id, now.id, was.id, now.value > was.value, {_FAR} {_PAIRS} "
        f"AND now.measure_id IN ({keys}) AND {_EXACT} AND now.value <> was.value ORDER BY now.id",
        year,
        before,
    )
    return [Pair(one, now, was, bool(is_up), float(far)) for one, now, was, is_up, far in rows if far is not None]


def _rows(query: str, year: ReportingYear, before: ReportingYear | None) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, _asked(year, before))
        return list(cursor.fetchall())


def _asked(year: ReportingYear, before: ReportingYear | None) -> dict[str, Any]:
    asked = {"year": year.pk, "before": before.pk if before else 0, "base": settings.PERCENTAGE_CHANGE_BASE}
    for prefix, one in (("", year), ("was_", before or year)):
        asked |= {f"{prefix}start": one.period_start.isoformat(), f"{prefix}end": one.period_end.isoformat()}
    return asked


def total(tallies: Tallies, measures: Collection[int]) -> Tally:
    """Add up the tallies of some measures."""
    found = [tallies[pk] for pk in measures if pk in tallies]
    return Tally(*(sum(column) for column in zip(*found, strict=True))) if found else Tally()
