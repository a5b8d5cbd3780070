"""Sentences of a statement, found by their full stops; those of "e.g.", "No. 5" and "Mr." end none."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?]+[)\]”’\"']*(?=\s+[\"“‘'(\[]?[A-Z0-9£])|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.?g|i\.?e|etc|approx|c|no|nos|mr|mrs|ms|dr|st|vs|cf|inc|ltd|dept|insp|supt|sgt|pc|dc|op|[a-z])\.)$",
    re.IGNORECASE,
)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return where each sentence of a text begins and ends."""
    spans, start = [], 0
    for match in _END.finditer(text):
        if match[0][0] == "." and _ABBREVIATION.search(text[max(0, match.start() - 12) : match.start() + 1]):
            continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    return [_trimmed(text, begin, end) for begin, end in spans if text[begin:end].strip()]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
