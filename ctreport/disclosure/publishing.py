"""Figures as they may be printed: small counts, and what would give them away, replaced by [c].

Everything downstream, sentences, tables, charts, targets, changes on the year, reads the figures that come out of here,
so that a hidden number stands in none of them. Nothing is asked of the database.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Protocol

from ctreport.disclosure.figures import Told, key_of, table_of, threshold_of
from ctreport.disclosure.suppress import Suppression, suppress
from ctreport.narrative.sentences import FigureBook
from outcomes.models import Figure
from outcomes.vocabulary import Qualifier, Shorthand

# The same words for a small number as for one hidden to protect it: which is which would tell something, too.
NOTE = "[c]: a small number is not shown, so that nobody can be recognised, nor a number from which it could be told."
Editions = Mapping[int, Sequence[Told]]  # by the year's start, what each of its published editions told


class Published(Protocol):
    """A figure as an edition published it: its key, its number as text and its qualifier."""

    @property
    def key(self) -> str:
        """The token without braces."""

    @property
    def value(self) -> str:
        """A decimal number; empty where there is a symbol or a grade."""

    @property
    def qualifier(self) -> str:
        """How exact it is."""


def told_by(facts: Iterable[Published]) -> Told:
    """Return what the figures of an edition tell: their exact numbers, by their keys."""
    return {one.key: Decimal(one.value) for one in facts if one.value and one.qualifier in ("", Qualifier.EXACTLY)}


def suppressed(book: FigureBook, earlier: Editions | None = None) -> FigureBook:
    """Return a book of the same figures as they may be printed; the book itself where nothing is to be hidden.

    ``earlier`` is what editions published before have told, by the year that they are of.
    """
    figures = [*book.figures.values(), *book.earlier.values()]
    shown = {one.pk: one for one in suppressed_figures(figures, earlier)}
    if all(shown[one.pk] is one for one in figures):
        return book
    return replace(
        book,
        figures={cell: shown[one.pk] for cell, one in book.figures.items()},
        earlier={cell: shown[one.pk] for cell, one in book.earlier.items()},
    )


def suppressed_figures(figures: Sequence[Figure], earlier: Editions | None = None) -> list[Figure]:
    """Return figures of any years as they may be printed, in the same order.

    All figures of a year that are published must be among them, since any of them may give another away.
    """
    out: set[int] = set()
    for start_year, group in _by_year(figures).items():
        if not any(threshold_of(one.measure) for one in group):
            continue
        hidden = suppression_of(group, (earlier or {}).get(start_year, ())).hidden
        out |= {one.pk for one in group if key_of(one) in hidden}
    return [as_printed(one) if one.pk in out else one for one in figures]


def suppression_of(figures: Sequence[Figure], earlier: Iterable[Told] = ()) -> Suppression:
    """Return what is to be hidden of the figures of one year."""
    return suppress(table_of(figures, earlier))


def as_printed(figure: Figure) -> Figure:
    """Return a figure with [c] in the place of its number; base and note could tell the number, so they go, too."""
    printed = copy.copy(figure)
    printed.value, printed.qualifier, printed.shorthand = None, Qualifier.EXACTLY.value, Shorthand.CONFIDENTIAL.value
    printed.base, printed.note, printed.explanations = None, NOTE, {}
    return printed


def _by_year(figures: Iterable[Figure]) -> dict[int, list[Figure]]:
    found: dict[int, list[Figure]] = {}
    for figure in figures:
        found.setdefault(figure.year.start_year, []).append(figure)
    return found
