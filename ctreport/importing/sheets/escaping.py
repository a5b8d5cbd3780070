r"""Texts that a spreadsheet would take for a formula, and characters that no table can hold.

**The convention for formulas.** In CSV a spreadsheet runs whatever begins with =, +, - or @, or with a tab or a line
end before it (OWASP, "CSV Injection"). Such a text is written with an apostrophe before it, ``'=1+1``, in all three
formats, and reading takes it off again. So that this is undone exactly, a text that already has apostrophes before
such a sign gets one more: ``'=1`` is written ``''=1``. Numbers are no texts: -5 stays -5.

**Characters.** XML has no place for most control characters, nor has any text for half of a surrogate pair. They are
left out, in reading and in writing, in all formats alike; tabs and line ends stay.
"""

from __future__ import annotations

import re

# White space and marks without width may stand before the sign: programs that trim them would see the formula.
_BEFORE = r"[\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*"
_FORMULA = re.compile(rf"'*(?:[\t\r\n]|{_BEFORE}[=+\-@＝＋－＠])")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_XLSX_CODE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_XLSX_START = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def neutralise(text: str) -> str:
    """Return a text as it is written to a table: an apostrophe before what looks like a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def restore(text: str) -> str:
    """Return a text as it was before ``neutralise``."""
    return text[1:] if text[:1] == "'" and _FORMULA.match(text, 1) else text


def clean(text: str) -> str:
    """Return a text without the characters that no table can hold."""
    return FORBIDDEN.sub("", text) if FORBIDDEN.search(text) else text


def from_xlsx(text: str) -> str:
    """Undo XLSX's own escapes: ``_x000D_`` is a carriage return, ``_x005F_`` an underscore (ECMA-376, ST_Xstring)."""
    if "_x" not in text:
        return text
    text = _XLSX_CODE.sub(lambda match: chr(int(match[1], 16)), text)
    return clean(_PAIR.sub(lambda match: match[0].encode("utf-16", "surrogatepass").decode("utf-16"), text))


def to_xlsx(text: str) -> str:
    """Escape what reading would take for one of XLSX's escapes."""
    return _XLSX_START.sub("_x005F_", text) if "_x" in text else text
