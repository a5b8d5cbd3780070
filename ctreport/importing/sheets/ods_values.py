"""ODS: what a cell's attributes and text say together."""

from __future__ import annotations

import re
from decimal import Decimal

from ctreport.importing.sheets.amounts import GENERAL, MOST_DECIMALS, NumberFormat, rounded, shown_number
from ctreport.importing.sheets.cells import ERROR_TEXTS, Kind
from ctreport.importing.sheets.dates import shown_duration, shown_iso
from ctreport.importing.sheets.escaping import restore
from ctreport.importing.sheets.markup import Attributes

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
VALUE_TYPE = f"{OFFICE} value-type"
VALUE = f"{OFFICE} value"
_FORMULA = f"{TABLE} formula"
_CALC_TYPE = f"{CALC} value-type"
_NUMBERS = ("float", "percentage", "currency")
_AMOUNT = re.compile(r"^(?P<before>[^\d]*)(?P<digits>\d(?:[\d.,'\s\u00a0\u202f]*\d)?)(?P<after>[^\d]*)$")
_MOMENTS = {
    "date": shown_iso,
    "time": shown_duration,
    "boolean": lambda raw: ("TRUE" if raw == "true" else "FALSE", Kind.BOOLEAN),
}
_SEPARATORS = str.maketrans("", "", ".,' \t\r\n\u00a0\u202f")
_PERCENT = NumberFormat(Kind.PERCENT)
_SIGNS = str.maketrans("", "", "-−()")


def understand(attributes: Attributes, shown: str) -> tuple[str, Kind, str]:
    """Return the text of a cell, its kind and what the file stores. ``shown`` is the text in the cell element."""
    value_type = attributes.get(VALUE_TYPE, "")
    if attributes.get(_CALC_TYPE) == "error" or (shown[:1] == "#" and shown in ERROR_TEXTS):
        return shown, Kind.ERROR, shown
    if value_type in _NUMBERS:
        return _number(attributes.get(VALUE) or shown, value_type, shown)
    if value_type in _MOMENTS:
        raw = attributes.get(f"{OFFICE} {value_type}-value", "")
        return (*_MOMENTS[value_type](raw), raw)
    text = restore(attributes.get(f"{OFFICE} string-value", shown))
    if text:
        return text, Kind.TEXT, text
    if _FORMULA in attributes and value_type != "string":
        return "", Kind.UNCOMPUTED, attributes[_FORMULA][:200]
    return "", Kind.BLANK, ""


def _number(raw: str, value_type: str, shown: str) -> tuple[str, Kind, str]:
    kind = Kind.PERCENT if value_type == "percentage" else Kind.NUMBER
    in_full, kind = shown_number(raw, GENERAL if kind is Kind.NUMBER else _PERCENT)
    if in_full == shown or kind not in (Kind.NUMBER, Kind.PERCENT):
        return in_full, kind, raw
    return _as_shown(in_full, shown, kind) or in_full, kind, raw


def _as_shown(in_full: str, shown: str, kind: Kind) -> str:
    """Return the number rounded as it is shown, with the words shown around it; nothing where the two do not agree.

    The text is written in the language of its author, "2.748,50" in German, so its digits alone are compared with
    those of the number, rounded to as many places.
    """
    match = _AMOUNT.match(shown)
    if not match or "E" in in_full:
        return ""
    digits = match["digits"].translate(_SEPARATORS)
    whole = in_full.removeprefix("-").partition(".")[0].removesuffix("%")
    number = Decimal(in_full.removesuffix("%"))
    # Rounding may add a digit before the point, as 9.96 shown as 10.0 has one.
    for places in (len(digits) - len(whole), len(digits) - len(whole) - 1):
        if not 0 <= places <= MOST_DECIMALS:
            continue
        body = rounded(abs(number), places)
        if body.replace(".", "") == digits:
            sign = "-" if number < 0 else ""
            before, after = _words(match, kind)
            return f"{sign}{before}{body}{'%' if kind is Kind.PERCENT else ''}{after}"
    return ""


def _words(match: re.Match[str], kind: Kind) -> tuple[str, str]:
    """Return what is shown before and after the digits, such as "over " or a currency, without sign and brackets."""
    before, after = (match[name].translate(_SIGNS).strip() for name in ("before", "after"))
    if kind is Kind.PERCENT:
        after = after.replace("%", "").strip()
    if before[-1:].isalpha():
        before += " "
    return before, f" {after}" if after and after != "%" else after
