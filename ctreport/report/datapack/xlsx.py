"""Writes a workbook as XLSX, the same bytes for the same workbook."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ctreport.report.archive import rezipped
from ctreport.report.datapack.workbook import Link, Sheet, Table, Value, Workbook, lines_in

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST = 32_767  # characters that Excel keeps of a cell
_TITLE, _HEADING, _LINE, _LINK = "Heading 1", "Heading 2", "Line", "Hyperlink"
_HEAD, _NUMBER_HEAD, _TEXT, _NUMBER = "Table head", "Table head, numbers", "Table text", "Table number"
_LINE_HEIGHT, _HEADING_HEIGHT, _TALLEST = 15.5, 30, 409  # points
_BUILT_IN = {_TITLE: 16, _HEADING: 17, _LINK: 8}  # ECMA-376, part 1, 18.8.7: styles that Excel knows by number


def xlsx_of(workbook: Workbook) -> bytes:
    """Return the workbook as an XLSX file. Its tables are marked up, without filter buttons or stripes."""
    from openpyxl import Workbook as Book
    from openpyxl.packaging.core import DocumentProperties
    from openpyxl.writer.excel import ExcelWriter

    book = Book()
    book.remove(book.worksheets[0])
    _add_styles(book)
    for sheet in workbook.sheets:
        _write(sheet, book.create_sheet(sheet.name))
    made_at = workbook.made_at.replace(tzinfo=None, microsecond=0)  # UTC, as the format has it
    book.properties = DocumentProperties(
        title=workbook.title,
        creator=workbook.author,
        lastModifiedBy=workbook.author,
        language="en-GB",
        created=made_at,
        modified=made_at,
    )

    def write(out: BytesIO) -> None:
        # Not Book.save, which puts in the time of day.
        ExcelWriter(book, zipfile.ZipFile(out, "w")).save()

    return rezipped(write)


def _add_styles(book: Any) -> None:
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side

    book._named_styles["Normal"].font = Font(name="Arial", size=12)
    top, bottom, right = {"vertical": "top"}, {"vertical": "bottom"}, {"horizontal": "right", "indent": 1}
    line = Border(bottom=Side(style="medium"))
    for name, font, alignment, border in (
        (_TITLE, Font(name="Arial", size=16, bold=True), Alignment(**top), None),
        (_HEADING, Font(name="Arial", size=14, bold=True), Alignment(**bottom), None),
        (_LINE, Font(name="Arial", size=12), Alignment(**top), None),
        (_LINK, Font(name="Arial", size=12, underline="single", color="FF0B4F9E"), Alignment(**top), None),
        (_HEAD, Font(name="Arial", size=12, bold=True), Alignment(wrap_text=True, **bottom), line),
        (_NUMBER_HEAD, Font(name="Arial", size=12, bold=True), Alignment(wrap_text=True, **bottom, **right), line),
        (_TEXT, Font(name="Arial", size=12), Alignment(wrap_text=True, **top), None),
        (_NUMBER, Font(name="Arial", size=12), Alignment(**top, **right), None),
    ):
        style = NamedStyle(name=name, font=font, alignment=alignment, border=border, builtinId=_BUILT_IN.get(name))
        book.add_named_style(style)


def _write(sheet: Sheet, into: Worksheet) -> None:
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    _put(into, 1, 1, sheet.title, _TITLE)
    into.row_dimensions[1].height = _HEADING_HEIGHT
    for row, line in enumerate(sheet.lines, start=2):
        cell = _put(into, row, 1, line.value, _HEADING if line.is_heading else _LINE)
        if sheet.wraps(line):
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            _set_height(into, row, lines_in(line.value, sheet.widths[0]))
        elif line.is_heading:
            into.row_dimensions[row].height = _HEADING_HEIGHT
    for column, width in enumerate(sheet.widths, start=1):
        into.column_dimensions[get_column_letter(column)].width = width * 1.15  # Arial 12 beside the usual 11
    if sheet.table:
        _write_table(sheet.table, sheet.widths, into, first=len(sheet.lines) + 2)
    into.page_setup.paperSize = into.PAPERSIZE_A4
    into.page_setup.orientation = into.ORIENTATION_LANDSCAPE
    into.page_setup.fitToHeight = 0
    into.sheet_properties.pageSetUpPr.fitToPage = True


def _write_table(table: Table, widths: Sequence[int], into: Worksheet, first: int) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.table import Table as MarkedUp
    from openpyxl.worksheet.table import TableStyleInfo

    for row, cells in enumerate((table.head, *table.rows), start=first):
        styles = (_HEAD, _NUMBER_HEAD) if row == first else (_TEXT, _NUMBER)
        for column, value in enumerate(cells):
            _put(into, row, column + 1, value, styles[column in table.number_columns])
        lines = max(lines_in(*pair) for pair in zip(cells, widths, strict=True))
        _set_height(into, row, lines, extra=12 if row == first else 2)
    area = f"A{first}:{get_column_letter(len(table.head))}{first + len(table.rows)}"
    marked = MarkedUp(displayName=table.name, ref=area, tableStyleInfo=TableStyleInfo(name="TableStyleLight1"))
    marked._initialise_columns()
    for column, head in zip(marked.tableColumns, table.head, strict=True):
        column.name = head
    marked.autoFilter = None  # its buttons hide the heads from some screen readers
    into.add_table(marked)
    into.print_title_rows = f"{first}:{first}"


def _set_height(into: Worksheet, row: int, lines: int, extra: int = 2) -> None:
    """Give a row the height of its text: not every program works it out as it opens a file."""
    into.row_dimensions[row].height = min(lines * _LINE_HEIGHT + extra, _TALLEST)


def _put(into: Worksheet, row: int, column: int, value: Value, style: str) -> Any:
    from openpyxl.worksheet.hyperlink import Hyperlink

    cell = into.cell(row=row, column=column)
    if isinstance(value, (int, Decimal)):
        cell.value = value
        places = max(0, -int(value.as_tuple().exponent)) if isinstance(value, Decimal) else 0
        cell.style = style
        cell.number_format = f"0.{'0' * places}" if places else "0"
        return cell
    text = value if isinstance(value, str) else value.text
    cell.value = text[:LONGEST]
    cell.data_type = "s"  # and never a formula, whatever it begins with
    cell.style = style
    if isinstance(value, Link):
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{value.sheet}'!A1", display=text)
        cell.style = _LINK
    return cell
