"""Likeness of wording: words without endings and stop words, weighed by how rare they are among the texts compared."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable

# Words that say nothing here, some of them because every such report has them.
_STOP = frozenset(
    """
    a about across after all also am an and any are as at be been being but by can could did do does during each
    for force from further had has have how if in including into is it its make made many may more most new not
    number of on one or other our out over own part provide provided people police policing s so some such than
    that the their them there these they this those through throughout to total under up use used using various
    was we well were what when where which while who will with within work worked would year city london given
    undertaken carried activity continue continued
    """.split()  # noqa: SIM905
)
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
_SAME = {
    "cybercrime": "cyber crime",
    "counterterrorism": "counter terrorism",
    "asb": "antisocial behaviour",
    "felt": "feel",
    "held": "hold",
    "taught": "teach",
    "took": "take",
    "taken": "take",
    "ran": "run",
    "gave": "give",
    "led": "lead",
    "caught": "catch",
    "brought": "bring",
    "built": "build",
    "sought": "seek",
    "spoke": "speak",
    "met": "meet",
}
# Longest first: "isation" before "ation". What follows the colon is put in its place.
_ENDINGS = tuple(
    tuple(ending.partition(":")[::2])
    for ending in """
    ational:ate fulness:ful isation:ise ization:ise ements ement ments ment ations ation ising:is ised:is ise:is
    nesses ness ingly ively ives ive ances ance ences ence ions ion ings ing iest ies:y ied:y ors ers or er edly
    ed ly ches:ch shes:sh sses:ss xes:x es s e
    """.split()  # noqa: SIM905
)


def stem(word: str) -> str:
    """Return a word without its ending, so that "searches" and "searching" are the same."""
    word = re.sub(r"[’']s?$", "", word.casefold())
    if word.isdigit() or len(word) <= 3:
        return word.removesuffix("s") if len(word) > 3 else word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + instead
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeios":
        word = word[:-1]  # "stopp" of "stopped"
    return word


def stems(text: str) -> list[str]:
    """Return the stems of the words of a text that say something, in order, numbers left out."""
    flat = re.sub(r"(?<=\w)-(?=\w)", " ", text.casefold().replace("&", " "))
    words = [part for word in _WORD.findall(flat) for part in _SAME.get(word, word).split()]
    return [stem(word) for word in words if word not in _STOP and not word.isdigit()]


def words_by_stem(text: str) -> dict[str, str]:
    """Return one word of a text, as it is written there, for each of its stems."""
    return {stem(word): word for word in reversed(_WORD.findall(text.replace("-", " ")))}


class Likeness:
    """Weighs words by how rare they are among the texts given, and tells how alike two texts are, from 0 to 1."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for text in texts:
            counts.update(set(stems(text)))
            total += 1
        self._weights = {word: math.log(1 + total / count) for word, count in counts.items()}
        self._unknown = math.log(1 + total)

    def weight(self, word: str) -> float:
        """Return how much a stem tells: a word that is everywhere tells little."""
        return self._weights.get(word, self._unknown)

    def shared(self, first: Iterable[str], second: Iterable[str]) -> list[str]:
        """Return the stems that two texts share, the most telling first."""
        return sorted(set(first) & set(second), key=lambda word: (-self.weight(word), word))

    def score(self, first: Iterable[str], second: Iterable[str]) -> float:
        """Return the cosine of the two texts' weighed words."""
        left, right = set(first), set(second)
        size = self._size(left) * self._size(right)
        return sum(self.weight(word) ** 2 for word in left & right) / size if size else 0.0

    def covers(self, first: Iterable[str], second: Iterable[str]) -> float:
        """Return how much of the second text's weight the first holds."""
        left, right = set(first), set(second)
        whole = sum(self.weight(word) for word in right)
        return sum(self.weight(word) for word in left & right) / whole if whole else 0.0

    def _size(self, words: set[str]) -> float:
        return math.sqrt(sum(self.weight(word) ** 2 for word in words))
