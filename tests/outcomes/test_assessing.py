"""What figures say about targets."""

import pytest
from model_bakery import baker

from activities.models import Activity, ActivityPledge
from objectives.models import Pledge, ReportingYear
from outcomes.assessing import suggest_for_measure, suggest_for_pledge
from outcomes.models import ActivityMeasure, Figure, Measure, Target

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    return baker.make(ReportingYear, start_year=2018)


@pytest.fixture
def measure(year):
    found = baker.make(Measure, code="briefings", title="Briefings")
    baker.make(Target, measure=found, year=year, value=600, tolerance=50, unit="count")
    return found


def said(measure, year, **figure):
    baker.make(Figure, measure=measure, year=year, unit="count", **figure)
    return [one.text for one in suggest_for_measure(measure, year)]


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ({"value": 600, "qualifier": "over"}, "The figure, over 600, meets the target of at least 600."),
        ({"value": 570}, "The figure, 570, misses the target of at least 600, but by no more than the tolerance."),
        ({"value": 100}, "The figure, 100, misses the target of at least 600."),
        (
            {"value": 600, "qualifier": "about"},
            "The figure, about 600, does not decide whether the target of at least 600 is met.",
        ),
        ({"shorthand": "[c]"}, "The target is at least 600; the figure is [c] confidential."),
    ],
)
def test_figure_is_held_against_its_target_in_words(measure, year, figure, words):
    assert said(measure, year, **figure) == [words]


def test_missing_figure_is_said_to_be_missing(measure, year):
    assert [one.text for one in suggest_for_measure(measure, year)] == [
        "The target is at least 600; the figure has not been entered."
    ]


def test_measure_without_a_target_suggests_nothing(year):
    assert suggest_for_measure(baker.make(Measure, code="other"), year) == []


def test_pledge_is_judged_by_the_measures_of_what_serves_it(measure, year):
    pledge = baker.make(Pledge, year=year, reference="P1", statement="We will brief.")
    activity = baker.make(Activity, year=year, reference="A1", narrative="We briefed.")
    assert suggest_for_pledge(pledge) == []
    baker.make(ActivityPledge, activity=activity, pledge=pledge)
    baker.make(ActivityMeasure, activity=activity, measure=measure)
    assert [one.measure for one in suggest_for_pledge(pledge)] == [measure]
