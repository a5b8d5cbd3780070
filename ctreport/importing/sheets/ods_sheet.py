"""ODS: the content part as handlers of XML events (OpenDocument 1.2 and 1.3, part 1, chapter 9)."""

from __future__ import annotations

import re
from collections.abc import Callable

from ctreport.importing.sheets.cells import Kind, Merge
from ctreport.importing.sheets.collecting import LAST_ROW, Collector, RowInProgress
from ctreport.importing.sheets.limits import Limits, SheetError
from ctreport.importing.sheets.markup import Attributes
from ctreport.importing.sheets.ods_values import OFFICE, VALUE, VALUE_TYPE, understand

TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
_COLUMNS_REPEATED = f"{TABLE} number-columns-repeated"
_ROWS_REPEATED = f"{TABLE} number-rows-repeated"
_COLUMNS_SPANNED = f"{TABLE} number-columns-spanned"
_ROWS_SPANNED = f"{TABLE} number-rows-spanned"
_MEMORY = 50_000  # stored numbers whose text is kept, since they recur
# Spaces, tabs and line ends that are meant stand as elements. XML holds no such characters, so these can mark them
# while line ends and indents around them, which are only layout, are folded. Runs of plain spaces should be folded too,
# but LibreOffice writes meant ones so.
_SPACE, _TAB, _BREAK = "\x00", "\x01", "\x02"
_LAYOUT = re.compile(r"^ *[\t\r\n][ \t\r\n]*| *[\t\r\n][ \t\r\n]*$")
_FOLD = re.compile(r" *[\t\r\n][ \t\r\n]*")
_MARKED = re.compile(r"[\t\r\n\x00-\x02]")
_MEANT = str.maketrans({_SPACE: " ", _TAB: "\t", _BREAK: "\n"})


class ContentHandler:
    """Turns the elements of the content into the rows of each sheet.

    ``collector_for`` gives the collector of each sheet by its index; ``finished`` lists, for each sheet read so far,
    its name, whether it is hidden, and its collector.
    """

    def __init__(self, limits: Limits, collector_for: Callable[[int], Collector]) -> None:
        self.finished: list[tuple[str, bool, Collector]] = []
        self._limits = limits
        self._collector_for = collector_for
        self._collector: Collector | None = None
        self._hidden_styles: set[str] = set()
        self._style = self._name = ""
        self._sheet_hidden = self._row_hidden = False
        self._depth = 0  # tables within tables: only the outer one is a sheet
        self._aside = 0  # within a comment, a drawing or linked data, none of which the cell shows
        self._active = False  # within a sheet whose rows are gathered
        self._row = RowInProgress(1, limits.columns)
        self._row_repeat = 1
        self._last_row = self._last_column = self._length = 0
        self._cell: Attributes | None = None
        self._numbers: dict[tuple[str, str, str | None], tuple[str, Kind, str]] = {}
        self._lines: list[str] = []
        self._parts: list[str] | None = None
        aside = [f"{OFFICE} annotation", f"{TABLE} shapes", f"{TABLE} dde-links", f"{TABLE} tracked-changes"]
        aside += [f"{DRAW} frame", f"{DRAW} custom-shape"]
        self.starts = {
            f"{STYLE} style": self._start_style,
            f"{STYLE} table-properties": self._table_properties,
            f"{TABLE} table": self._start_table,
            f"{TABLE} table-row": self._start_row,
            f"{TABLE} table-cell": self._start_cell,
            f"{TABLE} covered-table-cell": self._start_cell,
            f"{TEXT} p": self._start_paragraph,
            f"{TEXT} s": self._spaces,
            f"{TEXT} tab": lambda _: self._mark(_TAB),
            f"{TEXT} line-break": lambda _: self._mark(_BREAK),
            **dict.fromkeys(aside, self._start_aside),
        }
        self.ends = {
            f"{TABLE} table": self._end_table,
            f"{TABLE} table-row": self._end_row,
            f"{TABLE} table-cell": self._end_cell,
            f"{TABLE} covered-table-cell": self._end_cell,
            f"{TEXT} p": self._end_paragraph,
            **dict.fromkeys(aside, self._end_aside),
        }

    @property
    def known(self) -> list[tuple[str, bool, Collector]]:
        """The sheets that were read so far, with the one whose collector has enough."""
        if self._collector is not None and self._collector.full:
            return [*self.finished, (self._name, self._sheet_hidden, self._collector)]
        return self.finished

    def text(self, data: str) -> None:
        """Take the characters of a paragraph."""
        if self._parts is not None and not self._aside:
            self._length += len(data)
            if self._length > self._limits.text:
                most = f"{self._limits.text:,}"
                raise SheetError(f"A cell in row {self._row.number} holds more than {most} characters. Shorten it.")
            self._parts.append(data)

    def _start_style(self, attributes: Attributes) -> None:
        self._style = attributes.get(f"{STYLE} name", "")

    def _table_properties(self, attributes: Attributes) -> None:
        if attributes.get(f"{TABLE} display") == "false":
            self._hidden_styles.add(self._style)

    def _start_aside(self, _: Attributes) -> None:
        self._aside += 1
        self._active = False

    def _end_aside(self) -> None:
        self._aside -= 1
        self._set_active()

    def _set_active(self) -> None:
        collector = self._collector
        self._active = collector is not None and not collector.full and self._depth == 1 and not self._aside

    def _start_table(self, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth == 1 and not self._aside:
            if len(self.finished) >= self._limits.sheets:
                raise SheetError(f"The spreadsheet has more than {self._limits.sheets} sheets.")
            self._name = attributes.get(f"{TABLE} name", "")
            self._sheet_hidden = attributes.get(f"{TABLE} style-name", "") in self._hidden_styles
            self._collector = self._collector_for(len(self.finished))
            self._last_row = 0
        self._set_active()

    def _end_table(self) -> None:
        self._depth -= 1
        if self._collector is not None and not self._depth and not self._aside:
            self.finished.append((self._name, self._sheet_hidden, self._collector))
            self._collector = None
        self._set_active()

    def _start_row(self, attributes: Attributes) -> None:
        if self._active:
            self._row = RowInProgress(self._last_row + 1, self._limits.columns)
            self._row_repeat = _count(attributes, _ROWS_REPEATED)
            self._row_hidden = attributes.get(f"{TABLE} visibility", "visible") != "visible"
            self._last_column = 0

    def _end_row(self) -> None:
        if self._active and self._collector is not None:
            self._last_row += self._row_repeat
            self._collector.add(self._row, hidden=self._row_hidden, repeat=self._row_repeat)
            self._set_active()

    def _start_cell(self, attributes: Attributes) -> None:
        if self._active:
            self._cell = attributes
            self._lines = []
            self._length = 0

    def _end_cell(self) -> None:
        attributes = self._cell
        if attributes is None or not self._active:
            return
        self._cell = None
        repeat = _count(attributes, _COLUMNS_REPEATED) if _COLUMNS_REPEATED in attributes else 1
        column = self._last_column + 1
        self._last_column += repeat
        if _ROWS_SPANNED in attributes or _COLUMNS_SPANNED in attributes:
            self._merge(attributes, column)
        lines = self._lines
        text, kind, raw = self._understand(attributes, lines[0] if len(lines) == 1 else "\n".join(lines))
        if kind is not Kind.BLANK:
            self._row.put(column, text, kind, raw, repeat)

    def _understand(self, attributes: Attributes, shown: str) -> tuple[str, Kind, str]:
        value = attributes.get(VALUE)
        if value is None:
            return understand(attributes, shown)
        key = (value, shown, attributes.get(VALUE_TYPE))
        found = self._numbers.get(key)
        if found is None:
            if len(self._numbers) > _MEMORY:
                self._numbers.clear()
            found = self._numbers[key] = understand(attributes, shown)
        return found

    def _merge(self, attributes: Attributes, column: int) -> None:
        rows, columns = _count(attributes, _ROWS_SPANNED), _count(attributes, _COLUMNS_SPANNED)
        if self._collector is not None and rows * columns > 1:
            top = self._row.number
            self._collector.merge(Merge(top, column, top + rows - 1, column + columns - 1))

    def _start_paragraph(self, _: Attributes) -> None:
        if self._cell is not None and not self._aside and self._depth == 1:
            self._parts = []

    def _end_paragraph(self) -> None:
        if self._parts is not None and not self._aside:
            line = "".join(self._parts)
            if _MARKED.search(line):
                line = _FOLD.sub(" ", _LAYOUT.sub("", line)).translate(_MEANT)
            self._lines.append(line)
            self._parts = None

    def _spaces(self, attributes: Attributes) -> None:
        count = attributes.get(f"{TEXT} c", "1")
        self._mark(_SPACE * (int(count) if count.isdecimal() and len(count) < 7 else 1))

    def _mark(self, marks: str) -> None:
        if not self._aside:
            self.text(marks)


def _count(attributes: Attributes, name: str) -> int:
    """Return how often something is repeated, or over how much it spans: 1 unless the file says otherwise."""
    raw = attributes.get(name, "1")
    count = int(raw) if raw.isdecimal() and len(raw) < 9 else 0
    if not 0 < count <= LAST_ROW:
        raise SheetError(f"The spreadsheet repeats something “{raw[:20]}” times, which no spreadsheet does.")
    return count
