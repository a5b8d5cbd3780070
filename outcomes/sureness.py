"""How sure a percentage is: its 95% interval where one can be worked out, and otherwise why there is none.

An interval by Wilson's method (``outcomes.intervals``) says how far chance alone may have moved the share of a sample
drawn at random. Of people who chose to take part it would say nothing, and without the number of people there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from outcomes.intervals import Interval, wilson
from outcomes.models import Figure, Measure
from outcomes.quantity import Qualifier, Unit, format_number

NO_BASE = (
    "The base, the number of people or cases behind the percentages, is not known, so no confidence interval is shown."
)
NOT_AT_RANDOM = (
    "No confidence interval is shown: people chose to take part, so what they answered may differ from what others "
    "would have, by more than chance."
)
SAMPLE_UNKNOWN = (
    "No confidence interval is shown: it would need a sample drawn at random, which the records do not say."
)
SHOWN = (
    "95% intervals by Wilson’s method are shown: how far chance alone may have moved the share of a sample of its size."
)
SOME_WITHOUT_BASE = f"{SHOWN} Where there is none, the base is not known."
SOME_BASES_UNKNOWN = "Of some figures the base is not known either."
_REASONS = {Measure.Sample.SELF_SELECTED: NOT_AT_RANDOM, Measure.Sample.UNKNOWN: SAMPLE_UNKNOWN}


def interval_of(figure: Figure) -> Interval | None:
    """Return the 95% interval of a percentage, as shares from 0 to 1; None where it cannot be worked out."""
    if figure.unit != Unit.PERCENTAGE or figure.value is None or not figure.base:
        return None
    if figure.qualifier != Qualifier.EXACTLY or figure.measure.sample != Measure.Sample.RANDOM:
        return None
    return wilson(float(figure.value) / 100, figure.base)


def interval_words(figures: Iterable[Figure]) -> str:
    """Say of the percentages of one measure that intervals are shown, or why none are; empty where there are none."""
    shares = [one for one in figures if one.unit == Unit.PERCENTAGE and one.value is not None]
    if not shares:
        return ""
    if not any(one.base for one in shares):
        return NO_BASE
    reason = _REASONS.get(Measure.Sample(shares[0].measure.sample))
    if reason:
        return reason if _all_have_a_base(shares) else f"{reason} {SOME_BASES_UNKNOWN}"
    return SHOWN if _all_have_a_base(shares) else SOME_WITHOUT_BASE


def _all_have_a_base(figures: Sequence[Figure]) -> bool:
    return all(one.base for one in figures)


def in_words(interval: Interval) -> str:
    """Return an interval as it reads: "63.9% to 79.5%"."""
    return " to ".join(percent(share) for share in interval)


def percent(share: float) -> str:
    """Return a share from 0 to 1 as a percentage with one decimal."""
    return format_number(Decimal(str(share)) * 100, unit=Unit.PERCENTAGE, decimals=1)
