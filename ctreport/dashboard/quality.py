"""What a reader of the figures should know about them: bases, provisional figures, evidence, figures carried over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ctreport.dashboard.key_figures import cell_name
from ctreport.dashboard.words import counted
from ctreport.narrative.sentences import FigureBook
from objectives.financial_year import label_of
from outcomes.models import Figure
from outcomes.quantity import Unit

SHOWN = 5  # records that a note links to; the rest are counted


@dataclass(frozen=True)
class FigureLink:
    """What to look at: a figure or, where several of its figures are meant, the measure (``figure_id`` is None)."""

    measure_id: int
    text: str
    figure_id: int | None = None


@dataclass(frozen=True)
class Note:
    """One remark, with what it is about; ``unseen`` counts what is not listed."""

    text: str
    links: tuple[FigureLink, ...] = ()
    unseen: int = 0


def quality_notes(book: FigureBook) -> tuple[Note, ...]:
    """Return the remarks on a year's figures; one that says all is well where there is nothing to remark."""
    figures = list(book.figures.values())
    if not figures:
        return ()
    return tuple(_remarks(book, figures)) or (
        Note("Every percentage has its base, no figure is provisional and each names its source."),
    )


def _remarks(book: FigureBook, figures: Sequence[Figure]) -> Iterable[Note]:
    shares = [one for one in figures if one.unit == Unit.PERCENTAGE and one.value is not None]
    if baseless := [one for one in shares if one.base is None]:
        words = f"{_of(baseless, shares, 'percentage')} no base, so nobody can say how sure they are."
        yield _note(words, baseless)
    if unsourced := [one for one in figures if not (one.source or one.evidence_url)]:
        yield _note(f"{_of(unsourced, figures, 'figure')} no source and no evidence.", unsourced)
    unlinked = [one for one in figures if one.source and not one.evidence_url]
    if unlinked:
        yield Note(f"{_of(unlinked, figures, 'figure')} a source but no link to the evidence.")
    if provisional := [one for one in figures if one.status == Figure.Status.PROVISIONAL]:
        verb = "is" if len(provisional) == 1 else "are"
        yield _note(f"{counted(len(provisional), 'figure')} {verb} provisional and may change.", provisional)
    if symbols := [one for one in figures if one.shorthand]:
        yield _note(f"{_of(symbols, figures, 'figure')} a symbol in place of a number.", symbols)
    if same := [one for cell, one in book.figures.items() if _is_carried_over(one, book.earlier.get(cell))]:
        before = label_of(book.year.start_year - 1)
        verb, question = ("reads", "Was it") if len(same) == 1 else ("read", "Were they")
        yield _note(f"{counted(len(same), 'figure')} {verb} the same as in {before}. {question} counted anew?", same)


def _is_carried_over(figure: Figure, earlier: Figure | None) -> bool:
    return earlier is not None and figure.value is not None and str(figure.quantity) == str(earlier.quantity)


def _of(some: Sequence[Figure], all_: Sequence[Figure], noun: str) -> str:
    if len(all_) == 1:
        return f"The only {noun} has"
    if len(some) == len(all_):
        return f"All {len(all_)} {noun}s have"
    return f"{len(some)} of {len(all_)} {noun}s {'has' if len(some) == 1 else 'have'}"


def _note(text: str, figures: Sequence[Figure]) -> Note:
    by_measure: dict[int, list[Figure]] = {}
    for figure in figures:
        by_measure.setdefault(figure.measure_id, []).append(figure)
    links = [_link(group) for group in by_measure.values()]
    return Note(text, tuple(links[:SHOWN]), max(0, len(links) - SHOWN))


def _link(figures: Sequence[Figure]) -> FigureLink:
    first = figures[0]
    if len(figures) > 1:
        return FigureLink(first.measure_id, first.measure.title)
    return FigureLink(first.measure_id, ", ".join(filter(None, [first.measure.title, cell_name(first)])), first.pk)
