"""The shares that the counts of a year allow, and those that they do not: part and whole, never neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ctreport.charts.words import lower_first
from ctreport.dashboard.measures import MeasureRow
from ctreport.dashboard.words import NOTHING, Run, Sentence
from outcomes.models import Figure, PublishedRate
from outcomes.quantity import Unit
from outcomes.ratios import Ratio, definition_check, ratios_among

MOST = 6


@dataclass(frozen=True)
class RatioFact:
    """A part of a whole: the share with its two counts and, where it is far from published ones, what to check."""

    measure_id: int
    code: str
    sentence: Sentence
    check: str = ""
    short_check: Sentence = NOTHING
    is_illustrative: bool = False
    is_sensitive: bool = False


@dataclass(frozen=True)
class Ratios:
    """The ratios of a year, and why others are not shown."""

    shown: tuple[RatioFact, ...] = ()
    refused: tuple[Sentence, ...] = ()


def measures_in_ratios(measures: Sequence[MeasureRow]) -> list[MeasureRow]:
    """Return the measures whose figures are needed: parts, their wholes, and what one might take for a part."""
    by_key = {one.pk: one for one in measures}
    parts = [one for one in measures if one.part_of_id in by_key][:MOST]
    wholes = [by_key[one.part_of_id or 0] for one in parts]
    return [*parts, *wholes, *(near for part in parts for near in _neighbours(part, measures))]


def _neighbours(part: MeasureRow, measures: Sequence[MeasureRow]) -> list[MeasureRow]:
    """Return the counts that are listed after a part, in its programme, and are recorded as a part of nothing."""
    after = measures[measures.index(part) + 1 :]
    return [
        one
        for one in after
        if one.unit == Unit.COUNT and part.programme and one.programme == part.programme and one.part_of_id is None
    ][:2]


def ratios_of(measures: Sequence[MeasureRow], figures: Iterable[Figure]) -> Ratios:
    """Return the ratios of undivided figures, with what others published; at most one query."""
    whole = {one.measure_id: one for one in figures if not one.categories}
    wanted = {one.pk: one for one in measures_in_ratios(measures)}
    found = ratios_among(one for pk, one in whole.items() if pk in wanted)
    if not found:
        return Ratios()
    parts = [one.part.measure_id for one in found]
    rates = list(PublishedRate.objects.filter(numerator__in=parts).order_by("numerator_id", "period", "who"))
    refused = [
        _refusal(ratio, whole[near.pk])
        for ratio in found
        for near in _neighbours(wanted[ratio.part.measure_id or 0], measures)
        if near.pk in whole
    ]
    return Ratios(tuple(_fact(one, rates) for one in found), tuple(refused))


def _fact(ratio: Ratio, rates: Sequence[PublishedRate]) -> RatioFact:
    part, whole = ratio.part, ratio.whole
    own = [one for one in rates if (one.numerator_id, one.denominator_id) == (part.measure_id, whole.measure_id)]
    check = definition_check(ratio, own)
    title = part.measure.title
    named = f"{title} as a share of {lower_first(whole.measure.title)}"
    counts = (Run(str(part.quantity), part.pk), " of ", Run(str(whole.quantity), whole.pk))
    short = Sentence.of(
        f"{named}, {ratio.percentage} (", *counts, "), is far from what others published: check its definition."
    )
    return RatioFact(
        part.measure_id or 0,
        part.measure.code,
        Sentence.of(f"{named}: {ratio.percentage} (", *counts, ")."),
        check,
        short if check else NOTHING,
        part.illustrative or whole.illustrative,
        part.is_sensitive or whole.is_sensitive,
    )


def _refusal(ratio: Ratio, other: Figure) -> Sentence:
    """Say that a count which stands beside a part is no part of it, the plainer where it exceeds it."""
    part = ratio.part
    exceeds = other.value is not None and part.value is not None and other.value > part.value
    reason = "and it is the greater of the two" if exceeds else "so a share would claim what is not known"
    return Sentence.of(
        f"“{other.measure.title}” (",
        Run(str(other.quantity), other.pk),
        f") is not shown as a share of “{part.measure.title}” (",
        Run(str(part.quantity), part.pk),
        f"): it is not recorded as a part of it, {reason}.",
    )
