"""Figures in long form."""

from __future__ import annotations

import pytest

from ctreport.importing.sheets.fields import is_figures_head
from ctreport.importing.sheets.limits import SheetError
from ctreport.importing.sheets.long_form import read_long_form
from ctreport.importing.sheets.reading import read_table
from ctreport.importing.sheets.writing import KINDS, write_table
from tests.importing.sheets.files import KEY, XLSX_HEAD, number_styles, xlsx, xlsx_value

HEAD = "measure code,year,category 1,category 2,value,qualifier,base,status,note,source"


def read(*lines: str, head: str = HEAD, **more):
    content = "\n".join([head, *lines]).encode()
    return read_long_form(read_table(content, filename="a.csv", recognise=is_figures_head), **more)


def workbook(content: bytes):
    return read_long_form(read_table(content, filename="a.xlsx", recognise=is_figures_head))


def reasons(found) -> list[str]:
    return [f"{problem.where}: {problem.reason}" for problem in found.problems]


def test_each_field_of_a_figure_is_read():
    [row] = read('feel-safe,2018/19,online,day,90%,about,"1,204",Provisional,"A note, long",Survey').rows
    assert row[:9] == (2, "feel-safe", "2018/19", "online", "day", "90%", "about", 1204, "provisional")
    assert (row.note, row.source, row.said) == ("A note, long", "Survey", "about 90%")


@pytest.mark.parametrize(
    ("value", "qualifier", "said"),
    [
        ("500", "over", "over 500"),
        ("over 500", "", "over 500"),
        ("over 500", ">", "over 500"),
        ("500", "exactly", "500"),
        ("40", "c.", "about 40"),
        ("40", "at_least", "at least 40"),
        ("[x]", "", "[x]"),
        ("£5", "<=", "at most £5"),
    ],
)
def test_the_value_is_said_with_the_qualifier_of_its_column(value, qualifier, said):
    assert read(f"a,2018/19,,,{value},{qualifier}").rows[0].said == said


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("a,2018/19,,,,", "Row 2, column E (value): Give the value, or a symbol that says why there is none"),
        (",,x,,5", "Row 2, column A (measure code): The row has no measure code and no year."),
        (
            "a,2018/19,,,5,roughly-ish",
            "Row 2, column F (qualifier): “roughly-ish” is not a qualifier. Use",
        ),
        ("a,2018/19,,,over 5,about", "Row 2, column F (qualifier): The value says “over”, but the qualifier “about”."),
        ("a,2018/19,,,5,,none", "Row 2, column G (base): “none” is not a base. Write a whole number of 1 or more"),
        ("a,2018/19,,,5,,0", "Row 2, column G (base): “0” is not a base."),
        (
            "a,2018/19,,,5,,,done",
            "Row 2, column H (status): “done” is not a status. Use provisional,",
        ),
        ("a,2018/19,,,#N/A", "Row 2, column E (value): The cell shows the error #N/A."),
    ],
)
def test_a_row_that_cannot_be_read_is_left_out_with_its_place_and_reason(line, reason):
    found = read(line, "b,2018/19,,,6")
    assert reasons(found)[0].startswith(reason)
    assert [row.measure for row in found.rows] == ["b"]


def test_all_problems_of_a_row_are_gathered():
    assert len(read("a,2018/19,,,,maybe,x,y").problems) == 4


@pytest.mark.parametrize(
    "head",
    [
        "Measure_Code,FINANCIAL YEAR,Figure",
        "Indicator,Reporting period,Outturn",
        " measure  code ,Year (April to March),Value (%)",
        "Code,FY,Amount",
    ],
)
def test_columns_are_known_by_other_names(head):
    [row] = read("a,2018/19,5", head=head).rows
    assert (row.measure, row.year, row.value) == ("a", "2018/19", "5")


def test_a_title_of_the_measure_beside_its_code_is_passed_over():
    found = read("a,The a of all,2018/19,5", head="Measure code,Measure,Year,Value")
    assert (found.rows[0].measure, found.ignored) == ("a", ())


def test_a_dimension_may_head_its_column():
    found = read("a,2018/19,online,5", head="Code,Year,Survey mode,Value", also={"category_1": ["survey mode"]})
    assert found.rows[0].category_1 == "online"


def test_a_protective_marking_is_read_as_people_write_it():
    found = read("a,2018/19,5,official sensitive", "b,2018/19,6,", "c,2018/19,7,Secret", head="Code,Year,Value,Marking")
    assert [row.marking for row in found.rows] == ["official_sensitive", ""]
    assert reasons(found) == [
        "Row 4, column D (Marking): “Secret” is not a protective marking. Use OFFICIAL or OFFICIAL-SENSITIVE."
    ]


def test_columns_that_are_not_understood_are_listed():
    assert read("a,2018/19,5,x", head="Code,Year,Value,Colour").ignored == ("Colour",)


def test_missing_columns_are_named_with_what_was_found():
    with pytest.raises(SheetError, match=r"no column “Year”\. Row 1, taken as its head, has: “Code”, “Value”\."):
        read("a,5", head="Code,Value")


def test_two_columns_for_one_field_are_refused():
    with pytest.raises(SheetError, match=r"Columns C .“Value”. and D .“Figure”. can both be the value"):
        read("a,2018/19,5,6", head="Code,Year,Value,Figure")


def test_a_year_may_be_given_elsewhere():
    assert read("a,5", head="Code,Value", required=("measure", "value")).rows[0].year == ""


def test_symbols_stand_for_nothing_where_nothing_is_meant():
    [row] = read("a,2018/19,[z],,5,[x],[x],,[x],[z]").rows
    assert (row.category_1, row.category_2, row.base, row.note, row.source) == ("", "", None, "", "")
    assert row.emptied == ("base", "note", "source")


def test_a_word_for_the_whole_is_kept_as_a_category_may_be_called_so():
    assert read("a,2018/19,Total,all,5").rows[0][3:5] == ("Total", "all")


def test_where_a_figure_comes_from_and_what_it_covers_are_read():
    head = "code,year,value,period start,Period end,Date extracted,supplied by,evidence URL"
    [row] = read("a,2018/19,5,1/4/2018,30/9/2018,2019-04-02,Performance Unit,https://example.org/a", head=head).rows
    assert (row.period_start, row.period_end, row.extracted_on) == ("1/4/2018", "30/9/2018", "2019-04-02")
    assert (row.supplied_by, row.evidence) == ("Performance Unit", "https://example.org/a")


def test_marks_without_width_and_hard_spaces_do_not_part_what_is_the_same():
    [row] = read("\u200ffeel\u2011safe\u200e,2018/19,\u00a0on\u200bline ,,2\u00a0748").rows
    assert (row.category_1, row.value) == ("online", "2 748")


def test_a_measure_merged_over_rows_stands_for_each_of_them():
    rows = f'<row r="2">{KEY}<c r="D2"><v>5</v></c></row><row r="3"><c r="D3"><v>6</v></c></row>'
    merges = '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/></mergeCells>'
    found = workbook(xlsx(XLSX_HEAD + rows, after=merges))
    assert [row[:3] for row in found.rows] == [(2, "briefings", "2018/19"), (3, "briefings", "2018/19")]


def test_a_cell_merged_to_the_right_does_not_fill_the_next_column():
    merges = '<mergeCells><mergeCell ref="B2:C2"/></mergeCells>'
    assert workbook(xlsx_value('<c r="D2"><v>5</v></c>', after=merges)).rows[0].category_1 == ""


def test_a_percentage_that_is_shown_rounded_is_remarked_on():
    content = xlsx_value('<c r="D2" s="0"><v>0.9583333333333334</v></c>', styles=number_styles("0%"))
    assert workbook(content).rows[0].remarks == ("Cell D2 stores 0.9583333333333334; it was read as it is shown, 96%.",)


def test_a_date_in_place_of_a_value_is_refused():
    found = workbook(xlsx_value('<c r="D2" s="0"><v>43556</v></c>', styles=number_styles("d/m/yyyy")))
    [reason] = reasons(found)
    assert reason.startswith("Row 2, column D (Value): The cell holds the date 2019-04-01.")


@pytest.mark.parametrize("kind", KINDS)
def test_figures_that_are_written_are_read_again(kind):
    head = ["Measure code", "Year", "Category 1", "Value", "Qualifier", "Note"]
    rows = [["briefings", "2018/19", None, 500, "over", "=A1"], ["feel-safe", "2018/19", "day", "[x]", None, None]]
    content = write_table(rows, kind=kind, title="Figures", head=head, blanks={"Category 1": "[z]"})
    found = read_long_form(read_table(content, filename=f"a.{kind}", recognise=is_figures_head))
    assert [(row.measure, row.category_1, row.said, row.note) for row in found.rows] == [
        ("briefings", "", "over 500", "=A1"),
        ("feel-safe", "day", "[x]", ""),
    ]
