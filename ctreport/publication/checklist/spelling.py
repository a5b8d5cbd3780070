"""Spelling, by the British dictionary of the system (Enchant) and a list of the field's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

WORDS = Path(__file__).with_name("words.txt")
# Words in capitals with a digit or more are references; those in capitals alone are abbreviations, for the glossary.
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NOT_WORDS = re.compile(r"https?://\S+|\S+@\S+|\b\w*\d\w*\b")


class DictionaryMissingError(RuntimeError):
    """No British dictionary is installed."""

    def __init__(self) -> None:
        super().__init__(
            "Spelling was not checked: no British English dictionary is installed. Install the packages libenchant-2-2 "
            "and hunspell-en-gb."
        )


def unknown_words(text: str, also_known: frozenset[str] = frozenset()) -> Iterable[str]:
    """Yield each word that is not known, once, in order. Raises DictionaryMissingError where nothing can be known."""
    dictionary, own = _dictionary(), _own_words()
    seen = set()
    for word in _WORD.findall(_NOT_WORDS.sub(" ", text.replace("’", "'"))):
        bare = word.removesuffix("'s").removesuffix("s'")
        if word in seen or word.isupper() or len(word) == 1:
            continue
        seen.add(word)
        if not ({word, word.lower(), bare, bare.lower()} & (own | also_known) or dictionary.check(word)):
            yield word


@cache
def _own_words() -> frozenset[str]:
    lines = WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
def _dictionary() -> Any:
    try:
        import enchant

        return enchant.Dict("en_GB")
    except Exception as error:  # the binding raises ImportError without the library, its own error without the words
        raise DictionaryMissingError from error
