"""Number words: "twelve", "twenty-one", "a hundred and twenty", "two dozen", "half a million"."""

from __future__ import annotations

import re
from decimal import Decimal

_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TO_NINETY = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES = {word: value for value, word in enumerate(_TO_NINETEEN.split())}
_TENS = {word: 10 * at for at, word in enumerate(_TO_NINETY.split(), start=2)}
_SMALL = {**_ONES, **_TENS}
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "dozen": 12,
    "mn": 1_000_000,
    "m": 1_000_000,
    "bn": 1_000_000_000,
    "b": 1_000_000_000,
    "k": 1_000,
}
_TOKEN = "|".join(sorted([*_SMALL, "hundred", "thousand", "million", "billion", "dozen"], key=len, reverse=True))
_JOIN = r"(?:[\s-]+|(?:(?<=hundred)|(?<=thousand)|(?<=million))\s+and\s+)"
WORDS = rf"(?:half\s+a\s+million|(?:an?\s+)?\b(?:{_TOKEN})\b(?:{_JOIN}(?:{_TOKEN})\b)*)"


def read_words(text: str) -> Decimal | None:
    """Return the value of a number in words; None where the words are none, such as "several hundred"'s "hundred"."""
    words = [word for word in re.split(r"[\s-]+", text.casefold()) if word != "and"]
    if words[:1] == ["half"]:
        return Decimal(500_000)
    if words[0] in ("a", "an"):
        if len(words) < 2 or words[1] in _SMALL:
            return None
        words[0] = "one"
    if words[0] not in _SMALL:
        return None
    total, part, last = 0, 0, 0
    for word in words:
        if word in _SMALL:
            step = _SMALL[word]
            if last and not (20 <= last < 100 and step < 10) and last < 100:
                return None  # "two three" are two numbers
            part, last = part + step, step
        elif word in ("hundred", "dozen"):
            part, last = part * SCALES[word], SCALES[word] * 10
        else:
            total, part, last = total + part * SCALES[word], 0, 1000
    return Decimal(total + part)
