"""From which earlier pledge each pledge goes on, proposed by the likeness of their words.

A person confirms every proposal: the likeness of two sentences is not a fact about the force's intentions.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, Generic, NamedTuple, TypeVar

LEAST = 0.36  # below it, two statements have too little in common to be proposed
CANDIDATES = 8  # how many earlier statements are compared word for word with each pledge
_WORD = re.compile(r"[a-z0-9]+")
_ENDINGS = ("ations", "ation", "ingly", "ments", "ment", "ities", "ing", "ies", "ed", "es", "s", "y", "e")
# Words that say nothing of what is pledged; they count a little, so that the same sentence is still the same.
_SMALL_WORDS = (
    "a all also an and any are as at be been by can continue continued do for from has have how if in into is "
    "it its may more of on or our so such than that the their them these they this those through to under us "
    "use used we well were when where which who will with would you your"
)
_SMALL = frozenset(_SMALL_WORDS.split())
_SMALL_WEIGHT = 0.15


# Anything with a ``statement``, such as a pledge.
AnyStated = TypeVar("AnyStated", bound=Any)


class Proposal(NamedTuple, Generic[AnyStated]):
    """The earlier pledge from which a pledge seems to go on, None where it seems new; ``confidence`` is 0 to 1."""

    pledge: AnyStated
    earlier: AnyStated | None
    confidence: float


@dataclass
class Likeness(Generic[AnyStated]):
    """The earlier pledges that are most like each pledge, by its place in the list, the likest first."""

    pledges: Sequence[AnyStated]
    earlier: Sequence[AnyStated]
    found: list[list[tuple[int, float]]] = field(default_factory=list)

    def nearest(self, place: int) -> list[tuple[AnyStated, float]]:
        """Return the earlier pledges like the pledge at ``place``, the likest first."""
        return [(self.earlier[other], score) for other, score in self.found[place]]

    def one_to_one(self) -> list[Proposal[AnyStated]]:
        """Return a proposal for each pledge; the surest pair is taken first, and each earlier pledge once."""
        pairs = [(score, place, other) for place, row in enumerate(self.found) for other, score in row]
        pairs.sort(key=lambda pair: (-pair[0], abs(pair[1] - pair[2]), pair[1], pair[2]))
        taken: set[int] = set()
        chosen: dict[int, tuple[int, float]] = {}
        for score, place, other in pairs:
            if score >= LEAST and place not in chosen and other not in taken:
                chosen[place] = (other, score)
                taken.add(other)
        return [
            Proposal(pledge, self.earlier[chosen[place][0]], chosen[place][1])
            if place in chosen
            else Proposal(pledge, None, 0.0)
            for place, pledge in enumerate(self.pledges)
        ]


def propose_lineage(pledges: Sequence[AnyStated], earlier: Sequence[AnyStated]) -> list[Proposal[AnyStated]]:
    """Return for each pledge the earlier one from which it seems to go on, with a confidence of 0 to 1.

    One to one: two pledges never share a proposal. A pledge without a likely one is paired with None.
    """
    return compare(pledges, earlier).one_to_one()


def compare(pledges: Sequence[AnyStated], earlier: Sequence[AnyStated]) -> Likeness[AnyStated]:
    """Return how like the pledges are to the earlier ones.

    Only statements that share telling words are compared word for word, so a thousand pledges take about a second.
    """
    new_words = [_stems(one.statement) for one in pledges]
    old_words = [_stems(one.statement) for one in earlier]
    weights = _weights(new_words + old_words)
    index = _index(old_words)
    totals = [_total(set(words), weights) for words in old_words]
    found = []
    for words in new_words:
        near = _candidates(set(words), index, weights, totals)
        scored = [(other, _score(words, old_words[other], weights)) for other in near]
        found.append(sorted(scored, key=lambda pair: -pair[1]))
    return Likeness(pledges, earlier, found)


def _stems(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).casefold().replace("&", " and ").replace("-", "").replace("’", "")
    return [_stem(word) for word in _WORD.findall(plain.replace("'", ""))]


def _stem(word: str) -> str:
    """Return a word without its ending, so that "engage", "engaging" and "engagement" are one."""
    if word in _SMALL:
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _weights(texts: Sequence[Sequence[str]]) -> dict[str, float]:
    """Weigh each word: the rarer it is among the statements, the more it tells."""
    counts = Counter(word for text in texts for word in set(text))
    return {
        word: _SMALL_WEIGHT if word in _SMALL else math.log(1.5 + len(texts) / count) for word, count in counts.items()
    }


def _index(texts: Sequence[Sequence[str]]) -> dict[str, list[int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        for word in set(text) - _SMALL:
            index[word].append(place)
    return index


def _total(words: set[str], weights: Mapping[str, float]) -> float:
    return sum(weights[word] for word in words)


def _candidates(
    words: set[str], index: Mapping[str, list[int]], weights: Mapping[str, float], totals: Sequence[float]
) -> list[int]:
    """Return the places of the few earlier statements that share the most telling words."""
    shared: dict[int, float] = defaultdict(float)
    for word in words:
        for place in index.get(word, ()):
            shared[place] += weights[word]
    if not shared:
        return []
    mine = _total(words, weights)
    likest = sorted(shared, key=lambda place: -2 * shared[place] / (mine + totals[place] or 1.0))
    return likest[:CANDIDATES]


def _score(new: Sequence[str], old: Sequence[str], weights: Mapping[str, float]) -> float:
    """Return 0 to 1: the words that two statements share by weight, and how far they stand in the same order."""
    if new == old:
        return 1.0
    mine, theirs = set(new), set(old)
    common = _total(mine & theirs, weights)
    totals = _total(mine, weights), _total(theirs, weights)
    if not all(totals):
        return 0.0
    overlap = 2 * common / sum(totals)
    contained = common / min(totals)  # one may be shortened to a part of the other, or extended
    order = SequenceMatcher(None, new, old, autojunk=False).ratio()
    return min(0.99, 0.45 * overlap + 0.25 * contained + 0.3 * order)
