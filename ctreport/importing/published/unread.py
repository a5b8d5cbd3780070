"""Numbers that no figure can hold: "several hundred", "$50,000", "900m". They stay in the text and are named."""

from __future__ import annotations

import re

from ctreport.importing.published.amounts import BASE, find_amounts
from ctreport.importing.published.not_counts import masked

_MANY = r"hundreds?|thousands?|millions?|billions?|dozens?|scores"
_VAGUE = re.compile(
    rf"(?<![\w-])(?:(?:several|many|a\s+few|few|some|countless|various|tens\s+of)\s+(?:{_MANY})"
    rf"|(?:hundreds|thousands|millions|billions|dozens|scores|tens)(?=\s+of\b|\s+more\b))"
    r"(?:\s+of)?(?:\s+(?!of\b|and\b|to\b|in\b)[a-z][\w’'-]*)?",
    re.IGNORECASE,
)
_FOREIGN = re.compile(r"[$€]\s?\d[\d,]*(?:\.\d+)?(?:\s?(?:million|billion|thousand|bn|mn|m|k)\b)?", re.IGNORECASE)
_LEFT = re.compile(r"(?<![\w.,/])\d[\d,./]*(?:[A-Za-z%]\w*)?")
# The whole that a count is of, and what a rate is per, belong to the number before them.
_OF_ANOTHER = re.compile(r"(?:\b(?:per|of|of\s+the|out\s+of|in|every)|/)\s*$", re.IGNORECASE)


def unread_numbers(text: str) -> list[str]:
    """Return the amounts of a text that were not read as figures, in order and as they are written."""
    found = {match.start(): match[0].strip() for pattern in (_VAGUE, _FOREIGN) for match in pattern.finditer(text)}
    blot = masked(text)
    for one in find_amounts(text):
        blot = blot[: one.start] + "\0" * (one.end - one.start) + blot[one.end :]
    for match in [*_VAGUE.finditer(text), *_FOREIGN.finditer(text), *BASE.finditer(text)]:
        blot = blot[: match.start()] + "\0" * len(match[0]) + blot[match.end() :]
    for match in _LEFT.finditer(blot):
        if not _OF_ANOTHER.search(blot[: match.start()]):
            found[match.start()] = match[0].rstrip(".,")
    return [found[at] for at in sorted(found)]
