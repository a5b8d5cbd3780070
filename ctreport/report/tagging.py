"""Finishes the content of a PDF that WeasyPrint made, so that it is PDF/UA-1 in substance and not in name alone.

WeasyPrint 70 tags running heads and page numbers as if they were text but hangs them on nothing; gives header cells
no scope; and leaves links without the flag that lets them be printed. ISO 14289-1 (PDF/UA-1) asks for artefacts (7.1),
a scope or ids (7.5) and described links (7.18). What the tags say of each other is put in order before: see
``structure``.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pikepdf import Dictionary, Pdf

_MARKED = re.compile(rb"/\w+\s+<<\s*/MCID (\d+)\s*>>\s+BDC")
_ARTEFACT = b"/Artifact <</Type /Pagination>> BDC"
_PRINT = 4  # the annotation flag "print"
_POINTS = 0.75  # points in a CSS pixel


def finished(pdf: bytes, places: Mapping[str, str]) -> bytes:
    """Return the PDF with its tags finished, compressed, the same bytes for the same input.

    ``places`` gives the words for the anchors that links lead to.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        heights: dict[Any, float] = {page.objgen: float(page.mediabox[3]) for page in document.pages}
        linked = {element.objgen for element in _finish_elements(document, heights)}
        _mark_artefacts(document, linked)
        _finish_links(document, places)
        out = io.BytesIO()
        document.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return out.getvalue()


def _finish_elements(document: Pdf, heights: Mapping[Any, float]) -> Iterator[Dictionary]:
    """Walk the structure that hangs together; give header cells their scope and pictures their place."""
    waiting: list[tuple[Any, str]] = [(document.Root.StructTreeRoot.K[0], "")]
    while waiting:
        element, part = waiting.pop()
        yield element
        kind = str(element.S)
        if kind == "/THead":
            part = "/Column"
        elif kind == "/TBody":
            part = "/Row"
        elif kind in ("/TH", "/TD"):
            _finish_cell(element, part)
        elif kind == "/Figure" and "/A" in element:
            _place_figure(element, heights[element.Pg.objgen])
        waiting += [(kid, part) for kid in element.K if _is_element(kid)]


def _is_element(kid: Any) -> bool:
    return not isinstance(kid, int) and "/S" in kid


def _finish_cell(cell: Dictionary, scope: str) -> None:
    from pikepdf import Name

    if cell.S == Name.TH:
        cell.A.Scope = Name(scope or "/Column")
    # A scope says it all. The ids are those of a page's own header cells, which read out again are artefacts.
    for holder, key in ((cell, "/ID"), (cell.A, "/Headers")):
        if key in holder:
            del holder[key]


def _place_figure(figure: Dictionary, height: float) -> None:
    """Give the box of a picture in the PDF's measure: points from the foot of the page."""
    left, top, right, bottom = (float(number) * _POINTS for number in figure.A.BBox)
    figure.A.BBox = [round(number, 2) for number in (left, height - bottom, right, height - top)]


def _mark_artefacts(document: Pdf, linked: set[Any]) -> None:
    """Turn marked content that hangs on no element into artefacts: that of the page's margins, and repeated heads."""
    numbers: Any = document.Root.StructTreeRoot.ParentTree.Nums
    by_page = {int(numbers[place]): numbers[place + 1] for place in range(0, len(numbers), 2)}
    for page in document.pages:
        owners = by_page[int(page.obj.StructParents)]
        loose = {number for number, owner in enumerate(owners) if owner.objgen not in linked}
        page.obj.Contents.write(_without_marks(page.obj.Contents.read_bytes(), loose))
        for number in loose:
            owners[number] = None


def _without_marks(content: bytes, loose: set[int]) -> bytes:
    return _MARKED.sub(lambda mark: _ARTEFACT if int(mark[1]) in loose else mark[0], content)


def _finish_links(document: Pdf, places: Mapping[str, str]) -> None:
    for page in document.pages:
        for annotation in page.obj.get("/Annots", ()):
            annotation.F = _PRINT
            target = str(annotation.get("/Dest", ""))
            if target:
                annotation.Contents = f"Go to {places.get(target) or target.partition('-')[2] or target}"
