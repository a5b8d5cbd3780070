"""Writes a workbook as ODS (OpenDocument 1.3), the same bytes for the same workbook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from ctreport.report.archive import MIMETYPE, zipped
from ctreport.report.datapack.workbook import Link, Sheet, Table, Value, Workbook

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_MARKUP = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACES = " ".join(
    [
        *(
            f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
            for prefix, name in {
                "office": "office", "table": "table", "text": "text", "style": "style", "number": "datastyle",
                "fo": "xsl-fo-compatible", "meta": "meta",
            }.items()
        ),
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3"',
    ]
)  # fmt: skip
_CM_A_CHARACTER = 0.24  # of Arial 12
_SPACE_RUN = re.compile(r"^ | $| {2,}")
_FILES = ("content.xml", "styles.xml", "meta.xml")


def ods_of(workbook: Workbook) -> bytes:
    """Return the workbook as an ODS file. Its tables are database ranges, which is how the format marks them up."""
    parts = {
        MIMETYPE: MEDIA_TYPE,
        "content.xml": "".join(_content(workbook)),
        "styles.xml": _styles(),
        "meta.xml": _meta(workbook),
        "META-INF/manifest.xml": _manifest(),
    }
    return zipped((name, text.encode()) for name, text in parts.items())


def _content(workbook: Workbook) -> Iterator[str]:
    yield f"{_MARKUP}<office:document-content {_SPACES}><office:automatic-styles>"
    for width in sorted({width for sheet in workbook.sheets for width in sheet.widths}):
        yield f'<style:style style:name="w{width}" style:family="table-column">'
        yield f'<style:table-column-properties style:column-width="{width * _CM_A_CHARACTER:.2f}cm"/></style:style>'
    yield '<style:style style:name="row" style:family="table-row">'
    yield '<style:table-row-properties style:use-optimal-row-height="true"/></style:style>'
    yield '<style:style style:name="heading" style:family="table-row">'
    yield '<style:table-row-properties style:row-height="1.1cm" style:use-optimal-row-height="false"/></style:style>'
    yield '<style:style style:name="sheet" style:family="table" style:master-page-name="Default"/>'
    for places in sorted({_places(value) for value in _values(workbook) if isinstance(value, (int, Decimal))}):
        number = f'number:decimal-places="{places}" number:min-decimal-places="{places}" number:min-integer-digits="1"'
        yield f'<number:number-style style:name="N{places}"><number:number {number}/></number:number-style>'
        yield f'<style:style style:name="n{places}" style:family="table-cell" '
        yield f'style:parent-style-name="Table_20_number" style:data-style-name="N{places}"/>'
    yield "</office:automatic-styles><office:body><office:spreadsheet>"
    for sheet in workbook.sheets:
        yield from _sheet(sheet)
    yield from _ranges(workbook.sheets)
    yield "</office:spreadsheet></office:body></office:document-content>"


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield f'<table:table table:name={quoteattr(sheet.name)} table:style-name="sheet">'
    for width in sheet.widths:
        yield f'<table:table-column table:style-name="w{width}" table:default-cell-style-name="Default"/>'
    yield _row([_cell(sheet.title, "Heading_20_1")], "heading")
    for line in sheet.lines:
        style = "Heading_20_2" if line.is_heading else "Table_20_text" if sheet.wraps(line) else "Default"
        yield _row([_cell(line.value, style)], "heading" if line.is_heading else "row")
    if sheet.table:
        yield f"<table:table-header-rows>{_table_row(sheet.table, sheet.table.head, 'head')}</table:table-header-rows>"
        yield from (_table_row(sheet.table, cells, "text") for cells in sheet.table.rows)
    yield "</table:table>"


def _table_row(table: Table, cells: Iterable[Value], kind: str) -> str:
    numbers = {"head": "Number_20_head", "text": "Table_20_number"}[kind]
    styles = [numbers if place in table.number_columns else f"Table_20_{kind}" for place in range(len(table.head))]
    return _row(_cell(value, style) for value, style in zip(cells, styles, strict=True))


def _ranges(sheets: Iterable[Sheet]) -> Iterator[str]:
    yield "<table:database-ranges>"
    for sheet in sheets:
        if sheet.table:
            area = f"{sheet.name}.A{len(sheet.lines) + 2}:{sheet.name}.{_last(sheet, sheet.table)}"
            yield f"<table:database-range table:name={quoteattr(sheet.table.name)} "
            yield f'table:target-range-address={quoteattr(area)} table:contains-header="true" '
            yield 'table:display-filter-buttons="false"/>'
    yield "</table:database-ranges>"


def _last(sheet: Sheet, table: Table) -> str:
    """Return the last cell of a table, such as H20."""
    letters, left = "", len(table.head)
    while left:
        left, place = divmod(left - 1, 26)
        letters = chr(ord("A") + place) + letters
    return f"{letters}{len(sheet.lines) + 2 + len(table.rows)}"


def _row(cells: Iterable[str], style: str = "row") -> str:
    return f'<table:table-row table:style-name="{style}">{"".join(cells)}</table:table-row>'


def _cell(value: Value, style: str) -> str:
    if isinstance(value, (int, Decimal)):
        text = f"{value:f}" if isinstance(value, Decimal) else str(value)
        return (
            f'<table:table-cell table:style-name="n{_places(value)}" office:value-type="float" '
            f'office:value="{text}"><text:p>{text}</text:p></table:table-cell>'
        )
    if isinstance(value, Link):
        address = quoteattr(f"#{value.sheet}.A1")
        inner = f'<text:p><text:a xlink:type="simple" xlink:href={address}>{_text(value.text)}</text:a></text:p>'
        style = "Hyperlink"
    else:
        inner = "".join(f"<text:p>{_text(line)}</text:p>" for line in value.split("\n"))
    return f'<table:table-cell table:style-name="{style}" office:value-type="string">{inner}</table:table-cell>'


def _text(line: str) -> str:
    """Return a line with its tabs and runs of spaces as elements, since white space is folded otherwise."""
    spaced = _SPACE_RUN.sub(lambda run: f"\x00{len(run[0])}\x01", line)
    return escape(spaced).replace("\t", "<text:tab/>").replace("\x00", '<text:s text:c="').replace("\x01", '"/>')


def _places(value: int | Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent)) if isinstance(value, Decimal) else 0


def _values(workbook: Workbook) -> Iterator[Value]:
    for sheet in workbook.sheets:
        for row in sheet.table.rows if sheet.table else ():
            yield from row


def _styles() -> str:
    wrap, line = 'fo:wrap-option="wrap"', 'fo:border-bottom="1pt solid #000000" style:vertical-align="bottom"'
    gap = 'fo:padding-right="0.3cm"'
    styles = "".join(
        f'<style:style style:name="{name.replace(" ", "_20_")}" style:display-name="{name}" style:family="table-cell" '
        f'style:parent-style-name="Default"><style:table-cell-properties {cell}/>'
        f'<style:paragraph-properties fo:text-align="{"end" if "umber" in name else "start"}"/>'
        f"<style:text-properties {text}/></style:style>"
        for name, cell, text in (
            ("Heading 1", 'style:vertical-align="middle"', 'fo:font-size="16pt" fo:font-weight="bold"'),
            ("Heading 2", 'style:vertical-align="bottom"', 'fo:font-size="14pt" fo:font-weight="bold"'),
            ("Table head", f"{wrap} {line}", 'fo:font-weight="bold"'),
            ("Number head", f"{wrap} {line} {gap}", 'fo:font-weight="bold"'),
            ("Table text", wrap, ""),
            ("Table number", gap, ""),
            (
                "Hyperlink",
                "",
                'fo:color="#0b4f9e" style:text-underline-style="solid" style:text-underline-width="auto"',
            ),
        )
    )
    return (
        f"{_MARKUP}<office:document-styles {_SPACES}><office:styles>"
        '<style:default-style style:family="table-cell"><style:text-properties style:font-name="Arial" '
        'fo:font-family="Arial" fo:font-size="12pt" fo:language="en" fo:country="GB"/></style:default-style>'
        '<style:style style:name="Default" style:family="table-cell"><style:table-cell-properties '
        f'style:vertical-align="top"/></style:style>{styles}</office:styles><office:automatic-styles>'
        '<style:page-layout style:name="page"><style:page-layout-properties fo:page-width="29.7cm" '
        'fo:page-height="21cm" style:print-orientation="landscape" style:scale-to-X="1"/>'
        "</style:page-layout></office:automatic-styles><office:master-styles>"
        '<style:master-page style:name="Default" style:page-layout-name="page"/></office:master-styles>'
        "</office:document-styles>"
    )


def _meta(workbook: Workbook) -> str:
    made_at = workbook.made_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    author = escape(workbook.author)
    return (
        f"{_MARKUP}<office:document-meta {_SPACES}><office:meta><dc:title>{escape(workbook.title)}</dc:title>"
        f"<meta:initial-creator>{author}</meta:initial-creator><dc:creator>{author}</dc:creator>"
        f"<meta:creation-date>{made_at}</meta:creation-date><dc:date>{made_at}</dc:date>"
        "<dc:language>en-GB</dc:language></office:meta></office:document-meta>"
    )


def _manifest() -> str:
    space = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    entries = {"/": MEDIA_TYPE} | dict.fromkeys(_FILES, "text/xml")
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in entries.items()
    )
    return f'{_MARKUP}<manifest:manifest {space} manifest:version="1.3">{listed}</manifest:manifest>'
