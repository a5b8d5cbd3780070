"""Where a figure is used, how it was judged, and that what stands behind it is found at the same cost at any size."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ctreport.report.models import ChartPlan, ReportPlan
from ctreport.report.trace.provenance import provenance_of
from ctreport.report.trace.uses import charts_with, sentences_with
from ctreport.review.actions import save_record
from objectives.models import ReportingYear
from outcomes.models import Assessment, AssessmentWord, Figure, Target
from tests.bench.multiply import multiply

pytestmark = pytest.mark.django_db


def figure_of(code, start=2018, **cell):
    return Figure.objects.with_cell().get(measure__code=code, year__start_year=start, **cell)


def test_the_next_years_sentence_about_its_change_uses_the_figure(illustrative_history):
    trained = figure_of("act-training", 2017)
    activity = figure_of("act-training").year.activities.first()
    activity.narrative += " That is {{change:act-training}}."
    activity.save()
    [use] = [one for one in sentences_with(trained) if "2018/19" in one.name]
    assert use.name == f"Activity {activity.reference} of 2018/19, for the change"
    assert "up 782 (40%) from 1966" in "".join(piece.text for piece in use.pieces)


def test_a_foreword_that_quotes_it_is_named(records_2018_19):
    ReportPlan.objects.create(year=records_2018_19, foreword="We held {{figure:briefings}} briefings.")
    assert "Foreword" in [use.name for use in sentences_with(figure_of("briefings"))]


def test_a_suggested_chart_and_a_chosen_one_name_the_figures_that_they_draw(records_2018_19):
    assert "in the report for 2018/19" in charts_with(figure_of("stop-searches"))[0].name
    ChartPlan.objects.create(year=records_2018_19, kind="breakdown", measures=["feel-safe"], title="Safe in the City")
    names = [use.name for use in charts_with(figure_of("feel-safe", category_1__code="online", category_2__code="day"))]
    assert "Safe in the City, in the report for 2018/19" in names
    assert not [use for use in charts_with(figure_of("stop-searches")) if "in the report" in use.name]


def test_target_assessment_and_what_others_published_stand_beside_the_number(records_2018_19, client_for, people):
    figure = figure_of("stop-search-positives")
    year, measure = figure.year, figure.measure
    save_record(record=Target(measure=measure, year=year, value=100, unit="count"), by=people.analyst)
    word = AssessmentWord.objects.first()
    judged = Assessment(year=year, measure=measure, word=word, assessment_reason="Fewer than meant.", action="Ask.")
    judged.due_on = year.period_end
    save_record(record=judged, by=people.analyst)
    page = client_for("leader").get(f"/report/figures/{figure.pk}/").text
    for words in (
        "At least 100</a>: missed",
        "The target is not approved yet",
        "Fewer than meant.",
        "37% for 16 forces",
    ):
        assert words in page


def test_a_figure_that_was_loaded_says_that_nobody_entered_it_and_why_it_is_there(records_2018_19):
    found = provenance_of(figure_of("briefings"))
    assert (found.entered.by, found.entered.reason) == ("Loaded from a file", "With the first records")


def test_a_public_statistic_says_that_it_is_not_the_forces_own(records_2018_19, client_for):
    figure = figure_of("briefings")
    figure.measure.is_reference = True
    figure.measure.save()
    assert "It is not the force’s own." in client_for("leader").get(f"/report/figures/{figure.pk}/").text


@pytest.mark.usefixtures("illustrative_history", "born_approved")
def test_the_number_of_queries_does_not_grow_with_the_records():
    figure = figure_of("stop-searches")

    def queries():
        with CaptureQueriesContext(connection) as captured:
            provenance_of(Figure.objects.with_cell().get(pk=figure.pk))
        return len(captured)

    queries()
    few = queries()
    multiply(ReportingYear.objects.get(start_year=2018), 3)
    assert queries() == few
