"""Reading CSV and TSV."""

from __future__ import annotations

import io

import pytest

from ctreport.importing.sheets.cells import Kind
from ctreport.importing.sheets.limits import Limits, SheetError
from ctreport.importing.sheets.reading import head_with, read_table


def read(text: str | bytes, encoding: str = "utf-8", **options):
    content = text if isinstance(text, bytes) else text.encode(encoding)
    return read_table(content, filename="figures.csv", **options)


def texts(table) -> list[list[str]]:
    return [list(row.texts) for row in table]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_the_usual_encodings_are_understood(encoding):
    table = read("Measure,Note\nbriefings,£5 – “café”\nstops,plain\n", encoding)
    assert texts(table) == [["briefings", "£5 – “café”"], ["stops", "plain"]]


def test_windows_1252_is_said_to_a_person():
    assert "Windows-1252" in read("Measure,Note\na,£5\n", "cp1252").notes[0]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found_whatever_the_texts_hold(delimiter):
    table = read(f'Measure{delimiter}Value\n"a, b; c"{delimiter}1\n"d, e; f"{delimiter}2\n')
    assert texts(table) == [["a, b; c", "1"], ["d, e; f", "2"]]


def test_a_decimal_comma_does_not_pass_for_a_delimiter():
    assert texts(read("Measure;Value;Base\na;12,5;100\nb;13,5;200\n")) == [["a", "12,5", "100"], ["b", "13,5", "200"]]


def test_the_delimiter_that_excel_names_in_the_first_line_is_taken():
    table = read("sep=;\nMeasure;Value\na;1,2\n")
    assert (table.head.number, texts(table)) == (2, [["a", "1,2"]])


def test_a_quoted_line_end_stays_within_its_cell():
    assert texts(read('Measure,Note\r\na,"one\r\ntwo"\r\nb,"say ""so"""\r\n')) == [
        ["a", "one\r\ntwo"],
        ["b", 'say "so"'],
    ]


def test_trailing_blanks_and_blank_rows_are_passed_over_but_counted():
    table = read("Measure,Value,,,\na,1,,,\n,,,,\n\nb,2\n,,,\n")
    assert [(row.number, row.texts) for row in table] == [(2, ("a", "1")), (5, ("b", "2"))]


def test_a_short_row_gives_blank_cells():
    row = read("Measure,Value,Note\na\n").rows[0]
    assert row.cell(3).kind is Kind.BLANK
    assert row.text(3) == ""


def test_a_long_row_keeps_its_cells():
    assert read("Measure,Value\na,1,extra\n").rows[0].texts == ("a", "1", "extra")


def test_lines_above_the_head_are_passed_over_where_the_head_is_known():
    table = read("Figures of 2018/19\n\nMeasure,Value\na,1\n", recognise=head_with("measure", "value"))
    assert (table.head.number, texts(table)) == (3, [["a", "1"]])


def test_the_apostrophe_before_a_formula_is_taken_off():
    row = read("Measure,Note\na,'=1+1\nb,'tis\nc,''=2\n")
    assert [cells.text(2) for cells in row] == ["=1+1", "'tis", "'=2"]


def test_a_file_object_is_read_as_well_as_bytes():
    assert len(read_table(io.BytesIO(b"Measure,Value\na,1\n"), filename="a.csv")) == 1


def test_a_name_without_an_ending_says_nothing():
    assert len(read_table(b"Measure,Value\na,1\n", filename="figures")) == 1


def test_tab_separated_values_may_be_named_so():
    table = read_table(b"Measure\tValue\na\t1\n", filename="a.tsv")
    assert table.notes == ("The fields of the file are parted by tabs.",)


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (Limits(size=10), "larger than"),
        (Limits(rows=2), "more than 2 rows"),
        (Limits(columns=1), "more than 1 columns"),
        (Limits(cells=3), "more than 3 cells"),
        (Limits(text=3), "more than 3 characters"),
        (Limits(characters=5), "more than 5 characters"),
    ],
)
def test_each_limit_is_kept_and_named(limits, words):
    with pytest.raises(SheetError, match=words):
        read("Measure,Value\na,1\nb,2\n", limits=limits)
