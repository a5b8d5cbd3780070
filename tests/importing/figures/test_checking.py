"""What rows of a file would do, and why they are refused."""

from __future__ import annotations

import pytest

from ctreport.review.actions import save_record
from objectives.models import ReportingYear
from outcomes.models import Figure, Measure
from outcomes.quantity import Unit
from tests.importing.figures.files import HEAD, figure, found, imported, reasons

pytestmark = pytest.mark.usefixtures("years")


@pytest.mark.parametrize("year", ["2019/20", "2019-20", "2019/2020", "FY 2019/20", "2019-04-01", "2020-03-31"])
def test_a_year_is_known_however_it_is_written(year):
    assert [one.figure.year.label for one in found(f"arrests,{year},,,5").added] == ["2019/20"]


@pytest.mark.parametrize("code", ["arrests", "ARRESTS", " Arrests ", "arrests\u200b"])
def test_a_measure_is_known_by_its_code_or_its_title_in_any_letter_case(code):
    assert found(f"{code},2019/20,,,5").added[0].figure.measure.code == "arrests"


@pytest.mark.parametrize(
    ("first", "second"), [("online", "day"), ("Online", "During the day"), ("ONLINE", "during  the day")]
)
def test_a_category_is_known_by_its_code_or_name(first, second):
    assert str(found(f"feel-safe,2019/20,{first},{second},70").added[0].figure) == (
        "People who feel safe in the City, Online, During the day, 2019/20"
    )


@pytest.mark.parametrize("word", ["", "all", "Total", "not applicable", "[z]"])
def test_a_word_for_all_together_leaves_the_category_out(word):
    assert found(f"feel-safe,2019/20,{word},{word},70").added[0].figure.categories == []


def test_a_dimension_may_head_the_column_of_its_categories():
    head = "Measure code,Year,Survey mode,Time of day,Value"
    assert found("feel-safe,2019/20,Online,After dark,70", head=head).added[0].figure.category_2.code == "dark"


@pytest.mark.parametrize(
    ("value", "qualifier", "shown"),
    [
        ("over 500", "", "over 500"),
        (">500", "", "over 500"),
        ("500", "over", "over 500"),
        ("c. 40", "about", "about 40"),
        ('"2,748"', "", "2748"),
        ("[x]", "", "[x]"),
        ("not available", "", "[x]"),
    ],
)
def test_a_value_is_understood_as_one_would_say_it(value, qualifier, shown):
    assert str(found(f"arrests,2019/20,,,{value},{qualifier}").added[0].figure.quantity) == shown


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (
            "arests,2018/19,,,5",
            "Row 2, column A (Measure code): There is no measure with the code “arests”. The nearest code is “arr",
        ),
        ("qqqq,2018/19,,,5", "Row 2, column A (Measure code): There is no measure with the code “qqqq”. See the list"),
        ("arrests,2018,,,5", "Row 2, column B (Year): “2018” could be 2017/18 or 2018/19. Write the financial year"),
        ("arrests,2018/20,,,5", "Row 2, column B (Year): A financial year runs from 1 April to 31 March"),
        ("arrests,last year,,,5", "Row 2, column B (Year): “last year” is not a financial year. Write it as 2018/19."),
        ("arrests,2018-07-05,,,5", "Row 2, column B (Year): This is the date 5 July 2018. Format the cell as text"),
        ("arrests,2031/32,,,5", "Row 2, column B (Year): The year 2031/32 has not been opened."),
        ("arrests,2016/17,,,5", "Row 2, column B (Year): 2016/17 is closed, so an import does not change it."),
        ("arrests,2018/19,day,,5", "Row 2, column C (Category 1): “arrests” is not broken down, so “day” has no pl"),
        (
            "feel-safe,2018/19,post,,5",
            "Row 2, column C (Category 1): Survey mode has no category “post”. Its categories: online (Online),",
        ),
        (
            "feel-safe,2018/19,day,,5",
            "Row 2, column C (Category 1): Survey mode has no category “day”. It is one of Time of day: put it into",
        ),
        ("arrests,2018/19,,,96%", "Row 2, column E (Value): This is a count, not a percentage. Leave out “%”."),
        ("arrests,2018/19,,,96.5", "Row 2, column E (Value): A count is a whole number. Leave out the decimals."),
        ("arrests,2018/19,,,-1", "Row 2, column E (Value): This cannot be below 0."),
        ("feel-safe,2018/19,,,101", "Row 2, column E (Value): A percentage lies between 0 and 100."),
        ("feel-safe,2018/19,,,0.96", "Row 2, column E (Value): “0.96” is below 1%. If it is a share, write it as a"),
        ("arrests,2018/19,,,over 5,under", "Row 2, column F (Qualifier): The value says “over”, but the qual"),
        ("arrests,2018/19,,,5,,0", "Row 2, column G (Base): “0” is not a base."),
        (
            "arrests,2018/19,,,5,,," + "x" * 501,
            "Row 2, column H (Note): This is 501 characters long. Shorten it to 500.",
        ),
    ],
)
def test_a_row_is_refused_with_its_place_and_what_to_do(line, reason):
    [said] = reasons(line)
    assert said.startswith(reason)


def test_all_that_is_wrong_with_a_row_is_said_at_once():
    assert len(reasons("arests,2018,,,5")) == 2
    assert len(reasons("arrests,2018/19,,,x,,," + "x" * 501)) == 2


def test_the_second_row_for_a_cell_is_refused_naming_the_first():
    said = reasons("arrests,2018/19,,,5", "briefings,2018/19,,,6", "Arrests,2018-19,all,,5")
    assert said == [
        "Row 4, column A (Measure code): Row 2 gives a figure for the same cell already: arrests, 2018/19. Keep one of "
        "the two."
    ]


def test_a_row_that_says_what_is_recorded_changes_nothing():
    checked = found("briefings,2018/19,,,over 500", "feel-safe,2018/19,online,day,90.0%", "arrests,2018/19,,,95")
    assert (len(checked.unchanged), checked.is_idle) == (3, True)


def test_a_figure_of_a_closed_year_may_stand_in_the_file_unchanged():
    closed = ReportingYear.objects.get(start_year=2016)
    Figure.objects.create(measure=Measure.objects.get(code="arrests"), year=closed, value=7)
    assert found("arrests,2016/17,,,7").is_idle
    assert reasons("arrests,2016/17,,,8")[0].startswith("Row 2, column B (Year): 2016/17 is closed")


def test_what_the_file_leaves_empty_or_out_stays_as_it_is():
    imported("arrests,2018/19,,,95,,12,A note of ours")
    checked = found("arrests,2018/19,,,96")
    assert checked.changed[0].changes == ("value",)
    assert found("arrests,2018/19,95", head="Measure code,Year,Value").is_idle


def test_a_symbol_empties_what_is_recorded():
    imported("arrests,2018/19,,,95,,12,A note of ours")
    [one] = found("arrests,2018/19,,,95,,[z],[z]").changed
    assert (one.figure.base, one.figure.note, one.changes) == (None, "", ("base", "note"))


def test_a_share_of_a_percentage_with_decimals_is_remarked_on():
    Measure.objects.filter(code="feel-safe").update(decimals=2)
    [one] = found("feel-safe,2019/20,,,0.96").added
    assert one.remarks == ("0.96 was read as 0.96%. If it is a share, write it as a percentage, such as 96%.",)
    assert found("feel-safe,2019/20,,,0.96%").added[0].remarks == ()


def test_where_a_figure_comes_from_and_what_it_covers_are_taken_over():
    head = "Code,Year,Value,Status,Source,Date extracted,Supplied by,Evidence,Period start,Period end"
    said = "arrests,2019/20,5,Provisional [p],Custody system,2/4/2020,Performance Unit,https://example.org/a"
    [one] = found(f"{said},1/4/2019,30 Sept 2019", head=head).added
    assert (one.figure.status, one.figure.source, one.figure.supplied_by) == (
        "provisional",
        "Custody system",
        "Performance Unit",
    )
    assert (one.figure.evidence_url, str(one.figure.extracted_on)) == ("https://example.org/a", "2020-04-02")
    assert [str(day) for day in one.figure.period] == ["2019-04-01", "2019-09-30"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("javascript:alert(1),,,", "“javascript:alert(1)” is not a web address. Write it in full"),
        (",31/2/2019,,", "February 2019 has no day 31. Check the date."),
        (",,1/4/2018,", "Give both dates of the period, or neither."),
        (",,1/4/2018,1/3/2018", "The period ends before it starts. Check the two dates."),
    ],
)
def test_what_cannot_be_of_evidence_and_period_is_refused(line, reason):
    head = "Code,Year,Value,Evidence,Date extracted,Period start,Period end"
    [said] = reasons(f"arrests,2018/19,5,{line}", head=head)
    assert reason in said


def test_a_grade_is_known_in_any_letter_case_and_must_be_of_the_scheme():
    Measure.objects.create(code="peel", title="PEEL grade", unit=Unit.GRADE, grades="Outstanding\nGood\nInadequate")
    assert found("peel,2018/19,,,good").added[0].figure.grade == "Good"
    [said] = reasons("peel,2018/19,,,middling")
    assert said.endswith("“middling” is not a grade of the scheme. Its grades: Outstanding, Good, Inadequate.")


def test_a_draft_beside_an_approved_figure_is_what_the_file_is_held_against(people):
    arrests = figure("arrests")
    arrests.value = 99
    save_record(record=arrests, by=people.analyst)
    assert str(figure("arrests").quantity) == "95"
    assert found("arrests,2018/19,,,99").is_idle
    assert found("arrests,2018/19,,,95").changed[0].before.value == 99


def test_the_checks_ask_about_what_would_be_written_and_nothing_else():
    imported("arrests,2018/19,,,95", "stop-searches,2019/20,,,100", "stop-search-positives,2018/19,,,89")
    Measure.objects.filter(code="stop-search-positives").update(part_of=Measure.objects.get(code="stop-searches"))
    checked = found("arrests,2019/20,,,950", "stop-search-positives,2019/20,,,130", "arrests,2018/19,,,95")
    asked = {one.figure.measure.code: [question.code for question in one.questions] for one in checked.added}
    assert asked == {"arrests": ["large-change"], "stop-search-positives": ["large-change", "more-than-whole"]}
    assert [one.questions for one in checked.unchanged] == [()]


def test_figures_of_one_file_are_checked_against_each_other():
    Measure.objects.filter(code="stop-search-positives").update(part_of=Measure.objects.get(code="stop-searches"))
    checked = found("stop-search-positives,2019/20,,,80", "stop-searches,2019/20,,,70")
    assert "more-than-whole" in [question.code for one in checked.added for question in one.questions]


def test_a_row_without_a_measure_or_value_is_refused_in_the_words_of_the_table():
    assert reasons(",2018/19,,,5") == [
        "Row 2, column A (Measure code): The row has no measure code. Fill it in, or delete the row."
    ]
    assert reasons("arrests,2018/19,,,")[0].startswith("Row 2, column E (Value): Give the value, or a symbol")


def test_a_file_with_only_its_headings_holds_nothing():
    checked = found(head=HEAD)
    assert checked.is_idle
    assert checked.unchanged == []


def test_queries_do_not_grow_with_the_rows(django_assert_max_num_queries):
    measures = [Measure(code=f"m-{number}", title=f"M {number}") for number in range(300)]
    Measure.objects.bulk_create(measures)
    lines = [f"m-{number},{year},,,{number}" for number in range(300) for year in ("2018/19", "2019/20")]
    with django_assert_max_num_queries(10):
        assert len(found(*lines).added) == 600
