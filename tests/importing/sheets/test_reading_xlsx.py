"""Reading Excel workbooks."""

from __future__ import annotations

import pytest

from ctreport.importing.sheets.cells import Kind
from ctreport.importing.sheets.fields import is_figures_head
from ctreport.importing.sheets.limits import Limits, SheetError
from ctreport.importing.sheets.reading import head_with, read_table
from tests.importing.sheets.files import (
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

SHEET = "xl/worksheets/sheet{}.xml"


def value(cell: str, **more):
    """Read the cell D2 of a workbook in which it is given as XML."""
    return read_table(xlsx_value(cell, **more), filename="a.xlsx").rows[0].cell(4)


def sheet(rows: str) -> str:
    return f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>"


def three_sheets(*states: str) -> bytes:
    """A workbook of three sheets: some words, the figures, other figures."""
    names = ("Read me", "Figures", "More")
    listed = "".join(
        f'<sheet name="{name}" state="{state}" sheetId="{n}" r:id="s{n}"/>'
        for n, (name, state) in enumerate(zip(names, states, strict=True))
    )
    return xlsx(
        parts={
            "xl/workbook.xml": workbook(listed),
            "xl/_rels/workbook.xml.rels": relations(
                *((f"s{n}", f"{R}/worksheet", f"/{SHEET.format(n)}") for n in range(3))
            ),
            SHEET.format(0): sheet(text_row("These are the figures")),
            SHEET.format(1): sheet(text_row("Measure", "Value") + text_row("a", "1")),
            SHEET.format(2): sheet(text_row("Measure", "Value") + text_row("b", "2")),
        }
    )


@pytest.mark.parametrize(
    ("stored", "code", "shown"),
    [
        ("0.96", "0%", "96%"),
        ("0.95833333333333337", "0%", "96%"),
        ("0.655", "0.0%", "65.5%"),
        ("2748", "#,##0", "2748"),
        ("0.28999999999999998", "General", "0.29"),
        ("500", "&quot;over &quot;0", "over 500"),
        ("-1234.5", "£#,##0.00", "-£1234.50"),
        ("1234.5", "_-[$£-809]* #,##0.00_-", "£1234.50"),
        ("43556", "dd/mm/yyyy", "2019-04-01"),
        ("43556.5", "dd/mm/yyyy hh:mm", "2019-04-01 12:00:00"),
        ("0.5", "hh:mm", "12:00:00"),
        ("1.5", "[h]:mm", "36:00:00"),
    ],
)
def test_a_number_is_read_as_its_cell_shows_it(stored, code, shown):
    cell = value(f'<c r="D2" s="0"><v>{stored}</v></c>', styles=number_styles(code))
    assert (cell.text, cell.raw if cell.raw != shown else stored) == (shown, stored)


def test_the_years_from_1904_are_counted_from_1904():
    old_mac = workbook('<sheet name="Figures" sheetId="1" r:id="s1"/>', '<workbookPr date1904="1"/>')
    cell = value(
        '<c r="D2" s="0"><v>42094</v></c>', styles=number_styles("yyyy-mm-dd"), parts={"xl/workbook.xml": old_mac}
    )
    assert cell.text == "2019-04-01"


def test_a_formula_is_read_by_its_stored_result():
    assert value('<c r="D2"><f>1+1</f><v>2</v></c>').text == "2"


def test_a_formula_whose_result_is_no_text_is_blank():
    assert value('<c r="D2" t="str"><f>""</f><v></v></c>').kind is Kind.BLANK


def test_a_truth_value_is_known_as_one():
    assert value('<c r="D2" t="b"><v>1</v></c>')[2:4] == ("TRUE", Kind.BOOLEAN)


def test_a_number_that_was_typed_as_text_stays_as_typed():
    assert value('<c r="D2" t="inlineStr"><is><t>2,748</t></is></c>')[2:4] == ("2,748", Kind.TEXT)


def test_a_shared_text_of_several_runs_is_joined_without_reading_aids():
    runs = "<si><r><t>over </t></r><r><t>500</t></r><rPh><t>x</t></rPh></si>"
    assert value('<c r="D2" t="s"><v>0</v></c>', strings=runs).text == "over 500"


def test_the_first_visible_sheet_with_a_known_head_is_read():
    table = read_table(three_sheets("visible", "visible", "visible"), filename="a.xlsx", recognise=is_figures_head)
    assert (table.sheet, table.rows[0].texts) == ("Figures", ("a", "1"))
    assert table.notes == ("The sheet “Figures” was read. Not read: “Read me”, “More”.",)


def test_a_hidden_sheet_is_not_read():
    table = read_table(three_sheets("visible", "hidden", "visible"), filename="a.xlsx", recognise=is_figures_head)
    assert table.sheet == "More"


def test_a_sheet_is_read_by_its_name_even_if_hidden():
    table = read_table(three_sheets("visible", "hidden", "visible"), filename="a.xlsx", sheet="figures")
    assert table.sheet == "Figures"


def test_a_sheet_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(SheetError, match=r"no sheet “Totals”.*“Read me”, “Figures”, “More”"):
        read_table(three_sheets("visible", "visible", "visible"), filename="a.xlsx", sheet="Totals")


def test_without_a_known_head_the_first_row_of_the_first_sheet_is_the_head():
    content = three_sheets("visible", "visible", "visible")
    table = read_table(content, filename="a.xlsx", recognise=head_with("no such name"))
    assert table.head.texts == ("These are the figures",)


def test_a_title_above_the_head_is_passed_over():
    content = xlsx(
        text_row("Figures", number=1) + text_row("Measure", "Value", number=3) + text_row("a", "1", number=4)
    )
    assert read_table(content, filename="a.xlsx", recognise=is_figures_head).head.number == 3


def test_hidden_rows_are_read_and_said():
    rows = "".join(f'<row r="{n}" hidden="1"><c><v>{n}</v></c></row>' for n in (2, 3, 4, 7))
    table = read_table(xlsx(XLSX_HEAD + rows), filename="a.xlsx")
    assert table.notes == ("Rows 2 to 4 and 7 are hidden in the file, but were read.",)
    assert [row.hidden for row in table] == [True] * 4


def test_merged_areas_are_kept_with_the_table():
    content = xlsx(text_row("Measure"), after='<mergeCells><mergeCell ref="A2:B4"/></mergeCells>')
    assert [str(merge) for merge in read_table(content, filename="a.xlsx").merges] == ["A2:B4"]


def test_formatted_but_empty_cells_to_the_last_column_are_nothing():
    cells = "".join(f'<c r="{letters}1" s="1"/>' for letters in ("XFB", "XFC", "XFD"))
    content = xlsx(f'<row r="1"><c r="A1"><v>1</v></c>{cells}</row>')
    assert read_table(content, filename="a.xlsx").head.texts == ("1",)


def test_a_workbook_of_the_strict_kind_with_other_prefixes_is_read():
    strict = 'xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"'
    rows = "<x:row><x:c><x:v>1</x:v></x:c></x:row>"
    xml = f"<x:worksheet {strict}><x:sheetData>{rows}</x:sheetData></x:worksheet>"
    assert read_table(xlsx(parts={SHEET.format(1): xml}), filename="a.xlsx").head.texts == ("1",)


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (Limits(tags=10), "far more complicated"),
        (Limits(unpacked=100), "unpacks to more than"),
        (Limits(parts=2), "more than 2 parts"),
        (Limits(merges=0), "more than 0 merged areas"),
        (Limits(sheets=0), "more than 0 sheets"),
    ],
)
def test_each_limit_of_a_workbook_is_kept_and_named(limits, words):
    content = xlsx(XLSX_HEAD, after='<mergeCells><mergeCell ref="A2:B4"/></mergeCells>')
    with pytest.raises(SheetError, match=words):
        read_table(content, filename="a.xlsx", limits=limits)
