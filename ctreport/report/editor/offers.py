"""The figures that a text of the report can be given: those that may be published."""

from __future__ import annotations

from dataclasses import dataclass

from ctreport.narrative.sentences import FigureBook
from objectives.models import ReportingYear
from outcomes.models import Figure


@dataclass(frozen=True)
class Offer:
    """A figure that can be put into a text."""

    token: str
    title: str
    value: str


def offers_for(year: ReportingYear) -> list[Offer]:
    """Return the publishable figures of a year in the report's order; two queries."""
    book = FigureBook.for_year(year, publishable=True)
    return [Offer(one.token, title_of(one), str(one.quantity)) for one in in_order(book)]


def title_of(figure: Figure) -> str:
    """Return what a figure counts: "Feeling safe, Online, Day"."""
    return ", ".join([figure.measure.title, *(str(one.name) for one in figure.categories)])


def in_order(book: FigureBook) -> list[Figure]:
    """Return the figures of a book in the order of their measures and categories."""
    return sorted(
        book.figures.values(),
        key=lambda one: (one.measure.order, one.measure.code, *((cat.order, cat.code) for cat in one.categories)),
    )
