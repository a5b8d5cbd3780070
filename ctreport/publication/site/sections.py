"""Search over what is published: the sections of the current editions, and the words that a reader asks for.

The script of the search page does the same where a server of plain files carries the site: ``site-search.js``. Keep
the two alike.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import Any

from ctreport.publication.site.inputs import SiteInputs

LONGEST_QUESTION = 200
MOST_WORDS = 8
MOST_RESULTS = 50
HEADING_WEIGHT = 5  # a word in a heading says more of what a section is about
BEFORE, AFTER = 80, 220  # characters of the text that are shown around the first hit
_WORD = re.compile(r"[^\W_]+")

Pieces = tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Found:
    """A section that holds all words; ``heading`` and ``extract`` say of each piece whether it is such a word."""

    address: str
    year: str
    heading: Pieces
    extract: Pieces
    score: float


def sections_of(inputs: SiteInputs) -> dict[str, Any]:
    """Return what can be found, as it stands in search.json. Addresses are relative to the search page."""
    sections = []
    for slug in inputs.slugs:
        if edition := inputs.current(slug):
            for one in json.loads(edition.text("search.json", '{"sections": []}'))["sections"]:
                place = f"../reports/{slug}/index.html#{one['anchor']}"
                section = {"slug": slug, "year": edition.year, "heading": one["title"], "text": one["text"]}
                sections.append(section | {"address": place})
    return {"sections": sections}


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, punctuation left out."""
    return _WORD.findall(text.casefold())


def search(sections: list[dict[str, str]], question: str, slug: str = "") -> list[Found]:
    """Return the sections that hold every word of the question, best first.

    A word of three letters or more also finds longer words that begin with it.
    """
    asked = words_of(question[:LONGEST_QUESTION])[:MOST_WORDS]
    if not asked:
        return []
    found = []
    for one in sections:
        if slug and one["slug"] != slug:
            continue
        if score := _score(asked, one["heading"], one["text"]):
            extract = _marked(_extract(one["text"], asked), asked)
            found.append(Found(one["address"], one["year"], _marked(one["heading"], asked), extract, score))
    return sorted(found, key=lambda one: -one.score)


def _is_hit(word: str, asked: str) -> bool:
    return word.startswith(asked) if len(asked) >= 3 else word == asked


def _score(asked: list[str], heading: str, text: str) -> float:
    """How often the words occur, for the section's length; 0 where one of them does not."""
    in_heading, in_text = words_of(heading), words_of(text)
    total = 0
    for term in asked:
        count = HEADING_WEIGHT * sum(_is_hit(word, term) for word in in_heading)
        count += sum(_is_hit(word, term) for word in in_text)
        if not count:
            return 0
        total += count
    return total / math.sqrt(len(in_heading) + len(in_text))


def _extract(text: str, asked: list[str]) -> str:
    """Return the text around the first hit, whole words only."""
    hits = (word.start() for word in _WORD.finditer(text) if _any_hit(word[0], asked))
    first = next(hits, 0)
    start = 0 if first <= BEFORE else text.rfind(" ", 0, first - BEFORE) + 1
    end = len(text) if len(text) <= first + AFTER else text.rfind(" ", 0, first + AFTER)
    end = end if end > first else len(text)
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"


def _any_hit(word: str, asked: list[str]) -> bool:
    return any(_is_hit(part, term) for part in words_of(word) for term in asked)


def _marked(text: str, asked: list[str]) -> Pieces:
    """Return the text in pieces, hits apart from the rest."""
    pieces: list[tuple[str, bool]] = []
    done = 0
    for word in _WORD.finditer(text):
        if _any_hit(word[0], asked):
            pieces += [(text[done : word.start()], False), (word[0], True)]
            done = word.end()
    pieces.append((text[done:], False))
    return tuple(piece for piece in pieces if piece[0])
