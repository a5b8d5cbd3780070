"""Percentages and rates: what they tell of the counts that they were worked out from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from ctreport.disclosure.table import Base, Ratio
from outcomes.models import Figure, Measure
from outcomes.vocabulary import Qualifier, Unit

RATES = (1, 100, 1_000, 10_000, 100_000, 1_000_000)  # "per 1,000 residents" and so on


def ratios_of(shares: Sequence[Figure], counts: Sequence[Figure]) -> Iterator[Ratio]:
    """Yield each pair of counts of which a percentage or rate comes out as published, among measures that are kin."""
    for share in shares:
        if share.qualifier != Qualifier.EXACTLY or not share.value:
            continue
        kin = [one for one in counts if one.value and _are_kin(share.measure, one.measure)]
        for whole in kin:
            if share.base is not None and whole.value != share.base:
                continue
            for part in kin:
                if part is not whole and _belong_together(part, whole) and (ends := _ends(share, part, whole)):
                    yield Ratio(_key(share), _key(part), _key(whole), *ends)


def bases_of(shares: Sequence[Figure], counts: Sequence[Figure]) -> Iterator[Base]:
    """Yield the counts that are printed beside a percentage as its base."""
    for share in shares:
        for one in counts:
            if share.base and one.value == share.base and _are_kin(share.measure, one.measure):
                yield Base(_key(share), _key(one))


def small_shares(shares: Sequence[Figure], threshold_of: Callable[[Measure], int]) -> frozenset[str]:
    """Return the keys of percentages and rates that speak of so few people that their rule hides them.

    That is a small base and, of a percentage, a small number who are in it or who are not.
    """
    return frozenset(_key(one) for one in shares if _is_small(one, threshold_of(one.measure)))


def _is_small(share: Figure, threshold: int) -> bool:
    if not threshold or share.base is None or share.value is None:
        return False
    if share.base < threshold:
        return True
    if share.unit != Unit.PERCENTAGE:
        return False
    people = round(share.value * share.base / 100)
    is_all_or_none = share.value in (0, 100)
    return not is_all_or_none and (people < threshold or share.base - people < threshold)


def _ends(share: Figure, part: Figure, whole: Figure) -> tuple[Fraction, Fraction] | None:
    """Return between what the quotient lies, as the share is rounded; None where these counts do not give it."""
    half = Fraction(1, 2 * 10**share.quantity.places)
    value, quotient = Fraction(share.value or 0), Fraction(part.value or 0) / Fraction(whole.value or 1)
    for factor in (100,) if share.unit == Unit.PERCENTAGE else RATES:
        low, high = (value - half) / factor, (value + half) / factor
        if low <= quotient <= high:
            return max(Fraction(0), low), high
    return None


def _are_kin(one: Measure, other: Measure) -> bool:
    """Whether a reader would look for one measure's numbers behind the other's."""
    if one.pk == other.pk or (one.programme and one.programme == other.programme):
        return True
    return one.part_of_id == other.pk or other.part_of_id == one.pk


def _belong_together(part: Figure, whole: Figure) -> bool:
    """Whether a count can be the numerator over another: the same cell, or a part of it."""
    if (part.value or Decimal(0)) > (whole.value or Decimal(0)):
        return False
    places = zip((part.category_1_id, part.category_2_id), (whole.category_1_id, whole.category_2_id), strict=True)
    return all(outer is None or inner == outer for inner, outer in places)


def _key(figure: Figure) -> str:
    return figure.token.strip("{}")
