"""Reading OpenDocument spreadsheets."""

from __future__ import annotations

import pytest

from ctreport.importing.sheets.cells import Kind
from ctreport.importing.sheets.fields import is_figures_head
from ctreport.importing.sheets.reading import read_table
from tests.importing.sheets.files import ODS_HEAD, ods, ods_cell, ods_row, ods_value


def value(cell: str):
    """Read the cell D2 of a spreadsheet in which it is given as XML."""
    return read_table(ods_value(cell), filename="a.ods").rows[0].cell(4)


def number(kind: str, stored: str, shown: str):
    return value(ods_cell(shown, f'office:value-type="{kind}" office:value="{stored}"'))


@pytest.mark.parametrize(
    ("kind", "stored", "shown", "text"),
    [
        ("percentage", "0.96", "96%", "96%"),
        ("percentage", "0.958333333333333", "96%", "96%"),
        ("percentage", "0.0999", "10.0%", "10.0%"),
        ("float", "2748", "2,748", "2748"),
        ("float", "2748.5", "2.748,50", "2748.50"),
        ("float", "500", "over 500", "over 500"),
        ("currency", "-1234.5", "-£1,234.50", "-£1234.50"),
        ("float", "-5", "(5)", "-5"),
        ("float", "5", "", "5"),
        ("float", "1234567", "1.2E+06", "1234567"),
    ],
)
def test_a_number_is_read_as_its_cell_shows_it(kind, stored, shown, text):
    assert number(kind, stored, shown).text == text


@pytest.mark.parametrize(
    ("attributes", "text", "kind"),
    [
        ('office:value-type="date" office:date-value="2019-04-01"', "2019-04-01", Kind.DATE),
        ('office:value-type="date" office:date-value="2019-04-01T12:30:00"', "2019-04-01 12:30:00", Kind.DATE),
        ('office:value-type="time" office:time-value="PT26H30M00S"', "26:30:00", Kind.TIME),
        ('office:value-type="boolean" office:boolean-value="true"', "TRUE", Kind.BOOLEAN),
        ('office:value-type="string" table:formula="of:=&quot;a&quot;"', "shown", Kind.TEXT),
    ],
)
def test_other_kinds_of_values_are_known(attributes, text, kind):
    assert value(ods_cell("shown", attributes))[2:4] == (text, kind)


def test_paragraphs_spaces_tabs_and_line_breaks_are_read_as_meant():
    cell = (
        '<table:table-cell office:value-type="string"><text:p>one<text:s text:c="3"/>two\n   </text:p>'
        "<text:p>three<text:tab/><text:span>four</text:span><text:line-break/>five</text:p></table:table-cell>"
    )
    assert value(cell).text == "one   two\nthree\tfour\nfive"


def test_equal_rows_and_cells_side_by_side_are_counted_out():
    twice = ods_cell("x", 'office:value-type="string" table:number-columns-repeated="2"')
    table = read_table(ods(ODS_HEAD + ods_row(twice, attributes='table:number-rows-repeated="3"')), filename="a.ods")
    assert [(row.number, row.texts) for row in table] == [(n, ("x", "x")) for n in (2, 3, 4)]


def test_hidden_rows_are_read_and_said():
    table = read_table(ods(ODS_HEAD + ods_row("a", attributes='table:visibility="filter"')), filename="a.ods")
    assert table.notes == ("Row 2 is hidden in the file, but was read.",)


def test_cells_merged_over_others_are_kept_with_the_table():
    merged = ods_cell("a", 'table:number-rows-spanned="2" table:number-columns-spanned="1"')
    rows = ods_row(merged) + ods_row("<table:covered-table-cell/>", "1")
    assert [str(one) for one in read_table(ods(ODS_HEAD + rows), filename="a.ods").merges] == ["A2:A3"]


def test_the_first_visible_sheet_with_a_known_head_is_read_and_the_others_named():
    hide = (
        '<style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style>'
    )
    figures = ODS_HEAD + ods_row("briefings", "2018/19", "", "500")
    tables = (
        f'<table:table table:name="Old" table:style-name="h">{figures}</table:table>'
        f'<table:table table:name="Words">{ods_row("Read me")}</table:table>'
        f'<table:table table:name="Figures">{figures}</table:table><table:table table:name="More"/>'
    )
    table = read_table(ods(tables=tables, styles=hide), filename="a.ods", recognise=is_figures_head)
    assert table.sheet == "Figures"
    assert table.notes == ("The sheet “Figures” was read. Not read: “Words”, “More”.",)
