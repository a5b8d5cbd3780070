"""Excel's number format codes (ECMA-376 part 1, 18.8.30 and 18.8.31), read far enough to show a number rightly."""

from __future__ import annotations

import re
from functools import lru_cache

from ctreport.importing.sheets.amounts import GENERAL, MOST_DECIMALS, NumberFormat
from ctreport.importing.sheets.cells import Kind

# Formats that files name by number only. Those left out show a number in full.
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "£#,##0", 6: "£#,##0", 7: "£#,##0.00", 8: "£#,##0.00",
    9: "0%", 10: "0.00%", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm", 37: "#,##0", 38: "#,##0",
    39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "£#,##0", 43: "#,##0.00", 44: "£#,##0.00",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
}  # fmt: skip
_LONGEST = 500  # characters of a format code that are looked at
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?'  # literal text
    r"|\\(?P<escaped>.)"  # one literal character
    r"|[_*]."  # space as wide as a character; a character that fills the cell
    r"|\[\$(?P<currency>[^\]-]*)[^\]]*\]"  # currency and locale
    r"|\[(?P<elapsed>h+|m+|s+)\]"
    r"|\[(?P<other>[^\]]*)\]"  # colour or condition
    r"|(?P<general>General)"
    r"|(?P<ampm>AM/PM|A/P)"
    r"|(?P<exponent>E[+-])"
    r"|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)


@lru_cache(maxsize=512)
def read_format(code: str) -> NumberFormat:
    """Return how a format code shows numbers. What is not understood shows the number in full."""
    parts = _first_section(code[:_LONGEST])
    letters = {sign.lower() for name, sign in parts if name == "plain" and sign.isalpha()}
    if letters & set("ymdhs") or any(name == "elapsed" for name, _ in parts):
        return _date_format(parts, letters)
    body = "".join(sign for name, sign in parts if name == "plain")
    names = {name for name, _ in parts}
    if "@" in body or "/" in body or "exponent" in names:
        return GENERAL
    prefix, suffix = _literals(parts)
    if "general" in names:
        return NumberFormat(prefix=prefix, suffix=suffix) if prefix or suffix else GENERAL
    kind = Kind.PERCENT if "%" in body else Kind.NUMBER
    places = body.partition(".")[2]
    decimals = sum(places.count(sign) for sign in "0#?")
    scaled = re.search(r"[0#?],+(?![0#?])", body) is not None or body.count("%") > 1
    if scaled or not re.search(r"[0#?]", body):
        return NumberFormat(kind=kind)
    return NumberFormat(kind, min(decimals, MOST_DECIMALS), min(places.count("0"), MOST_DECIMALS), prefix, suffix)


def _first_section(code: str) -> list[tuple[str, str]]:
    """Return the tokens of the section for positive numbers, which the others vary."""
    parts = []
    for match in _TOKEN.finditer(code):
        name = match.lastgroup or ""
        if name == "plain" and match[0] == ";":
            break
        parts.append((name, match[name] if name else ""))
    return parts


def _date_format(parts: list[tuple[str, str]], letters: set[str]) -> NumberFormat:
    elapsed = any(name == "elapsed" for name, _ in parts)
    clock = elapsed or bool(letters & set("hs"))
    if letters & set("yd") or not clock:
        return NumberFormat(Kind.DATE, time=clock)
    return NumberFormat(Kind.TIME, elapsed=elapsed)


def _literals(parts: list[tuple[str, str]]) -> tuple[str, str]:
    """Return what stands before and after the digits."""
    prefix, suffix, seen = "", "", False
    for name, sign in parts:
        if name == "general" or (name == "plain" and sign in "0#?.,%"):
            seen = True
        elif name in ("quoted", "escaped", "currency") or (name == "plain" and sign not in "()+-"):
            prefix, suffix = (prefix, suffix + sign) if seen else (prefix + sign, suffix)
    return prefix.lstrip(), suffix.rstrip()
