"""Lays out one chapter of a report as the report's PDF will print it: its pages, and what stands at their foot."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ctreport.charts.svg import fingerprint
from ctreport.report.brand import brand_css
from ctreport.report.facts import AnnualReport, Chapter
from ctreport.report.pdf import parts_of, press
from ctreport.report.proof.sheets import Sheet, sheets_of, shortened_for
from ctreport.report.proof.shelf import keep_pages, kept_pages, key_of
from ctreport.report.render import CHART_SCHEME, print_html

MOST_PAGES = 6  # of a chapter that a proof beside the editor shows
_TEMPLATE = "report/proof/sheet.html"
_FIRST = "@page :nth(2) {{ counter-set: page {0} }}"
_UNNUMBERED = "@page { @bottom-right { content: none } }"
# The contents' numbers stand beside its lines, and move nothing: without the chapters they are not known.
_NO_NUMBERS = ".ct-contents a::after { content: none }"

Pictures = Mapping[str, bytes]


@dataclass(frozen=True)
class Laid:
    """Pages of a chapter as a PDF. ``first`` is the number of the first; None where it is not known yet.

    ``total`` is how many pages the chapter has; None where it was too long to be laid out to its end. ``faults`` are
    what keeps the report from being printed.
    """

    pdf: bytes
    pages: int
    first: int | None
    total: int | None
    faults: tuple[str, ...] = ()


def lay_out(report: AnnualReport, pictures: Pictures, anchor: str, *, patience: float) -> Laid:
    """Lay out the chapter of an anchor. For its pages' numbers, spend ``patience`` seconds at most.

    Raises LookupError where the report has no such chapter.
    """
    sheets = sheets_of(report)
    at = next((number for number, one in enumerate(sheets) if _holds(one, anchor)), None)
    if at is None:
        raise LookupError(f"The report has no chapter {anchor}.")
    before = _pages_before(report, pictures, sheets[:at], time.monotonic() + patience)
    return _laid(shortened_for(sheets[at], anchor), pictures, anchor, before)


def cover_of(report: AnnualReport, pictures: Pictures) -> Laid:
    """Lay out the cover alone."""
    with press(print_html(report, _TEMPLATE, chapters=()), parts_of(report, pictures), brand_css(report)) as ready:
        document = ready.document.render(**ready.settings)
        return Laid(_written(document, document.pages[:1]), 1, 1, 1, tuple(ready.errors))


def _laid(sheet: Sheet, pictures: Pictures, anchor: str, before: int | None) -> Laid:
    """Lay out a sheet after so many pages, and keep the pages on which a chapter of it stands."""
    style = _UNNUMBERED if before is None else _NO_NUMBERS if sheet.is_first else _FIRST.format(before + 1)
    html = print_html(sheet.report, _TEMPLATE, chapters=sheet.chapters, with_contents=sheet.is_first)
    with press(html, parts_of(sheet.report, pictures), brand_css(sheet.report), style) as ready:
        document = ready.document.render(**ready.settings)
        start, stop = _pages_of(document, sheet.chapters, anchor)
        shown = document.pages[start : min(stop - sheet.is_cut, start + MOST_PAGES)]
        written = _written(document, shown)
    first = None if before is None else start + 1 if sheet.is_first else before + start
    return Laid(written, len(shown), first, None if sheet.is_cut else stop - start, tuple(ready.errors))


def _pages_of(document: Any, chapters: tuple[Chapter, ...], anchor: str) -> tuple[int, int]:
    """Return the places of a chapter's first page and of the page after its last."""
    begins: dict[str, tuple[int, float]] = {}
    for number, page in enumerate(document.pages):
        for name, place in page.anchors.items():
            begins.setdefault(name, (number, place[1]))
    start = begins[anchor][0]
    names = [chapter.anchor for chapter in chapters]
    following = names[names.index(anchor) + 1 :]
    if not following:
        return start, len(document.pages)
    stop, top = begins[following[0]]
    shares_its_page = top > begins[names[0]][1] + 1  # the first chapter of a sheet begins at the head of a page
    return start, max(stop + shares_its_page, start + 1)


def _pages_before(report: AnnualReport, pictures: Pictures, sheets: list[Sheet], until: float) -> int | None:
    """Return how many pages stand before a sheet; None where time is up before all of them are counted.

    What was counted is kept, so that the next proof begins where this one ends.
    """
    total = 0
    for html in _countable(report, sheets):
        drawn = [fingerprint(chart) for chart in report.all_charts if f"{CHART_SCHEME}{chart.name}" in html]
        key = key_of(html, brand_css(report), *drawn)
        pages = kept_pages(key)
        if pages is None:
            if time.monotonic() > until:
                return None
            with press(html, parts_of(report, pictures), brand_css(report), _NO_NUMBERS) as ready:
                pages = len(ready.document.render(**ready.settings).pages)
            keep_pages(key, pages)
        total += pages if not total else pages - 1  # each has a cover of its own
    return total


def _countable(report: AnnualReport, sheets: list[Sheet]) -> Iterator[str]:
    """Return the markup of what stands before a sheet: the cover with the contents, then sheet by sheet."""
    goes_on = sheets[:1] if sheets and sheets[0].is_first else []
    first = [chapter for sheet in goes_on for chapter in sheet.chapters]
    yield print_html(report, _TEMPLATE, chapters=first, with_contents=True)
    for sheet in sheets[len(goes_on) :]:
        yield print_html(report, _TEMPLATE, chapters=sheet.chapters)


def _holds(sheet: Sheet, anchor: str) -> bool:
    return any(chapter.anchor == anchor for chapter in sheet.chapters)


def _written(document: Any, pages: list[Any]) -> bytes:
    """Return pages as PDF without their links within the report, as most lead to what is not among them."""
    for page in pages:
        page.links = [link for link in page.links if link[0] != "internal"]
    written: bytes = document.copy(pages).write_pdf()
    return written
