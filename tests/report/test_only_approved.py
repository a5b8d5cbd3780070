"""What nobody has approved stays out of report, dashboard and charts; an edit waits beside what is approved."""

from __future__ import annotations

from datetime import date

import pytest

from activities.models import Activity
from ctreport.charts.build import charts_for
from ctreport.dashboard.facts import build_dashboard
from ctreport.report.build import build_report
from ctreport.report.facts import as_json
from ctreport.review.actions import save_record
from ctreport.review.history import newest_content
from ctreport.review.workflow import approve_record, submit_record
from objectives.models import Pledge
from outcomes.models import Assessment, AssessmentWord, Figure, Measure, Outcome, Target

pytestmark = pytest.mark.django_db
SECRET = "Nobody agreed to this"


@pytest.fixture
def drafts(records_2018_19, people):
    """One draft of each reviewed kind, in a year whose other records are approved."""
    year, by = records_2018_19, people.analyst
    measure = save_record(record=Measure(code="unseen", title=SECRET), by=by)
    pledge = save_record(record=Pledge(year=year, reference="P99", statement=SECRET), by=by)
    word = AssessmentWord.objects.create(word="satisfactory")
    made = [
        measure,
        pledge,
        save_record(record=Activity(year=year, reference="A99", narrative=SECRET), by=by),
        save_record(record=Outcome(year=year, reference="O99", narrative=SECRET), by=by),
        save_record(record=Figure(year=year, measure=measure, value=31337, note=SECRET), by=by),
        save_record(
            record=Target(year=year, measure=Measure.objects.get(code="arrests"), value=31337, note=SECRET), by=by
        ),
        save_record(
            record=Assessment(
                year=year, pledge=Pledge.objects.get(reference="P1"), word=word, assessment_reason=SECRET
            ),
            by=by,
        ),
    ]
    return year, made


def everything_shown(year):
    return as_json(build_report(year)) + repr(build_dashboard(year, date(2019, 6, 1))) + repr(charts_for(year))


def test_no_draft_is_shown(drafts):
    year, _ = drafts
    shown = everything_shown(year)
    assert SECRET not in shown
    assert "31337" not in shown


def test_the_report_is_the_same_as_without_the_drafts(drafts):
    year, made = drafts
    with_drafts = build_report(year)
    for record in reversed(made):
        record.delete()
    assert as_json(build_report(year)) == as_json(with_drafts)


def test_what_is_approved_is_shown(drafts, people):
    year, made = drafts
    for record in made:
        submit_record(record=record, by=people.analyst)
        approve_record(record=record, by=people.reviewer, number=newest_content(record).number)
    shown = everything_shown(year)
    assert shown.count(SECRET) >= 5
    assert "31337" in shown


def test_a_figure_under_a_title_that_nobody_approved_is_not_shown(drafts, people):
    year, made = drafts
    figure = next(one for one in made if isinstance(one, Figure))
    submit_record(record=figure, by=people.analyst)
    approve_record(record=figure, by=people.reviewer, number=newest_content(figure).number)
    assert "31337" not in everything_shown(year)


def test_an_edit_of_what_is_approved_is_not_shown_until_it_is_approved(records_2018_19, people):
    figure = Figure.objects.get(measure__code="briefings", year=records_2018_19)
    figure.value = 31337
    save_record(record=figure, by=people.analyst)
    assert "31337" not in everything_shown(records_2018_19)
    submit_record(record=figure, by=people.analyst)
    assert "31337" not in everything_shown(records_2018_19)
    approve_record(record=figure, by=people.reviewer, number=newest_content(figure).number)
    assert "31337" in everything_shown(records_2018_19)


def test_a_sub_outcome_stands_alone_while_its_outcome_is_not_approved(drafts, people):
    year, made = drafts
    parent = next(one for one in made if isinstance(one, Outcome))
    child = Outcome(year=year, reference="O99.1", narrative="Agreed words", parent=parent)
    save_record(record=child, by=people.analyst)
    submit_record(record=child, by=people.analyst)
    approve_record(record=child, by=people.reviewer, number=1)
    assert "Agreed words" in [one.text for one in build_report(year).outcomes]
