"""Figures of a year as tables for disclosure control: which numbers a reader could work out from which others.

Relations are taken from the records where they say so (totals of a breakdown, parts of a measure) and otherwise from
the numbers themselves: a sum or a percentage that comes out true is taken for one that a reader may try, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from math import ceil, floor, isfinite
from typing import Any

from django.conf import settings

from ctreport.disclosure.shares import bases_of, ratios_of, small_shares
from ctreport.disclosure.table import NARROWEST, Cell, Limit, Relation, Sum, Table
from outcomes.models import Figure, Measure
from outcomes.vocabulary import Shorthand, Unit

Told = Mapping[str, Decimal]  # the exact numbers of an edition by the key of their figure: "figure:feel-safe:day"
WHOLE_SHARE = ":100%"
_Place = tuple[int | None, int | None]


def key_of(figure: Figure) -> str:
    """Return the key of a figure within its year: its token without braces."""
    return figure.token.strip("{}")


def threshold_of(measure: Measure) -> int:
    """Return below which number counts of a measure are small; 0 where it publishes all."""
    if measure.disclosure_rule != Measure.DisclosureRule.SUPPRESS_SMALL:
        return 0
    return measure.disclosure_threshold or int(settings.DISCLOSURE_THRESHOLD)


def is_confidential(figure: Figure) -> bool:
    """Whether a person put [c] in the place of its number."""
    return figure.shorthand == Shorthand.CONFIDENTIAL


def table_of(figures: Sequence[Figure], earlier: Iterable[Told] = ()) -> Table:
    """Return the table of all figures of one year; ``earlier`` are what editions of the year told before."""
    counts = [one for one in figures if _is_cell(one)]
    cells = {key_of(one): _cell(one) for one in counts}
    relations: list[Relation] = []
    for _, group in groupby(sorted(counts, key=_measure), key=_measure):
        relations += _breakdown(list(group), cells)
    relations += _parts(counts, cells)
    exact = [one for one in counts if one.unit == Unit.COUNT and cells[key_of(one)].is_exact]
    shares = [one for one in figures if one.unit in (Unit.PERCENTAGE, Unit.RATE) and one.value is not None]
    relations += [*ratios_of(shares, exact), *bases_of(shares, exact)]
    small = small_shares(shares, threshold_of)
    return Table(tuple(cells.values()), tuple(relations), small, tuple(_as_told(cells, shares, one) for one in earlier))


def _measure(figure: Figure) -> int:
    return figure.measure_id or 0


def _is_cell(figure: Figure) -> bool:
    """Whether a figure is a number to be added up: a count, or one of the shares that make up 100%."""
    if figure.value is None and not is_confidential(figure):
        return False
    return figure.unit == Unit.COUNT or (figure.unit == Unit.PERCENTAGE and figure.measure.categories_add_up)


def _scale(figure: Figure) -> int:
    """Return by what a value is multiplied to be whole: shares are counted in their last decimal place."""
    return int(10**figure.quantity.places) if figure.unit == Unit.PERCENTAGE else 1


def _cell(figure: Figure) -> Cell:
    threshold = threshold_of(figure.measure) if figure.unit == Unit.COUNT else 0
    width = NARROWEST
    if figure.unit == Unit.PERCENTAGE and figure.base:  # so many steps as go with so many people
        width = max(NARROWEST, ceil(Fraction(100 * _scale(figure) * NARROWEST, figure.base)))
    if figure.value is None:
        return Cell(key_of(figure), 0, None, threshold, width, is_hidden=True)
    low, high = figure.quantity.bounds
    scale = _scale(figure)
    most = floor(high * scale) if isfinite(high) else None
    return Cell(key_of(figure), max(0, ceil(low * scale)), most, threshold, width)


def _breakdown(group: Sequence[Figure], cells: dict[str, Cell]) -> Iterator[Relation]:
    """Yield the rows, columns and totals of one measure."""
    measure = group[0].measure
    at: dict[_Place, str] = {(one.category_1_id, one.category_2_id): key_of(one) for one in group}
    slack = _slack(group[0])
    if slack is not None and (None, None) not in at and len(at) > 1:
        whole = Cell(f"{measure.code}{WHOLE_SHARE}", 100 * _scale(group[0]), 100 * _scale(group[0]), is_fixed=True)
        cells[whole.key] = whole
        at[None, None] = whole.key
    for total, parts in _sums(at):
        yield from _sum(at[total], tuple(at[one] for one in parts), cells, measure, slack)


def _sums(at: Mapping[_Place, str]) -> Iterator[tuple[_Place, list[_Place]]]:
    """Yield each total with its parts: by the first breakdown, by the second, and by both at once."""
    inner = [place for place in at if None not in place]
    for total in at:
        first, second = total
        if first is not None and second is None:
            yield total, [place for place in inner if place[0] == first]
        elif first is None and second is not None:
            yield total, [place for place in inner if place[1] == second]
        elif total == (None, None):
            yield total, [place for place in at if place[0] is not None and place[1] is None]
            yield total, [place for place in at if place[0] is None and place[1] is not None]
            yield total, inner


def _slack(figure: Figure) -> Fraction | None:
    """Return by how much each share may be rounded, in its last decimal place; None for counts."""
    return Fraction(1, 2) if figure.unit == Unit.PERCENTAGE else None


def _sum(
    total: str, parts: tuple[str, ...], cells: Mapping[str, Cell], measure: Measure, slack: Fraction | None
) -> Iterator[Relation]:
    if not parts:
        return
    give = 0 if slack is None else floor(slack * (len(parts) + 1))
    holds = _holds(total, parts, cells, give)
    unknown = any(not cells[key].is_exact for key in (total, *parts))
    hidden = any(cells[key].is_hidden for key in (total, *parts))
    if holds and (not unknown or hidden or measure.categories_add_up):
        yield Sum(total, parts, give)
    elif measure.categories_add_up:
        yield from (Limit(part, total) for part in parts if _may_be_within(cells[part], cells[total]))


def _holds(total: str, parts: Sequence[str], cells: Mapping[str, Cell], give: int) -> bool:
    """Whether a sum is true or, where a number is not exact, may be."""
    low = sum(cells[key].low for key in parts)
    highs = [cells[key].high for key in parts]
    whole = cells[total]
    is_not_above = whole.high is None or low - give <= whole.high
    is_not_below = None in highs or sum(high or 0 for high in highs) + give >= whole.low
    return is_not_above and is_not_below


def _may_be_within(part: Cell, whole: Cell) -> bool:
    return whole.high is None or part.low <= whole.high


def _parts(counts: Sequence[Figure], cells: Mapping[str, Cell]) -> Iterator[Relation]:
    """Yield the measures that are parts of others: together the whole, if they make it up; never more than it."""
    wholes = {_cell_of(one): one for one in counts if one.unit == Unit.COUNT}
    parts: dict[str, list[str]] = {}
    for one in counts:
        whole = wholes.get((one.measure.part_of_id, one.category_1_id, one.category_2_id))
        if one.unit == Unit.COUNT and whole is not None:
            parts.setdefault(key_of(whole), []).append(key_of(one))
    for total, own in parts.items():
        yield from (Limit(part, total) for part in own if _may_be_within(cells[part], cells[total]))
        if len(own) > 1 and all(cells[key].is_exact for key in (total, *own)) and _holds(total, own, cells, 0):
            yield Sum(total, tuple(own))


def _cell_of(figure: Figure) -> tuple[Any, ...]:
    return figure.measure_id, figure.category_1_id, figure.category_2_id


def _as_told(cells: Mapping[str, Cell], shares: Sequence[Figure], told: Told) -> dict[str, int]:
    """Return what an edition told in the table's own terms: counts and shares that add up, then shares not changed."""
    by_key = {key_of(one): one for one in shares}
    found = {}
    for key, value in told.items():
        share = by_key.get(key)
        if key in cells:
            found[key] = int(value * (_scale(share) if share else 1))
        elif share is not None and share.value == value:
            found[key] = 1
    return found
