"""The page of a job, in a browser: it moves by itself, stops at the end, and speaks of it."""

import re

import pytest
from playwright.sync_api import expect

from ctreport.jobs import files
from ctreport.jobs.actions import run_waiting_jobs, start_job
from ctreport.jobs.models import Job
from tests.jobs import kinds  # noqa: F401


@pytest.fixture
def job(people, settings):
    settings.JOBS_IMMEDIATE = False
    return start_job(kind="tests_count", title="Import of figures", by=people.analyst, arguments={"to": 4})


def test_the_page_follows_a_job_to_its_end_without_being_touched(job, visit, sign_in):
    sign_in("analyst")
    page = visit.go(job.get_absolute_url())
    page.get_by_text("Waiting to begin").wait_for()
    visit.check()
    Job.objects.update(state=Job.State.RUNNING, attempts=1)
    with files.hold(job.key):
        files.write_progress(job.key, files.Reached(400, 210, "Writing row 210"))
        page.get_by_text("52% done").wait_for()
        expect(page).to_have_title(re.compile("^52%: Import of figures"))
        expect(page.locator("#job-status")).to_have_text("Half is done")
        visit.check()
    run_waiting_jobs()
    page.get_by_role("link", name="See the result").wait_for()
    expect(page.locator("#job-status")).to_have_text("Done. 4 rows counted.")
    visit.check()
    assert page.locator("[hx-trigger]").count() == 0  # it no longer asks


def test_a_failed_job_is_shown_accessibly(people, visit, sign_in):
    job = start_job(kind="tests_refuse", title="Import of figures", by=people.analyst)
    sign_in("analyst")
    visit.go(job.get_absolute_url())
    visit.check()
    visit.go("/jobs/")
    visit.check()
