"""XLSX: one sheet, and the texts that its cells share, as handlers of XML events."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from ctreport.importing.sheets.amounts import GENERAL, NumberFormat, shown_number
from ctreport.importing.sheets.cells import Kind, Merge, column_number
from ctreport.importing.sheets.collecting import LAST_ROW, Collector, RowInProgress
from ctreport.importing.sheets.dates import shown_date, shown_iso
from ctreport.importing.sheets.escaping import from_xlsx, restore
from ctreport.importing.sheets.limits import SAVE_AGAIN, Limits, SheetError
from ctreport.importing.sheets.markup import Attributes

NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})", re.ASCII)
_MEMORY = 50_000  # stored numbers whose text is kept, since they recur
_TRUE = ("1", "true")
Handler = TypeVar("Handler", bound=Callable[..., Any])


def named(handlers: Mapping[str, Handler]) -> dict[str, Handler]:
    """Return handlers by full element name, in both namespaces that workbooks use."""
    return {f"{space} {name}": handler for space in NAMESPACES for name, handler in handlers.items()}


class SheetHandler:
    """Turns the elements of a sheet into rows of cells."""

    def __init__(
        self, collector: Collector, strings: list[str], formats: dict[str, NumberFormat], *, since_1904: bool
    ) -> None:
        self._collector = collector
        self._strings = strings
        self._formats = formats
        self._since_1904 = since_1904
        self._most = collector.limits.text
        self._columns: dict[str, int] = {}
        self._shown: dict[tuple[str, str], tuple[str, Kind]] = {}
        self._row = RowInProgress(0, collector.limits.columns)
        self._row_number = self._column = self._length = 0
        self._hidden = self._capturing = self._formula = self._value = self._phonetic = False
        self._parts: list[str] = []
        self._type, self._style = "n", ""
        self.starts = named(
            {
                "row": self._start_row,
                "c": self._start_cell,
                "v": self._start_value,
                "t": self._start_value,
                "f": self._start_formula,
                "rPh": self._start_phonetic,
                "mergeCell": self._merge,
            }
        )
        ends = {"row": self._end_row, "c": self._end_cell, "v": self._end_value, "t": self._end_value}
        self.ends = named({**ends, "rPh": self._end_phonetic})

    def text(self, data: str) -> None:
        """Take the characters of a value."""
        if self._capturing:
            self._length += len(data)
            if self._length > self._most:
                raise SheetError(
                    f"A cell in row {self._row_number} holds more than {self._most:,} characters. Shorten it."
                )
            self._parts.append(data)

    def _start_row(self, attributes: Attributes) -> None:
        number = attributes.get("r")
        self._row_number += 1
        if number is not None:
            self._row_number = int(number) if number.isdecimal() and len(number) < 9 else 0
        if not 0 < self._row_number <= LAST_ROW:
            named = (number or f"{self._row_number}")[:20]
            raise SheetError(f"The workbook has a row “{named}”, which no spreadsheet has. {SAVE_AGAIN}")
        self._hidden = attributes.get("hidden") in _TRUE
        self._row = RowInProgress(self._row_number, self._collector.limits.columns)
        self._column = 0

    def _end_row(self) -> None:
        self._collector.add(self._row, hidden=self._hidden)

    def _start_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            letters = reference.rstrip("0123456789")
            self._column = self._columns.get(letters) or self._find_column(letters)
        self._type = attributes.get("t", "n")
        self._style = attributes.get("s", "")
        self._parts = []
        self._length = 0
        self._formula = self._value = self._capturing = False

    def _find_column(self, letters: str) -> int:
        column = column_number(letters)
        if not column:
            raise SheetError(f"The workbook has a cell “{letters[:20]}”, which no spreadsheet has. {SAVE_AGAIN}")
        self._columns[letters] = column
        return column

    def _start_value(self, _: Attributes) -> None:
        self._capturing = not self._phonetic
        self._value = True

    def _end_value(self) -> None:
        self._capturing = False

    def _start_formula(self, _: Attributes) -> None:
        self._formula = True

    def _start_phonetic(self, _: Attributes) -> None:
        self._phonetic = True

    def _end_phonetic(self) -> None:
        self._phonetic = False

    def _end_cell(self) -> None:
        raw = "".join(self._parts)
        if raw:
            text, kind = self._understand(raw)
        elif self._formula and not (self._type == "str" and self._value):
            text, kind = "", Kind.UNCOMPUTED
        else:
            return
        if kind is Kind.TEXT or raw == text:
            raw = text  # one string in memory, not two
        self._row.put(self._column, text, kind, raw)

    def _understand(self, raw: str) -> tuple[str, Kind]:
        kind = self._type
        if kind == "s":
            return self._shared(raw), Kind.TEXT
        if kind == "n":
            key = (raw, self._style)
            found = self._shown.get(key)
            if found is None:
                if len(self._shown) > _MEMORY:
                    self._shown.clear()
                found = self._shown[key] = self._number(raw)
            return found
        if kind in ("str", "inlineStr"):
            return restore(from_xlsx(raw)), Kind.TEXT
        if kind == "b":
            return ("TRUE" if raw.strip() in _TRUE else "FALSE"), Kind.BOOLEAN
        if kind == "d":
            return shown_iso(raw)
        return raw, Kind.ERROR if kind == "e" else Kind.NOT_A_NUMBER

    def _number(self, raw: str) -> tuple[str, Kind]:
        shape = self._formats.get(self._style or "0", GENERAL)
        if shape.kind in (Kind.DATE, Kind.TIME):
            return shown_date(raw, shape, since_1904=self._since_1904)
        return shown_number(raw, shape)

    def _shared(self, raw: str) -> str:
        number = int(raw) if raw.isdecimal() and len(raw) < 9 else len(self._strings)
        if number >= len(self._strings):
            raise SheetError(f"A cell in row {self._row_number} refers to a text that the workbook lacks. {SAVE_AGAIN}")
        return self._strings[number]

    def _merge(self, attributes: Attributes) -> None:
        match = _REFERENCE.fullmatch(attributes.get("ref", ""))
        if match:
            left, right = sorted((column_number(match[1]), column_number(match[3])))
            top, bottom = sorted((int(match[2]), int(match[4])))
            self._collector.merge(Merge(top, left, bottom, right))


class Strings:
    """Gathers the texts that cells share."""

    def __init__(self, limits: Limits) -> None:
        self.strings: list[str] = []
        self._limits = limits
        self._parts: list[str] = []
        self._characters = 0
        self._capturing = self._phonetic = False
        self.starts = named({"si": self._start, "t": self._start_text, "rPh": self._start_phonetic})
        self.ends = named({"si": self._end, "t": self._end_text, "rPh": self._end_phonetic})

    def text(self, data: str) -> None:
        """Take the characters of a text."""
        if self._capturing:
            self._characters += len(data)
            if self._characters > self._limits.characters:
                raise SheetError(f"The cells hold more than {self._limits.characters:,} characters. Split the file.")
            self._parts.append(data)

    def _start(self, _: Attributes) -> None:
        self._parts = []

    def _end(self) -> None:
        self.strings.append("".join(self._parts))

    def _start_text(self, _: Attributes) -> None:
        self._capturing = not self._phonetic

    def _end_text(self) -> None:
        self._capturing = False

    def _start_phonetic(self, _: Attributes) -> None:
        self._phonetic = True

    def _end_phonetic(self) -> None:
        self._phonetic = False
