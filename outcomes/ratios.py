"""Ratios: how many of one count are of another, such as positives of stop and searches.

A ratio is worked out only where one measure is recorded as a part of the other (``Measure.part_of``) and both counts
are known exactly. Two counts that merely stand beside one another, such as arrests and searches, have none: arrests
may follow without a search, and can exceed the searches.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from outcomes.intervals import Interval, wilson
from outcomes.models import Figure, PublishedRate
from outcomes.quantity import Qualifier, Unit
from outcomes.sureness import percent

FAR = 1 / 3  # of the published rate: a difference that no usual variation between forces makes


@dataclass(frozen=True)
class Ratio:
    """A part of a whole in one year: 89 of 123."""

    part: Figure
    whole: Figure

    @property
    def share(self) -> float:
        """The part's share of the whole, from 0 to 1."""
        return float(self.part.value or 0) / float(self.whole.value or 1)

    @property
    def interval(self) -> Interval:
        """The 95% interval of the share: how far chance alone may move it among as many cases."""
        return wilson(self.share, int(self.whole.value or 1))

    @property
    def percentage(self) -> str:
        """The share as a percentage: "72.4%"."""
        return percent(self.share)

    @property
    def counts(self) -> str:
        """Numerator and denominator: "89 of 123"."""
        return f"{self.part.quantity} of {self.whole.quantity}"

    @property
    def text(self) -> str:
        """Both: "72.4% (89 of 123)"."""
        return f"{self.percentage} ({self.counts})"


def ratio_of(part: Figure, whole: Figure) -> Ratio | None:
    """Return the ratio of two figures of the same year, period and categories; None where none can be worked out."""
    counts = (part, whole)
    if part.measure.part_of_id is None or part.measure.part_of_id != whole.measure_id:
        return None
    if (part.year_id, part.period, _cell(part)) != (whole.year_id, whole.period, _cell(whole)):
        return None
    if any(one.unit != Unit.COUNT or one.value is None or one.qualifier != Qualifier.EXACTLY for one in counts):
        return None
    if not whole.value or (part.value or 0) > whole.value:
        return None
    return Ratio(part, whole)


def ratios_among(figures: Iterable[Figure]) -> list[Ratio]:
    """Return the ratios that can be worked out from figures, in the order of their parts."""
    found = list(figures)
    wholes = {(one.measure_id, one.year_id, _cell(one)): one for one in found}
    pairs = ((one, wholes.get((one.measure.part_of_id or 0, one.year_id, _cell(one)))) for one in found)
    return [ratio for part, whole in pairs if whole is not None and (ratio := ratio_of(part, whole))]


def is_far(ratio: Ratio, rate: PublishedRate) -> bool:
    """Say whether a ratio is so far from a published one that somebody should look at its definition.

    It is where chance cannot explain the distance (the published rate lies outside the ratio's 95% interval) and the
    distance is large as well: more than a third of the published rate. With many cases, the first alone would flag
    differences that mean nothing; with few, the second alone would flag chance.
    """
    published = float(rate.value) / 100
    low, high = ratio.interval
    return not low <= published <= high and abs(ratio.share - published) > published * FAR


def definition_check(ratio: Ratio, rates: Iterable[PublishedRate]) -> str:
    """Ask for a look at the definition of a ratio that is far from published ones; empty where it is not."""
    far = [one for one in rates if is_far(ratio, one)]
    if not far:
        return ""
    peers = "; ".join(f"{one.text} ({one.who}, {one.period})" for one in far)
    low, high = (percent(one) for one in ratio.interval)
    return (
        f"Check the definition: {ratio.text} is far from what others published: {peers}. Chance alone would leave it "
        f"between {low} and {high}. Forces may count differently. Nothing was corrected."
    )


def _cell(figure: Figure) -> tuple[int | None, int | None]:
    return figure.category_1_id, figure.category_2_id
