"""The golden thread of a year finds its own gaps."""

import pytest
from model_bakery import baker

from activities.models import Activity, ActivityPledge
from ctreport.thread.branches import branches_down, branches_up
from ctreport.thread.threads import build_thread
from objectives.models import Pledge, ReportingYear
from outcomes.models import Figure, Measure, Outcome, OutcomeActivity, OutcomeMeasure, OutcomePledge

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    return ReportingYear.objects.create(start_year=2018)


def a_pledge(year, reference="P1", **fields):
    return Pledge.objects.create(year=year, reference=reference, statement=f"Statement of {reference}", **fields)


def an_activity(year, reference="A1", pledge=None):
    activity = Activity.objects.create(year=year, reference=reference, narrative=f"Narrative of {reference}")
    if pledge:
        ActivityPledge.objects.create(activity=activity, pledge=pledge, reason="named in the text")
    return activity


def an_outcome(year, reference="O1", activity=None, parent=None):
    outcome = Outcome.objects.create(
        year=year, reference=reference, narrative=f"Narrative of {reference}", parent=parent
    )
    if activity:
        OutcomeActivity.objects.create(outcome=outcome, activity=activity, reason="came of it")
    return outcome


def a_figure(year, outcome, value=5, **fields):
    measure = baker.make(Measure, code="searches", title="Searches", unit="count", grades="")
    OutcomeMeasure.objects.create(outcome=outcome, measure=measure)
    return Figure.objects.create(measure=measure, year=year, value=value, **fields)


def gap_texts(year):
    return [gap.text for gap in build_thread(year).gaps]


def test_a_pledge_with_an_activity_an_outcome_and_a_figure_has_a_complete_thread(year):
    activity = an_activity(year, pledge=a_pledge(year))
    a_figure(year, an_outcome(year, activity=activity), source="Return 1")
    thread = build_thread(year)
    assert thread.gaps == ()
    assert [pledge.reference for pledge in thread.complete_pledges] == ["P1"]


def test_a_pledge_that_nothing_is_linked_to_lacks_all_three(year):
    a_pledge(year, "P10")
    assert gap_texts(year) == [
        "Pledge P10 has no activity.",
        "Pledge P10 has no outcome.",
        "Pledge P10 has no figure behind it.",
    ]


def test_an_activity_without_a_pledge_is_a_gap(year):
    an_activity(year)
    assert "Activity A1 serves no pledge." in gap_texts(year)


def test_an_outcome_without_a_measure_and_without_a_way_back_is_two_gaps(year):
    an_outcome(year)
    assert gap_texts(year) == ["Outcome O1 does not lead back to a pledge.", "Outcome O1 has no measure behind it."]


def test_a_sub_outcome_leads_back_through_the_outcome_above_it(year):
    activity = an_activity(year, pledge=a_pledge(year))
    above = an_outcome(year, activity=activity)
    a_figure(year, an_outcome(year, "O1.1", parent=above), source="Return 1")
    assert gap_texts(year) == []


def test_an_outcome_that_answers_a_pledge_directly_leads_back_to_it(year):
    outcome = an_outcome(year)
    OutcomePledge.objects.create(outcome=outcome, pledge=a_pledge(year))
    assert "Outcome O1 does not lead back to a pledge." not in gap_texts(year)


def test_a_figure_without_source_and_evidence_is_a_gap(year):
    activity = an_activity(year, pledge=a_pledge(year))
    a_figure(year, an_outcome(year, activity=activity))
    assert gap_texts(year) == ["Searches: 5 has no source or evidence."]


def test_a_linked_measure_without_a_figure_in_the_year_is_a_gap(year):
    activity = an_activity(year, pledge=a_pledge(year))
    figure = a_figure(year, an_outcome(year, activity=activity), source="Return 1")
    figure.delete()
    assert "Searches has no figure this year." in gap_texts(year)


def test_public_statistics_are_no_part_of_the_thread(year):
    outcome = an_outcome(year, activity=an_activity(year, pledge=a_pledge(year)))
    figure = a_figure(year, outcome)
    Measure.objects.update(is_reference=True)
    thread = build_thread(year)
    assert not {("measure", figure.measure_id), ("figure", figure.pk)} & thread.nodes.keys()
    assert {gap.text for gap in thread.gaps} == {
        "Pledge P1 has no figure behind it.",
        "Outcome O1 has no measure behind it.",
    }


def test_records_of_another_year_do_not_stand_in_the_thread(year):
    a_pledge(ReportingYear.objects.create(start_year=2017))
    assert build_thread(year).nodes == {}


def test_an_outcome_stands_once_beneath_a_pledge_although_it_also_answers_it_directly(year):
    pledge = a_pledge(year)
    outcome = an_outcome(year, activity=an_activity(year, pledge=pledge))
    OutcomePledge.objects.create(outcome=outcome, pledge=pledge)
    thread = build_thread(year)
    branches = branches_down(thread, thread.nodes["pledge", pledge.pk])
    assert [branch.node.reference for branch in branches] == ["A1"]
    assert [branch.node.reference for branch in branches[0].branches] == ["O1"]


def test_a_figure_leads_back_to_its_pledge_with_the_reasons(year):
    activity = an_activity(year, pledge=a_pledge(year))
    figure = a_figure(year, an_outcome(year, activity=activity))
    thread = build_thread(year)
    (measure,) = branches_up(thread, thread.nodes["figure", figure.pk])
    (outcome,) = measure.branches
    (did,) = outcome.branches
    assert [outcome.node.reference, did.node.reference, did.branches[0].node.reference] == ["O1", "A1", "P1"]
    assert did.reason == "came of it"


@pytest.mark.parametrize("size", [3, 30])
def test_the_thread_takes_the_same_number_of_queries_at_any_size(year, size, django_assert_num_queries):
    for number in range(size):
        activity = an_activity(year, f"A{number}", pledge=a_pledge(year, f"P{number}"))
        an_outcome(year, f"O{number}", activity=activity)
    with django_assert_num_queries(11):
        build_thread(year)
