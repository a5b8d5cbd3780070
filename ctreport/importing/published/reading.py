"""Reads one page of a published report, in the form "What we said, What we did, Outcome", as a proposal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from ctreport.importing.published.assemble import assemble
from ctreport.importing.published.decoding import clean, decode
from ctreport.importing.published.figures import figures_in
from ctreport.importing.published.layout import lay_out
from ctreport.importing.published.limits import (
    MAX_FIGURES,
    TOO_LONG,
    PublishedReportError,
    check_lines,
    check_size,
    check_statements,
    check_text,
)
from ctreport.importing.published.lines import Line
from ctreport.importing.published.markdown import markdown_lines
from ctreport.importing.published.markup import html_page
from ctreport.importing.published.placing import place_all
from ctreport.importing.published.proposal import FoundFigure, Proposal, Unparsed
from ctreport.importing.published.tables import text_lines
from ctreport.importing.published.unread import unread_numbers
from ctreport.importing.published.word import word_lines

Kind = Literal["text", "markdown", "html", "docx"]
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|body|head|div|section|article|h[1-6]|ul|ol|li|p|table|span|dl|dt|dd|"
    r"strong|b|em|br|details|summary|main|font|td|tr)\b[^<>]{0,500}>",
    re.I,
)
_MARKDOWN = re.compile(r"^(?:#{1,6}\s+\S|\s*(?:\*\*|__)\S.*(?:\*\*|__)\s*:?\s*$)", re.MULTILINE)


def read_published_report(source: bytes | str, *, kind: Kind | None = None, year: str | None = None) -> Proposal:
    """Read one page of a report and return what was understood and what was not.

    ``kind`` is found from the content where it is None. ``year`` is the reporting year as its user gives it
    ("2017/18"); it is never taken from the text. Raises PublishedReportError, with words on what to do instead,
    where the source is too large, damaged, hostile or no text.
    """
    check_size(source)
    if kind == "docx" or (kind is None and isinstance(source, bytes) and source.startswith(b"PK\x03\x04")):
        if isinstance(source, str):
            raise PublishedReportError("A Word document must be chosen as a file. Pasted text is read as text.")
        lines, aside = word_lines(source)
        return _propose(lines, aside, year=year)
    if isinstance(source, bytes) and source.startswith(b"PK\x03\x04"):
        raise PublishedReportError("This is a Word document or a packed file, not text. Choose its kind accordingly.")
    text = decode(source) if isinstance(source, bytes) else source
    kind = kind or _kind_of(text)
    if kind != "html":
        check_text(text)
    text, notes = clean(text)
    if kind == "html":
        page = html_page(text)
        return _propose(page.lines, page.aside, year=year, notes=notes, title=page.title)
    lines = markdown_lines(text) if kind == "markdown" else text_lines(text)
    return _propose(lines, [], year=year, notes=notes)


def _kind_of(text: str) -> Kind:
    start = text[:20_000]
    if len(_HTML.findall(start)) >= 2 or re.match(r"\s*<(?:!doctype|html)\b", start, re.I):
        return "html"
    return "markdown" if _MARKDOWN.search(start) else "text"


def _propose(
    lines: list[Line], aside: list[Line], *, year: str | None, notes: list[str] | None = None, title: str = ""
) -> Proposal:
    check_lines([line.text for line in lines])
    layout = lay_out(lines)
    layout.notes[:0] = notes or []
    layout.aside += [(line.place, line.text) for line in aside]
    place_all(layout)
    lists = assemble(layout)
    proposal = Proposal(
        title=layout.title or title,
        year=year,
        pledges=tuple(lists.pledges),
        activities=tuple(lists.activities),
        outcomes=tuple(lists.outcomes),
        unparsed=tuple(sorted(lists.unparsed, key=_order)),
        headed=tuple(Unparsed(text, place) for place, text in layout.subheadings),
        headings=tuple(layout.headings),
        notes=tuple(dict.fromkeys(layout.notes)),
    )
    if not (proposal.pledges or proposal.activities or proposal.outcomes):
        unread = Unparsed("No heading such as “What we said”, “What we did” or “Outcome” was found.", "whole source")
        proposal = replace(proposal, notes=(*proposal.notes, str(unread)))
    return replace(proposal, figures=tuple(_figures(proposal)), unread=tuple(_unread(proposal)))


def _unread(proposal: Proposal) -> Iterator[Unparsed]:
    for place, text in proposal.statements():
        for words in unread_numbers(text):
            yield Unparsed(words, place.words)


def _figures(proposal: Proposal) -> list[FoundFigure]:
    check_statements([text for _, text in proposal.statements()])
    figures: list[FoundFigure] = []
    for place, text in proposal.statements():
        parent = proposal.outcomes[place.position].text if place.child is not None else ""
        figures += figures_in(text, place=place, year=proposal.year, parent=parent)
        if len(figures) > MAX_FIGURES:
            raise PublishedReportError(TOO_LONG)
    return figures


def _order(piece: Unparsed) -> list[int]:
    """Places in the order of the source: "line 9" before "line 10"."""
    return [int(number) for number in re.findall(r"\d+", piece.place)]
