"""Periods: the year that a sentence gives a number, as in "309 vehicles (272 in 2016/17)"."""

from __future__ import annotations

import re

from ctreport.importing.published.not_counts import MONTHS, SHORT_YEARS

_FINANCIAL = r"(?:19|20)\d{2}\s?[/–-]\s?(?:(?:19|20)\d{2}|\d{2})(?!\d)"
_LAST = (
    r"(?:the\s+)?(?:last|previous|prior|preceding)\s+(?:financial\s+|reporting\s+|calendar\s+)?year(?:[’']s)?"
    r"|the\s+(?:financial\s+)?year\s+(?:before|previously)|a\s+year\s+(?:ago|earlier|before)|previously"
)
_THIS = (
    r"(?:in|within)\s+year|this\s+(?:financial\s+|reporting\s+)?year|the\s+current\s+(?:financial\s+)?year"
    r"|year\s+to\s+date"
)
_PERIOD = re.compile(
    rf"""
      (?P<financial>\b{_FINANCIAL})
    | (?P<short>{SHORT_YEARS})
    | (?P<ending>\byear\s+(?:ending|ended|to)\s+(?:\d{{1,2}}\s+)?(?:{MONTHS})\s+(?:19|20)\d{{2}})
    | (?P<last>\b(?:{_LAST}))(?!\w)
    | (?P<this>\b(?:{_THIS}))(?!\w)
    | (?P<months>\b(?:{MONTHS})(?:\s+(?:19|20)\d{{2}})?\s*(?:to|and|-|–)\s*(?:{MONTHS})(?:\s+(?:19|20)\d{{2}})?)
    | (?P<quarter>\bQ[1-4]\b|\b(?:first|second|third|fourth|last)\s+quarter\b)
    | (?P<month>\b(?:{MONTHS})\s+(?:19|20)\d{{2}})
    | (?P<year>(?<![\d/£,.–-])(?:19|20)\d{{2}}(?![\d/–-]))
    """,
    re.VERBOSE,
)
_NEEDS_IN = re.compile(r"\b(?:in|for|during|of|over|throughout|between|calendar\s+year|year)\s+$", re.IGNORECASE)
# These compare with a period; the number before them is not of that period.
_COMPARED = re.compile(
    r"\b(?:compared\s+(?:to|with|against)|in\s+comparison\s+(?:to|with)|than|on|from|since|against|over|by|until|versus|vs|before|"
    r"after|higher|lower|up|down|of|exceeding)\s+(?:(?:that|those|the\s+figure|in|the|for|of)\s+){0,2}$",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:(?:in|during|for|over|throughout|by\s+the\s+end\s+of)\s+(?:the\s+)?(?:financial\s+year\s+)?)?", re.IGNORECASE
)
_ATTACHED = re.compile(
    r"(?:[’']s)?(?:\s+(?:figure|total|level|result|rate|score|number)s?)?(?:\s+(?:of|was|were)|\s*[:=–-])?\s*$"
)
EARLIER = "earlier"
_MOVED = (
    r"(?:rose|risen|rise|fell|fallen|fall|increas\w+|decreas\w+|improv\w+|reduc\w+|dropped|declined|grew|went|moved)"
)
_EARLIER_BEFORE = re.compile(
    rf"\b(?:(?:up|down)\s+from|compared\s+(?:to|with)|previously)\s*$|[(,]\s*from\s*$|\b(?:up|down)\s+(?:by\s+)?[\d.,]+\s?(?:%|per\s+cent)?\s+from\s*$|\b{_MOVED}\b[^.;]{{0,60}}\sfrom\s*$",
    re.IGNORECASE,
)


def period_of(sentence: str, spot: tuple[int, int], between: tuple[int, int], *, year: str | None) -> str:
    """Return the period of the number at ``spot`` of a sentence.

    ``between`` is where the number before it ends and the number after it begins. ``year`` is the report's own year,
    which "last year" is counted from; without it the words themselves are returned. Empty where nothing tells.
    """
    (start, end), (before, after) = spot, between
    clause = sentence.rfind(";", 0, start) + 1  # a period is of its own clause
    stop = sentence.find(";", end, after)
    after = stop if stop >= 0 else after
    for match in _PERIOD.finditer(sentence, end, after):
        is_of_next = after < len(sentence) and _ATTACHED.fullmatch(sentence[match.end() : after])
        if not is_of_next and _belongs(sentence, match, end):
            return _named(match, year)
    for match in _PERIOD.finditer(sentence, before, start):
        if _ATTACHED.fullmatch(sentence[match.end() : start]) and not sentence[before : match.start()].strip(" ,;(–-"):
            return _named(match, year)
        is_told = match.lastgroup in ("last", "financial") or re.match(r"\s*[:=]", sentence[match.end() : start])
        if is_told and _ATTACHED.fullmatch(sentence[match.end() : start]):
            return _named(match, year)
    if _EARLIER_BEFORE.search(sentence[max(0, start - 60) : start]):
        return EARLIER
    return _leading(sentence[clause:start].lstrip(), year) or _leading(sentence[:start], year) or year or ""


def _leading(text: str, year: str | None) -> str:
    """The period that a sentence or a clause begins with: "In 2017/18, …"."""
    lead = _LEADING.match(text)
    first = _PERIOD.match(text, lead.end() if lead else 0)
    is_period = first and (first.lastgroup != "year" or (lead and lead.end()))
    return _named(first, year) if first and is_period else ""


def _belongs(sentence: str, match: re.Match[str], end: int) -> bool:
    between = sentence[end : match.start()]
    if _COMPARED.search(between) and not re.search(r"\b(?:in|for|during|over)\s+$", between):
        return between.strip().casefold() == "over" and match.lastgroup == "this"
    if re.search(r"\b(?:compared|than|since|against|increase|decrease|up|down)\b[^,;()]*$", between, re.IGNORECASE):
        return False
    if match.lastgroup == "year":
        return bool(_NEEDS_IN.search(between))
    return True


def _named(match: re.Match[str], year: str | None) -> str:
    text = " ".join(match[0].split())
    if match.lastgroup == "financial":
        first, second = re.split(r"\s?[/–-]\s?", text)
        is_one_year = (int(first) + 1) % 100 == int(second) % 100
        return f"{first}/{second[-2:]}" if is_one_year else text
    if match.lastgroup == "short":
        return f"20{text}"
    if match.lastgroup == "last":
        return _year_before(year) or "last year"
    if match.lastgroup == "this":
        return year or ("this year" if "this" in text else "")
    return text


def _year_before(year: str | None) -> str:
    match = re.fullmatch(r"\s*(\d{4})\s*[/–-]\s*(?:\d{2})?\d{2}\s*", year or "")
    first = int(match[1]) - 1 if match else 0
    return f"{first}/{(first + 1) % 100:02d}" if match else ""
