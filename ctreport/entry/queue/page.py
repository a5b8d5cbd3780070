"""What the page of one item shows beside the change itself."""

from __future__ import annotations

from dataclasses import dataclass

from ctreport.entry.queue.items import Item
from ctreport.narrative.sentences import FigureBook, Piece, cell_of, render
from ctreport.review.models import Record
from ctreport.ui.words import plain_date
from outcomes.models import Figure
from outcomes.references import narratives_with_figure


@dataclass(frozen=True)
class Sentence:
    """A sentence in which a record will appear; pieces that are the record's own are to be set off."""

    record: Record
    pieces: list[tuple[Piece, bool]]


@dataclass(frozen=True)
class Line:
    """One thing that is known of a record: a label and words, with an address where they lead somewhere."""

    label: str
    text: str
    address: str = ""


def sentences_of(item: Item) -> list[Sentence]:
    """Return the sentences that quote a figure, as they will read once it is approved."""
    figure = item.record
    if not isinstance(figure, Figure):
        return []
    found = narratives_with_figure(figure)
    if not found:
        return []
    book = FigureBook.for_year(figure.year)
    book.figures[cell_of(figure)] = figure
    return [
        Sentence(record, [(piece, piece.figure_id == figure.pk) for piece in render(_text_of(record), book)])
        for record in found
    ]


def _text_of(record: Record) -> str:
    return str(getattr(record, "narrative", ""))


def source_lines(item: Item) -> list[Line]:
    """Return where the record's content comes from, so far as it was said; nothing for kinds without a source."""
    record = item.record
    if not hasattr(record, "supplied_by"):
        return []
    lines = [
        Line("Source", record.source),
        Line("Date extracted", plain_date(record.extracted_on)),
        Line("Supplied by", record.supplied_by),
        Line("Link to the evidence", record.evidence_url, record.evidence_url),
    ]
    return [line for line in lines if line.text]


def all_fields(item: Item) -> list[Line]:
    """Return everything that the version says, but for what is empty or has a place of its own on the page."""
    told = {"explanations", "source", "extracted_on", "supplied_by", "evidence_url", "illustrative"}
    return [
        Line(str(field["label"]), str(field["shown"]))
        for name, field in item.revision.data.items()
        if name not in told and field["shown"]
    ]
