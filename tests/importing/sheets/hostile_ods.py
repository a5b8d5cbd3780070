"""Hostile OpenDocument spreadsheets: sound zips whose content is not."""

from __future__ import annotations

from tests.importing.sheets.files import ODS_HEAD, ODS_SPACES, ods, ods_cell, ods_row, ods_value
from tests.importing.sheets.hostile_file import Hostile

KEY = ("briefings", "2018/19", "")
TABLE = '<table:table table:name="T">'
HIDDEN = (
    '<style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style>'
)


def content(xml: str | bytes) -> bytes:
    """A spreadsheet whose content is this XML."""
    return ods(parts={"content.xml": xml})


def number(value: str, kind: str = "float", shown: str = "5") -> bytes:
    """A spreadsheet whose value is stored so, and shown otherwise."""
    return ods_value(ods_cell(shown, f'office:value-type="{kind}" office:value="{value}"'))


def moment(kind: str, value: str) -> bytes:
    """A spreadsheet whose value is a date or time."""
    return ods_value(ods_cell("5", f'office:value-type="{kind}" office:{kind}-value="{value}"'))


def repeated(attributes: str) -> bytes:
    """A spreadsheet with a row that is repeated, after one figure."""
    return ods(ODS_HEAD + ods_row(*KEY, "5") + ods_row(*KEY, "6", attributes=attributes))


def blank(count: int) -> str:
    """Blank rows, repeated so many times."""
    return f'<table:table-row table:number-rows-repeated="{count}"><table:table-cell/></table:table-row>'


def with_comment() -> bytes:
    """A spreadsheet whose value has a comment, with a number in it, and a drawing with a table in it."""
    comment = "<office:annotation><text:p>999</text:p></office:annotation>"
    drawing = f"<table:shapes>{TABLE}{ods_row('7')}</table:table></table:shapes>"
    space = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    frame = f"<draw:frame {space}><draw:text-box><text:p>8</text:p></draw:text-box></draw:frame>"
    words = f"{comment}{frame}<text:p>5{frame}</text:p>"
    cell = f'<table:table-cell office:value-type="string">{words}</table:table-cell>'
    return ods(drawing + ODS_HEAD + ods_row(*KEY, cell))


ODS = [
    Hostile(
        "an entity bomb",
        "a.ods",
        lambda: content(
            f"<!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '{'&b;' * 999}'>]><office:document-content {ODS_SPACES}>&c;"
        ),
        "document type declaration",
    ),
    Hostile(
        "an entity from another computer",
        "a.ods",
        lambda: content('<!DOCTYPE a PUBLIC "x" "http://ctreport.example/a.dtd"><a/>'),
        "document type declaration",
    ),
    Hostile("XML that stops", "a.ods", lambda: content(f"<office:document-content {ODS_SPACES}>"), "not sound XML"),
    Hostile("an empty content", "a.ods", lambda: content(b""), "is empty"),
    Hostile("content that is not XML", "a.ods", lambda: content(b"\x00\x01\x02"), "not sound XML"),
    Hostile("content of another kind", "a.ods", lambda: content("<html><body/></html>"), "holds no table"),
    Hostile("no tables", "a.ods", lambda: ods(tables=""), "holds no table"),
    Hostile(
        "hidden tables alone",
        "a.ods",
        lambda: ods(tables=f'<table:table table:name="T" table:style-name="h">{ODS_HEAD}</table:table>', styles=HIDDEN),
        "holds no table",
    ),
    Hostile("ten thousand tables", "a.ods", lambda: ods(tables="<table:table/>" * 10_000), "more than 256 sheets"),
    Hostile(
        "tables within tables", "a.ods", lambda: ods(tables=TABLE * 9999 + "</table:table>" * 9999), "holds no table"
    ),
    Hostile(
        "a million blank rows at the end",
        "a.ods",
        lambda: ods(ODS_HEAD + ods_row(*KEY, "5") + blank(1_048_570)),
        "value='5'",
    ),
    Hostile(
        "many times a million blank rows",
        "a.ods",
        lambda: ods(ODS_HEAD + blank(1_048_576) * 200 + ods_row(*KEY, "5")),
        "value='5'",
    ),
    Hostile(
        "a row repeated a million times",
        "a.ods",
        lambda: repeated('table:number-rows-repeated="1048576"'),
        "more than 75,000 rows",
    ),
    Hostile(
        "a row repeated a billion times",
        "a.ods",
        lambda: repeated('table:number-rows-repeated="999999999"'),
        "which no spreadsheet does",
    ),
    Hostile(
        "a row repeated less than once", "a.ods", lambda: repeated('table:number-rows-repeated="-5"'), "“-5” times"
    ),
    Hostile("a row repeated a word", "a.ods", lambda: repeated('table:number-rows-repeated="many"'), "“many” times"),
    Hostile(
        "a cell repeated sixteen thousand times",
        "a.ods",
        lambda: ods_value(ods_cell("5", 'office:value-type="string" table:number-columns-repeated="16384"')),
        "more than 256 columns",
    ),
    Hostile(
        "blank cells to the last column",
        "a.ods",
        lambda: ods(ODS_HEAD + ods_row(*KEY, "5", '<table:table-cell table:number-columns-repeated="16380"/>')),
        "value='5'",
    ),
    Hostile(
        "a cell over the whole sheet",
        "a.ods",
        lambda: ods_value(ods_cell("5", 'table:number-rows-spanned="1048576" table:number-columns-spanned="16384"')),
        "value='5'",
    ),
    Hostile("a billion spaces", "a.ods", lambda: ods_value(ods_cell('5<text:s text:c="999999999"/>')), "value='5'"),
    Hostile(
        "a million spaces", "a.ods", lambda: ods_value(ods_cell('5<text:s text:c="999999"/>')), "100,000 characters"
    ),
    Hostile(
        "a cell of a million characters", "a.ods", lambda: ods_value(ods_cell("ab" * 500_000)), "100,000 characters"
    ),
    Hostile(
        "a hundred thousand paragraphs",
        "a.ods",
        lambda: ods_value(f"<table:table-cell>{'<text:p/>' * 150_000}</table:table-cell>"),
        "100,000 characters",
    ),
    Hostile("ten to the power of 308", "a.ods", lambda: number("1E308"), "too large"),
    Hostile("NaN", "a.ods", lambda: number("NaN"), "should hold a number"),
    Hostile("a number of ten thousand digits", "a.ods", lambda: number("9" * 10_000), "should hold a number"),
    Hostile("a number shown as another", "a.ods", lambda: number("6"), "value='6'"),
    Hostile("a percentage shown as another", "a.ods", lambda: number("0.9", "percentage", "9%"), "value='90%'"),
    Hostile("an unknown type of value", "a.ods", lambda: number("6", "void"), "value='5'"),
    Hostile("a year of five digits", "a.ods", lambda: moment("date", "99999-01-01"), "is not a date"),
    Hostile("a year before the first", "a.ods", lambda: moment("date", "-0044-03-15"), "is not a date"),
    Hostile("a date of a million letters", "a.ods", lambda: moment("date", "2018" * 20_000), "is not a date"),
    Hostile("a time without end", "a.ods", lambda: moment("time", "PT99999999999H00M00S"), "is not a date"),
    Hostile("the error of a formula", "a.ods", lambda: ods_value(ods_cell("#DIV/0!")), "error #DIV/0!"),
    Hostile(
        "a formula without a result",
        "a.ods",
        lambda: ods_value('<table:table-cell table:formula="of:=1+1"/>'),
        "without its result",
    ),
    Hostile("a formula as a text", "a.ods", lambda: ods_value(ods_cell("=SYSTEM('x')")), "is not a number"),
    Hostile("a comment and a drawing with numbers", "a.ods", with_comment, "value='5'"),
]
