"""The grid as a table: written, and read again."""

from __future__ import annotations

import pytest

from ctreport.importing.figures.actions import find_changes, import_figures
from ctreport.importing.figures.grid_sheet import cells_by_heading, grid_rows, headings_of, measures_with_cells
from ctreport.importing.sheets import KINDS, Percent, SheetError, write_table
from ctreport.review.actions import save_record
from outcomes.models import Category, Dimension, Figure, Measure
from outcomes.quantity import Unit
from tests.importing.figures.files import figure

pytestmark = pytest.mark.usefixtures("years")
LEAVES = ("Online / During the day", "Online / After dark")


def grid_file(sheet, kind="csv"):
    return write_table(sheet.rows, kind=kind, title="Grid", head=sheet.head)


def read(content, kind="csv"):
    return find_changes(content, filename=f"grid.{kind}")


def line(*cells, head=("Measure code", "Measure", "Year", "Total", *LEAVES)):
    return read(write_table([cells], kind="csv", title="Grid", head=head))


def test_a_row_a_measure_and_a_column_a_cell(years):
    sheet = grid_rows(years)
    assert sheet.head[:6] == ["Measure code", "Measure", "Year", "Total", *LEAVES]
    rows = {row[0]: row[3:] for row in sheet.rows}
    assert rows["briefings"][0] == "over 500"
    assert rows["arrests"][0] == 95
    assert rows["feel-safe"] == [None, Percent(90), Percent(65), Percent(96), Percent(84)]


def test_the_measures_are_those_of_the_grid_on_the_screen(years):
    Measure.objects.create(code="elsewhere", title="Counted in no year")
    assert "elsewhere" not in [row[0] for row in grid_rows(years).rows]
    assert "elsewhere" in [row[0] for row in grid_rows(years, Measure.objects.all()).rows]


@pytest.mark.parametrize("kind", KINDS)
def test_importing_the_grid_as_it_was_downloaded_changes_nothing(years, people, kind):
    arrests = figure("arrests")
    arrests.value, arrests.qualifier = 1234567, "at_least"
    save_record(record=arrests, by=people.analyst)
    money = Measure.objects.create(code="saved", title="Saved", unit=Unit.MONEY, decimals=2)
    rate = Measure.objects.create(code="rate", title="Rate", unit=Unit.RATE, decimals=4)
    grade = Measure.objects.create(code="peel", title="PEEL", unit=Unit.GRADE, grades="Good\nlow\n=poor")
    for measure, fields in (
        (money, {"value": "-1200.5"}),
        (rate, {"value": "0.0001"}),
        (grade, {"grade": "=poor"}),
        (Measure.objects.create(code="hidden", title="Hidden"), {"shorthand": "[low]"}),
    ):
        Figure.objects.create(measure=measure, year=years, **fields)
    checked = read(grid_file(grid_rows(years), kind), kind)
    assert checked.problems == []
    assert (len(checked.unchanged), checked.is_idle) == (Figure.objects.filter(year=years).count(), True)


def test_filled_cells_are_added_or_changed_and_empty_ones_left_alone(years):
    checked = line("feel-safe", "People who feel safe", "2018/19", None, "91%", None)
    assert [str(one.figure.quantity) for one in checked.changed] == ["91%"]
    checked = line("feel-safe", "People who feel safe", "2019/20", "80", None, "[x]")
    assert [(str(one.figure.quantity), one.column) for one in checked.added] == [("80%", 4), ("[x]", 6)]


def test_a_note_on_a_figure_is_not_lost_by_a_grid_without_notes(years):
    Figure.objects.filter(pk=figure("arrests").pk).update(note="Ours", base=12)
    content = write_table(
        [["arrests", "2018/19", 96]], kind="csv", title="Grid", head=["Measure code", "Year", "Total"]
    )
    import_figures(content, filename="grid.csv", by=None)
    [one] = read(content).unchanged
    assert (one.figure.note, one.figure.base) == ("Ours", 12)


def test_what_is_wrong_is_said_with_the_cell():
    head = ("Measure code", "Measure", "Year", "Total", *LEAVES)
    rows = [
        ["arrests", "Arrests", "2018/19", "9.5", None, "3"],
        ["arests", "Arrests", "2018/19", "9", None, None],
        [None, "Arrests", "2018/19", "9", None, None],
        ["feel-safe", "Safe", "2018", "9", "8", None],
        ["arrests", "Arrests", "2018/19", "96", None, None],
    ]
    checked = read(write_table(rows, kind="csv", title="Grid", head=head))
    said = [f"{problem.where}: {problem.reason}" for problem in checked.problems]
    assert [text[:60] for text in said] == [
        "Row 2, column D (Total): A count is a whole number. Leave ou",
        "Row 2, column F (Online / After dark): “arrests” is not brok",
        "Row 3, column A (Measure code): There is no measure with the",
        "Row 4, column A (Measure code): The row has no measure code.",
        "Row 5, column C (Year): “2018” could be 2017/18 or 2018/19. ",
        "Row 6, column A (Measure code): Row 2 gives a figure for the",
    ]


def test_columns_of_the_grid_that_are_not_understood_are_listed():
    checked = line("arrests", "x", "2018/19", "95", "y", head=("Measure code", "Measure", "Year", "Total", "Colour"))
    assert checked.reading.notes == ["This column is not part of a figure and was left out: “Colour”."]


def test_two_columns_of_one_heading_are_refused():
    content = b"Measure code,Year,Total,TOTAL\narrests,2018/19,1,2"
    with pytest.raises(SheetError, match="Two columns are headed"):
        read(content)


def test_a_table_with_a_column_of_values_is_read_in_long_form():
    checked = read(b"Measure code,Year,Total,Value\narrests,2019/20,1,2")
    assert [str(one.figure.quantity) for one in checked.added] == ["2"]


@pytest.mark.parametrize("names", [("Total", "All"), ("Year", "Measure"), ("A / B", "A"), ("=1", "Ä"), ("x", "X")])
@pytest.mark.parametrize("kind", KINDS)
def test_headings_differ_however_categories_are_called(years, names, kind):
    dimensions = [Dimension.objects.create(name=name) for name in ("One", "Two")]
    for dimension in dimensions:
        Category.objects.create(dimension=dimension, code="a", name=names[0], order=1)
        Category.objects.create(dimension=dimension, code="b", name=names[1], order=2)
    first, second = dimensions
    measure = Measure.objects.create(code="m", title="M", dimension_1=first, dimension_2=second)
    cells = headings_of(measures_with_cells([measure.pk])[measure.pk])
    assert len(cells_by_heading(measure)) == len(cells) == 9
    for number, (one, two) in enumerate(cells, start=1):
        Figure.objects.create(measure=measure, year=years, category_1_id=one, category_2_id=two, value=number)
    checked = read(grid_file(grid_rows(years), kind), kind)
    assert checked.problems == []
    assert checked.is_idle


def test_the_grid_takes_few_queries(years, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        grid_rows(years)
    Measure.objects.bulk_create([Measure(code=f"m-{number}", title=f"M {number}") for number in range(50)])
    with django_assert_max_num_queries(8):
        assert len(grid_rows(years, Measure.objects.all()).rows) > 50
