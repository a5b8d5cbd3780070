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
        if matcher.ratio() >= _LEAST_LIKENESS:
            return _changes(matcher, before, after)
    return [Change(kind, text) for kind, text in (("out", old), ("in", new)) if text]


def _changes(matcher: SequenceMatcher[str], before: list[str], after: list[str]) -> list[Change]:
    found = []
    for operation, start, end, new_start, new_end in matcher.get_opcodes():
        if operation == "equal":
            found.append(Change("same", "".join(before[start:end])))
            continue
        found.append(Change("out", "".join(before[start:end])))
        found.append(Change("in", "".join(after[new_start:new_end])))
    return [change for change in found if change.text]
