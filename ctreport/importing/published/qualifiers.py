"""How exactly a number is stated, and whether it is an amount or a movement, by the words around it."""

from __future__ import annotations

import re

from outcomes.vocabulary import Qualifier

# "Nearly 300" is below 300 and never above it, so it is read as under: that claims least. "Just over" is over.
_BEFORE = (
    (
        Qualifier.AT_LEAST,
        r"at\s+least|(?:a\s+)?minimum\s+of|no\s+fewer\s+than|no\s+less\s+than|not\s+less\s+than|not\s+fewer\s+than|≥|>=",
    ),
    (Qualifier.AT_MOST, r"at\s+most|no\s+more\s+than|not\s+more\s+than|(?:a\s+)?maximum\s+of|up\s+to|≤|<="),
    (
        Qualifier.OVER,
        r"(?:just\s+|well\s+|slightly\s+|far\s+)?(?:over|more\s+than|above)|in\s+excess\s+of|exceed(?:s|ed|ing)|upwards\s+of"
        r"|greater\s+than|higher\s+than|>",
    ),
    (
        Qualifier.UNDER,
        r"(?:just\s+|well\s+|slightly\s+)?(?:under|fewer\s+than|less\s+than|below)|nearly|almost|approaching|just\s+short\s+of"
        r"|lower\s+than|<",
    ),
    (
        Qualifier.ABOUT,
        r"approximately|approx\.?|around|about|roughly|circa|c\.?|some|in\s+the\s+region\s+of|in\s+the\s+order\s+of"
        r"|close\s+to|(?:an\s+)?estimated(?:\s+to\s+be)?|estimates?\s+of|~|≈",
    ),
)
_BETWEEN = r"(?:(?:the|a\s+total\s+of|an\s+estimated|a\s+further|an\s+additional|another)\s+)?"
_QUALIFIERS = tuple(
    (qualifier, re.compile(rf"(?<![\w-])(?:{words})(?:\s+|(?<=[~≈<>=≥≤.c])){_BETWEEN}$", re.IGNORECASE))
    for qualifier, words in _BEFORE
)
_AFTER = (
    (
        Qualifier.AT_LEAST,
        re.compile(r"\+|\s+(?:or\s+(?:more|over|above|greater)|plus|and\s+(?:over|above))\b", re.IGNORECASE),
    ),
    (Qualifier.AT_MOST, re.compile(r"\s+or\s+(?:fewer|less|under|below)\b", re.IGNORECASE)),
    (Qualifier.ABOUT, re.compile(r"\s+or\s+(?:so|thereabouts)\b", re.IGNORECASE)),
)
_UP = r"increas(?:e[ds]?|ing)|r[io]se[sn]?|rising|gr[eo]w(?:n|th|ing)?|gained|improv(?:ed?|ement|ing)|climbed|uplift|up"
_DOWN = (
    r"fall(?:en|ing|s)?|fell|drop(?:ped|s)?|decreas(?:e[ds]?|ing)|reduc(?:ed?|tions?|ing)|declin(?:e[ds]?|ing)|down|cut"
)
_CHANGE_BEFORE = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\s+(?:(?:of|by)\s+)?(?:an?\s+)?$", re.IGNORECASE)
_CHANGE_AFTER = re.compile(
    r"\s+(?:(?:year[- ]on[- ]year|annual|overall|further|significant)\s+)?(?:"
    r"(?P<up>(?:increase|rise|growth|uplift|improvement)(?!-)|(?:more|higher|greater)(?=\s+(?:[\w-]+\s+){0,3}?than\b)|up\b)"
    r"|(?P<down>(?:decrease|reduction|fall|drop|decline|cut)(?!-)"
    r"|(?:fewer|less|lower)(?=\s+(?:[\w-]+\s+){0,3}?than\b)|(?:lower|fewer)(?=\s*[.,;)]|$)|down\b))"
    r"(?=\s*(?:in|on|of|from|compared|over|since|against|year|to|this|last|when|for|and|[\w-]+\s+than|than)\b|\s*[.,;:()]|\s*$"
    r"|\s+[\w-]+\s+(?:[\w-]+\s+)?than\b)",
    re.IGNORECASE,
)
_AMOUNT_BEFORE = re.compile(r"(?:\d|%|per\s?cent|percent|points?|times|double|twice|half)\s*$", re.IGNORECASE)
WINDOW = 48  # characters before a number in which its qualifier stands


def qualifier_before(text: str, start: int) -> tuple[Qualifier, int]:
    """Return the qualifier in front of a number, and where it begins; "exactly" where there is none."""
    window = text[max(0, start - WINDOW) : start]
    for qualifier, pattern in _QUALIFIERS:
        if (match := pattern.search(window)) and not _compares(window, match):
            return qualifier, start - len(window) + match.start()
    return Qualifier.EXACTLY, start


def _compares(window: str, match: re.Match[str]) -> bool:
    """Whether words such as "more than" compare an amount before them with the number: "44% more than the 1,417"."""
    is_comparison = re.match(r"(?:more|fewer|less|higher|lower|greater)\s+than", match[0], re.IGNORECASE)
    return bool(is_comparison and _AMOUNT_BEFORE.search(window[: match.start()]))


def qualifier_after(text: str, end: int) -> tuple[Qualifier, int]:
    """Return the qualifier behind a number ("500+", "20 or more"), and where it ends."""
    for qualifier, pattern in _AFTER:
        if match := pattern.match(text, end):
            return qualifier, match.end()
    return Qualifier.EXACTLY, end


def change_at(text: str, start: int, end: int) -> str:
    """Return "increase" or "decrease" where the number from ``start`` to ``end`` is a movement; empty for an amount."""
    before = _CHANGE_BEFORE.search(text[max(0, start - WINDOW) : start])
    after = _CHANGE_AFTER.match(text, end)
    for match in (before, after):
        if match:
            return "increase" if match["up"] else "decrease"
    return ""
