"""The facts of the report."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError

import pytest
from django.test import override_settings
from model_bakery import baker

from activities.models import Activity
from ctreport.report.build import build_report
from ctreport.report.facts import as_json
from objectives.models import Pledge, ReportingYear
from outcomes.models import Assessment, AssessmentWord, Figure, Measure, Target
from tests.bench.multiply import multiply

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("born_approved")]


def test_the_chapters_hold_the_sentences_of_the_source_in_its_order(report, source_parts):
    outcomes = [text for one in report.outcomes for text in (one.text, *(child.text for child in one.children))]
    assert [one.text for one in report.pledges] == source_parts["What we said"]
    assert [one.text for one in report.activities] == source_parts["What we did"]
    assert outcomes == source_parts["Outcome"]


def test_the_facts_are_plain_and_cannot_be_changed(report):
    facts = json.loads(as_json(report))
    assert facts["year"] == "2018/19"
    assert "figure_id" not in as_json(report)
    with pytest.raises(FrozenInstanceError):
        report.year = "2019/20"


def test_the_same_records_give_the_same_fingerprint(report, records_2018_19):
    assert build_report(records_2018_19).fingerprint == report.fingerprint
    Pledge.objects.filter(reference="P1").update(statement="Another pledge.")
    assert build_report(records_2018_19).fingerprint != report.fingerprint


def test_a_key_figure_bears_its_qualifier(report):
    briefings = report.key_figures[0].values[0]
    assert (briefings.qualifier, briefings.number) == ("Over", "500")


def test_without_an_earlier_year_no_change_is_claimed(report):
    assert not report.has_earlier_figures
    assert not any(figure.changes for figure in report.key_figures)
    assert all("Change on the year" not in dict(table.columns) for table in report.tables)


def test_a_change_on_the_year_is_said_with_what_is_known_of_it(records_2018_19):
    before = ReportingYear.objects.create(start_year=2017)
    for code, value, qualifier in (("arrests", 90, "exactly"), ("briefings", 500, "over")):
        Figure.objects.create(
            measure=Measure.objects.get(code=code), year=before, value=value, qualifier=qualifier, source="x"
        )
    report = build_report(records_2018_19)
    changes = {figure.label: figure.changes for figure in report.key_figures}
    assert changes["Arrests"] == ("up 5 (6%) from 90",)
    assert changes["Briefings, training exercises and table-top exercises"] == (
        "was over 500 as well; the change is not known",
    )
    arrests = next(row for table in report.tables for row in table.rows if row.measure == "Arrests")
    assert ("Up 5 (6%) from 90", False) in arrests.cells
    searches = next(row for table in report.tables for row in table.rows if row.measure == "Stop and searches")
    assert ("No earlier figure", False) in searches.cells


def test_gaps_of_a_pledge_are_said_in_plain_words(report):
    gaps = {one.reference: one.gap for one in report.threads}
    assert gaps["P10"] == (
        "No activity is recorded for this pledge. No outcome is recorded for it. No figure stands behind it."
    )
    assert gaps["P5"] == ""
    assert "Outcome O1 has no measure behind it." in report.loose_ends
    assert report.thread_summary.startswith("Of 10 pledges, 7 lead to an activity")


def test_a_link_in_the_thread_bears_its_reason_and_its_figures(report):
    pledge = next(one for one in report.threads if one.reference == "P5")
    briefing = pledge.steps[0]
    assert briefing.reference == "A1"
    assert "so that “businesses remain informed”" in briefing.reason
    assert briefing.figures == ("Briefings, training exercises and table-top exercises: over 500",)


def test_an_outcome_told_beneath_an_activity_is_not_told_twice(report):
    pledge = next(one for one in report.threads if one.reference == "P9")
    beneath, direct = pledge.steps[0].steps[0], pledge.steps[1]
    assert beneath.reference == direct.reference == "O6"
    assert len(beneath.steps) == 4
    assert direct.reason
    assert not direct.steps


def test_no_cell_of_a_table_is_blank_and_each_row_fits_its_columns(report):
    for table in report.tables:
        for row in table.rows:
            assert len(row.cells) == len(table.columns)
            assert all(text for text, _ in row.cells)


def test_a_note_of_a_figure_stands_beneath_its_table(report):
    servator = next(table for table in report.tables if table.title == "Project Servator")
    assert servator.rows[-1].notes == (1,)
    assert "no arrest rate can be worked out" in servator.notes[0]


def test_a_table_of_several_sources_names_each(records_2018_19):
    Figure.objects.filter(measure__code="arrests").update(source="Custody system")
    report = build_report(records_2018_19)
    servator = next(table for table in report.tables if table.title == "Project Servator")
    assert ("Source", False) in servator.columns
    assert servator.source == ""


def test_only_what_is_used_is_explained(report, records_2018_19):
    terms = {note.term for group in report.notes for note in group.notes}
    assert {"“Over 500”", "[x]", "[z]", "Confidence intervals", "More is not always better", "Arrests"} <= terms
    assert not {"[c]", "[p]", "[r]", "[low]"} & terms
    Figure.objects.filter(measure__code="arrests").update(status="provisional")
    later = build_report(records_2018_19)
    assert "[p]" in {note.term for group in later.notes for note in group.notes}


def test_why_there_is_no_confidence_interval_is_said(report):
    [note] = [note for group in report.notes for note in group.notes if note.term == "Confidence intervals"]
    assert "People who feel safe in the City" in note.texts[0]
    assert "is not known" in note.texts[0]


def test_a_target_is_shown_with_what_the_figure_says_of_it(records_2018_19):
    Target.objects.create(measure=Measure.objects.get(code="servator-deployments"), year=records_2018_19, value=600)
    report = build_report(records_2018_19)
    row = next(row for table in report.tables for row in table.rows if "deployments" in row.measure)
    assert ("at least 600: met", False) in row.cells


def test_the_assessment_of_a_pledge_is_shown_with_its_reason(records_2018_19):
    word = AssessmentWord.objects.create(word="close monitoring")
    pledge = Pledge.objects.get(year=records_2018_19, reference="P10")
    Assessment.objects.create(year=records_2018_19, pledge=pledge, word=word, assessment_reason="Nothing was recorded.")
    judged = build_report(records_2018_19).threads[-1].judgement
    assert (judged.word, judged.reason) == ("close monitoring", "Nothing was recorded.")


def test_partners_and_dates_stand_after_the_sentence(records_2018_19):
    Activity.objects.filter(reference="A1").update(partners="the MPS", starts_on="2018-04-02", ends_on="2019-01-31")
    activity = build_report(records_2018_19).activities[0]
    assert activity.details == ("With the MPS", "2 April 2018 to 31 January 2019")
    assert activity.text.endswith("should it occur.")


def test_made_up_history_is_said(records_2018_19, illustrative_history):
    report = build_report(records_2018_19)
    assert report.illustrative == "The figures of the years before 2018/19 are made up to show how the report works."


def test_a_made_up_record_of_the_year_is_said(records_2018_19):
    Pledge.objects.filter(reference="P1").update(illustrative=True)
    assert "made up" in build_report(records_2018_19).illustrative


def test_a_year_without_records_is_empty():
    assert build_report(ReportingYear.objects.create(start_year=2019)).is_empty


def test_one_pledge_alone_makes_a_report():
    year = ReportingYear.objects.create(start_year=2019)
    baker.make(Pledge, year=year, reference="P1", statement="Keep the City safe.")
    report = build_report(year)
    assert not report.is_empty
    assert report.thread_summary == "Of 1 pledge, 0 lead to an activity, 0 to an outcome and 0 to a figure."


@override_settings(NUMBER_STYLE="grouped")
def test_sentences_and_tables_follow_the_house_s_number_style(records_2018_19):
    report = build_report(records_2018_19)
    assert report.outcomes[3].text.startswith("2,748 people")
    assert any(text == "2,748" for table in report.tables for row in table.rows for text, _ in row.cells)


def test_the_queries_do_not_grow_with_the_records(records_2018_19, django_assert_max_num_queries):
    with django_assert_max_num_queries(24) as once:
        build_report(records_2018_19)
    multiply(records_2018_19, 4)
    with django_assert_max_num_queries(len(once)):
        assert len(build_report(records_2018_19).pledges) == 40
