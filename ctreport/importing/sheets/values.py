"""What may stand in a table that is written, and the text that reading it gives back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from ctreport.importing.sheets.amounts import DIGITS, TOO_LARGE, plain
from ctreport.importing.sheets.escaping import clean

MOST_DECIMALS = 10  # of a number that is written as one


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage: ``Percent(Decimal(96))`` is stored as 0.96 and shown as "96%"."""

    value: Decimal


Value = str | int | Decimal | Percent | dt.date | None


def as_text(value: Value) -> str:
    """Return the text that reading the value back gives. None is an empty text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Percent):
        return f"{plain(_finite(value.value))}%"
    if isinstance(value, int | Decimal):
        return plain(_finite(Decimal(value)))
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.isoformat()
    raise TypeError(f"A table holds texts, whole numbers, decimals, percentages and dates, not {type(value).__name__}.")


def as_number(value: Value) -> Decimal | None:
    """Return the number to store for a value; None where it is to be stored as text.

    That is every text, so that "007" stays as it is, and every number of more digits than a spreadsheet keeps.
    """
    number = value.value if isinstance(value, Percent) else value
    if isinstance(number, bool) or not isinstance(number, int | Decimal):
        return None
    number = _finite(Decimal(number))
    parts = number.normalize().as_tuple()
    if len(parts.digits) > DIGITS or places(number) > MOST_DECIMALS or abs(number) >= TOO_LARGE:
        return None
    return number


def places(number: Decimal) -> int:
    """Return how many decimal places a number is written with."""
    return max(0, -int(number.as_tuple().exponent))


def _finite(number: Decimal) -> Decimal:
    if not number.is_finite():
        raise ValueError("A table holds no infinite numbers and no NaN.")
    return number
