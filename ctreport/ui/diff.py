"""What differs between two texts, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

_WORDS = re.compile(r"\s+|[^\s]+")
_TOO_LONG = 4000  # words in both; beyond it, comparing takes longer than a page should
_LEAST_LIKENESS = 0.35  # below it, whole texts side by side read better than scattered words


class Change(NamedTuple):
    """A run of words: ``kind`` is "same", "out" or "in"."""

    kind: str
    text: str


def word_difference(old: str, new: str) -> list[Change]:
    """Return the runs of words that two texts share or not, in reading order."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if len(before) + len(after) <= _TOO_LONG:
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        if _likeness(matcher, before, after) >= _LEAST_LIKENESS:
            return _changes(matcher, before, after)
    return [Change(kind, text) for kind, text in (("out", old), ("in", new)) if text]


def _likeness(matcher: SequenceMatcher[str], before: list[str], after: list[str]) -> float:
    """Return the share of words, spaces aside, that the texts have in common: from 0 to 1."""
    shared = sum(
        not word.isspace() for start, _, size in matcher.get_matching_blocks() for word in _run(before, start, size)
    )
    words = sum(not word.isspace() for word in (*before, *after))
    return 2 * shared / words if words else 1.0


def _run(words: list[str], start: int, size: int) -> list[str]:
    return words[start : start + size]


def _changes(matcher: SequenceMatcher[str], before: list[str], after: list[str]) -> list[Change]:
    """Return the runs; words changed with but a space between them make one run, which reads better than a chequer."""
    found: list[Change] = []
    out, put_in = "", ""
    for operation, start, end, new_start, new_end in matcher.get_opcodes():
        same = "".join(before[start:end]) if operation == "equal" else ""
        if operation == "equal" and not (same.isspace() and (out or put_in) and end < len(before)):
            found += [Change("out", out), Change("in", put_in), Change("same", same)]
            out, put_in = "", ""
            continue
        out += "".join(before[start:end])
        put_in += "".join(after[new_start:new_end])
    return [change for change in (*found, Change("out", out), Change("in", put_in)) if change.text]
