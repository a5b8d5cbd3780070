"""A quantity as the report states it: a value with its qualifier, or a symbol that says why there is none.

Grid, forms, narrative, charts and status all go through here, so that "over 600" means the same everywhere. Symbols
are those of the Government Analysis Function's guidance on symbols in tables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django.conf import settings

from outcomes.vocabulary import (
    LOWER_BOUNDS,
    UPPER_BOUNDS,
    Change,
    Comparator,
    Direction,
    Qualifier,
    Shorthand,
    Unit,
    Verdict,
)


class QuantityError(ValueError):
    """A text that is not a quantity; the message says what to write instead."""


_PREFIXES = {
    Qualifier.AT_LEAST: ("at least", "minimum of", "no fewer than", "no less than", ">=", "≥"),
    Qualifier.AT_MOST: ("at most", "no more than", "maximum of", "up to", "<=", "≤"),
    Qualifier.OVER: ("over", "more than", "above", ">"),
    Qualifier.UNDER: ("under", "less than", "fewer than", "below", "<"),
    Qualifier.ABOUT: ("approximately", "approx.", "approx", "about", "around", "circa", "c.", "c", "~", "≈"),
    Qualifier.EXACTLY: ("exactly", "="),
}
_SHORTHANDS = {
    "[c]": Shorthand.CONFIDENTIAL,
    "confidential": Shorthand.CONFIDENTIAL,
    "[x]": Shorthand.NOT_AVAILABLE,
    "not available": Shorthand.NOT_AVAILABLE,
    "[z]": Shorthand.NOT_APPLICABLE,
    "not applicable": Shorthand.NOT_APPLICABLE,
    "[low]": Shorthand.LOW,
    "low": Shorthand.LOW,
    "rounds to zero": Shorthand.LOW,
}
_NUMBER = re.compile(r"^(£?)\s*([-−]?)\s*(£?)\s*((?:\d{1,3}(?:[,\s]\d{3})+|\d+)(?:\.\d+)?)\s*(%|per ?cent)?$")
_ABOUT_SPREAD = Decimal("0.1")  # "about 600" is read as 540 to 660 when held against a target


@dataclass(frozen=True)
class Quantity:
    """One stated amount. Exactly one of ``value``, ``grade`` and ``shorthand`` is given.

    ``value`` is in the unit itself: a percentage of 90 is ``Decimal(90)``; money is in pounds.
    """

    unit: str
    value: Decimal | None = None
    qualifier: str = Qualifier.EXACTLY
    shorthand: str = ""
    grade: str = ""
    decimals: int = 0

    @classmethod
    def parse(cls, text: str, *, unit: str, decimals: int = 0) -> Quantity:
        """Read a quantity as one would say it: "over 500", ">500", "c. 40", "2,748", "96%", "[x]".

        Raises QuantityError, with words on how to mend it, where the text is not a quantity of ``unit``.
        """
        cleaned = " ".join(text.replace("\u00a0", " ").split())
        shorthand = _SHORTHANDS.get(cleaned.lower())
        if shorthand and (unit != Unit.GRADE or cleaned.startswith("[")):  # a scheme may have a grade called "low"
            return cls(unit=unit, shorthand=shorthand, decimals=decimals)
        if unit == Unit.GRADE:
            if not cleaned:
                raise QuantityError("Enter the grade, or a symbol that says why there is none, such as [x].")
            return cls(unit=unit, grade=cleaned, decimals=decimals)
        qualifier, rest = _split_qualifier(cleaned)
        match = _NUMBER.match(rest)
        if not match:
            raise QuantityError(
                f"“{text.strip()}” is not a number. Write a number such as 2748, over 500, at least 20 or c. 40, "
                "or a symbol: [c] confidential, [x] not available, [z] not applicable, [low] rounds to zero."
            )
        pound, sign, digits, percent = match[1] or match[3], match[2] and "-", match[4], match[5]
        value = _decimal(sign + re.sub(r"[,\s]", "", digits))
        if percent and unit != Unit.PERCENTAGE:
            raise QuantityError(f"This is a {Unit(unit).label.lower()}, not a percentage. Leave out “{percent}”.")
        if pound and unit != Unit.MONEY:
            raise QuantityError(f"This is a {Unit(unit).label.lower()}, not money. Leave out “£”.")
        quantity = cls(unit=unit, value=value, qualifier=qualifier, decimals=decimals)
        quantity.check()
        return quantity

    def check(self) -> None:
        """Raise QuantityError where the value is impossible for its unit or has too many decimal places."""
        if self.value is None:
            return
        if self.unit == Unit.PERCENTAGE and not 0 <= self.value <= 100:
            raise QuantityError("A percentage lies between 0 and 100. Check the number, or the measure’s unit.")
        if self.unit != Unit.MONEY and self.value < 0:
            raise QuantityError("This cannot be below 0. Leave out the minus sign, or check the measure’s unit.")
        if self.qualifier == Qualifier.OVER and self.unit == Unit.PERCENTAGE and self.value == 100:
            raise QuantityError("A percentage cannot be over 100. Write 100, or at least and a smaller number.")
        if self.qualifier == Qualifier.UNDER and self.unit != Unit.MONEY and self.value == 0:
            raise QuantityError("This cannot be under 0. Write 0, or under and a greater number.")
        places = self.places
        if self.value != round(self.value, places):
            raise QuantityError(
                "A count is a whole number. Leave out the decimals."
                if self.unit == Unit.COUNT
                else f"Give at most {places} decimal place{'' if places == 1 else 's'}, as the measure says."
            )

    @property
    def places(self) -> int:
        """How many decimal places are printed; a count has none."""
        return 0 if self.unit == Unit.COUNT else self.decimals

    @property
    def is_known(self) -> bool:
        """Whether there is a number."""
        return self.value is not None

    @property
    def number(self) -> str:
        """The number alone in the house's number style, with its unit sign: "2748", "90%", "£1200"."""
        if self.value is None:
            return self.grade or self.shorthand
        return format_number(self.value, unit=self.unit, decimals=self.places)

    def __str__(self) -> str:
        """Return the quantity as a sentence has it: "over 500", "90%", "[x]"."""
        if self.value is None or self.qualifier == Qualifier.EXACTLY:
            return self.number
        return f"{Qualifier(self.qualifier).label} {self.number}"

    @property
    def bounds(self) -> tuple[Decimal, Decimal]:
        """The least and greatest value that the statement allows; infinite where it sets no bound."""
        if self.value is None:
            return Decimal("-Infinity"), Decimal("Infinity")
        most = Decimal(100) if self.unit == Unit.PERCENTAGE else Decimal("Infinity")
        if self.qualifier in LOWER_BOUNDS:
            return self.value, most
        if self.qualifier in UPPER_BOUNDS:
            return Decimal("-Infinity") if self.unit == Unit.MONEY else Decimal(0), self.value
        spread = abs(self.value) * _ABOUT_SPREAD if self.qualifier == Qualifier.ABOUT else Decimal(0)
        return self.value - spread, min(self.value + spread, most)

    def held_against(self, *, comparator: str, target: Decimal, tolerance: Decimal = Decimal(0)) -> Verdict:
        """Hold the quantity against a target, respecting its qualifier.

        "Over 600" meets "at least 600"; "about 600" does not decide "at least 599". ``tolerance`` is in the unit
        of the value and widens the target on the side on which it would be missed.
        """
        if self.value is None:
            return Verdict.UNDECIDED
        if self._surely(comparator, target, Decimal(0)):
            return Verdict.MET
        if self._surely_not(comparator, target, tolerance):
            return Verdict.MISSED
        if self._surely_not(comparator, target, Decimal(0)) and self._surely(comparator, target, tolerance):
            return Verdict.WITHIN_TOLERANCE
        return Verdict.UNDECIDED

    def _surely(self, comparator: str, target: Decimal, tolerance: Decimal) -> bool:
        low, high = self.bounds
        floor_met, ceiling_met = low >= target - tolerance, high <= target + tolerance
        if comparator == Comparator.AT_LEAST:
            return floor_met
        return ceiling_met if comparator == Comparator.AT_MOST else floor_met and ceiling_met

    def _surely_not(self, comparator: str, target: Decimal, tolerance: Decimal) -> bool:
        low, high = self.bounds
        edge_under, edge_over = target - tolerance, target + tolerance
        below = high < edge_under or (high == edge_under and self.qualifier == Qualifier.UNDER)
        above = low > edge_over or (low == edge_over and self.qualifier == Qualifier.OVER)
        if comparator == Comparator.AT_LEAST:
            return below
        return above if comparator == Comparator.AT_MOST else below or above

    def change_from(self, earlier: Quantity) -> Change:
        """Describe the movement from an earlier figure of the same measure.

        A percentage change is given only from a base of ``settings.PERCENTAGE_CHANGE_BASE`` or more, since a
        percentage of a small base misleads; percentages move by percentage points.
        """
        if self.grade and earlier.grade:
            is_same = self.grade == earlier.grade  # a scheme's grades may differ by year, so they are not ranked
            return Change(Direction.SAME, f"no change from {earlier}") if is_same else _unknown(f"was {earlier}")
        if not (self.is_known and earlier.is_known) or self.unit != earlier.unit:
            was = str(earlier) or "not recorded"
            return _unknown(f"was {was}; no change can be worked out")
        if {self.qualifier, earlier.qualifier} == {Qualifier.EXACTLY}:
            return self._exact_change(earlier)
        return self._bounded_change(earlier)

    def _exact_change(self, earlier: Quantity) -> Change:
        step = (self.value or Decimal(0)) - (earlier.value or Decimal(0))
        if step == 0:
            return Change(Direction.SAME, f"no change from {earlier}")
        direction = Direction.UP if step > 0 else Direction.DOWN
        if self.unit == Unit.PERCENTAGE:
            points = format_number(abs(step), unit=Unit.RATE, decimals=max(self.places, earlier.places))
            noun = "percentage point" if abs(step) == 1 else "percentage points"
            return Change(direction, f"{direction.value} {points} {noun} from {earlier}")
        amount = format_number(abs(step), unit=self.unit, decimals=max(self.places, earlier.places))
        share = ""
        base = earlier.value or Decimal(0)  # of a loss there is no percentage: from −£100 to £100 is not "up 200%"
        if base >= settings.PERCENTAGE_CHANGE_BASE:
            percent = (abs(step) / base * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)
            share = f" ({percent}%)" if percent else " (less than 1%)"
        return Change(direction, f"{direction.value} {amount}{share} from {earlier}")

    def _bounded_change(self, earlier: Quantity) -> Change:
        if self._surely_above(earlier):
            return Change(Direction.UP, f"up from {earlier}, by how much is not known")
        if earlier._surely_above(self):
            return Change(Direction.DOWN, f"down from {earlier}, by how much is not known")
        if str(self) == str(earlier):
            return _unknown(f"was {earlier} as well; the change is not known")
        return _unknown(f"was {earlier}; the change is not known")

    def _surely_above(self, other: Quantity) -> bool:
        low, high = self.bounds[0], other.bounds[1]
        is_strict = self.qualifier == Qualifier.OVER or other.qualifier == Qualifier.UNDER
        return low > high or (low == high and is_strict)


def _unknown(text: str) -> Change:
    return Change(Direction.UNKNOWN, text)


def format_number(value: Decimal, *, unit: str, decimals: int = 0, groups_digits: bool | None = None) -> str:
    """Return a number with its unit sign in the house's number style: "plain" 2748 or "grouped" 2,748.

    ``groups_digits`` says the style where it was settled before, as in a published edition.
    """
    if groups_digits is None:
        groups_digits = settings.NUMBER_STYLE == "grouped"
    separator = "," if groups_digits else ""
    rounded = round(value, decimals)
    text = f"{abs(rounded):{separator}.{decimals}f}"
    sign = "−" if rounded < 0 else ""
    if unit == Unit.MONEY:
        return f"{sign}£{text}"
    return f"{sign}{text}%" if unit == Unit.PERCENTAGE else f"{sign}{text}"


def _split_qualifier(text: str) -> tuple[Qualifier, str]:
    lowered = text.lower()
    for qualifier, words in _PREFIXES.items():
        for word in words:
            rest = lowered.removeprefix(word)
            if rest != lowered and (not word[-1].isalpha() or not rest[:1].isalpha()):
                return qualifier, rest.strip()
    return Qualifier.EXACTLY, lowered


def _decimal(text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation as error:  # pragma: no cover - the pattern lets only numbers through
        raise QuantityError(f"“{text}” is not a number.") from error
    if abs(value) >= Decimal(10) ** 12:
        raise QuantityError("This number is too large. Check for digits typed twice.")
    return value
