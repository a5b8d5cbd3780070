"""XLSX: the parts of a workbook around its sheets (ECMA-376, transitional and strict)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from ctreport.importing.sheets.amounts import GENERAL, NumberFormat
from ctreport.importing.sheets.archive import Archive
from ctreport.importing.sheets.cells import Sheet
from ctreport.importing.sheets.collecting import Collector
from ctreport.importing.sheets.escaping import from_xlsx, restore
from ctreport.importing.sheets.limits import Limits, SheetError
from ctreport.importing.sheets.markup import Attributes, MarkupReader
from ctreport.importing.sheets.number_formats import BUILT_IN, read_format
from ctreport.importing.sheets.reading import HEAD_WITHIN, Peek
from ctreport.importing.sheets.xlsx_sheet import SheetHandler, Strings, named

_RELATIONSHIP = "http://schemas.openxmlformats.org/package/2006/relationships Relationship"
_ID = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships id",
)
_STYLES_MOST = 65_536  # cell formats that a workbook may have


class _SheetPart(NamedTuple):
    name: str
    hidden: bool
    part: str


class XlsxBook:
    """An Excel workbook."""

    def __init__(self, archive: Archive, limits: Limits) -> None:
        self._archive = archive
        self._limits = limits
        self._markup = MarkupReader(limits)
        self._since_1904 = False
        self._found: list[tuple[str, bool, str]] = []
        workbook = self._target("_rels/.rels", "", "/officeDocument") or "xl/workbook.xml"
        self._read_workbook(workbook)
        folder, name = posixpath.split(workbook)
        relations = self._relations(f"{folder}/_rels/{name}.rels", folder)
        self._sheets = [
            _SheetPart(name, hidden, relations[key][1])
            for name, hidden, key in self._found
            if key in relations and relations[key][0].endswith("/worksheet")
        ]
        by_type = {kind.rpartition("/")[2]: part for kind, part in relations.values()}
        self._formats = self._read_formats(by_type.get("styles", ""))
        self._strings_part = by_type.get("sharedStrings", "")
        self._strings: list[str] | None = None
        self.notes: list[str] = []
        if any(name.startswith("xl/externalLinks/") for name in archive.names):
            self.notes.append("The workbook is linked to other files. Values from there were read as stored with it.")

    @property
    def names(self) -> list[str]:
        """The names of the visible sheets."""
        return [sheet.name for sheet in self._sheets if not sheet.hidden]

    def peeks(self) -> Iterator[Peek]:
        """Yield the first rows of each sheet."""
        for place, sheet in enumerate(self._sheets):
            yield Peek(place, sheet.name, sheet.hidden, self._collect(place, HEAD_WITHIN).rows)

    def read(self, place: int) -> Sheet:
        """Read a sheet in full."""
        return self._collect(place, None).sheet()

    def _collect(self, place: int, enough: int | None) -> Collector:
        collector = Collector(self._limits, enough=enough)
        handler = SheetHandler(collector, self._shared_strings(), self._formats, since_1904=self._since_1904)
        pieces = self._archive.pieces(self._sheets[place].part)
        for _ in self._markup.steps(pieces, handler.starts, handler.ends, handler.text):
            if collector.full:
                break
        return collector

    def _read_workbook(self, part: str) -> None:
        def sheet(attributes: Attributes) -> None:
            if len(self._found) >= self._limits.sheets:
                raise SheetError(f"The workbook has more than {self._limits.sheets} sheets.")
            key = next((attributes[name] for name in _ID if name in attributes), "")
            self._found.append((attributes.get("name", ""), attributes.get("state", "visible") != "visible", key))

        def properties(attributes: Attributes) -> None:
            self._since_1904 = attributes.get("date1904", "0") in ("1", "true")

        self._markup.read(self._archive.pieces(part), named({"sheet": sheet, "workbookPr": properties}), {})

    def _relations(self, part: str, folder: str) -> dict[str, tuple[str, str]]:
        """Return the type and the target's name of each relation within the file, by its key."""
        relations: dict[str, tuple[str, str]] = {}

        def relation(attributes: Attributes) -> None:
            target = attributes.get("Target", "")
            if attributes.get("TargetMode") != "External" and len(target) < 500:
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                relations[attributes.get("Id", "")] = (attributes.get("Type", ""), posixpath.normpath(path))

        if part in self._archive:
            self._markup.read(self._archive.pieces(part), {_RELATIONSHIP: relation}, {})
        return relations

    def _target(self, part: str, folder: str, kind: str) -> str:
        targets = (target for named_as, target in self._relations(part, folder).values() if named_as.endswith(kind))
        return next(targets, "")

    def _read_formats(self, part: str) -> dict[str, NumberFormat]:
        """Return how numbers are shown, by the number of the cell format."""
        codes: dict[str, str] = {}
        formats: dict[str, NumberFormat] = {}
        inside = [False]

        def code(attributes: Attributes) -> None:
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")

        def cell_format(attributes: Attributes) -> None:
            if inside[0] and len(formats) < _STYLES_MOST:
                key = attributes.get("numFmtId", "0")
                found = codes.get(key) or (BUILT_IN.get(int(key)) if key.isdecimal() and len(key) < 6 else None)
                formats[str(len(formats))] = read_format(found) if found else GENERAL

        def enter(_: Attributes) -> None:
            inside[0] = True

        def leave() -> None:
            inside[0] = False

        if part in self._archive:
            starts = named({"numFmt": code, "xf": cell_format, "cellXfs": enter})
            self._markup.read(self._archive.pieces(part), starts, named({"cellXfs": leave}))
        return formats

    def _shared_strings(self) -> list[str]:
        if self._strings is None:
            reader = Strings(self._limits)
            if self._strings_part in self._archive:
                pieces = self._archive.pieces(self._strings_part)
                self._markup.read(pieces, reader.starts, reader.ends, reader.text)
            self._strings = [restore(from_xlsx(text)) for text in reader.strings]
        return self._strings
