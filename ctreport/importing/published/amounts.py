"""Amounts in a text: each number that counts something, with its qualifier and its unit."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from ctreport.importing.published.not_counts import masked
from ctreport.importing.published.number_words import SCALES, WORDS, read_words
from ctreport.importing.published.qualifiers import change_at, qualifier_after, qualifier_before
from outcomes.vocabulary import Qualifier, Unit

_NUMBER = r"\d{1,3}(?:[,\u00a0]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_AMOUNT = re.compile(
    rf"""
    (?P<sign>(?<![\w)])[-−–+](?=£|\d))?
    (?P<money>£\s?)?
    (?: (?:(?<![\w.,/£$€])|(?<=\bc\.))(?P<number>{_NUMBER})(?!\d|/\d)
      | (?<=£)(?P<pounds>{_NUMBER})(?!\d) | (?<=£\s)(?P<pounds2>{_NUMBER})(?!\d)
      | (?<![\w-])(?P<words>{WORDS})(?![\w]|-[a-z]) )
    (?P<scale>\s?(?:million|billion|thousand|hundred|dozen)\b|(?:mn|m|bn|b|k)(?![A-Za-z]))?
    (?P<percent>\s?%|\s?per\s?cent\b|\s?percent\b|\s?pc\b)?
    (?P<points>(?:[\s-]percentage)?[\s-]points?\b)?
    (?P<pence>\s+pounds\b)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_COUNT = rf"(?:{_NUMBER}|one|two|three|four|five|six|seven|eight|nine|ten)"
_OUT_OF = re.compile(
    rf"(?<![\w.,/£])(?P<part>{_COUNT})\s+(?P<how>in|in\s+every|out\s+of|of\s+the|of(?=\s+\d))\s+(?:every\s+)?(?P<whole>{_COUNT})(?![\w.]*\d|\s?%)\b",
    re.IGNORECASE,
)
# "5/6 recommendations": a count with its base. Dates, years and names such as 24/7 were blotted out before.
_SLASHED = re.compile(
    r"(?<![\w.,/£$€-])(?P<part>\d{1,4})(?P<how>\s?/\s?)(?P<whole>\d{1,4})(?![\w/,.]*\d)(?=\s+(?:of\s+)?[a-z]|\s*[.;)]|\s*$)",
    re.I,
)
BASE = re.compile(
    rf"[(\[]\s*(?:base|n|sample)(?:\s+size)?\s*(?:[:=]|of|was)?\s*(?P<base>{_NUMBER})(?:\s+[a-z]+){{0,3}}\s*[)\]]",
    re.I,
)
_FRACTIONS = {
    "half": Decimal(50),
    "third": Decimal(100) / 3,
    "quarter": Decimal(25),
    "fifth": Decimal(20),
    "tenth": Decimal(10),
}
_FRACTION = re.compile(
    r"(?<![\w-])(?:(?P<many>an?|one|two|three|four)[\s-]+)?(?P<part>half|thirds?|quarters?|fifths?|tenths?)\s+of\s+(?!the\s+(?:year|day|financial)|(?:19|20)?\d)",
    re.IGNORECASE,
)
_MANY = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_MEASURED = re.compile(r"(?:kg|kgs|km|g|mg|hrs?|mins?|ml|litres?)\b")
_ONE_OF_A_KIND = re.compile(
    r"\s+(?:(?:further|additional|adult|male|female|suspected|successful|serious|fatal|new|live|formal|full)\s+)?"
    r"(?:arrest|person|individual|man|woman|male|female|officer|conviction|charge|suspect|incident|offender|offence|fatality|"
    r"death|casualty|complaint|case|operation|warrant|vehicle|firearm|weapon|knife|victim|report|collision|event|exercise|"
    r"prosecution|caution|referral|deployment|search|notice|order|attack|premises|property|site|school|course|session)\b"
    r"(?!\s+of\s+(?:the|our|its))"
)
_RATE = re.compile(
    r"\s+(?:[A-Za-z][\w’'-]*\s+){0,4}?(?:per\s+(?:\d[\d,]*\s*)?[A-Za-z][\w-]*|per\s+\d[\d,]*|(?:a|each|every)\s+(?:day|week|month|"
    r"year|shift|quarter)\b)"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what stands around it. ``start`` to ``end`` holds its qualifier and its unit."""

    value: Decimal
    unit: Unit
    start: int
    end: int
    qualifier: Qualifier = Qualifier.EXACTLY
    change: str = ""  # "increase" or "decrease" where it is a movement
    base: Decimal | None = None
    confidence: float = 0.9
    number_start: int = 0


def find_amounts(text: str) -> list[Amount]:
    """Return the amounts of a text in order. Dates, times, names and spans of time are left out."""
    if not re.search(rf"\d|\b(?:{WORDS}|half|third|quarter|fifth|tenth)", text, re.IGNORECASE):
        return []
    blot = masked(text)
    found: list[Amount] = []
    for pattern, read in ((_OUT_OF, _out_of), (_SLASHED, _slashed), (_FRACTION, _fraction)):
        for match in pattern.finditer(blot):
            if amount := read(match):
                found.append(_qualified(text, amount))
                blot = blot[: match.start()] + "\0" * len(match[0]) + blot[match.end() :]
    found += [_qualified(text, amount) for amount in _plain(blot)]
    found.sort(key=lambda amount: amount.start)
    return _with_bases(text, _with_shares_of_changes(text, _with_ranges(text, found)))


def _with_bases(text: str, amounts: list[Amount]) -> list[Amount]:
    """ "91% (base: 1,204)" gives the percentage its base, which is no figure of its own."""
    for match in BASE.finditer(text):
        inside = [one for one in amounts if match.start() <= one.number_start < match.end()]
        shares = [one for one in amounts if one.unit == Unit.PERCENTAGE and one.end <= match.start() and not one.base]
        if len(inside) == 1 and shares:
            at = amounts.index(shares[-1])
            amounts[at] = replace(shares[-1], base=inside[0].value)
            amounts.remove(inside[0])
    return amounts


def _with_shares_of_changes(text: str, amounts: list[Amount]) -> list[Amount]:
    """ "An increase of 733 (14.4%)" states one movement twice; "rose by 4%, against 11% nationally" states two."""
    for at in range(1, len(amounts)):
        before, amount = amounts[at - 1], amounts[at]
        link = text[before.end : amount.start].strip(" ,")
        if (
            before.change
            and amount.unit == Unit.PERCENTAGE
            and link in ("(", "against", "compared with", "compared to")
        ):
            amounts[at] = replace(amount, change=before.change)
    return amounts


def _plain(blot: str) -> Iterator[Amount]:
    end = 0
    for match in _AMOUNT.finditer(blot):
        if match.start() < end:
            continue
        amount = _read(blot, match)
        if amount is None:
            continue
        if rate := (_RATE.match(blot, match.end()) if amount.unit == Unit.COUNT and not amount.change else None):
            amount = replace(amount, unit=Unit.RATE)
            end = rate.end()  # the 1,000 of "per 1,000" is no figure of its own
        yield amount


def _read(blot: str, match: re.Match[str]) -> Amount | None:
    digits = match["number"] or match["pounds"] or match["pounds2"]
    value = Decimal(re.sub("[,\u00a0]", "", digits)) if digits else read_words(match["words"])
    scale = (match["scale"] or "").strip().casefold()
    is_money = bool(match["money"] or match["pence"])
    after = blot[match.end() : match.end() + 60]
    if value is None or value >= Decimal(10) ** 12:
        return None
    if scale in ("m", "b") and not is_money and "." not in (digits or ""):
        return None  # "100m" are metres
    if after[:1].isalpha() and not _MEASURED.match(after):
        return None
    if match["words"] and value == 1 and not scale and not match["percent"] and not _ONE_OF_A_KIND.match(after):
        return None
    unit = Unit.MONEY if is_money else Unit.PERCENTAGE if match["percent"] or match["points"] else Unit.COUNT
    value *= SCALES.get(scale, 1)
    change = {"-": "decrease", "−": "decrease", "–": "decrease", "+": "increase"}.get(match["sign"] or "", "")
    if match["points"] and not change:
        change = "increase"
    start = match.start("sign") if match["sign"] else match.start()
    return Amount(
        value, unit, start, match.end(), change=change, confidence=0.8 if match["words"] else 0.9, number_start=start
    )


def _qualified(text: str, amount: Amount) -> Amount:
    qualifier, start = qualifier_before(text, amount.start)
    end = amount.end
    if qualifier == Qualifier.EXACTLY:
        after, end = qualifier_after(text, amount.end)
        qualifier = amount.qualifier if after == Qualifier.EXACTLY else after
    change = change_at(text, start, end) or amount.change
    return replace(amount, qualifier=qualifier, start=start, end=end, change=change)


def _count(text: str) -> Decimal:
    return read_words(text) or Decimal(0) if text.isalpha() else Decimal(re.sub("[,\u00a0]", "", text))


def _out_of(match: re.Match[str]) -> Amount | None:
    """ "1 in 5" and "nine out of ten" are shares; "89 of the 123 searches" is a count with its base."""
    part, whole = _count(match["part"]), _count(match["whole"])
    if not 0 < part < whole:
        return None
    if part % 1:  # "4.5 out of 5" is a score
        return Amount(part, Unit.RATE, match.start(), match.end("part"), confidence=0.5, number_start=match.start())
    is_share = whole in (3, 4, 5, 10, 100, 1000) and not match["how"].startswith("of")
    if is_share:
        share = part / whole * 100
        exact = share == share.quantize(Decimal("0.1"))
        return Amount(
            share.quantize(Decimal("0.1") if exact and share % 1 else Decimal(1)),
            Unit.PERCENTAGE,
            match.start(),
            match.end(),
            Qualifier.EXACTLY if exact else Qualifier.ABOUT,
            confidence=0.6,
            number_start=match.start(),
        )
    if match["how"].casefold().startswith("in"):
        return None
    return Amount(
        part, Unit.COUNT, match.start(), match.end("part"), base=whole, confidence=0.8, number_start=match.start()
    )


def _slashed(match: re.Match[str]) -> Amount | None:
    part, whole = Decimal(match["part"]), Decimal(match["whole"])
    if not 0 <= part <= whole or whole < 2:
        return None
    return Amount(part, Unit.COUNT, match.start(), match.end(), base=whole, confidence=0.6, number_start=match.start())


def _fraction(match: re.Match[str]) -> Amount | None:
    many = (match["many"] or "").casefold()
    part = match["part"].casefold().rstrip("s")
    if not many and part != "half":
        return None
    share = _FRACTIONS[part] * _MANY.get(many, 1)
    if share >= 100:
        return None
    rounded = share.quantize(Decimal(1))
    qualifier = Qualifier.EXACTLY if rounded == share else Qualifier.ABOUT
    return Amount(
        rounded,
        Unit.PERCENTAGE,
        match.start(),
        match.end("part"),
        qualifier,
        confidence=0.5,
        number_start=match.start(),
    )


_RANGE = re.compile(r"\s*(?:-|–|to)\s*")
_MOVED = re.compile(
    r"\b(?:r[io]se|risen|increas\w+|fell|fallen|fall|dropp?\w*|decreas\w+|improv\w+|reduc\w+|declin\w+|up|down|grew|went|gone|moved|cut|changed)\b(?:[^.;]|\.\d){0,80}$",
    re.IGNORECASE,
)


def _with_ranges(text: str, amounts: list[Amount]) -> list[Amount]:
    """ "Between 40 and 50" says at least 40 and at most 50; "10-15%" gives both its sign."""
    result = list(amounts)
    for at, (low, high) in enumerate(itertools.pairwise(amounts)):
        link, before = text[low.end : high.number_start], text[max(0, low.start - 100) : low.start]
        is_between = link.strip() == "and" and re.search(r"\bbetween\s+$", before, re.IGNORECASE)
        is_range = bool(_RANGE.fullmatch(link)) and not (before.rstrip().endswith("from") and _MOVED.search(before))
        if not (is_between or is_range) or low.value >= high.value or low.change or high.change:
            continue
        unit = high.unit if low.unit == Unit.COUNT else low.unit
        result[at] = replace(low, qualifier=Qualifier.AT_LEAST, unit=unit, confidence=0.6)
        result[at + 1] = replace(high, qualifier=Qualifier.AT_MOST, confidence=0.6)
    return result
