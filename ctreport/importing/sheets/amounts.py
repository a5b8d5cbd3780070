"""Stored numbers as a person sees them: 0.96 in a percentage format is "96%", in a format of one decimal "1.0".

A figure is read as the cell shows it, since that is what its author checked; what the file stores is kept beside it.
Grouping is left out ("2748", never "2,748"), which changes no number. Text that a format adds, such as the "over" of
``"over "0`` or a currency sign, is kept, so that nothing shown is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

from ctreport.importing.sheets.cells import Cell, Kind

DIGITS = 15  # significant digits that a spreadsheet's number holds
TOO_LARGE = Decimal(10) ** 15
_SMALLEST = -12  # power of ten below which a number keeps its exponent
MOST_DECIMALS = 15  # that a format shows
_STORED = Context(prec=DIGITS, rounding=ROUND_HALF_UP)
_SHOWN = Context(prec=60, rounding=ROUND_HALF_UP)
_STEPS = [Decimal(1).scaleb(-places) for places in range(MOST_DECIMALS + 1)]
_PLAIN_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,4})?", re.ASCII)
_WHOLE_NUMBER = re.compile(r"0|[1-9]\d{0,14}", re.ASCII)
_LONGEST = 400  # characters of a stored number


@dataclass(frozen=True)
class NumberFormat:
    """How a cell shows a number. ``decimals`` is None where it is shown in full."""

    kind: Kind = Kind.NUMBER
    decimals: int | None = None
    fixed: int = 0  # decimal places shown even where they are zeros
    prefix: str = ""
    suffix: str = ""
    time: bool = False  # a date format that shows the time of day as well
    elapsed: bool = False  # a time format whose hours run on past 24


GENERAL = NumberFormat()


def stored_number(raw: str) -> Decimal | None:
    """Return the number that a file stores, to the 15 digits that count; None where it isn't a finite number.

    Files hold 0.29 as 0.28999999999999998, since a spreadsheet's numbers are binary.
    """
    raw = raw.strip()
    if len(raw) > _LONGEST or not _PLAIN_NUMBER.fullmatch(raw):
        return None
    try:
        return _STORED.create_decimal(raw)
    except InvalidOperation:
        return None


def plain(number: Decimal) -> str:
    """Return a number in full, without exponent or grouping: "1000", "0.5". Minus zero is zero."""
    if not number:
        return f"{abs(number):f}"
    return f"{number:f}" if number.adjusted() >= _SMALLEST else str(number)


def shown_number(raw: str, shape: NumberFormat) -> tuple[str, Kind]:
    """Return the text that a cell shows for a stored number, and its kind."""
    if shape is GENERAL and _WHOLE_NUMBER.fullmatch(raw):
        return raw, Kind.NUMBER
    number = stored_number(raw)
    if number is None:
        return raw, Kind.NOT_A_NUMBER
    percent = shape.kind is Kind.PERCENT
    if percent:
        number = number.scaleb(2)
    if abs(number) >= TOO_LARGE:
        return f"{number:.6G}", Kind.TOO_LARGE
    body = _body(number, shape)
    sign = "-" if body.startswith("-") else ""
    return f"{sign}{shape.prefix}{body.removeprefix('-')}{'%' if percent else ''}{shape.suffix}", shape.kind


def rounded(number: Decimal, places: int) -> str:
    """Return a number rounded half away from zero, as spreadsheets round, to so many places."""
    return plain(number.quantize(_STEPS[places], context=_SHOWN))


def _body(number: Decimal, shape: NumberFormat) -> str:
    if shape.decimals is None:
        body = plain(number)
        return body.rstrip("0").rstrip(".") if "." in body and "E" not in body else body
    body = rounded(number, shape.decimals)
    if shape.decimals > shape.fixed:
        whole, _, places = body.partition(".")
        places = places[: shape.fixed] + places[shape.fixed :].rstrip("0")
        body = f"{whole}.{places}" if places else whole
    return "0" if body == "-0" else body


def was_rounded(cell: Cell) -> bool:
    """Whether the file stores more decimal places than the cell shows, as where 23 of 24 is shown as 96%."""
    if cell.kind not in (Kind.NUMBER, Kind.PERCENT) or cell.text == cell.raw:
        return False
    number = stored_number(cell.raw)
    return number is not None and len(_significant(cell.text)) < len(_significant(plain(number)))


def _significant(number: str) -> str:
    """Return the digits without the outer zeros: "0.960" gives "96"."""
    return "".join(sign for sign in number if sign.isdecimal()).strip("0")
