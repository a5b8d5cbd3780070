"""The report as PDF/UA-1: laid out by WeasyPrint, its tags finished by ``tagging``.

What WeasyPrint reports as an error (a picture without an alternative, a style that it cannot read) is a failure here:
a report that lacks something is not printed.
"""

from __future__ import annotations

import atexit
import gc
import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from ctreport.charts.description import Chart
from ctreport.charts.svg import svg_of
from ctreport.report.brand import brand_css
from ctreport.report.facts import AnnualReport
from ctreport.report.parts import names_of_places
from ctreport.report.pictures import named_in
from ctreport.report.render import CHART_SCHEME, NO_PICTURES, PICTURE_SCHEME, asset, print_html
from ctreport.report.structure import finish_structure, remember_boxes
from ctreport.report.tagging import finished

Part = Chart | tuple[str, bytes]  # what is fetched: a chart, or a picture's media type and content

_LOGGER = logging.getLogger("weasyprint")
_VARIANT: dict[str, Any] = {
    "pdf_variant": "pdf/ua-1",
    "pdf_identifier": b"ctreport",
    "uncompressed_pdf": True,  # compressed when its tags are finished
}
_PRESS = threading.Lock()  # the fonts and the log belong to the process


class PdfError(RuntimeError):
    """The PDF could not be made as it should be."""


@dataclass(frozen=True)
class Press:
    """A document with all that it is laid out with. ``errors`` fills with what WeasyPrint reports while it works."""

    document: Any
    settings: dict[str, Any]
    errors: list[str]


def pdf_of(report: AnnualReport, pictures: Mapping[str, bytes] = NO_PICTURES) -> bytes:
    """Return the report as PDF. The same facts give the same bytes.

    ``pictures`` holds the pictures that the facts name. Raises PdfError where WeasyPrint reports an error.
    """
    written = _laid_out(print_html(report), parts_of(report, pictures), brand_css(report))
    return finished(written, names_of_places(report))


def parts_of(report: AnnualReport, pictures: Mapping[str, bytes]) -> dict[str, Part]:
    """Return the charts and pictures of a report by the addresses that its markup gives them."""
    parts: dict[str, Part] = {f"{CHART_SCHEME}{chart.name}": chart for chart in report.all_charts}
    return parts | {f"{PICTURE_SCHEME}{one.name}": (one.media_type, pictures[one.name]) for one in named_in(report)}


@contextmanager
def press(html: str, parts: Mapping[str, Part], *styles: str) -> Iterator[Press]:
    """Make the press ready for the markup of a report, or of some of it; nobody else prints meanwhile.

    ``styles`` come after the style of all reports.
    """
    from weasyprint import CSS, HTML

    with _PRESS, _errors() as errors, _no_collecting():
        fonts, style = _press()
        fetcher = _fetcher(parts)
        document = HTML(string=html, base_url=asset("print.css").as_uri(), url_fetcher=fetcher)
        more = [CSS(string=one, font_config=fonts, url_fetcher=fetcher) for one in styles if one]
        yield Press(document, {"stylesheets": [style, *more], "font_config": fonts}, errors.messages)


def sheet_pdf(html: str, style: str, *, most_pages: int) -> bytes | None:
    """Return markup that is no report as PDF/UA, in a style that comes after print.css; None where it needs more pages.

    It can show no charts and no pictures. Raises PdfError where WeasyPrint reports an error.
    """
    with press(html, {}, style) as ready:
        document = ready.document.render(**ready.settings, **_VARIANT)
        written = _written(document) if len(document.pages) <= most_pages else None
    return finished(_without_errors(ready, written), {}) if written else None


def _laid_out(html: str, parts: Mapping[str, Part], *styles: str) -> bytes:
    with press(html, parts, *styles) as ready:
        written = _written(ready.document.render(**ready.settings, **_VARIANT))
    return _without_errors(ready, written)


def _written(document: Any) -> bytes:
    written: bytes = document.write_pdf(finisher=finish_structure, **_VARIANT)
    return written


def _without_errors(ready: Press, written: bytes) -> bytes:
    if ready.errors:
        raise PdfError("The PDF could not be made: " + "; ".join(ready.errors))
    return written


@cache
def _press() -> tuple[Any, Any]:
    """Load fonts and style once a process: parsing them takes longer than laying out some pages."""
    from PIL import ImageFile
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    # WeasyPrint has Pillow take damaged pictures for good ones, in the whole process: uploads must still be refused.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    _remember_page_references()
    remember_boxes()
    fonts = FontConfiguration()
    atexit.register(_press.cache_clear)  # its fonts are given back while Python still stands
    path = asset("print.css")
    return fonts, CSS(filename=str(path), base_url=path.as_uri(), font_config=fonts)


def _remember_page_references() -> None:
    """Make pydyf list the pages' references once for as many pages, not once for each element of the structure.

    pydyf 0.13 makes the list anew each time it is asked for, so that the time grows with the square of the pages.
    """
    import pydyf

    anew = pydyf.PDF.page_references.fget

    def page_references(pdf: Any) -> tuple[bytes, ...]:
        kept: tuple[int, tuple[bytes, ...]] = pdf.__dict__.get("_kept_references", (-1, ()))
        number = len(pdf.pages["Kids"])
        if kept[0] != number:
            kept = pdf.__dict__["_kept_references"] = (number, anew(pdf))
        return kept[1]

    pydyf.PDF.page_references = property(page_references)


def _fetcher(parts: Mapping[str, Part]) -> Any:
    """Return what WeasyPrint fetches with: charts and pictures of the report, neither network nor disk."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class PartFetcher(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:image/svg+xml"):
                return super().fetch(url, headers)
            if url not in parts:
                raise ValueError(f"The report has no such part: {url}")
            part = parts[url]
            media_type, content = ("image/svg+xml", svg_of(part)) if isinstance(part, Chart) else part
            return URLFetcherResponse(url, content, {"Content-Type": media_type})

    return PartFetcher()


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Keep Python from looking for garbage meanwhile: among a layout's many boxes it finds none, and takes a fifth of
    the time to do so."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _errors(logging.Handler):  # noqa: N801 - used as a verb: with _errors() as errors
    """Collects what WeasyPrint reports as an error while it works."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())

    def __enter__(self) -> _errors:
        self._level = _LOGGER.level
        _LOGGER.setLevel(logging.ERROR)
        _LOGGER.addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        _LOGGER.removeHandler(self)
        _LOGGER.setLevel(self._level)
