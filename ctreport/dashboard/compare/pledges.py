"""What became of the pledges of one year in another."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ctreport.review.models import Marking
from objectives.lineage import propose_lineage
from objectives.models import Pledge, ReportingYear

_WORD = re.compile(r"\w+")


class Fate(enum.Enum):
    """What became of a pledge, in the order in which it is told."""

    REWORDED = "Reworded"
    NEW = "New"
    DROPPED = "Dropped"
    KEPT = "Kept"


@dataclass(frozen=True)
class PledgePair:
    """A pledge of the later year with the one of the earlier that it goes on from; one of the two may be None.

    ``is_confirmed`` says that the records hold the link; without it, the two are alike in their words and nobody has
    said that the one goes on from the other.
    """

    fate: Fate
    now: Pledge | None
    was: Pledge | None
    is_confirmed: bool = True
    is_same_to_the_letter: bool = False

    @property
    def is_sensitive(self) -> bool:
        """Whether one of the two is OFFICIAL-SENSITIVE."""
        return any(one.marking == Marking.SENSITIVE for one in (self.now, self.was) if one)

    @property
    def is_illustrative(self) -> bool:
        """Whether one of the two is made up."""
        return any(one.illustrative for one in (self.now, self.was) if one)


def pledge_pairs(year: ReportingYear, other: ReportingYear) -> dict[Fate, list[PledgePair]]:
    """Return the approved pledges of two years, ``other`` being the earlier, by what became of them; two queries."""
    now, was = _pledges(year), _pledges(other)
    links = _lineage(year, other)
    earlier = {one.pk: one for one in was}
    confirmed = {one.pk: earlier[links[one.pk]] for one in now if links.get(one.pk) in earlier}
    taken = {one.pk for one in confirmed.values()}
    open_ = [one for one in now if one.pk not in confirmed and one.pk not in links]
    likely = {one.pledge.pk: one.earlier for one in propose_lineage(open_, [one for one in was if one.pk not in taken])}
    pairs = [_pair(one, confirmed.get(one.pk), likely.get(one.pk)) for one in now]
    followed = {pair.was.pk for pair in pairs if pair.was}
    pairs += [PledgePair(Fate.DROPPED, None, one) for one in was if one.pk not in followed]
    return {fate: found for fate in Fate if (found := [pair for pair in pairs if pair.fate is fate])}


def without_pledges(
    pairs: Mapping[Fate, Sequence[PledgePair]], year: ReportingYear, other: ReportingYear
) -> list[ReportingYear]:
    """Return which of the two years have no approved pledge: beside them nothing is new, and nothing was dropped."""
    found = [pair for some in pairs.values() for pair in some]
    has_now, has_was = any(pair.now for pair in found), any(pair.was for pair in found)
    return [one for one, has_any in ((year, has_now), (other, has_was)) if not has_any]


def _pledges(year: ReportingYear) -> list[Pledge]:
    return list(Pledge.objects.for_year(year).approved().order_by("order", "reference"))


def _lineage(year: ReportingYear, other: ReportingYear) -> Mapping[int, int]:
    """Return, for each pledge of ``year`` that goes on from another, the first of its line back to ``other``."""
    years = (other.start_year, year.start_year)
    rows = Pledge.objects.filter(year__start_year__range=years).order_by()
    before: dict[int, int] = {}
    starts: dict[int, int] = {}
    for pk, source, start in rows.values_list("pk", "rolled_forward_from_id", "year__start_year"):
        starts[pk] = start
        if source is not None and start > other.start_year:
            before[pk] = source
    found = {}
    for pk, start in starts.items():
        if start == year.start_year and pk in before:
            end, steps = before[pk], 0
            while end in before and steps < len(before):  # a ring cannot be entered, but would never end
                end, steps = before[end], steps + 1
            found[pk] = end
    return found


def _pair(now: Pledge, confirmed: Pledge | None, likely: Pledge | None) -> PledgePair:
    was = confirmed or likely
    if was is None:
        return PledgePair(Fate.NEW, now, None)
    fate = Fate.KEPT if _words(now.statement) == _words(was.statement) else Fate.REWORDED
    return PledgePair(fate, now, was, confirmed is not None, now.statement == was.statement)


def _words(text: str) -> Sequence[str]:
    """Return the words of a statement: neither case nor punctuation makes another pledge of it."""
    return _WORD.findall(text.casefold())
