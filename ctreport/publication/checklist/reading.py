"""How hard a text is to read, by the Flesch-Kincaid grade (Kincaid et al. 1975)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

LEAST_WORDS = 30  # below this the grade says more about chance than about the text
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_END = re.compile(r"[.!?]+(?=\s|$)")


def grade_of(sentences: Sequence[str]) -> float | None:
    """Return the grade of a chapter's texts, 0 or more; None where there are too few words to tell.

    Each text is at least one sentence, whether or not it ends in a full stop. Syllables are counted by the places at
    which a British word may be hyphenated.
    """
    words = [word for text in sentences for word in _WORD.findall(text)]
    if len(words) < LEAST_WORDS:
        return None
    ends = sum(max(len(_END.findall(text)), 1) for text in sentences if _WORD.search(text))
    syllables = sum(_syllables(word) for word in words)
    return max(0.39 * len(words) / ends + 11.8 * syllables / len(words) - 15.59, 0.0)


def _syllables(word: str) -> int:
    return len(_hyphenator().positions(word)) + 1


@cache
def _hyphenator() -> Any:
    from pyphen import Pyphen

    return Pyphen(lang="en_GB")
