"""The accessible spreadsheets: the rules are those of the Government Analysis Function's guidance."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest
from lxml import etree

from ctreport.report.datapack import data_pack
from ctreport.report.datapack.contents import workbook_of
from ctreport.report.datapack.ods import ods_of
from ctreport.report.datapack.xlsx import xlsx_of

pytestmark = pytest.mark.django_db  # to build the report that all of them draw from, once

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"


_MADE: dict[str, bytes] = {}


@pytest.fixture
def pack(frozen):
    return _MADE or _MADE.update(data_pack(frozen[0])) or _MADE


@pytest.fixture
def xlsx(pack):
    return openpyxl.load_workbook(io.BytesIO(pack["data/keeping-the-city-safe-2018-19.xlsx"]))


@pytest.fixture
def ods(pack):
    return zipfile.ZipFile(io.BytesIO(pack["data/keeping-the-city-safe-2018-19.ods"]))


def rows_of_ods(ods):
    """Return the rows of each sheet: numbers as floats, texts with their lines."""
    content = etree.fromstring(ods.read("content.xml"))
    sheets = {}
    for table in content.iter(f"{TABLE}table"):
        sheets[table.get(f"{TABLE}name")] = [
            [_value(cell) for cell in row.iter(f"{TABLE}table-cell")] for row in table.iter(f"{TABLE}table-row")
        ]
    return sheets, content


def _value(cell):
    if cell.get(f"{OFFICE}value-type") == "float":
        return float(cell.get(f"{OFFICE}value"))
    return "\n".join(_read(line) for line in cell.iter(f"{TEXT}p"))


def _read(line):
    for space in line.iter(f"{TEXT}s"):
        space.text = " " * int(space.get(f"{TEXT}c"))
    return "".join(line.itertext())


def table_of(sheet):
    """Return the rows of a sheet's table, each by its heads."""
    [table] = sheet.tables.values()
    head, *rows = [[cell.value for cell in row] for row in sheet[table.ref]]
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_every_sheet_of_the_xlsx_keeps_the_rules_for_accessible_spreadsheets(xlsx):
    assert xlsx.sheetnames[:4] == ["Cover", "Contents", "Notes", "Symbols"]
    assert xlsx.active.title == "Cover"
    for sheet in xlsx:
        assert sheet["A1"].style == "Heading 1"
        assert not sheet.merged_cells.ranges
        assert sheet.freeze_panes is None
        assert all(row[0].value for row in sheet.iter_rows()), "no row is left blank"
        if sheet.title == "Cover":
            continue
        [(name, area)] = sheet.tables.items()
        assert re.fullmatch(r"[A-Za-z]\w*", name, re.ASCII)
        table = sheet[area]
        assert all(cell.value not in (None, "") for row in table for cell in row)
        assert len({cell.value for cell in table[0]}) == len(table[0])
        texts = [cell for row in table for cell in row if isinstance(cell.value, str) and not cell.hyperlink]
        assert all(cell.alignment.wrap_text or cell.alignment.horizontal == "right" for cell in texts)
        assert sheet.tables[name].autoFilter is None


def test_the_contents_lead_to_every_sheet_and_every_table_back(xlsx):
    links = {row[0].value: row[0].hyperlink.location for row in xlsx["Contents"].iter_rows(min_row=4)}
    assert links == {name: f"'{name}'!A1" for name in xlsx.sheetnames[2:]}
    back = [cell.hyperlink.location for (cell,) in xlsx["Table_1"]["A1:A8"] if cell.hyperlink]
    assert back == ["'Notes'!A1", "'Symbols'!A1", "'Contents'!A1"]


def test_the_document_says_what_it_is(xlsx, ods):
    about = xlsx.properties
    assert (about.title, about.creator, about.language) == (
        "Keeping the City safe: data of the annual report 2018/19",
        "Force of the Example",
        "en-GB",
    )
    assert about.created == about.modified == datetime(2019, 7, 3, 22, 45, 30)
    meta = ods.read("meta.xml").decode()
    assert "<dc:language>en-GB</dc:language>" in meta
    assert "<dc:date>2019-07-03T22:45:30Z</dc:date>" in meta
    cover = [cell.value for (cell,) in xlsx["Cover"]["A1:A20"]]
    assert "Edition 2, frozen 3 July 2019" in cover
    assert any(text.startswith("Correction. This is edition 2 of the report.") for text in cover)
    assert "Write to report@force.example for another format." in cover


def test_a_figure_is_a_number_beside_its_words(xlsx):
    deployments = table_of(xlsx["Table_1"])[0]
    assert (deployments["Figure as printed"], deployments["Qualifier"], deployments["Value"]) == (
        "over 600",
        "Over",
        600,
    )
    felt = table_of(xlsx["Table_2"])[2]
    assert (felt["Survey mode"], felt["Time of day"], felt["Value"], felt["Unit"]) == (
        "Online", "During the day", 90, "Per cent",
    )  # fmt: skip
    assert felt["Base"] == "[x]"


def test_every_mark_and_symbol_in_a_table_is_explained(xlsx):
    notes = {row["Note"]: row["Text"] for row in table_of(xlsx["Notes"])}
    texts = [str(cell.value) for sheet in xlsx for row in sheet.iter_rows() for cell in row]
    used = {number for text in texts for number in re.findall(r"\[(note \d+)\]", text)}
    assert used <= set(notes)
    assert notes["note 1"] == "As at 31 March 2019."
    assert "People chose themselves to answer online." in notes.values()
    symbols = {row["Word, symbol or measure"] for row in table_of(xlsx["Symbols"])}
    assert {cell for cell in texts if re.fullmatch(r"\[[a-z]+\]", cell)} <= symbols


def test_the_golden_thread_is_there_link_by_link(xlsx):
    titles = {row["Worksheet"]: row["Title"] for row in table_of(xlsx["Contents"])}
    name = next(name for name, title in titles.items() if "The golden thread" in title)
    first = table_of(xlsx[name])[0]
    assert (first["Pledge"], first["From"], first["To"], first["What it leads to"]) == ("P1", "P1", "A2", "What we did")
    outcomes = next(name for name, title in titles.items() if "Outcomes" in title)
    assert {row["Reference"]: row["Part of"] for row in table_of(xlsx[outcomes])}["O6.1"] == "O6"


def test_the_ods_holds_the_same_cells_and_marks_up_the_same_tables(xlsx, ods):
    sheets, content = rows_of_ods(ods)
    assert list(sheets) == xlsx.sheetnames
    for name, rows in sheets.items():
        found = [[cell for cell in row if cell is not None] for row in xlsx[name].iter_rows(values_only=True)]
        assert rows == found, name
    ranges = {
        one.get(f"{TABLE}name"): one.get(f"{TABLE}target-range-address").replace(".", "!")
        for one in content.iter(f"{TABLE}database-range")
    }
    assert ranges == {
        name: f"{sheet.title}!{area.replace(':', f':{sheet.title}!')}"
        for sheet in xlsx
        for name, area in sheet.tables.items()
    }
    assert not any(cell.get(f"{TABLE}number-columns-spanned") for cell in content.iter(f"{TABLE}table-cell"))
    assert ods.infolist()[0].filename == "mimetype"


def test_every_style_and_link_of_the_ods_leads_somewhere(ods):
    sheets, content = rows_of_ods(ods)
    styles = etree.fromstring(ods.read("styles.xml"))
    known = {one.get(f"{STYLE}name") for part in (content, styles) for one in part.iter(f"{STYLE}style")}
    used = {one.get(f"{TABLE}style-name") for one in content.iter() if one.get(f"{TABLE}style-name")}
    assert used <= known
    links = {one.get(f"{XLINK}href") for one in content.iter(f"{TEXT}a")}
    assert links <= {f"#{name}.A1" for name in sheets}


def test_a_text_that_looks_like_a_formula_stays_a_text(frozen):
    report = frozen[0]
    figures = (replace(report.figures[0], measure='=HYPERLINK("x")', note="a\x07b  c\td"), *report.figures[1:])
    workbook = workbook_of(replace(report, figures=figures))
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_of(workbook)))["Table_2"]
    [cell] = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert cell.data_type == "s"
    sheets, content = rows_of_ods(zipfile.ZipFile(io.BytesIO(ods_of(workbook))))
    assert any('=HYPERLINK("x")' in row for row in sheets["Table_2"])
    assert not any(one.get(f"{TABLE}formula") for one in content.iter())
    assert any("ab  c" in "".join(str(cell) for cell in row) for row in sheets["Notes"])


def test_a_report_with_nothing_in_it_still_has_a_pack(frozen):
    bare = replace(
        frozen[0], figures=(), tables=(), charts=(), trends=(), pledges=(), activities=(), outcomes=(), threads=(),
        loose_ends=(), notes=(), footnotes=(), glossary=(), contact=(), stamp=None,
    )  # fmt: skip
    book = openpyxl.load_workbook(io.BytesIO(data_pack(bare)["data/keeping-the-city-safe-2018-19.xlsx"]))
    assert book.sheetnames == ["Cover", "Contents", "Notes", "Symbols"]
    assert "Proof: not for publication" in [cell.value for (cell,) in book["Cover"]["A1:A9"]]
