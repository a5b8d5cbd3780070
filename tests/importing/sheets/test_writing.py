"""Writing tables, and that reading gives back what was written."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ctreport.importing.sheets.cells import Kind
from ctreport.importing.sheets.escaping import neutralise, restore
from ctreport.importing.sheets.reading import read_table
from ctreport.importing.sheets.values import Percent, as_text
from ctreport.importing.sheets.writing import KINDS, write_table

HEAD = ["Code", "Value", "Note"]
# What a record can hold: any text but control characters and half surrogate pairs, which no table has room for.
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("\n\r\t\"',;=+-@_x\u200f\u202e\ufeff é😀"),
    max_size=60,
)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=4) | st.decimals(
    min_value=-(10**20), max_value=10**20, allow_nan=False
)
VALUES = st.none() | TEXTS | NUMBERS | st.integers() | st.dates() | st.builds(Percent, st.integers(0, 100).map(Decimal))
every_kind = pytest.mark.parametrize("kind", KINDS)


def write(rows, kind: str, **more) -> bytes:
    return write_table(rows, kind=kind, title="Figures 2018/19", head=HEAD, **more)


def round_trip(rows, kind: str):
    return read_table(write(rows, kind), filename=f"figures.{kind}")


@every_kind
@settings(max_examples=150, deadline=None)
@example(rows=[["007", "x" * 40_000, "\U0001f600" * 40_000]])
@example(rows=[["=1", "'=1", "''=1"], ["+", "-", "@"], ["\t=", "\r", "\n"], ["_x0041_", "_x005F_x0041_", " =1 "]])
@example(rows=[["a", Decimal("1E+3"), Decimal("0.0000000001")], ["b", Decimal("-0.00"), 10**30]])
@given(rows=st.lists(st.tuples(st.just("key") | TEXTS.filter(str.strip), VALUES, VALUES).map(list), max_size=6))
def test_what_is_written_reads_back_unchanged(kind, rows):
    table = round_trip(rows, kind)
    assert [[row.text(column) for column in (1, 2, 3)] for row in table] == [
        [as_text(value) for value in row] for row in rows
    ]


@given(text=TEXTS)
def test_a_neutralised_text_is_restored_and_begins_with_no_formula(text):
    assert restore(neutralise(text)) == text
    assert neutralise(text)[:1] not in tuple("=+-@\t\r")


@every_kind
def test_the_same_rows_give_the_same_bytes(kind):
    rows = [["a", Decimal("1.50"), None], ["b", Percent(Decimal(96)), dt.date(2019, 4, 1)]]
    assert write(rows, kind) == write(rows, kind)


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_no_part_of_the_file_bears_the_time_of_writing(kind):
    with zipfile.ZipFile(io.BytesIO(write([["a", 1, "n"]], kind))) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_numbers_are_stored_as_numbers_and_texts_as_texts(kind):
    rows = [["007", Decimal("2748.10"), "500"], ["b", Percent(Decimal("65.5")), True], ["c", dt.date(2019, 4, 1), 5]]
    kinds = [row.kinds for row in round_trip(rows, kind)]
    assert kinds == [
        (Kind.TEXT, Kind.NUMBER, Kind.TEXT),
        (Kind.TEXT, Kind.PERCENT, Kind.BOOLEAN),
        (Kind.TEXT, Kind.DATE, Kind.NUMBER),
    ]


@every_kind
def test_a_symbol_stands_where_a_value_is_due(kind):
    table = read_table(write([["a", None, None]], kind, blanks={"Value": "[x]"}), filename=f"a.{kind}")
    assert table.rows[0].texts == ("a", "[x]")


@every_kind
def test_a_table_without_rows_is_its_head(kind):
    table = round_trip([], kind)
    assert (table.head.texts, len(table)) == (tuple(HEAD), 0)


@every_kind
def test_characters_that_no_table_holds_are_left_out(kind):
    assert round_trip([["a\x00\x0b\ud800b", 1, "\uffff"]], kind).rows[0].texts[:2] == ("ab", "1")


def test_csv_begins_with_the_mark_by_which_excel_knows_utf_8():
    assert write([["é", 1, "a\nb"]], "csv") == b'\xef\xbb\xbfCode,Value,Note\r\n\xc3\xa9,1,"a\nb"\r\n'


def test_a_formula_is_neutralised_in_the_bytes_of_the_file():
    assert b"\r\na,1,'=cmd|" in write([["a", 1, "=cmd|' /C calc'!A0"]], "csv")
    with zipfile.ZipFile(io.BytesIO(write([["a", 1, "=1+1"]], "xlsx"))) as archive:
        assert "<f>" not in archive.read("xl/worksheets/sheet1.xml").decode()
        assert ">'=1+1<" in archive.read("xl/sharedStrings.xml").decode()


def test_the_head_of_a_workbook_is_marked_as_a_table_and_repeated_in_print():
    with zipfile.ZipFile(io.BytesIO(write([["a", 1, "n"]], "xlsx"))) as archive:
        assert 'ref="A1:C2"' in archive.read("xl/tables/table1.xml").decode()
        assert "Print_Titles" in archive.read("xl/workbook.xml").decode()


def test_the_title_names_the_sheet_without_forbidden_signs():
    assert round_trip([["a", 1, "n"]], "xlsx").sheet == "Figures 2018 19"


@pytest.mark.parametrize(
    ("rows", "head", "error"),
    [
        ([["a"]], HEAD, ValueError),
        ([["a", 1.5, ""]], HEAD, TypeError),
        ([["a", Decimal("NaN"), ""]], HEAD, ValueError),
        ([], ["Value", "value"], ValueError),
        ([], ["Value", " "], ValueError),
    ],
)
@every_kind
def test_what_cannot_be_written_rightly_is_not_written(kind, rows, head, error):
    with pytest.raises(error):
        write_table(rows, kind=kind, title="Figures", head=head)
