"""Footnotes as Word knows them. A footnote that is marked in several places stands where it is marked first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart

from ctreport.report.facts import Footnote, Run
from ctreport.report.word.markup import Element, bookmark_name, field, run_of, w

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


class Footnotes:
    """The footnotes of a document, which are added as their marks are set."""

    def __init__(self, document: Any, footnotes: Iterable[Footnote]) -> None:
        """Add a part for footnotes to the document: ids below 1 are the lines that part them from the text."""
        self._texts = {one.number: one.runs for one in footnotes}
        self._set: set[int] = set()
        self._counted = 0  # how many Word has counted
        self._all = w(
            "footnotes",
            w("footnote", w("p", w("r", w("separator"))), type="separator", id=-1),
            w("footnote", w("p", w("r", w("continuationSeparator"))), type="continuationSeparator", id=0),
        )
        package = document.part.package
        self.part = XmlPart(PackURI("/word/footnotes.xml"), _TYPE, self._all, package)
        document.part.relate_to(self.part, RELATIONSHIP_TYPE.FOOTNOTES)

    def mark(self, number: int, write: Callable[[Iterable[Run], Any], list[Element]]) -> list[Element]:
        """Return a mark. ``write`` makes elements of runs, for a part of the document.

        Word counts footnotes itself. Where that would give another number than the report's, the report's is written.
        """
        if number in self._set or number not in self._texts:
            return field(f"NOTEREF {_bookmark(number)} \\f \\h", [run_of(str(number), _superscript())])
        self._set.add(number)
        is_counted = number == self._counted + 1
        self._counted += is_counted
        own = [] if is_counted else [run_of(str(number), _superscript())]
        text = [w("r", w("rPr", _superscript()), w("footnoteRef"))] if is_counted else own
        style = w("pPr", w("pStyle", val="FootnoteText"))
        self._all.append(
            w("footnote", w("p", style, *text, run_of(" "), *write(self._texts[number], self.part)), id=number)
        )
        reference = w("footnoteReference", id=number)
        if not is_counted:
            reference = w("footnoteReference", customMarkFollows=1, id=number)
        marked = w("r", w("rPr", _superscript()), reference)
        if not is_counted:
            marked.append(own[0][-1])
        return [
            w("bookmarkStart", id=10_000 + number, name=_bookmark(number)),
            marked,
            w("bookmarkEnd", id=10_000 + number),
        ]


def _superscript() -> Element:
    return w("rStyle", val="FootnoteReference")


def _bookmark(number: int) -> str:
    return bookmark_name(f"footnote-{number}")
