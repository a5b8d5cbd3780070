"""Writing XLSX: one sheet with one Excel table, whose head is marked, frozen and repeated on each printed page."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from ctreport.importing.sheets.cells import column_letters
from ctreport.importing.sheets.dates import day_number
from ctreport.importing.sheets.escaping import to_xlsx
from ctreport.importing.sheets.packing import MARKUP, Package, escape, with_widths
from ctreport.importing.sheets.values import Percent, Value, as_number, as_text, places

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
_HEAD, _TEXT, _FIRST_NUMBER = 1, 2, 3  # places in the list of cell formats
_LINE, _TALLEST = 15, 405  # points
_TEXT_LOOKED_AT = 5000  # characters
_DATE = r"yyyy\-mm\-dd"


def write_xlsx(head: list[str], rows: Iterable[list[Value]], *, title: str) -> bytes:
    """Return a workbook."""
    widths, rows = with_widths(head, rows)
    sheet = _Sheet(head, widths)
    lines = list(sheet.lines(rows))
    package = Package()
    package.add("[Content_Types].xml", [_content_types(sheet.has_table)])
    package.add("_rels/.rels", [_relations(("officeDocument", "xl/workbook.xml"), (_CORE, "docProps/core.xml"))])
    package.add("docProps/core.xml", [_core(title)])
    package.add("xl/workbook.xml", [_workbook(sheet_name(title))])
    package.add(
        "xl/_rels/workbook.xml.rels",
        [_relations(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", _STRINGS))],
    )
    package.add("xl/styles.xml", [_styles(sheet.formats)])
    package.add("xl/sharedStrings.xml", _shared_strings(sheet.strings))
    package.add("xl/worksheets/sheet1.xml", [*sheet.before(), *lines, *sheet.after()])
    if sheet.has_table:
        package.add("xl/worksheets/_rels/sheet1.xml.rels", [_relations(("table", "../tables/table1.xml"))])
        package.add("xl/tables/table1.xml", [_table(head, sheet.area)])
    return package.content()


def sheet_name(title: str) -> str:
    """Return a title as a sheet may be named: at most 31 characters, without those that Excel forbids."""
    name = " ".join(_NOT_IN_SHEET_NAMES.sub(" ", as_text(title)).split())[:31].strip(" '")
    return name if name and name.casefold() != "history" else "Table"


class _Sheet:
    """The sheet's XML, with the texts and number formats that its cells refer to."""

    def __init__(self, head: list[str], widths: list[int]) -> None:
        self.strings: dict[str, int] = {}
        self.formats: dict[str, int] = {}
        self._head = head
        self._widths = widths
        self._letters = [column_letters(column) for column in range(1, len(head) + 1)]
        self._rows = 0

    @property
    def has_table(self) -> bool:
        """Whether there is a row beneath the head, which an Excel table needs."""
        return self._rows > 1

    @property
    def area(self) -> str:
        """The area of the table."""
        return f"A1:{self._letters[-1]}{self._rows}"

    def before(self) -> Iterator[str]:
        yield f'{MARKUP}<worksheet {_MAIN} xmlns:r="{_R}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        yield '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" '
        yield 'state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>'
        for column, width in enumerate(self._widths, start=1):
            yield f'<col min="{column}" max="{column}" width="{width}" customWidth="1"/>'
        yield "</cols><sheetData>"

    def lines(self, rows: Iterable[list[Value]]) -> Iterator[str]:
        yield self._line(self._head, _HEAD)
        for row in rows:
            yield self._line(row, _TEXT)

    def after(self) -> Iterator[str]:
        yield '</sheetData><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        if self.has_table:
            yield '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>'
        yield "</worksheet>"

    def _line(self, row: Sequence[Value], style: int) -> str:
        self._rows += 1
        number = self._rows
        cells = [
            self._cell(f"{letters}{number}", value, style)
            for letters, value in zip(self._letters, row, strict=True)
            if value is not None
        ]
        return f'<row r="{number}"{self._height(row)}>{"".join(cells)}</row>'

    def _height(self, row: Sequence[Value]) -> str:
        """Return the height that the texts of a row need, for programs that do not work it out as they open a file."""
        most = 1
        for value, width in zip(row, self._widths, strict=True):
            if isinstance(value, str) and (len(value) > width or "\n" in value):
                most = max(most, sum(1 + len(line) // width for line in value[:_TEXT_LOOKED_AT].split("\n")))
        return f' ht="{min(most * _LINE, _TALLEST)}" customHeight="1"' if most > 1 else ""

    def _cell(self, place: str, value: Value, style: int) -> str:
        if isinstance(value, bool):
            return f'<c r="{place}" s="{style}" t="b"><v>{int(value)}</v></c>'
        stored, code = _stored(value)
        if stored:
            style = self.formats.setdefault(code, _FIRST_NUMBER + len(self.formats))
            return f'<c r="{place}" s="{style}"><v>{stored}</v></c>'
        string = self.strings.setdefault(as_text(value), len(self.strings))
        return f'<c r="{place}" s="{style}" t="s"><v>{string}</v></c>'


def _stored(value: Value) -> tuple[str, str]:
    """Return a number or date as it is stored, and its format code; nothing for a text."""
    if isinstance(value, dt.date):
        day = day_number(value)
        return (str(day), _DATE) if day else ("", "")
    number = as_number(value)
    if number is None:
        return "", ""
    code = "0." + "0" * places(number) if places(number) else "0"
    if isinstance(value, Percent):
        return as_text(number.scaleb(-2)), f"{code}%"
    return as_text(number), code


def _shared_strings(strings: dict[str, int]) -> Iterator[str]:
    yield f'{MARKUP}<sst {_MAIN} uniqueCount="{len(strings)}">'
    for text in strings:
        yield f'<si><t xml:space="preserve">{escape(to_xlsx(text))}</t></si>'
    yield "</sst>"


def _table(head: list[str], area: str) -> str:
    columns = "".join(f'<tableColumn id="{n}" name="{escape(to_xlsx(name))}"/>' for n, name in enumerate(head, start=1))
    return (
        f'{MARKUP}<table {_MAIN} id="1" name="Table1" displayName="Table1" ref="{area}" totalsRowShown="0">'
        f'<autoFilter ref="{area}"/><tableColumns count="{len(head)}">{columns}</tableColumns>'
        '<tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="0" '
        'showColumnStripes="0"/></table>'
    )


def _workbook(name: str) -> str:
    quoted = escape(name.replace("'", "''"))
    return (
        f'{MARKUP}<workbook {_MAIN} xmlns:r="{_R}"><sheets><sheet name="{escape(name)}" sheetId="1" r:id="rId1"/>'
        '</sheets><definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">'
        f"'{quoted}'!$1:$1</definedName></definedNames></workbook>"
    )


def _styles(formats: dict[str, int]) -> str:
    first = 164  # numbers below are Excel's own formats
    codes = "".join(f'<numFmt numFmtId="{first + n}" formatCode="{escape(c)}"/>' for n, c in enumerate(formats))
    number_formats = f'<numFmts count="{len(formats)}">{codes}</numFmts>' if formats else ""
    top = '<alignment vertical="top"/></xf>'
    wrapped = '<alignment vertical="top" wrapText="1"/></xf>'
    numbers = "".join(
        f'<xf numFmtId="{first + n}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" '
        f'applyAlignment="1">{top}'
        for n in range(len(formats))
    )
    font = '<sz val="11"/><name val="Arial"/><family val="2"/>'
    plain = '<xf numFmtId="0" fontId="{}" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">'
    return (
        f"{MARKUP}<styleSheet {_MAIN}>{number_formats}"
        f'<fonts count="2"><font>{font}</font><font><b/>{font}</font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{_FIRST_NUMBER + len(formats)}">'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        f"{plain.format(1)}{wrapped}{plain.format(0)}{wrapped}{numbers}</cellXfs>"
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


_CORE = "metadata/core-properties"
_STRINGS = "sharedStrings.xml"


def _relations(*targets: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{n}" Type="{_PACKAGE + "/relationships" if kind == _CORE else _R}/{kind}" '
        f'Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'{MARKUP}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _content_types(has_table: bool) -> str:
    parts = {
        "/xl/workbook.xml": f"{_TYPE}.sheet.main+xml",
        "/xl/worksheets/sheet1.xml": f"{_TYPE}.worksheet+xml",
        "/xl/styles.xml": f"{_TYPE}.styles+xml",
        "/xl/sharedStrings.xml": f"{_TYPE}.sharedStrings+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    if has_table:
        parts["/xl/tables/table1.xml"] = f"{_TYPE}.table+xml"
    listed = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'{MARKUP}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def _core(title: str) -> str:
    return (
        f'{MARKUP}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(as_text(title))}</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>"
    )
