"""Which kind of record a table holds, and what is said of a table that cannot be read."""

import pytest

from ctreport.importing.records.actions import find_changes
from ctreport.importing.records.kinds import KINDS
from ctreport.importing.records.reading import MOST_ROWS, FiguresFileError, read_records
from ctreport.importing.sheets import KINDS as FORMATS
from ctreport.importing.sheets import SheetError, write_table
from tests.importing.records.helpers import file_of, plan_of, reasons, table_of
from tests.importing.sheets.files import text_row, xlsx

HERE = [name for name, kind in KINDS.items() if kind.is_imported_here]


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("kind", HERE)
def test_a_list_that_was_downloaded_is_recognised_by_its_headings(db, kind, fmt):
    content = write_table([], kind=fmt, title="A", head=KINDS[kind].head)
    assert read_records(content, filename=f"a.{fmt}").kind.name == kind


@pytest.mark.parametrize("head", [KINDS["figure"].head, ["Measure", "FY", "Result"]])
def test_figures_are_left_to_the_import_of_figures(db, head):
    with pytest.raises(FiguresFileError):
        read_records(file_of(head), filename="a.csv")


def test_a_grid_is_left_to_the_import_of_figures(records_2018_19):
    with pytest.raises(FiguresFileError):
        read_records(file_of(["Measure code", "Measure", "Year", "Total"]), filename="a.csv")


@pytest.mark.parametrize(
    ("head", "kind", "message"),
    [
        (["Year", "Reference", "Narrative"], None, "could hold activities or outcomes. Choose which."),
        (["Colour", "Size"], None, "The headings of the file are those of no list."),
        (["Statement"], "pledge", "A table of pledges needs the columns “Year” and “Reference”."),
        (["Year", "Reference", "Order", "order"], "pledge", "Columns C and D can both be “Order”."),
        (["Year", "Reference", "Narrative", "What was done"], "activity", "can both be “Narrative”."),
    ],
)
def test_headings_that_leave_a_doubt_are_refused_in_words(db, head, kind, message):
    content = file_of(head) if len({one.casefold() for one in head}) == len(head) else ",".join(head).encode()
    with pytest.raises(SheetError, match=message):
        read_records(content, filename="a.csv", kind=KINDS[kind] if kind else None)


def test_columns_that_the_list_has_not_are_named(db):
    table = table_of(["Strand", "Description", "Order", "Colour", "Size"])
    assert table.notes == ["Left out, since the list has no such column: “Colour” and “Size”."]


def test_the_state_in_the_review_is_passed_over(records_2018_19):
    plan = plan_of(["Year", "Reference", "Statement", "State"], ["2018/19", "P11", "We will act.", "Approved"])
    assert [change.heading for change in plan.rows[0].changes] == ["Statement"]
    assert plan.table.notes == []


def test_rows_that_hold_nothing_are_passed_over(records_2018_19):
    assert plan_of(["Year", "Reference", "Statement", "State"], [None, None, None, "Draft"]).rows == []


def test_a_table_that_is_too_long_is_refused(db):
    rows = [[f"Strand {number}"] for number in range(MOST_ROWS + 1)]
    with pytest.raises(SheetError, match=f"more than {MOST_ROWS:,} rows"):
        read_records(file_of(["Strand", "Description"], *rows), filename="a.csv")


def test_a_cell_merged_over_several_rows_stands_for_each(records_2018_19):
    rows = [("Year", "Reference", "Statement"), ("2018/19", "P11", "One."), ("", "P12", "Two.")]
    content = xlsx("".join(text_row(*row) for row in rows), after='<mergeCells><mergeCell ref="A2:A3"/></mergeCells>')
    plan = find_changes(read_records(content, filename="a.xlsx"), by=None, filename="a.xlsx")
    assert [row.name for row in plan.rows] == ["P11, 2018/19", "P12, 2018/19"]


def test_a_broken_formula_is_refused_unless_a_record_holds_just_that(records_2018_19):
    head = ["Year", "Reference", "Statement"]
    assert "The cell shows the error #REF!" in reasons(plan_of(head, ["2018/19", "P11", "#REF!"]))[0]
    assert "The cell shows the error #REF!" in reasons(plan_of(["Strand", "Order"], ["#REF!", 1]))[0]


def test_semicolons_and_windows_letters_are_understood(records_2018_19):
    content = "Year;Reference;Statement\r\n2018/19;P11;Caf\xe9s \x96 and bars\r\n".encode("latin-1")
    table = read_records(content, filename="a.csv")
    assert len(table.notes) == 2
    [row] = find_changes(table, by=None, filename="a.csv").rows
    assert row.changes[0].new == "Cafés – and bars"
