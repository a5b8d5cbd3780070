"""What is OFFICIAL-SENSITIVE: shown as such to those within, and nowhere to anybody else."""

from __future__ import annotations

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from activities.models import Activity, ActivityPledge
from ctreport.charts.build import charts_for, trends_for
from ctreport.dashboard.facts import build_dashboard
from ctreport.disclosure.marking import Trouble, sensitive_in_use
from ctreport.report.build import build_report
from ctreport.report.facts import as_json
from ctreport.review.actions import save_record
from ctreport.review.history import newest_content
from ctreport.review.models import Marking, Reviewed, Revision
from ctreport.review.workflow import approve_record, submit_record
from objectives.models import Pledge
from outcomes.models import Assessment, AssessmentWord, Figure, Measure, Outcome, OutcomePledge, Target
from tests.review.kinds import KINDS, form_data

pytestmark = pytest.mark.django_db
SECRET = "Canary of Aldgate"
NUMBER = 31337
REVIEWED = [kind for kind in KINDS if issubclass(kind.model, Reviewed)]


def marked(record):
    record.marking = Marking.SENSITIVE
    return record


def approve(record, people):
    submit_record(record=record, by=people.analyst)
    approve_record(record=record, by=people.reviewer, number=newest_content(record).number)
    return record


@pytest.fixture
def sensitive(records_2018_19, people):
    """One approved record of each kind that is OFFICIAL-SENSITIVE, linked to records that are not."""
    year, by = records_2018_19, people.analyst
    first, word = Pledge.objects.get(reference="P1", year=year), AssessmentWord.objects.create(word="satisfactory")
    measure = approve(save_record(record=marked(Measure(code="canary", title=SECRET)), by=by), people)
    made = [
        Pledge(year=year, reference="P99", statement=SECRET),
        Activity(year=year, reference="A99", narrative=SECRET),
        Outcome(year=year, reference="O99", narrative=SECRET),
        Figure(year=year, measure=measure, value=NUMBER, note=SECRET),
        Target(year=year, measure=Measure.objects.get(code="arrests"), value=NUMBER, note=SECRET),
        Assessment(year=year, pledge=first, word=word, assessment_reason=SECRET),
    ]
    for record in made:
        approve(save_record(record=marked(record), by=by), people)
    ActivityPledge.objects.create(activity=made[1], pledge=first, reason=f"{SECRET} serves it")
    OutcomePledge.objects.create(outcome=made[2], pledge=first, reason=f"{SECRET} answers it")
    return year, [measure, *made]


def published(year):
    charts = (*charts_for(year, publishable=True), *trends_for(year, publishable=True))
    return as_json(build_report(year)) + repr(charts)


def test_nothing_sensitive_is_in_the_report(sensitive):
    year, made = sensitive
    shown = published(year)
    assert SECRET not in shown
    assert str(NUMBER) not in shown
    assert not [one for one in ("A99", "O99", "P99", "canary") if one in shown]
    for record in reversed(made):
        record.delete()
    assert published(year) == shown


def test_the_dashboard_shows_it_and_marks_it(sensitive, client_for):
    year, _ = sensitive
    facts = build_dashboard(year, date(2019, 6, 1))
    assert facts.is_sensitive
    page = client_for("leader").get(reverse("dashboard:year", args=[year.slug])).text
    assert SECRET in page
    assert "This page shows what is never published." in page
    assert page.count("OFFICIAL-SENSITIVE") >= 4


def test_a_draft_that_marks_a_record_holds_it_back_at_once(records_2018_19, people):
    year = records_2018_19
    pledge = Pledge.objects.get(reference="P1", year=year)
    save_record(record=marked(Pledge.objects.get(pk=pledge.pk)), by=people.analyst)
    assert Pledge.objects.get(pk=pledge.pk).marking == Marking.OFFICIAL
    assert pledge.statement not in published(year)
    assert next(one.words for one in sensitive_in_use(year)) == (
        "Pledge P1 or what it belongs to is OFFICIAL-SENSITIVE in a draft that waits, so the report leaves it out."
    )


def test_what_a_measure_counts_is_as_sensitive_as_the_measure(records_2018_19, people, client_for):
    year = records_2018_19
    measure = Measure.objects.get(code="briefings")
    approve(save_record(record=marked(measure), by=people.analyst), people)
    figure = Figure.objects.with_cell().get(measure=measure, year=year)
    assert figure in Figure.objects.withheld()
    assert figure not in Figure.objects.publishable()
    page = client_for("analyst").get(figure.get_absolute_url()).text
    assert "What it belongs to is marked so, and with it this. It is never published." in page
    assert not [one for one in build_report(year).figures if one.code == "briefings"]


def test_a_sentence_that_needs_it_is_an_error_and_names_no_measure(records_2018_19, people):
    year = records_2018_19
    approve(save_record(record=marked(Measure.objects.get(code="briefings")), by=people.analyst), people)
    assert "figure:briefings" not in published(year)
    errors = [one for one in sensitive_in_use(year) if one.is_error]
    assert errors
    assert {one.trouble for one in errors} == {Trouble.TOKEN}
    assert all("refers to {{figure:briefings}}, which is OFFICIAL-SENSITIVE." in one.words for one in errors)
    assert errors[0].address == errors[0].record.get_absolute_url()


def test_a_sub_outcome_goes_with_its_outcome(sensitive, people):
    year, made = sensitive
    parent = next(one for one in made if isinstance(one, Outcome))
    child = Outcome(year=year, reference="O99.1", narrative="Plain words", parent=parent)
    approve(save_record(record=child, by=people.analyst), people)
    assert "Plain words" not in published(year)


def test_what_is_left_out_and_the_gaps_that_it_leaves_are_listed(records_2018_19, people):
    year = records_2018_19
    activity = Activity.objects.filter(year=year, pledge_links__isnull=False).first()
    pledge = activity.pledge_links.first().pledge
    ActivityPledge.objects.filter(pledge=pledge).exclude(activity=activity).delete()
    approve(save_record(record=marked(activity), by=people.analyst), people)
    words = {one.words: one.address for one in sensitive_in_use(year)}
    name = activity.reference
    assert words[f"Activity {name} is OFFICIAL-SENSITIVE, so the report leaves it out."] == activity.get_absolute_url()
    gap = (
        f"The report would say: Pledge {pledge.reference} has no activity. What is linked to it is OFFICIAL-SENSITIVE."
    )
    assert words[gap] == pledge.get_absolute_url()


def test_the_checklist_asks_no_more_of_many_records_than_of_few(records_2018_19, people, django_assert_num_queries):
    assert sensitive_in_use(records_2018_19) == []
    with django_assert_num_queries(11):
        sensitive_in_use(records_2018_19)


@pytest.mark.parametrize("kind", REVIEWED, ids=str)
def test_a_person_marks_a_record_sees_it_and_finds_it_by_its_marking(kind, client_for, people):
    client, record = client_for("analyst"), kind.make(1)
    address = reverse(record.url_name("edit"), args=[record.pk])
    form = client.get(address)
    assert "OFFICIAL-SENSITIVE: never published. Use it where publishing could harm a person" in form.text
    data = form_data(form) | kind.extra_edit | {"marking": "official_sensitive"}
    page = client.post(address, data, follow=True)
    assert "It is never published, nor is anything that would tell of it." in page.text
    assert "Protective marking" in page.text
    listed = reverse(record.url_name("list"))
    assert "OFFICIAL-SENSITIVE</strong>" in client.get(listed, {"marking": "official_sensitive", "year": "all"}).text
    assert client.get(listed, {"marking": "official", "year": "all"}).context["table"].paginator.count == 0


def test_a_reviewer_sees_that_the_marking_would_change(records_2018_19, people, client_for):
    pledge = Pledge.objects.get(reference="P1", year=records_2018_19)
    save_record(record=marked(Pledge.objects.get(pk=pledge.pk)), by=people.analyst)
    submit_record(record=pledge, by=people.analyst)
    page = client_for("reviewer").get(reverse("entry:queue_item", args=["pledge", pledge.pk])).text
    assert "rotective marking" in page
    assert "OFFICIAL-SENSITIVE" in page
    shown = client_for("analyst").get(pledge.get_absolute_url()).text
    assert "The change that waits marks it so. It is not published until somebody decides." in shown


def test_a_form_that_says_nothing_of_the_marking_leaves_it(client_for, people):
    kind = next(one for one in REVIEWED if one.model is Pledge)
    record = marked(kind.make(1))
    record.save()
    client = client_for("analyst")
    address = reverse("objectives:pledge_edit", args=[record.pk])
    data = form_data(client.get(address)) | {"statement": "Other words."}
    del data["marking"]
    client.post(address, data)
    record.refresh_from_db()
    assert (record.statement, record.marking) == ("Other words.", Marking.SENSITIVE)


def test_history_from_before_there_was_a_marking_says_that_it_was_official(people):
    pledge = save_record(record=next(one for one in REVIEWED if one.model is Pledge).make(1), by=people.analyst)
    pledge.statement = "Other words."
    save_record(record=pledge, by=people.analyst)
    for revision in Revision.objects.all():
        del revision.data["marking"]
        revision.save()
    migration = import_module("outcomes.migrations.0006_marking_in_history")
    with connection.schema_editor() if connection.vendor == "postgresql" else _Editor() as editor:
        migration.mark_history(apps, editor)
    assert {one.data["marking"]["shown"] for one in Revision.objects.all()} == {"OFFICIAL"}
    assert newest_content(pledge).data == pledge.snapshot()


class _Editor:
    """What the migration needs of a schema editor, which SQLite does not give within a transaction."""

    connection = connection
    quote_name = staticmethod(connection.ops.quote_name)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return None
