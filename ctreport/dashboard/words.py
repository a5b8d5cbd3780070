"""Sentences that know their numbers: each figure in them leads to what stands behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

NAMED = 6  # records that a sentence names; more are counted only


@dataclass(frozen=True)
class Run:
    """A stretch of a sentence. ``figure_id`` is that of the figure it states, ``anchor`` a place on the page."""

    text: str
    figure_id: int | None = None
    anchor: str = ""


@dataclass(frozen=True)
class Sentence:
    """A sentence, or a few that belong together, as a person reads them."""

    runs: tuple[Run, ...]

    @classmethod
    def of(cls, *parts: str | Run | Iterable[str | Run]) -> Sentence:
        """Make a sentence of words and runs, and of lists of them; empty words are left out."""
        return cls(tuple(_runs(parts)))

    @property
    def text(self) -> str:
        """The sentence in words alone."""
        return "".join(run.text for run in self.runs)

    @property
    def capitalised(self) -> Sentence:
        """The sentence with a capital at its beginning."""
        first, *others = self.runs or (Run(""),)
        return Sentence((replace(first, text=upper_first(first.text)), *others))

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.runs)


NOTHING = Sentence(())


def _runs(parts: Iterable[str | Run | Iterable[str | Run]]) -> Iterable[Run]:
    for part in parts:
        if isinstance(part, Run):
            yield part
        elif isinstance(part, str):
            if part:
                yield Run(part)
        else:
            yield from _runs(part)


def complete_sentence(pledges: Sequence[Any]) -> str:
    """Say how many pledges, each of which knows whether it ``is_complete``, have a complete thread."""
    total, number = len(pledges), sum(pledge.is_complete for pledge in pledges)
    if not total:
        return "No pledge has been entered yet."
    thread = "a complete thread: an activity, an outcome and a figure"
    if total == 1:
        return f"The only pledge has {thread}." if number else "The only pledge does not have a complete thread."
    if number == total:
        return f"All {total} pledges have {thread}."
    if not number:
        return f"None of the {total} pledges has {thread}."
    return f"{number} of {total} pledges {has(number)} {thread}."


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: "1 pledge", "10 pledges", "2 activities"."""
    return f"{number} {noun if number == 1 else plural or f'{noun}s'}"


def joined_runs(runs: Sequence[Run]) -> list[str | Run]:
    """Join runs with commas and a last "and"."""
    parts: list[str | Run] = []
    for place, run in enumerate(runs):
        parts += [", " if place < len(runs) - 1 else " and "] if place else []
        parts.append(run)
    return parts


def has(number: int) -> str:
    """Return the verb that goes with a number: "1 has", "2 have"."""
    return "has" if number == 1 else "have"


def upper_first(text: str) -> str:
    """Return a text that begins a sentence."""
    return text[:1].upper() + text[1:]
