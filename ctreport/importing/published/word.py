"""DOCX to lines: paragraphs with their list level, headings by style, tables. The file is taken as hostile."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from ctreport.importing.published.decoding import clean
from ctreport.importing.published.limits import (
    MAX_PART_BYTES,
    MAX_PARTS,
    MAX_UNPACKED_BYTES,
    PublishedReportError,
)
from ctreport.importing.published.lines import Line, plain_lines, split_marker
from ctreport.importing.published.tables import Cell, arrange

# Word writes the transitional names, or the strict ones of ISO/IEC 29500; both are read.
_NAMES = re.compile(r"\{http://(?:schemas\.openxmlformats\.org|purl\.oclc\.org/ooxml)/wordprocessingml/[^}]*\}")
_HEADING_STYLE = re.compile(r"(?:heading|überschrift|titre)\s*([1-9])", re.IGNORECASE)
_LIST_STYLE = re.compile(r"(?:list (?:bullet|number)|bullets?(?: list)?|numbered list)\s*([1-9]?)", re.IGNORECASE)
_TWIPS_A_STEP = 360  # Word sets each level of a list in by a quarter of an inch or more
_STEP = 4
NOT_WORD = "This is not a Word document (.docx), or it is damaged. Open it in Word, save it again, or paste its text."
_SKIPPED = frozenset({"del", "moveFrom", "delText", "instrText", "fldData", "pPr", "rPr", "drawing", "pict", "object"})


@dataclass(frozen=True)
class Style:
    """What a paragraph style says of its paragraphs."""

    heading: int = 0
    list_level: int | None = None
    is_bold: bool = False


@dataclass
class _Walk:
    """The way through a document, and how many empty paragraphs lie before the next line."""

    styles: dict[str, Style]
    gap: int = 0
    count: int = 0
    list_name: str = ""  # the list that the paragraph before belongs to

    def enters(self, list_name: str, level: int | None) -> int:
        """Say whether a paragraph begins another list right after the last; that parts them as an empty line does."""
        before, self.list_name = self.list_name, list_name if level is not None else ""
        return int(level == 0 and bool(before) and bool(list_name) and before != list_name)


def word_lines(data: bytes) -> tuple[list[Line], list[Line]]:
    """Read the lines of a DOCX file, and those of its footnotes apart.

    Raises PublishedReportError where the file is damaged, locked or hostile.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check(package)
            styles = _styles(_part(package, "word/styles.xml", is_needed=False))
            body = _part(package, "word/document.xml")
            notes = _part(package, "word/footnotes.xml", is_needed=False)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError, RuntimeError) as error:
        if isinstance(error, PublishedReportError):
            raise
        raise PublishedReportError(NOT_WORD) from error
    root = next((child for child in body if _name(child) == "body"), None) if body is not None else None
    if root is None:
        raise PublishedReportError(NOT_WORD)
    return list(_container(root, _Walk(styles), depth=0)), list(_footnotes(notes))


def _footnotes(root: etree._Element | None) -> Iterator[Line]:
    for number, note in enumerate(root if root is not None else (), start=1):
        for line in _container(note, _Walk({}), depth=0):
            yield replace(line, place=f"footnote {number}")


def _check(package: zipfile.ZipFile) -> None:
    entries = package.infolist()
    if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        raise PublishedReportError("This file unpacks to far more than a report holds, so it was not opened.")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise PublishedReportError("This file has a password. Save it without one, or paste its text.")
    names = {entry.filename for entry in entries}
    if "word/document.xml" not in names:
        is_other = names & {"xl/workbook.xml", "ppt/presentation.xml", "content.xml"}
        raise PublishedReportError(
            "This is another kind of office file. Save it as a Word document (.docx)." if is_other else NOT_WORD
        )


def _part(package: zipfile.ZipFile, name: str, *, is_needed: bool = True) -> etree._Element | None:
    """Read one part of the package, never more than is allowed whatever it declares, without entities or network."""
    try:
        entry = package.getinfo(name)
    except KeyError:
        if is_needed:
            raise PublishedReportError(NOT_WORD) from None
        return None
    with package.open(entry) as stream:
        data = stream.read(MAX_PART_BYTES + 1)
    if len(data) > MAX_PART_BYTES:
        raise PublishedReportError("This file unpacks to far more than a report holds, so it was not opened.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise PublishedReportError(NOT_WORD) from error
    if root.getroottree().docinfo.doctype:
        raise PublishedReportError("This file declares XML entities, which no Word document does. It was not read.")
    return root


def _name(element: etree._Element) -> str:
    return _NAMES.sub("", element.tag) if isinstance(element.tag, str) else ""


def _get(element: etree._Element | None, *path: str) -> etree._Element | None:
    for step in path:
        if element is None:
            return None
        element = next((child for child in element if _name(child) == step), None)
    return element


def _value(element: etree._Element | None, name: str = "val") -> str:
    if element is None:
        return ""
    return next((value for key, value in element.attrib.items() if _NAMES.sub("", str(key)) == name), "")


def _number(text: str) -> int:
    return int(text) if text.lstrip("-").isdigit() and len(text) < 8 else 0


def _styles(root: etree._Element | None) -> dict[str, Style]:
    raw = {_value(style, "styleId"): style for style in root if _name(style) == "style"} if root is not None else {}
    return {key: _style(key, raw, depth=0) for key in raw}


def _style(key: str, raw: dict[str, etree._Element], depth: int) -> Style:
    style = raw.get(key)
    if style is None or depth > 10:
        return Style()
    base = _style(_value(_get(style, "basedOn")), raw, depth + 1)
    name = _value(_get(style, "name"))
    heading, listed = _HEADING_STYLE.fullmatch(name), _LIST_STYLE.fullmatch(name)
    outline = _value(_get(style, "pPr", "outlineLvl"))
    level = int(heading[1]) if heading else 1 if name.casefold() == "title" else base.heading
    if not level and outline.isdigit() and int(outline) < 9:
        level = int(outline) + 1
    numbering = _get(style, "pPr", "numPr")
    list_level = base.list_level
    if listed:
        list_level = int(listed[1] or 1) - 1
    elif numbering is not None:
        list_level = _number(_value(_get(numbering, "ilvl")))
    return Style(level, None if level else list_level, base.is_bold or _is_on(_get(style, "rPr", "b")))


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and _value(element) not in ("0", "false", "off", "none")


def _container(parent: etree._Element, walk: _Walk, depth: int) -> Iterator[Line]:
    for child in parent:
        name = _name(child)
        if name == "p":
            yield from _paragraph(child, walk)
            for box in _text_boxes(child) if depth < 50 else ():
                yield from _container(box, walk, depth + 1)
        elif name == "tbl":
            yield from arrange(_grid(child, walk, depth + 1))
        elif name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag") and depth < 50:
            yield from _container(child, walk, depth + 1)


def _text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The text boxes anchored in a paragraph; the copy that Word keeps for older programs is left out."""
    if not any(
        _name(child) in ("drawing", "pict") or "AlternateContent" in str(child.tag) for child in paragraph.iter()
    ):
        return
    for box in paragraph.iter():
        if _name(box) == "txbxContent" and not any("Fallback" in str(parent.tag) for parent in box.iterancestors()):
            yield box


def _grid(table: etree._Element, walk: _Walk, depth: int) -> list[list[Cell]]:
    if depth > 20:
        raise PublishedReportError("This file nests tables far deeper than a report does. Paste its text instead.")
    rows = [child for child in table if _name(child) == "tr"]
    return [[list(_container(cell, walk, depth)) for cell in row if _name(cell) == "tc"] for row in rows]


def _paragraph(element: etree._Element, walk: _Walk) -> list[Line]:
    walk.count += 1
    pieces = list(_pieces(element))
    text = clean("".join(piece for piece, _ in pieces))[0]
    if not text.strip():
        walk.gap += 1
        return []
    style = walk.styles.get(_value(_get(element, "pPr", "pStyle")), Style())
    bold = style.is_bold or all(is_bold for piece, is_bold in pieces if piece.strip())
    line = Line("", f"paragraph {walk.count}", gap=walk.gap, heading=style.heading, strong=bold, closed=True)
    walk.gap = 0
    level = _level(element, style)
    line = replace(line, gap=line.gap + walk.enters(_value(_get(element, "pPr", "numPr", "numId")), level))
    if level is not None:
        flat = " ".join(text.split())
        return [replace(line, text=split_marker(flat)[1], indent=_STEP * (level + 1), marker="•", closed=False)]
    if style.heading:
        return [replace(line, text=" ".join(text.split()))]
    return _typed(text, line, _number(_value(_get(element, "pPr", "ind"), "left")))


def _typed(text: str, line: Line, left: int) -> list[Line]:
    """A paragraph outside Word's lists; its bullets may be typed, and line breaks may part its items."""
    indent = _STEP * max(left, 0) // _TWIPS_A_STEP
    read = plain_lines(text)
    return [
        replace(
            part,
            place=line.place,
            indent=part.indent + indent,
            gap=line.gap if not at else part.gap,
            strong=line.strong,
            closed=not at and not part.marker,
        )
        for at, part in enumerate(read)
    ]


def _level(element: etree._Element, style: Style) -> int | None:
    numbering = _get(element, "pPr", "numPr")
    if style.heading:
        return None
    if numbering is None:
        return style.list_level
    if _value(_get(numbering, "numId")) == "0":  # the list of the style is switched off
        return None
    own = _get(numbering, "ilvl")
    return _number(_value(own)) if own is not None else style.list_level or 0


def _pieces(element: etree._Element) -> Iterator[tuple[str, bool]]:
    """The text of a paragraph with whether it is bold; what was deleted under tracked changes is left out."""
    stack = [iter(element)]
    bold = [False]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            bold.pop()
            continue
        name = _name(child)
        if name == "t":
            yield child.text or "", bold[-1]
        elif name in ("tab", "br", "cr", "noBreakHyphen"):
            yield {"tab": "\t", "noBreakHyphen": "-"}.get(name, "\n"), bold[-1]
        elif name not in _SKIPPED:
            stack.append(iter(child))
            bold.append(_is_on(_get(child, "rPr", "b")) if name == "r" else bold[-1])
