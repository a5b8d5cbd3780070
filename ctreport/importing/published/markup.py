"""HTML to lines: headings, lists with their nesting, paragraphs and tables. Scripts, styles and forms are not text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from ctreport.importing.published.decoding import clean
from ctreport.importing.published.limits import MAX_LINES, TOO_LONG, PublishedReportError
from ctreport.importing.published.lines import Line, plain_lines, split_marker
from ctreport.importing.published.tables import Cell, arrange

_UNSEEN = frozenset(
    {"script", "style", "template", "svg", "math", "iframe", "object", "noscript", "select", "textarea"}
)
_ASIDE = frozenset({"nav", "footer", "button"})
_BLOCKS = frozenset(
    """
    address article aside blockquote body caption dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6
    header hr html li main menu ol p pre section summary table tbody td tfoot th thead tr ul
    """.split()  # noqa: SIM905
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ul", "ol", "menu", "dl"})
_STRONG = frozenset({"strong", "b"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_SPACES = re.compile(r"[ \t\r\n\f]+")
MAX_TAGS = 200_000  # a page of a report has some hundreds
_STEP = 4  # how far one level of a list is set in


@dataclass
class _Page:
    """What the parser meets, as it goes: a target for lxml's parser, which has no depth of its own to overflow."""

    lines: list[Line] = field(default_factory=list)
    aside: list[Line] = field(default_factory=list)
    title: str = ""
    stack: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    unseen: int = 0
    asides: int = 0
    heading_buttons: int = 0  # those that fold a section away are its heading, and no aside
    lists: int = 0
    strong: int = 0
    heading: int = 0
    gap: int = 0
    count: int = 0
    marker: bool = False  # an item has begun and its text has not
    in_item: int = 0  # depth of the item that paragraphs now go on with
    seen: int = 0  # characters of the block so far
    seen_strong: int = 0
    is_closed: bool = True
    tables: int = 0
    grid: list[list[Cell]] = field(default_factory=list)
    tags: int = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take an opening tag."""
        tag = str(tag).rsplit("}", 1)[-1].lower()
        self.tags += 1
        if self.tags > MAX_TAGS or self.count > MAX_LINES:
            raise PublishedReportError(TOO_LONG)
        if tag not in _VOID:
            self.stack.append(tag)
            self.unseen += tag in _UNSEEN
        if self.unseen or tag == "title":
            return
        if tag == "br":
            self.flush(is_break=True)
        elif tag in _BLOCKS or tag in _ASIDE:
            self.flush()
            self._open(tag)
        self.strong += tag in _STRONG

    def _open(self, tag: str) -> None:
        if tag == "button" and self.heading:
            self.heading_buttons += 1
        else:
            self.asides += tag in _ASIDE
        self.heading = int(tag[1]) if tag in _HEADINGS else self.heading
        if tag in _LISTS:
            self.lists += 1
            self.gap += self.lists == 1
        elif tag in ("li", "dd"):
            self.marker, self.in_item = True, 0
        elif tag == "hr":
            self.gap += 2
        elif tag == "p" and not self.lists:
            self.gap += 1
        elif tag == "table":
            self.tables += 1
            if self.tables == 1:
                self.grid = []
        elif tag == "tr" and self.tables == 1:
            self.grid.append([])
        elif tag in ("td", "th") and self.tables == 1:
            self.grid = self.grid or [[]]
            self.grid[-1].append([])

    def end(self, tag: str) -> None:
        """Take a closing tag."""
        tag = str(tag).rsplit("}", 1)[-1].lower()
        if tag in _VOID or tag not in self.stack[-1:]:
            return
        self.stack.pop()
        if tag in _UNSEEN:
            self.unseen -= 1
        elif tag in _STRONG:
            self.strong -= 1
        elif not self.unseen and (tag in _BLOCKS or tag in _ASIDE):
            self.flush()
            self._close(tag)

    def _close(self, tag: str) -> None:
        if tag == "button" and self.heading_buttons:
            self.heading_buttons -= 1
        else:
            self.asides -= tag in _ASIDE
        if tag in _HEADINGS:
            self.heading = 0
        elif tag in _LISTS:
            self.lists -= 1
            self.marker, self.in_item = False, 0
        elif tag == "li":
            self.marker, self.in_item = False, 0
        elif tag == "table":
            self.tables -= 1
            if not self.tables:
                self.lines += arrange(self.grid)

    def data(self, text: str) -> None:
        """Take text."""
        if self.unseen:
            return
        if "title" in self.stack[-1:]:
            self.title += text
            return
        self.text.append(text)
        size = len(text.strip())
        self.seen += size
        self.seen_strong += size if self.strong else 0

    def flush(self, *, is_break: bool = False) -> None:
        """End the line of text that has been gathered."""
        text = _SPACES.sub(" ", clean("".join(self.text))[0]).strip()
        strong = self.seen > 0 and self.seen == self.seen_strong
        self.text, self.seen, self.seen_strong = [], 0, 0
        if not text:
            self.gap += is_break
        else:
            self.count += 1
            for line in self._read(text, strong):
                self._put(line)
            self.gap = 0
        self.is_closed = not is_break

    def _read(self, text: str, strong: bool) -> list[Line]:
        line = Line(text, f"paragraph {self.count}", gap=self.gap, heading=self.heading, strong=strong)
        if self.lists:
            joins = not self.marker and bool(self.in_item)
            line = replace(line, indent=_STEP * self.lists, marker="•" if self.marker else "", joins=joins)
            self.marker, self.in_item = False, self.lists
            is_typed = line.marker and not text[0].isdigit()  # a bullet typed inside an item that has one already
            return [replace(line, text=split_marker(text)[1]) if is_typed else line]
        if self.heading:
            return [replace(line, closed=True)]
        read = plain_lines(text)
        if any(part.marker for part in read):
            return [
                replace(line, text=part.text, marker=part.marker, gap=line.gap if not at else 0)
                for at, part in enumerate(read)
            ]
        return [replace(line, closed=self.is_closed)]

    def _put(self, line: Line) -> None:
        if self.asides:
            self.aside.append(line)
        elif self.tables and self.grid and self.grid[-1]:
            self.grid[-1][-1].append(line)
        else:
            self.lines.append(line)

    def comment(self, text: str) -> None:
        """Leave a comment out."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Leave an instruction out."""

    def close(self) -> _Page:
        """End the page, however it breaks off."""
        self.flush()
        if self.tables:
            self.lines += arrange(self.grid)
        return self


@dataclass(frozen=True)
class Page:
    """A page's lines; those of its menus and footers apart; and the title in its head."""

    lines: list[Line]
    aside: list[Line]
    title: str


def html_page(text: str) -> Page:
    """Read an HTML page, or a piece of one, however badly nested."""
    parser = etree.HTMLParser(target=_Page(), encoding="utf-8", huge_tree=True)
    parser.feed(text.encode("utf-8", errors="replace"))
    page: _Page = parser.close()
    return Page(page.lines, page.aside, _SPACES.sub(" ", page.title).strip())
