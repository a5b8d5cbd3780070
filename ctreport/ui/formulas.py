"""Texts that a spreadsheet would compute, in tables that are written for people to open in one."""

from __future__ import annotations

import re

# OWASP, "CSV Injection": the signs, also the wide ones, after spaces or marks that cannot be seen.
_FORMULA = re.compile(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@＝＋－＠\t\r]")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def without_formula(text: str) -> str:
    """Return a text with an apostrophe before it where a spreadsheet would take it for a formula; -5 is a number."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
