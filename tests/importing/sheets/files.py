"""Spreadsheet files made in memory, part by part, sound or not."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Mapping

HEAD = ("Measure code", "Year", "Category 1", "Value", "Base", "Note")
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ODS_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
Parts = Mapping[str, str | bytes | None]


def csv_of(*lines: str) -> bytes:
    """A CSV file with the usual head and these lines."""
    return "\n".join([",".join(HEAD), *lines]).encode()


def zipped(parts: Parts, *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of parts; those that are None are left out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            if content is not None:
                archive.writestr(zipfile.ZipInfo(name), content, method)
    return stream.getvalue()


def xlsx(rows: str = "", *, after: str = "", strings: str = "", styles: str = "", parts: Parts | None = None) -> bytes:
    """A workbook of one sheet: the XML of its rows, what follows them, its texts, and parts of other content."""
    return zipped(xlsx_parts(rows, after=after, strings=strings, styles=styles) | dict(parts or {}))


def xlsx_parts(rows: str, *, after: str = "", strings: str = "", styles: str = "") -> dict[str, str | bytes | None]:
    """The parts of such a workbook."""
    sheet = f"{R}/worksheet"
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": relations(("r", f"{R}/officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": workbook('<sheet name="Figures" sheetId="1" r:id="s1"/>'),
        "xl/_rels/workbook.xml.rels": relations(
            ("s1", sheet, "worksheets/sheet1.xml"),
            ("t", f"{R}/sharedStrings", "sharedStrings.xml"),
            ("f", f"{R}/styles", "styles.xml"),
        ),
        "xl/sharedStrings.xml": f"<sst {MAIN}>{strings}</sst>",
        "xl/styles.xml": f"<styleSheet {MAIN}>{styles}</styleSheet>",
        "xl/worksheets/sheet1.xml": f"<worksheet {MAIN}><sheetData>{rows}</sheetData>{after}</worksheet>",
    }


def workbook(sheets: str, before: str = "") -> str:
    """The workbook part with these sheets."""
    return f'<workbook {MAIN} xmlns:r="{R}">{before}<sheets>{sheets}</sheets></workbook>'


def relations(*targets: tuple[str, str, str]) -> str:
    """A relations part: key, type and target of each."""
    listed = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{to}"/>' for key, kind, to in targets)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'


def number_styles(*codes: str) -> str:
    """Styles with these number formats; the format at place n is that of cells with s="n"."""
    formats = "".join(f'<numFmt numFmtId="{200 + n}" formatCode="{code}"/>' for n, code in enumerate(codes))
    cells = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(codes)))
    return f"<numFmts>{formats}</numFmts><cellXfs>{cells}</cellXfs>"


def text_row(*texts: str, number: int | None = None) -> str:
    """The XML of a row of texts, each within its cell."""
    cells = "".join(f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>' for text in texts)
    return f'<row r="{number}">{cells}</row>' if number else f"<row>{cells}</row>"


XLSX_HEAD = text_row(*HEAD)
KEY = '<c t="inlineStr"><is><t>briefings</t></is></c><c t="inlineStr"><is><t>2018/19</t></is></c>'


def xlsx_value(cell: str, **more: str) -> bytes:
    """A workbook with the usual head and one figure, whose value's cell is given as XML with a placeholder for D2."""
    return xlsx(f'{XLSX_HEAD}<row r="2">{KEY}{cell}</row>', **more)


def ods(rows: str = "", *, tables: str | None = None, styles: str = "", parts: Parts | None = None) -> bytes:
    """A spreadsheet of one table: the XML of its rows; or of tables given whole."""
    tables = f'<table:table table:name="Figures">{rows}</table:table>' if tables is None else tables
    content = (
        f"<office:document-content {ODS_SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": ODS_TYPE, "content.xml": content} | dict(parts or {}))


def ods_cell(text: str = "", attributes: str = 'office:value-type="string"') -> str:
    """The XML of a cell."""
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def ods_row(*cells: str, attributes: str = "") -> str:
    """The XML of a row of cells; plain words become cells of text."""
    inner = "".join(cell if cell.startswith("<") else ods_cell(cell) for cell in cells)
    return f"<table:table-row {attributes}>{inner}</table:table-row>"


ODS_HEAD = ods_row(*HEAD)


def ods_value(cell: str) -> bytes:
    """A spreadsheet with the usual head and one figure, whose value's cell is given as XML."""
    return ods(ODS_HEAD + ods_row("briefings", "2018/19", "<table:table-cell/>", cell))


def twice_named(content: bytes, name: str) -> bytes:
    """A zip to which a part of a name that it has already is added."""
    stream = io.BytesIO(content)
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(name, b"<again/>")
    return stream.getvalue()


def patched(content: bytes, signature: bytes, offset: int, value: bytes) -> bytes:
    """The content with bytes changed at a distance from the first place of a signature."""
    start = content.index(signature) + offset
    return content[:start] + value + content[start + len(value) :]


def ole2(*words: str) -> bytes:
    """The beginning of an old Office file whose directory names these streams."""
    directory = b"".join(word.encode("utf-16-le").ljust(128, b"\x00") for word in words)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HH", 0x3E, 3) + bytes(484) + directory
