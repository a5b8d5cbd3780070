"""What each row would do: cells compared with what is recorded, other records found by name, links, refusals."""

import datetime as dt

import pytest

from activities.models import Activity
from ctreport.review.actions import save_record
from objectives.models import Pledge, ReportingYear, Strand
from outcomes.models import Assessment, AssessmentWord, Measure, Outcome, Target
from tests.importing.records.helpers import edited, imported, plan_of, reasons

HEAD = ["Year", "Reference", "Statement"]


def changes(plan):
    return [(row.name, [tuple(vars(one).values()) for one in row.changes]) for row in plan.rows if not row.is_idle]


def test_a_row_of_a_new_reference_adds_a_record(records_2018_19):
    plan = plan_of(HEAD, ["2018/19", "P11", "We will listen."])
    assert changes(plan) == [("P11, 2018/19", [("Statement", "", "We will listen.")])]
    assert [row.is_new for row in plan.rows] == [True]
    assert not Pledge.objects.filter(reference="P11").exists()


def test_a_row_that_says_something_else_changes_its_record(records_2018_19):
    Strand.objects.get_or_create(name="Prevent")
    plan = plan_of(*edited("pledge", Statement="We will listen.", Strand="prevent", Order="1,234"))
    [(name, found)] = changes(plan)
    assert name == "P1, 2018/19"
    assert found[0][0] == "Statement"
    assert found[0][2] == "We will listen."
    assert found[1:] == [("Strand", "", "Prevent"), ("Order", "1", "1234")]


def test_columns_that_are_missing_leave_the_record_as_it_is(records_2018_19):
    assert imported(["Reference", "Year", "Owner"], ["P1", "2018-19", "Head of Protect"]).problems == []
    pledge = Pledge.objects.get(reference="P1")
    imported(["Reference", "Year", "Order"], ["P1", "2018/2019", 7], kind="pledge")
    assert pledge.statement.startswith("Work in partnership")


def test_an_empty_cell_empties_what_may_be_empty(records_2018_19):
    Activity.objects.filter(reference="A1").update(partners="The Corporation", starts_on=dt.date(2018, 5, 1))
    assert changes(plan_of(*edited("activity", Partners="", Start_date=None))) == [
        ("A1, 2018/19", [("Partners", "The Corporation", ""), ("Start date", "1 May 2018", "")])
    ]


@pytest.mark.parametrize("date", ["2018-05-02", "2/5/2018", "2 May 2018", dt.date(2018, 5, 2)])
def test_dates_are_read_in_the_ways_in_which_people_write_them(records_2018_19, date):
    assert changes(plan_of(*edited("activity", Start_date=date))) == [
        ("A1, 2018/19", [("Start date", "", "2 May 2018")])
    ]


def test_a_date_written_in_another_way_is_no_change(records_2018_19):
    Activity.objects.filter(reference="A1").update(starts_on=dt.date(2018, 5, 2))
    assert plan_of(*edited("activity", Start_date="2/5/18")).to_write == []


def test_white_space_and_line_ends_are_no_change(records_2018_19):
    Pledge.objects.filter(reference="P1").update(statement="One\nTwo")
    assert plan_of(*edited("pledge", Statement=" One\r\nTwo \n")).to_write == []


def test_a_cell_that_reads_as_it_was_exported_is_never_parsed(records_2018_19):
    measure = Measure.objects.get(code="feel-safe")
    Measure.objects.filter(pk=measure.pk).update(decimals=2)
    Target.objects.create(measure=measure, year=records_2018_19, value="65.25")
    Measure.objects.filter(pk=measure.pk).update(decimals=0)  # the target could no longer be entered
    plan = plan_of(*edited("target"))
    assert (plan.to_write, plan.problems) == ([], [])


def test_links_are_added_removed_and_given_other_reasons(records_2018_19):
    row = {"Pledges": "P2, P1", "Reasons for the pledges": "P1: It was asked for.\n  By the board."}
    head, cells = edited("activity", 1, **row)
    [planned] = plan_of(head, cells).to_write
    [change] = planned.links
    named = {name: [change.links.name(pk, plan_book) for pk in getattr(change, name)] for name in
             ("added", "removed", "reworded") if (plan_book := planned.reading.book)}  # fmt: skip
    assert named == {"added": ["P2"], "removed": ["P3", "P8"], "reworded": ["P1"]}
    assert imported(head, cells).problems == []
    links = Activity.objects.get(reference="A2").pledge_links.order_by("pledge__order")
    assert [(link.pledge.reference, link.reason) for link in links] == [
        ("P1", "It was asked for.\nBy the board."),
        ("P2", ""),
    ]


def test_the_reasons_of_links_that_were_taken_out_may_stay_in_their_cell(records_2018_19):
    plan = plan_of(*edited("activity", 1, Pledges="P1"))
    assert reasons(plan) == []
    assert [len(change.removed) for change in plan.to_write[0].links] == [2]


def test_rows_may_speak_of_records_that_stand_further_down(records_2018_19):
    head = ["Year", "Reference", "Narrative", "Beneath"]
    plan = imported(head, ["2018/19", "O90.1", "Some came.", "O90"], ["2018/19", "O90", "Many came.", ""])
    assert plan.problems == []
    assert Outcome.objects.get(reference="O90.1").parent == Outcome.objects.get(reference="O90")


def test_measures_that_are_part_of_each_other_are_refused(records_2018_19):
    head = ["Code", "Title", "Part of"]
    plan = plan_of(head, ["one", "One", "two"], ["two", "Two", "one"])
    assert any("refers to a record that is refused" in reason for reason in reasons(plan))


def test_a_target_is_read_in_the_unit_of_its_measure(records_2018_19):
    head = ["Measure code", "Year", "Category 1", "Category 2", "Comparison", "Target"]
    plan = imported(head, ["feel-safe", "2018/19", "online", "day", "At least", "90%"])
    assert plan.problems == []
    assert str(Target.objects.get()) == "People who feel safe in the City, Online, During the day, 2018/19"
    assert Target.objects.get().value == 90


def test_an_assessment_is_of_a_pledge_or_of_a_measure(records_2018_19):
    AssessmentWord.objects.create(word="fine")
    head = ["Year", "Pledge", "Measure code", "Assessment", "Reason"]
    plan = imported(head, ["2018/19", "P1", "", "Fine", "So."], ["2018/19", None, "arrests", "fine", "So."])
    assert plan.problems == []
    assert {str(one.pledge or one.measure)[:7] for one in Assessment.objects.all()} == {"P1 Work", "Arrests"}
    plan = plan_of(head, ["2018/19", "P2", "briefings", "fine", "So."])
    assert reasons(plan) == ["Row 2, column B (Pledge): Choose a pledge or a measure: one of the two, not both."]


REFUSED = [
    ("pledge", {"Year": "2030/31"}, "column A (Year): There is no year 2030/31. Open it under Set-up first"),
    ("pledge", {"Year": "2018"}, "column A (Year): “2018” is not a financial year."),
    ("pledge", {"Reference": ""}, "column B (Reference): The row has nothing under “Reference”."),
    ("pledge", {"Reference": "p1"}, "column B (Reference): There is such a record, but its name is written in other"),
    ("pledge", {"Reference": "Pledge 1"}, "column B (Reference): Use a letter or two and a number, such as P1"),
    ("pledge", {"Statement": ""}, "column C (Statement): Fill in “Statement”."),
    ("pledge", {"Strand": "Pursuit"}, "column D (Strand): There is no strand “Pursuit”. There are:"),
    ("pledge", {"Owner": "x" * 121}, "column E (Owner): Use 120 characters or fewer. There are 121 now."),
    ("pledge", {"Order": "first"}, "column F (Order): “first” is not a whole number."),
    ("pledge", {"Order": ""}, "column F (Order): Enter a whole number. To leave it as it is, take the column"),
    ("pledge", {"Carried_on_from": "2018/19 P2"}, "column G (Carried on from): A pledge goes on from a pledge of an"),
    ("pledge", {"Carried_on_from": "P2"}, "column G (Carried on from): Write the year before the reference"),
    ("pledge", {"Illustrative": "perhaps"}, "column I (Illustrative): “perhaps” is neither yes nor no."),
    ("activity", {"Start_date": "32 March 2018"}, "column E (Start date): March 2018 has no day 32."),
    ("activity", {"Start_date": "2/5/2018", "End_date": "1/5/2018"}, "column F (End date): The end date must be"),
    ("activity", {"Link_to_the_evidence": "here"}, "column J (Link to the evidence): Write the full address"),
    ("activity", {"Narrative": "{{figure:none}}"}, "column C (Narrative): {{figure:none}}: there is no measure"),
    ("activity", {"Pledges": "P1; P77"}, "column L (Pledges): There is no pledge P77 in 2018/19."),
    ("activity", {"Measures": "none"}, "column N (Measures): There is no measure “none”."),
    ("activity", {"Reasons_for_the_pledges": "P9: So."}, "There is a reason for P9, which is not among the pledges"),
    ("activity", {"Reasons_for_the_pledges": "Because."}, "“Because.” names no record. Write the reference, a colon"),
    ("activity", {"Reasons_for_the_pledges": "P5: " + "x" * 301}, "column M (Reasons for the pledges)"),
    ("outcome", {"Beneath": "O77"}, "column D (Beneath): There is no outcome O77 in 2018/19."),
    ("outcome", {"Beneath": "O1"}, "column D (Beneath): "),
    ("measure", {"Unit": "Pieces"}, "column F (Unit): “Pieces” is not in the list. Use one of: “Count”, “Percentage”"),
    ("measure", {"Unit": "Rate"}, "column F (Unit): The measure has figures or targets, so this can no longer be"),
    ("measure", {"Decimal_places": "9"}, "column H (Decimal places): "),
    ("measure", {"Grades": "Good"}, "column G (Grades): List the grades if the unit is a grade, and only then."),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "cells", "reason"), REFUSED, ids=lambda one: str(one)[:40])
def test_what_cannot_be_is_refused_in_words_beside_its_column(records_2018_19, kind, cells, reason):
    plan = plan_of(*edited(kind, **cells), kind=kind)
    assert len(plan.problems) == 1, reasons(plan)
    assert reason in reasons(plan)[0]
    assert reasons(plan)[0].startswith("Row 2")


TARGETS = [
    ({"Category 1": "noon"}, "“noon” is not a category of the measure. Use one of: online and interview."),
    ({"Measure code": "arrests", "Category 1": "online"}, "The measure is not broken down this way."),
    ({"Target": "over 90"}, "Write the number alone"),
    ({"Target": "ninety"}, "“ninety” is not a number."),
    ({"Target": "190%"}, "A percentage lies between 0 and 100."),
    ({"Target": ""}, "Enter the number to reach."),
    ({"Tolerance": "some"}, "“some” is not a number."),
    ({"Comparison": "near"}, "“near” is not in the list."),
]


@pytest.mark.parametrize(("cells", "reason"), TARGETS, ids=lambda one: str(one)[:40])
def test_a_target_that_cannot_be_is_refused_in_words(records_2018_19, cells, reason):
    row = {"Measure code": "feel-safe", "Year": "2018/19", "Category 1": "online", "Comparison": "at least"}
    row |= {"Target": "90", "Tolerance": "2"} | cells
    plan = plan_of(list(row), list(row.values()))
    assert len(plan.problems) == 1, reasons(plan)
    assert reason in reasons(plan)[0]


def test_two_rows_about_one_record_are_refused(records_2018_19):
    plan = plan_of(HEAD, ["2018/19", "P1", "One."], ["2018/19", "P1", "Two."])
    assert reasons(plan) == ["Row 3, column B (Reference): Row 2 is about the same pledge. Keep one of the two."]


def test_a_closed_year_is_not_changed_but_may_stand_in_the_file(records_2018_19):
    ReportingYear.objects.update(state="closed")
    assert plan_of(*edited("pledge")).problems == []
    [reason] = reasons(plan_of(*edited("pledge", Statement="Other.")))
    assert "2018/19 is closed, so an import does not change it." in reason
    [reason] = reasons(plan_of(*edited("activity", Pledges="P2")))
    assert "2018/19 is closed" in reason


def test_a_draft_beside_what_is_approved_is_what_is_compared(records_2018_19, people):
    pledge = Pledge.objects.get(reference="P1")
    pledge.statement = "We will draft."
    save_record(record=pledge, by=people.analyst)
    head, row = edited("pledge")
    assert row[head.index("Statement")] == "We will draft."
    assert row[head.index("State")] == "Draft change to what is approved"
    assert plan_of(head, row).to_write == []
    [(_, found)] = changes(plan_of(*edited("pledge", Statement="We will act.")))
    assert found == [("Statement", "We will draft.", "We will act.")]


def test_a_draft_that_renames_a_record_keeps_its_row(records_2018_19, people):
    pledge = Pledge.objects.get(reference="P1")
    pledge.reference = "P100"
    save_record(record=pledge, by=people.analyst)
    head, row = edited("pledge")
    assert row[head.index("Reference")] == "P1"
    assert plan_of(head, row).to_write == []
