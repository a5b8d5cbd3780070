"""A Word document in the making: headings, paragraphs, lists, tables, pictures, with what makes them accessible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import groupby
from typing import Any, NamedTuple

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm

from ctreport.charts.sheet import cleaned
from ctreport.report.facts import AnnualReport, Block, Run
from ctreport.report.word.footnotes import Footnotes
from ctreport.report.word.markup import Element, bookmark_name, field_start, run_of, w
from ctreport.report.word.styles import NUMBERS, indent_of

WIDTH = 9638  # of a column of text, in twentieths of a point: A4 less 20 mm on each side
SHORT = 10  # rows of a table that is kept on one page


class Column(NamedTuple):
    """A column of a table: its head, how wide it is beside the others, and whether it holds numbers."""

    head: str
    share: int
    is_number: bool = False


class _Cell(NamedTuple):
    width: int
    is_number: bool

    @property
    def style(self) -> str:
        return "TableNumber" if self.is_number else "TableText"


def plain(text: str) -> tuple[Run, ...]:
    """Return a text as a run of its own."""
    return (Run("text", text),)


def bold(text: str) -> tuple[Run, ...]:
    """Return a text as a bold run."""
    return (Run("text", text, is_bold=True),)


def marks(numbers: Iterable[int]) -> tuple[Run, ...]:
    """Return the marks of footnotes as runs."""
    return tuple(Run("note", str(number)) for number in numbers)


class Paper:
    """Adds to the end of a document."""

    def __init__(self, document: Any, report: AnnualReport) -> None:
        self._document = document
        self._body = document.element.body
        self._numbering = document.part.numbering_part.element
        self._footnotes = Footnotes(document, report.footnotes)
        self._bookmarks: set[str] = set()
        self._lists = 1  # lists begun; the first is that of bullets

    def heading(self, runs: Iterable[Run], level: int, anchor: str = "", *, on_new_page: bool = False) -> None:
        """Add a heading; level 1 is that of a chapter."""
        self.paragraph(runs, f"Heading{level}", anchor, *([w("pageBreakBefore")] if on_new_page else []))

    def paragraph(self, runs: Iterable[Run], style: str = "Normal", anchor: str = "", *looks: Element) -> None:
        """Add a paragraph. ``anchor`` is a place of the report to which links lead; ``looks`` are its properties."""
        self._add(w("p", w("pPr", w("pStyle", val=style), *looks), *self._marked(anchor, self._runs(runs))))

    def blocks(self, blocks: Iterable[Block], level: int = -1, style: str = "Normal") -> None:
        """Add a text. Within an item of a list ``level`` is that of the list, from 0."""
        for block in blocks:
            if block.kind == "heading":
                self.heading(block.runs, 2)
            elif block.kind == "quote":
                self.blocks(block.blocks, level, "Quote")
            elif block.kind in ("bullets", "numbers"):
                self._list(block, level + 1)
            elif level >= 0:
                self.beneath(block.runs, level)
            else:
                self.paragraph(block.runs, style)

    def _list(self, block: Block, level: int) -> None:
        is_numbered = block.kind == "numbers"
        key = self._new_numbers(level) if is_numbered else 1
        for first, *rest in block.items:
            if first.runs and first.kind == "paragraph":
                self.item(first.runs, level, key=key, style="ListNumber" if is_numbered else "ListBullet")
                self.blocks(rest, level)
            else:  # an item that begins with a list or a quotation
                self.item((), level, key=key, style="ListNumber" if is_numbered else "ListBullet")
                self.blocks((first, *rest), level)

    def _new_numbers(self, level: int) -> int:
        """Begin a list of numbers at 1, and return its id."""
        self._lists += 1
        start = w("lvlOverride", w("startOverride", val=1), ilvl=level)
        self._numbering.append(w("num", w("abstractNumId", val=NUMBERS), start, numId=self._lists))
        return self._lists

    def item(
        self, runs: Iterable[Run], level: int = 0, anchor: str = "", *, key: int = 1, style: str = "ListBullet"
    ) -> None:
        """Add an item of a list; ``key`` is the list's id, 1 that of bullets."""
        self.paragraph(runs, style, anchor, w("numPr", w("ilvl", val=level), w("numId", val=key)))

    def beneath(self, runs: Iterable[Run], level: int = 0, style: str = "ListContinue") -> None:
        """Add a paragraph that belongs to the item of a list before it."""
        self.paragraph(runs, style, "", w("ind", left=indent_of(level)))

    def table(
        self, caption: str, columns: Sequence[Column], rows: Iterable[Sequence[Iterable[Run]]], anchor: str = ""
    ) -> None:
        """Add a table under its caption. Its head is marked as such and repeated on each page."""
        self.paragraph(plain(caption), "Caption", anchor)
        total = sum(column.share for column in columns)
        cells = [_Cell(WIDTH * column.share // total, column.is_number) for column in columns]
        filled = list(rows)
        last = len(filled) - 1 if len(filled) <= SHORT else 0
        table = w("tbl", *_table_start(caption, [cell.width for cell in cells]))
        table.append(self._row([bold(column.head) for column in columns], cells, is_head=True))
        for place, row in enumerate(filled):
            table.append(self._row(row, cells, keeps=place < last))
        self._add(table)
        self.paragraph((), "TableText")  # two tables that touch would be one

    def _row(
        self, row: Sequence[Iterable[Run]], cells: Sequence[_Cell], *, is_head: bool = False, keeps: bool = False
    ) -> Element:
        kept = is_head or keeps
        made = [
            w(
                "tc",
                w("tcPr", w("tcW", w=cell.width, type="dxa")),
                w(
                    "p",
                    w("pPr", w("pStyle", val=cell.style), *([w("keepNext")] if kept else [])),
                    *self._runs(runs),
                ),
            )
            for runs, cell in zip(row, cells, strict=True)
        ]
        return w("tr", w("trPr", w("cantSplit"), *([w("tblHeader")] if is_head else [])), *made)

    def picture(self, content: bytes, alt: str, *, width: float, anchor: str = "") -> None:
        """Add a picture with its alternative text; ``width`` is in millimetres."""
        inline = self._document.part.new_pic_inline(BytesIO(content), width=Mm(width))
        for side in "LRTB":
            inline.set(f"dist{side}", "0")
        inline.docPr.set("descr", cleaned(alt))
        inline.docPr.set("name", f"Picture {inline.docPr.id}")
        inline.graphic.graphicData.pic.nvPicPr.cNvPr.set("name", f"Picture {inline.docPr.id}")
        drawn = [w("r", w("drawing", inline))]
        self._add(w("p", w("pPr", w("pStyle", val="Normal"), w("keepNext")), *self._marked(anchor, drawn)))

    def contents(self, entries: Sequence[tuple[str, str, int]]) -> None:
        """Add a table of contents: texts with their anchors and levels. Word adds the pages when it is updated."""
        self.paragraph(plain("Contents"), "TOCHeading")
        last = len(entries) - 1
        for number, (text, anchor, level) in enumerate(entries):
            link = w("hyperlink", run_of(text), anchor=bookmark_name(anchor), history=1)
            before = field_start('TOC \\o "1-2" \\h \\z \\u') if number == 0 else []
            after = [w("r", w("fldChar", fldCharType="end"))] if number == last else []
            self._add(w("p", w("pPr", w("pStyle", val=f"TOC{level}")), *before, link, *after))

    def _runs(self, runs: Iterable[Run]) -> list[Element]:
        return self._written(runs, self._document.part)

    def _written(self, runs: Iterable[Run], part: Any) -> list[Element]:
        written: list[Element] = []
        for address, group in groupby(runs, lambda run: run.address):
            inner = [element for run in group for element in self._run(run)]
            written += [self._link(address, inner, part)] if address else inner
        return written

    def _run(self, run: Run) -> list[Element]:
        if run.kind == "note":
            return self._footnotes.mark(int(run.text), self._written)
        looks = [w("rStyle", val="Hyperlink")] if run.address else []
        looks += [w("b")] if run.is_bold else []
        looks += [w("i")] if run.is_italic else []
        return [run_of(run.text, *looks)]

    def _link(self, address: str, inner: list[Element], part: Any) -> Element:
        if address.startswith("#"):
            return w("hyperlink", *inner, anchor=bookmark_name(address[1:]), history=1)
        link = w("hyperlink", *inner, history=1)
        link.set(qn("r:id"), part.relate_to(cleaned(address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        return link

    def _marked(self, anchor: str, elements: list[Element]) -> list[Element]:
        """Put a bookmark around elements: the first time that a place of the report is named."""
        if not anchor or anchor in self._bookmarks:
            return elements
        self._bookmarks.add(anchor)
        key = len(self._bookmarks)
        start = w("bookmarkStart", id=key, name=bookmark_name(anchor))
        return [start, *elements, w("bookmarkEnd", id=key)]

    def _add(self, element: Element) -> None:
        self._body.insert(len(self._body) - 1, element)  # the last element is the page's own


def _table_start(caption: str, widths: Sequence[int]) -> tuple[Element, Element]:
    """Return what stands before the rows of a table: its look, its alternative text, its columns."""
    look = {"firstRow": 1, "lastRow": 0, "firstColumn": 1, "lastColumn": 0, "noHBand": 1, "noVBand": 1}
    return (
        w(
            "tblPr",
            w("tblStyle", val="ReportTable"),
            w("tblW", w=sum(widths), type="dxa"),
            w("tblLayout", type="fixed"),
            w("tblLook", val="06A0", **look),
            w("tblCaption", val=cleaned(caption)),
        ),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
    )
