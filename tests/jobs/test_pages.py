"""The pages of background work."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ctreport.jobs import files
from ctreport.jobs.actions import run_waiting_jobs, start_job
from ctreport.jobs.models import Job

POLLS = 'hx-trigger="every 1s"'


@pytest.fixture
def waiting(people, settings):
    settings.JOBS_IMMEDIATE = False
    return start_job(kind="tests_count", title="Import of figures", by=people.analyst, arguments={"to": 4})


@pytest.fixture
def running(waiting):
    Job.objects.update(state=Job.State.RUNNING, attempts=1)
    with files.hold(waiting.key):
        files.write_progress(waiting.key, files.Reached(400, 130, "Writing row 130"))
        yield waiting
    files.clear(waiting.key)


def test_the_page_of_a_waiting_job_asks_again_by_itself(waiting, client_for):
    text = client_for("analyst").get(waiting.get_absolute_url()).text
    assert "Waiting to begin" in text
    assert POLLS in text
    assert "You can leave this page" in text


def test_the_page_of_a_running_job_says_how_far_it_has_come(running, client_for):
    response = client_for("analyst").get(running.get_absolute_url())
    assert "32% done" in response.text
    assert '<progress id="job-bar" class="ct-job__bar" value="32" max="100">32%</progress>' in response.text
    assert "130 of 400." in response.text
    assert "Writing row 130" in response.text
    assert "A quarter is done" in response.text
    assert "no-store" in response["Cache-Control"]


def test_without_script_the_page_has_a_link_that_refreshes_it(running, client_for):
    text = client_for("analyst").get(running.get_absolute_url()).text
    assert f'<noscript><p class="govuk-body"><a class="govuk-link" href="{running.get_absolute_url()}">Refresh' in text


def test_the_part_that_htmx_asks_for_is_the_part_that_changes(running, client_for):
    response = client_for("analyst").get(running.get_absolute_url(), headers={"HX-Request": "true"})
    assert "<html" not in response.text
    assert "<title>32%: Import of figures: running" in response.text
    assert POLLS in response.text
    assert "HX-Request" in response["Vary"]


def test_the_page_stops_asking_when_the_job_has_ended_and_leads_to_the_result(waiting, client_for):
    run_waiting_jobs()
    text = client_for("analyst").get(waiting.get_absolute_url()).text
    assert POLLS not in text
    assert "4 rows counted." in text
    assert '<a class="govuk-button" href="/pledges/">See the result</a>' in text


def test_the_page_of_a_job_that_could_not_be_done_says_why(people, client_for):
    job = start_job(kind="tests_refuse", title="Import of figures", by=people.analyst)
    text = client_for("analyst").get(job.get_absolute_url()).text
    assert "It could not be done" in text
    assert "Row 7 names a measure that is not there." in text
    assert POLLS not in text


def test_the_page_says_that_a_job_was_cut_off(waiting, client_for):
    Job.objects.update(state=Job.State.RUNNING)
    text = client_for("analyst").get(waiting.get_absolute_url()).text
    assert "The work was cut off." in text
    assert POLLS in text


def test_the_page_says_that_no_worker_came(waiting, client_for):
    Job.objects.update(created=timezone.now() - timedelta(minutes=1))
    assert (
        "ask your administrator whether the background worker"
        in client_for("analyst").get("/jobs/").client.get(waiting.get_absolute_url()).text
    )


@pytest.mark.parametrize(
    ("role", "status"), [("analyst", 200), ("administrator", 200), ("reviewer", 404), ("comms", 404)]
)
def test_only_who_started_a_job_and_administrators_see_it(waiting, client_for, role, status):
    assert client_for(role).get(waiting.get_absolute_url()).status_code == status


def test_a_job_that_is_not_there_is_not_found(client_for):
    assert client_for("analyst").get(f"/jobs/{uuid.uuid4()}/").status_code == 404
    assert client_for("analyst").get("/jobs/not-a-key/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_pages_only_show(waiting, client_for, method):
    client = client_for("analyst")
    assert getattr(client, method)(waiting.get_absolute_url()).status_code == 405
    assert getattr(client, method)("/jobs/").status_code == 405


def test_a_person_lists_their_own_jobs(waiting, people, client_for):
    start_job(kind="tests_count", title="Work of somebody else", by=people.reviewer, arguments={"to": 1})
    text = client_for("analyst").get("/jobs/").text
    assert "Import of figures" in text
    assert "Work of somebody else" not in text
    assert "Started by" not in text


def test_an_administrator_lists_everybodys_jobs(waiting, client_for):
    text = client_for("administrator").get("/jobs/").text
    assert "Import of figures" in text
    assert "Analyst Person" in text


def test_an_empty_list_says_so(client_for):
    assert "There is no background work." in client_for("analyst").get("/jobs/").text


def test_markup_in_a_title_is_shown_as_text(people, client_for):
    start_job(
        kind="tests_count", title="<script>alert(1)</script>", by=people.analyst, arguments={"to": 1, "name": "<b>x"}
    )
    for path in ("/jobs/", Job.objects.get().get_absolute_url()):
        text = client_for("analyst").get(path).text
        assert "<script>alert" not in text
        assert "<b>x" not in text


@pytest.mark.parametrize("number", [2, 20])
def test_the_list_asks_for_jobs_twice_however_long_it_is(people, client_for, number):
    for _ in range(number):
        start_job(kind="tests_count", title="Import", by=people.analyst, arguments={"to": 1})
    client = client_for("analyst")
    with CaptureQueriesContext(connection) as captured:
        client.get("/jobs/")
    assert len([one for one in captured if "jobs_job" in one["sql"]]) == 2  # how many there are, and one page of them
    assert len(captured) < 8
