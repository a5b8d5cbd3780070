"""What suppression cannot protect, or what reads badly because of it, for the checklist before publication."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst

from activities.models import Activity
from ctreport.disclosure.attack import Bounds, attack
from ctreport.disclosure.figures import Told, is_confidential, key_of, table_of, threshold_of
from ctreport.disclosure.publishing import Editions
from ctreport.disclosure.suppress import suppress
from ctreport.disclosure.table import Table, tables_apart
from ctreport.narrative.sentences import FigureBook
from ctreport.narrative.tokens import tokens_in
from ctreport.review.models import Record
from ctreport.review.pages import called
from objectives.models import ReportingYear
from outcomes.models import Figure, Outcome
from outcomes.vocabulary import Unit


class RiskKind(enum.Enum):
    """What is at stake."""

    DERIVABLE = "a number that is not published can be worked out"
    PUBLISHED_BEFORE = "a number that is to be hidden was published before"
    SENTENCE = "a sentence has a symbol in place of a number"


@dataclass(frozen=True)
class Risk:
    """One risk in words, with the figure or the record to look at. ``bounds`` is what a reader could work out."""

    kind: RiskKind
    record: Record
    words: str
    address: str
    bounds: Bounds | None = None

    @property
    def is_error(self) -> bool:
        """Whether the report gives away what it is to hide."""
        return self.kind is not RiskKind.SENTENCE


def risks(year: ReportingYear, earlier: Editions | None = None, book: FigureBook | None = None) -> list[Risk]:
    """Return the disclosure risks of the report of a year; the figures of the year before are printed in it, too.

    ``earlier`` is what published editions told, by the year that they are of. ``book`` is that of the publishable
    figures, not suppressed yet. Without a rule and without a [c] there is no risk, and nothing but the book is loaded.
    """
    book = book or FigureBook.for_year(year, publishable=True)
    told = earlier or {}
    found: list[Risk] = []
    hidden: set[int] = set()
    for start_year, shelf in ((year.start_year, book.figures), (year.start_year - 1, book.earlier)):
        figures = list(shelf.values())
        if any(threshold_of(one.measure) or is_confidential(one) for one in figures):
            some, out = _risks_of(figures, told.get(start_year, ()))
            found += some
            hidden |= out
    return found + list(_sentences(year, book, hidden)) if hidden else found


def _risks_of(figures: Sequence[Figure], earlier: Iterable[Told]) -> tuple[list[Risk], set[int]]:
    """Return the risks of one year's figures, and the keys of those that are suppressed."""
    by_key = {key_of(one): one for one in figures}
    table = table_of(figures, earlier)
    hidden = suppress(table).hidden
    found = [risk for part in tables_apart(table) for risk in _risks_in(part, hidden, by_key)]
    return found, {by_key[key].pk for key in hidden}


def _risks_in(table: Table, hidden: frozenset[str], by_key: dict[str, Figure]) -> Iterator[Risk]:
    out = table.hidden | hidden
    if not out & {*table.by_key, *table.small}:
        return
    told = table.told_before
    for key in sorted((table.small & told) - set(table.by_key)):
        yield _told_before(by_key[key])
    for key, bounds in attack(table, hidden).items():
        if bounds.is_at_least(table.by_key[key].width):
            continue
        figure = by_key[key]
        if key in told:
            if key in table.primary:
                yield _told_before(figure)
            continue
        words = f"{capfirst(called(figure))} is not published, but can be worked out: it is {_range(figure, bounds)}."
        yield Risk(RiskKind.DERIVABLE, figure, words, figure.get_absolute_url(), bounds)


def _range(figure: Figure, bounds: Bounds) -> str:
    """Say what can be worked out; of a share, which is counted in its last decimal place, that it is near enough."""
    if figure.unit == Unit.PERCENTAGE:
        return "one of very few percentages"
    return str(bounds) if bounds.width == 0 else f"one of {bounds}"


def _told_before(figure: Figure) -> Risk:
    words = f"{capfirst(called(figure))} is too small to be published, but an earlier edition has it."
    return Risk(RiskKind.PUBLISHED_BEFORE, figure, words, figure.get_absolute_url())


def _sentences(year: ReportingYear, book: FigureBook, hidden: set[int]) -> Iterator[Risk]:
    """Yield the sentences that a suppressed figure leaves with [c], which somebody may want to word in another way."""
    kinds: tuple[Any, ...] = (Activity, Outcome)
    for kind in kinds:
        for record in kind.objects.for_year(year).publishable().filter(narrative__contains="{{"):
            for token in tokens_in(record.narrative):
                figure = book.find(token)
                if figure is not None and figure.pk in hidden:
                    words = f"{capfirst(called(record))} refers to {token.text}, which is printed as [c]."
                    yield Risk(RiskKind.SENTENCE, record, words, record.get_absolute_url())
