"""Pictures of a PDF's pages, as a reader's screen shows them."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

WIDTH = 1_000  # pixels: sharp in half of a wide screen, and on a phone that shows three pixels for one
MEDIA_TYPE = "image/png"
_COLOURS = 128  # of text, lines and flat grounds nothing is lost to the eye, and two thirds of the bytes are
_PDFIUM = threading.Lock()  # PDFium may be used by one thread at a time


@dataclass(frozen=True)
class PageImage:
    """A page as a picture, with its size in pixels."""

    content: bytes
    width: int
    height: int


@dataclass(frozen=True)
class Mark:
    """A line of a PDF's outline: its words and the number of the page to which it leads."""

    words: str
    page: int


def images_of(pdf: bytes) -> list[PageImage]:
    """Return all pages of a PDF as pictures."""
    with _opened(pdf) as document:
        return [_drawn(document[number]) for number in range(len(document))]


def image_of(pdf: bytes, number: int) -> PageImage:
    """Return one page as a picture; pages count from 1. Raises LookupError where there is no such page."""
    with _opened(pdf) as document:
        if not 1 <= number <= len(document):
            raise LookupError(f"There is no page {number}.")
        return _drawn(document[number - 1])


def outline_of(pdf: bytes) -> tuple[int, list[Mark]]:
    """Return how many pages a PDF has, and the first level of its outline."""
    with _opened(pdf) as document:
        return len(document), list(_marks(document))


def _marks(document: Any) -> Iterator[Mark]:
    for one in document.get_toc():
        place = one.get_dest()
        if one.level == 0 and place is not None and place.get_index() is not None:
            yield Mark(one.get_title(), place.get_index() + 1)


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    import pypdfium2

    with _PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()


def _drawn(page: Any) -> PageImage:
    from PIL import Image

    picture = page.render(scale=WIDTH / page.get_width()).to_pil().convert("RGB")
    out = io.BytesIO()
    few = picture.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(out, "PNG", compress_level=6)
    return PageImage(out.getvalue(), picture.width, picture.height)
