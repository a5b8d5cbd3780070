"""Hostile workbooks: sound zips whose parts are not."""

from __future__ import annotations

from tests.importing.sheets.files import (
    KEY,
    MAIN,
    XLSX_HEAD,
    R,
    number_styles,
    relations,
    text_row,
    workbook,
    xlsx,
    xlsx_value,
)
from tests.importing.sheets.hostile_file import Hostile

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
NOT_SOUND = "not sound XML"
DECLARATION = "document type declaration"
BOMB = "<!DOCTYPE sst [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1 or str()};' * 10}'>" for n in range(1, 10)
)
OUTSIDE = '<!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
DATES = number_styles("General", "dd/mm/yyyy", "[h]:mm", "[" * 100_000, "0" * 100_000, "0%;;;&quot;")


def sheet(xml: str | bytes) -> bytes:
    """A workbook whose sheet is this XML."""
    return xlsx(parts={SHEET: xml})


def strings(xml: str) -> bytes:
    """A workbook whose shared texts are this XML."""
    return xlsx(XLSX_HEAD, parts={STRINGS: xml})


def one_row(xml: str) -> bytes:
    """A workbook whose second row is this XML."""
    return xlsx(XLSX_HEAD + xml)


def shared(index: str) -> bytes:
    """A workbook whose value is a shared text at this place."""
    return xlsx_value(f'<c r="D2" t="s"><v>{index}</v></c>', strings="<si><t>500</t></si>")


def formatted(style: int, value: str) -> bytes:
    """A workbook whose value is a number in a format of ``DATES``."""
    return xlsx_value(f'<c r="D2" s="{style}"><v>{value}</v></c>', styles=DATES)


def merged(*areas: str) -> str:
    """The XML of merged areas."""
    return "<mergeCells>" + "".join(f'<mergeCell ref="{area}"/>' for area in areas) + "</mergeCells>"


def ten_rows(*areas: str) -> bytes:
    """A workbook of ten figures with merged areas over them."""
    rows = "".join(f'<row r="{n}">{KEY}<c r="D{n}"><v>{n}</v></c></row>' for n in range(2, 12))
    return xlsx(XLSX_HEAD + rows, after=merged(*areas))


def many_overlapping_merges() -> bytes:
    """A workbook of 5,000 figures under thousands of merged areas, each as long as the table."""
    rows = "".join(f'<row r="{n}">{KEY}<c r="D{n}"><v>{n}</v></c></row>' for n in range(2, 5002))
    return xlsx(XLSX_HEAD + rows, after=merged(*["A2:A5001"] * 19_000))


def linked() -> bytes:
    """A workbook with links to other files, one of which runs a program."""
    link = f'<externalLink {MAIN}><ddeLink ddeService="cmd" ddeTopic="/C calc"/></externalLink>'
    cell = '<c r="D2"><f>[1]Sheet1!A1</f><v>500</v></c>'
    return xlsx_value(cell, parts={"xl/externalLinks/externalLink1.xml": link})


def leading_to(target: str) -> bytes:
    """A workbook whose sheet is said to be another part."""
    return xlsx(parts={"xl/_rels/workbook.xml.rels": relations(("s1", f"{R}/worksheet", target))})


def of_sheets(count: int, state: str = "visible") -> bytes:
    """A workbook of so many sheets, which are all the same part."""
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" state="{state}" r:id="s1"/>' for n in range(count))
    return xlsx(parts={"xl/workbook.xml": workbook(listed)})


def repeated_text() -> bytes:
    """A workbook in which one long text is referred to over and over."""
    row = "<row>" + '<c t="s"><v>0</v></c>' * 10 + "</row>"
    return xlsx(row * 60, strings=f"<si><t>{'9' * 90_000}</t></si>")


XLSX = [
    Hostile("an entity bomb", "a.xlsx", lambda: strings(f"{BOMB}]><sst {MAIN}>&a9;</sst>"), DECLARATION),
    Hostile("an entity bomb in the sheet", "a.xlsx", lambda: sheet(f"{BOMB}]><worksheet {MAIN}>&a9;</worksheet>"), ""),
    Hostile("an entity that fetches a file", "a.xlsx", lambda: strings(f"{OUTSIDE}<sst {MAIN}>&x;</sst>"), DECLARATION),
    Hostile("a declaration alone", "a.xlsx", lambda: sheet(f"<!DOCTYPE a><worksheet {MAIN}/>"), DECLARATION),
    Hostile("XML that stops", "a.xlsx", lambda: sheet(f"<worksheet {MAIN}><sheetData>{XLSX_HEAD}"), NOT_SOUND),
    Hostile("XML that is none", "a.xlsx", lambda: sheet("Measure code,Value"), NOT_SOUND),
    Hostile("an empty sheet part", "a.xlsx", lambda: sheet(""), "is empty"),
    Hostile(
        "an unknown encoding", "a.xlsx", lambda: sheet(f'<?xml version="1.0" encoding="zip"?><worksheet {MAIN}/>'), ""
    ),
    Hostile("bytes that are not UTF-8", "a.xlsx", lambda: sheet(b"<worksheet>\xff\xfe\xed\xa0\x80"), NOT_SOUND),
    Hostile("UTF-16 cut short", "a.xlsx", lambda: sheet(b"\xff\xfe<\x00w\x00o"), NOT_SOUND),
    Hostile("a million elements within each other", "a.xlsx", lambda: sheet("<a>" * 300_000), NOT_SOUND),
    Hostile(
        "an attribute of five megabytes", "a.xlsx", lambda: sheet(f'<a b="{"0123456789" * 500_000}"/>'), "huge size"
    ),
    Hostile(
        "a comment of five megabytes", "a.xlsx", lambda: sheet(f"<!--{'0123456789' * 500_000}--><a/>"), "huge size"
    ),
    Hostile("a name of five megabytes", "a.xlsx", lambda: sheet(f"<{'abcdefghij' * 500_000}/>"), "huge size"),
    Hostile(
        "a thousand attributes", "a.xlsx", lambda: sheet("<a " + " ".join(f"a{n}=''" for n in range(9999)) + "/>"), ""
    ),
    Hostile("no workbook part", "a.xlsx", lambda: xlsx(parts={"xl/workbook.xml": None}), "lacks one of its parts"),
    Hostile("no sheet part", "a.xlsx", lambda: xlsx(parts={SHEET: None}), "lacks one of its parts"),
    Hostile("no relations", "a.xlsx", lambda: xlsx(parts={"xl/_rels/workbook.xml.rels": None}), "holds no table"),
    Hostile("no styles and no texts", "a.xlsx", lambda: xlsx(parts={STRINGS: None, "xl/styles.xml": None}), "no table"),
    Hostile("a sheet that leads out of the file", "a.xlsx", lambda: leading_to("../../../etc/passwd"), "lacks one"),
    Hostile("a sheet that leads to the workbook", "a.xlsx", lambda: leading_to("workbook.xml"), "holds no table"),
    Hostile("a sheet on another computer", "a.xlsx", lambda: leading_to("http://ctreport.example/a.xml"), "lacks one"),
    Hostile("ten thousand sheets", "a.xlsx", lambda: of_sheets(10_000), "more than 256 sheets"),
    Hostile("hidden sheets alone", "a.xlsx", lambda: of_sheets(3, "veryHidden"), "holds no table"),
    Hostile("no sheets", "a.xlsx", lambda: of_sheets(0), "holds no table"),
    Hostile("a text that is not there", "a.xlsx", lambda: shared("9"), "refers to a text"),
    Hostile("a text before the first", "a.xlsx", lambda: shared("-1"), "refers to a text"),
    Hostile("a text of a huge number", "a.xlsx", lambda: shared("9" * 5000), "refers to a text"),
    Hostile("a long text used six hundred times", "a.xlsx", repeated_text, "more than 40,000,000 characters"),
    Hostile(
        "a cell of a million characters", "a.xlsx", lambda: one_row(text_row("ab" * 500_000)), "100,000 characters"
    ),
    Hostile(
        "a cell in the last column", "a.xlsx", lambda: one_row('<row><c r="XFD2"><v>1</v></c></row>'), "256 columns"
    ),
    Hostile(
        "cells that go on for ever", "a.xlsx", lambda: one_row(f"<row>{'<c><v>1</v></c>' * 9999}</row>"), "columns"
    ),
    Hostile(
        "a cell without a place", "a.xlsx", lambda: one_row('<row><c r="Ä2"><v>1</v></c></row>'), "no spreadsheet has"
    ),
    Hostile(
        "a cell twice", "a.xlsx", lambda: one_row('<row><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c></row>'), "order"
    ),
    Hostile("row nought", "a.xlsx", lambda: one_row('<row r="0"><c><v>1</v></c></row>'), "no spreadsheet has"),
    Hostile("a row below nought", "a.xlsx", lambda: one_row('<row r="-7"><c><v>1</v></c></row>'), "no spreadsheet has"),
    Hostile("row ninety-nine million", "a.xlsx", lambda: one_row('<row r="99999999"><c/></row>'), "no spreadsheet has"),
    Hostile("rows out of order", "a.xlsx", lambda: one_row('<row r="9"/><row r="3"/>'), "out of order"),
    Hostile("ten to the power of 308", "a.xlsx", lambda: formatted(0, "1e308"), "The number 1E+308 is too large"),
    Hostile("a number beyond all bounds", "a.xlsx", lambda: formatted(0, "1e99999"), "should hold a number"),
    Hostile("a number next to nothing", "a.xlsx", lambda: formatted(0, "1e-307"), "is not a number"),
    Hostile("NaN", "a.xlsx", lambda: formatted(0, "NaN"), "should hold a number"),
    Hostile("infinity", "a.xlsx", lambda: formatted(0, "-INF"), "should hold a number"),
    Hostile("a number of ten thousand digits", "a.xlsx", lambda: formatted(0, "9" * 10_000), "should hold a number"),
    Hostile("a date before the calendar", "a.xlsx", lambda: formatted(1, "-40000"), "is not a date"),
    Hostile("a date beyond the calendar", "a.xlsx", lambda: formatted(1, "2999999"), "is not a date"),
    Hostile("a date far beyond the calendar", "a.xlsx", lambda: formatted(1, "1e300"), "is not a date"),
    Hostile("the day that never was", "a.xlsx", lambda: formatted(1, "60"), "is not a date"),
    Hostile("a time of a million hours", "a.xlsx", lambda: formatted(2, "45000"), "holds the time"),
    Hostile("a format of a hundred thousand brackets", "a.xlsx", lambda: formatted(3, "5"), "value='5'"),
    Hostile("a format of a hundred thousand noughts", "a.xlsx", lambda: formatted(4, "5"), "value='5'"),
    Hostile("a format that hides numbers", "a.xlsx", lambda: formatted(5, "0.05"), "value='5%'"),
    Hostile("a format that is not there", "a.xlsx", lambda: formatted(999, "5"), "value='5'"),
    Hostile(
        "an unknown type of cell", "a.xlsx", lambda: xlsx_value('<c r="D2" t="x"><v>5</v></c>'), "should hold a number"
    ),
    Hostile("the error of a formula", "a.xlsx", lambda: xlsx_value('<c r="D2" t="e"><v>#REF!</v></c>'), "error #REF!"),
    Hostile(
        "a formula without a result", "a.xlsx", lambda: xlsx_value('<c r="D2"><f>1+1</f></c>'), "without its result"
    ),
    Hostile("links to programs", "a.xlsx", linked, "linked to other files"),
    Hostile(
        "a formula as a text",
        "a.xlsx",
        lambda: xlsx_value('<c r="D2" t="inlineStr"><is><t>_x003D_cmd|calc</t></is></c>'),
        "“=cmd|calc” is not a number",
    ),
    Hostile(
        "half a surrogate pair as an escape",
        "a.xlsx",
        lambda: xlsx_value('<c r="D2" t="inlineStr"><is><t>5_xD800__x0000_</t></is></c>'),
        "value='5'",
    ),
    Hostile("the whole sheet merged", "a.xlsx", lambda: ten_rows("A1:XFD1048576"), "value='2'"),
    Hostile("merged areas that are none", "a.xlsx", lambda: ten_rows("A0:B0", "ZZZZ1", "", "D2:A9999999"), "value='2'"),
    Hostile("a hundred thousand merged areas", "a.xlsx", lambda: ten_rows(*["A2:A3"] * 100_000), "20,000 merged"),
    Hostile("merged areas over each other", "a.xlsx", many_overlapping_merges, "lie over each other"),
    Hostile(
        "a value merged over rows",
        "a.xlsx",
        lambda: xlsx(
            XLSX_HEAD + f'<row r="2">{KEY}<c r="D2"><v>5</v></c></row><row r="3">{KEY}</row>', after=merged("D2:D3")
        ),
        "a value belongs to one row",
    ),
]
