"""Writing ODS: one sheet with one table, whose head is marked as such and repeated on each printed page."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from ctreport.importing.sheets.packing import MARKUP, Package, escape, with_widths
from ctreport.importing.sheets.values import Percent, Value, as_number, as_text, places
from ctreport.importing.sheets.xlsx_writing import sheet_name

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = {
    name: f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "number": "datastyle",
        "fo": "xsl-fo-compatible",
        "meta": "meta",
        "config": "config",
    }.items()
}
_SPACE_RUN = re.compile(r"^ | $| {2,}")
_ROW = '<table:table-row table:style-name="row">'
_CM_A_CHARACTER = 0.21


def write_ods(head: list[str], rows: Iterable[list[Value]], *, title: str) -> bytes:
    """Return a spreadsheet."""
    widths, rows = with_widths(head, rows)
    name = sheet_name(title)
    formats: dict[tuple[str, int], str] = {}
    lines = [_row(row, formats) for row in rows]
    package = Package()
    package.add("mimetype", [MIMETYPE], stored=True)
    package.add("content.xml", _content(name, head, widths, lines, formats))
    package.add("styles.xml", [_styles()])
    package.add("meta.xml", [_meta(title)])
    package.add("settings.xml", [_settings(name)])
    package.add("META-INF/manifest.xml", [_manifest()])
    return package.content()


def _content(
    name: str, head: list[str], widths: list[int], lines: list[str], formats: dict[tuple[str, int], str]
) -> Iterator[str]:
    yield f'{MARKUP}<office:document-content {" ".join(_SPACES.values())} office:version="1.2">'
    yield "<office:automatic-styles>"
    for width in sorted(set(widths)):
        yield f'<style:style style:name="w{width}" style:family="table-column">'
        yield f'<style:table-column-properties style:column-width="{width * _CM_A_CHARACTER:.2f}cm"/></style:style>'
    yield '<style:style style:name="row" style:family="table-row">'
    yield '<style:table-row-properties style:use-optimal-row-height="true"/></style:style>'
    yield from _cell_styles(formats)
    yield f'</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="{escape(name)}">'
    for width in widths:
        yield f'<table:table-column table:style-name="w{width}"/>'
    cells = "".join(_text_cell(text, "head") for text in head)
    yield f"<table:table-header-rows>{_ROW}{cells}</table:table-row></table:table-header-rows>"
    yield from lines
    yield "</table:table></office:spreadsheet></office:body></office:document-content>"


def _cell_styles(formats: dict[tuple[str, int], str]) -> Iterator[str]:
    for (kind, decimals), style in formats.items():
        number = f'<number:number number:decimal-places="{decimals}" number:min-decimal-places="{decimals}" '
        number += 'number:min-integer-digits="1"/>'
        if kind == "float":
            yield f'<number:number-style style:name="N{style}">{number}</number:number-style>'
        elif kind == "percentage":
            percentage = f"{number}<number:text>%</number:text>"
            yield f'<number:percentage-style style:name="N{style}">{percentage}</number:percentage-style>'
        else:
            yield f'<number:date-style style:name="N{style}"><number:year number:style="long"/>'
            yield '<number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text>'
            yield '<number:day number:style="long"/></number:date-style>'
        yield _cell_style(style, f' style:data-style-name="N{style}"', "")
    bold = '<style:text-properties fo:font-weight="bold"/>'
    yield _cell_style("head", "", bold, wrap=True) + _cell_style("text", "", "", wrap=True)


def _cell_style(name: str, data_style: str, properties: str, *, wrap: bool = False) -> str:
    wrapping = ' fo:wrap-option="wrap"' if wrap else ""
    return (
        f'<style:style style:name="{name}" style:family="table-cell" style:parent-style-name="Default"{data_style}>'
        f'<style:table-cell-properties style:vertical-align="top"{wrapping}/>{properties}</style:style>'
    )


def _row(row: list[Value], formats: dict[tuple[str, int], str]) -> str:
    return f"{_ROW}{''.join(_cell(value, formats) for value in row)}</table:table-row>"


def _cell(value: Value, formats: dict[tuple[str, int], str]) -> str:
    if value is None:
        return "<table:table-cell/>"
    text = as_text(value)
    if isinstance(value, bool):
        stored = str(value).lower()
        return (
            f'<table:table-cell office:value-type="boolean" office:boolean-value="{stored}">'
            f"<text:p>{text}</text:p></table:table-cell>"
        )
    number = as_number(value)
    if number is not None:
        percent = isinstance(value, Percent)
        kind = "percentage" if percent else "float"
        stored = f'office:value="{as_text(number.scaleb(-2) if percent else number)}"'
        decimals = places(number)
    elif isinstance(value, dt.date):
        kind, decimals, stored = "date", 0, f'office:date-value="{text}"'
    else:
        return _text_cell(text, "text")
    style = formats.setdefault((kind, decimals), f"n{len(formats) + 1}")
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="{kind}" {stored}>'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def _text_cell(text: str, style: str) -> str:
    """Return a text; one with a carriage return, for which ODS has no element, stands in an attribute as well."""
    exact = f' office:string-value="{escape(text)}"' if "\r" in text else ""
    lines = "".join(f"<text:p>{_paragraph(line)}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell table:style-name="{style}" office:value-type="string"{exact}>{lines}</table:table-cell>'


def _paragraph(line: str) -> str:
    """Return a line with its tabs and runs of spaces as elements, since white space in ODS is folded otherwise."""
    line = _SPACE_RUN.sub(lambda run: f"\x00{len(run[0])}\x01", line)
    line = escape(line).replace("&#9;", "<text:tab/>")
    return line.replace("\x00", '<text:s text:c="').replace("\x01", '"/>')


def _styles() -> str:
    return (
        f'{MARKUP}<office:document-styles {" ".join(_SPACES.values())} office:version="1.2"><office:styles>'
        '<style:default-style style:family="table-cell"><style:text-properties fo:font-family="Arial" '
        'fo:font-size="11pt" fo:language="en" fo:country="GB"/></style:default-style>'
        '<style:style style:name="Default" style:family="table-cell"/></office:styles></office:document-styles>'
    )


def _meta(title: str) -> str:
    return (
        f'{MARKUP}<office:document-meta {_SPACES["office"]} xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'office:version="1.2"><office:meta><dc:title>{escape(as_text(title))}</dc:title>'
        "<dc:language>en-GB</dc:language></office:meta></office:document-meta>"
    )


def _settings(name: str) -> str:
    """Freeze the head's row: position 2 is "fixed"."""
    items = {
        "HorizontalSplitMode": ("short", "0"),
        "VerticalSplitMode": ("short", "2"),
        "VerticalSplitPosition": ("int", "1"),
        "ActiveSplitRange": ("short", "2"),
        "PositionBottom": ("int", "1"),
    }
    listed = "".join(
        f'<config:config-item config:name="{key}" config:type="{kind}">{value}</config:config-item>'
        for key, (kind, value) in items.items()
    )
    return (
        f"{MARKUP}<office:document-settings {_SPACES['office']} {_SPACES['config']} "
        'xmlns:ooo="http://openoffice.org/2004/office" office:version="1.2"><office:settings>'
        '<config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views">'
        '<config:config-item-map-entry><config:config-item-map-named config:name="Tables">'
        f'<config:config-item-map-entry config:name="{escape(name)}">{listed}</config:config-item-map-entry>'
        "</config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed>"
        "</config:config-item-set></office:settings></office:document-settings>"
    )


def _manifest() -> str:
    parts = {"/": MIMETYPE} | dict.fromkeys(["content.xml", "styles.xml", "meta.xml", "settings.xml"], "text/xml")
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in parts.items()
    )
    return (
        f'{MARKUP}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
        f'manifest:version="1.2">{listed}</manifest:manifest>'
    )
