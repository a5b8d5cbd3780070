"""Links proposed by wording: which activity answers which pledge, and which outcome came of which activity."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ctreport.importing.published.wording import Likeness, stems, words_by_stem

ACTIVITY_PLEDGE = "activity_pledge"
OUTCOME_ACTIVITY = "outcome_activity"
OUTCOME_PLEDGE = "outcome_pledge"
MIN_LIKENESS = 0.16
MOST = 3  # links proposed from one statement to one list
FEWEST_WORDS = 2  # that must be shared, unless one is a name such as SERVATOR


class ProposedLink(NamedTuple):
    """A link from the ``i``th statement of one list to the ``j``th of another, with the words that speak for it.

    ``kind`` is "activity_pledge" (activity i answers pledge j), "outcome_activity" or "outcome_pledge".
    """

    kind: str
    i: int
    j: int
    confidence: float
    reason: str


def propose_links(
    pledges: Sequence[str], activities: Sequence[str], outcomes: Sequence[str], *, topic: str = ""
) -> list[ProposedLink]:
    """Propose links between statements that share telling words, the likeliest first within each kind.

    An outcome's text should hold its sub-outcomes. Words of ``topic``, the page's title, tell nothing on that page. An
    outcome is linked to a pledge directly only where no proposed activity leads from one to the other already.
    """
    ignored = frozenset(stems(topic))
    wording = _Wording(Likeness([*pledges, *activities, *outcomes]), ignored)
    up = _links(ACTIVITY_PLEDGE, activities, pledges, wording)
    down = _links(OUTCOME_ACTIVITY, outcomes, activities, wording)
    answered = {(one.i, two.j) for one in down for two in up if one.j == two.i}
    direct = [one for one in _links(OUTCOME_PLEDGE, outcomes, pledges, wording) if (one.i, one.j) not in answered]
    return [*up, *down, *direct]


class _Wording(NamedTuple):
    likeness: Likeness
    ignored: frozenset[str]

    def words(self, text: str) -> list[str]:
        return [word for word in stems(text) if word not in self.ignored]


def _links(kind: str, sources: Sequence[str], targets: Sequence[str], wording: _Wording) -> list[ProposedLink]:
    others = [(wording.words(text), words_by_stem(text)) for text in targets]
    links = []
    for i, text in enumerate(sources):
        own, written = wording.words(text), words_by_stem(text)
        found = []
        for j, (other, other_written) in enumerate(others):
            score, telling = _score(own, other, [written, other_written], wording.likeness)
            if score >= MIN_LIKENESS:
                quoted = ", ".join(f"“{written.get(word, word)}”" for word in telling[:3])
                found.append(ProposedLink(kind, i, j, round(min(score, 0.95), 2), f"Both speak of {quoted}."))
        links += sorted(found, key=lambda one: (-one.confidence, one.j))[:MOST]
    return sorted(links, key=lambda one: (-one.confidence, one.i, one.j))


def _score(
    own: list[str], other: list[str], written: list[dict[str, str]], likeness: Likeness
) -> tuple[float, list[str]]:
    """Return how alike two statements are, and the words that speak for it, the most telling first.

    The cosine alone would punish a long statement that holds a short one, so the share of the shorter one that the
    longer one holds counts as much; words that stand together in both, and names, count more.
    """
    shared = likeness.shared(own, other)
    names = [word for word in shared if any(is_name(one.get(word, "")) for one in written)]
    if not shared or (len(shared) < FEWEST_WORDS and not names):
        return 0.0, []
    together = set(pairwise(own)) & set(pairwise(other))
    held = max(likeness.covers(own, other), likeness.covers(other, own))
    score = 0.5 * likeness.score(own, other) + 0.5 * held + 0.05 * len(together) + (0.15 if names else 0.0)
    return score, [*names, *(word for word in shared if word not in names)]


def is_name(word: str) -> bool:
    """Whether a word is written as a name: SERVATOR, ACT, SCaN, HMICFRS."""
    return sum(letter.isupper() for letter in word) >= 2
