"""A job is done once, wholly or not at all, and says how it came out."""

import json
import logging
import os
import sqlite3
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from ctreport.accounts.models import User
from ctreport.jobs import files
from ctreport.jobs.actions import forget_old_jobs, run_job, run_waiting_jobs, start_job
from ctreport.jobs.models import Job
from ctreport.jobs.progress import Progress, shown
from ctreport.jobs.registry import JobResult, job
from tests.jobs.kinds import CutOff

HOLDER = """
import sys, time, uuid
import django
django.setup()
from ctreport.jobs.files import hold
with hold(uuid.UUID(sys.argv[1])) as is_ours:
    print(is_ours, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def analyst(people):
    return people.analyst


@pytest.fixture
def later(settings):
    """Work is left to a worker, as in the product."""
    settings.JOBS_IMMEDIATE = False


def started(analyst, kind, **arguments):
    return start_job(kind=kind, title="Import of figures", by=analyst, arguments=arguments)


def written():
    return User.objects.filter(name="Written").count()


def test_a_job_says_what_came_of_it_and_where_the_result_is(analyst):
    one = started(analyst, "tests_count", to=40)
    assert (one.state, one.message, one.address) == (Job.State.DONE, "40 rows counted.", "/pledges/")
    assert (one.total, one.done, one.words, one.by_name) == (40, 40, "Counting rows", "Analyst Person")


def test_a_job_waits_until_a_worker_comes(analyst, later):
    one = started(analyst, "tests_count", to=3)
    assert one.state == Job.State.WAITING
    call_command("run_jobs", once=True)
    one.refresh_from_db()
    assert one.state == Job.State.DONE


def test_jobs_are_done_in_the_order_in_which_they_were_asked_for(analyst, later):
    for name in ("first", "second", "third"):
        started(analyst, "tests_count", to=1, name=name)
    assert run_waiting_jobs() == 3
    ended = Job.objects.order_by("finished").values_list("message", flat=True)
    assert list(ended) == ["1 first counted.", "1 second counted.", "1 third counted."]


def test_a_worker_that_is_told_to_stop_begins_nothing_more(analyst, later):
    started(analyst, "tests_count", to=1)
    assert run_waiting_jobs(is_stopping=lambda: True) == 0


def test_a_kind_that_nobody_registered_is_refused(analyst):
    with pytest.raises(ValueError, match="No function is registered as the job “unknown”"):
        started(analyst, "unknown")


def test_two_functions_cannot_be_registered_as_one_kind():
    with pytest.raises(ValueError, match="Two functions"):
        job("tests_count")(lambda progress: JobResult("Not this one."))


def test_work_that_cannot_be_done_says_why_and_leaves_nothing(analyst):
    one = started(analyst, "tests_refuse")
    assert (one.state, one.message) == (Job.State.FAILED, "Row 7 names a measure that is not there.")
    assert written() == 0


def test_a_fault_of_the_program_is_logged_and_not_shown(analyst, caplog):
    with caplog.at_level(logging.ERROR):
        one = started(analyst, "tests_break")
    assert one.state == Job.State.FAILED
    assert "Nothing was changed. It has been logged." in one.message
    assert "machine room" not in one.message
    assert "machine room" in caplog.text
    assert written() == 0


def test_a_kind_that_is_gone_from_the_program_fails_in_words(analyst, later, caplog):
    Job.objects.create(kind="of_an_older_version", title="Old work", by=analyst)
    run_waiting_jobs()
    assert Job.objects.get().state == Job.State.FAILED


def test_work_that_was_cut_off_leaves_nothing_and_is_taken_up_again(analyst, later, tmp_path):
    one = started(analyst, "tests_add_person", fall_at=str(tmp_path / "fell"))
    with pytest.raises(CutOff):
        run_job(one)
    one.refresh_from_db()
    assert (one.state, written()) == (Job.State.RUNNING, 0)
    assert shown(one).is_interrupted
    run_waiting_jobs()
    one.refresh_from_db()
    assert (one.state, one.attempts, written()) == (Job.State.DONE, 2, 1)


def test_work_that_is_done_is_not_done_again(analyst, later):
    one = started(analyst, "tests_add_person")
    assert run_job(one)
    assert not run_job(Job.objects.get())
    assert written() == 1


def test_work_that_is_cut_off_again_and_again_is_given_up_in_words(analyst, later):
    one = started(analyst, "tests_add_person")
    Job.objects.update(state=Job.State.RUNNING, attempts=3)
    run_waiting_jobs()
    one.refresh_from_db()
    assert one.state == Job.State.FAILED
    assert "cut off 3 times" in one.message
    assert "Nothing was changed." in one.message


def test_a_job_that_a_living_worker_does_is_left_to_it_until_it_is_killed(analyst, later, settings):
    one = started(analyst, "tests_count", to=3)
    Job.objects.update(state=Job.State.RUNNING, attempts=1)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "CTREPORT_JOBS_DIR": settings.JOBS_DIR,
    }
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(one.key)], stdout=subprocess.PIPE, text=True, env=environment
    ) as worker:
        assert worker.stdout.readline() == "True\n"
        assert files.is_held(one.key)
        assert run_waiting_jobs() == 0
        worker.kill()
        worker.wait()
    assert not files.is_held(one.key)
    assert run_waiting_jobs() == 1


def test_a_job_whose_person_is_gone_meanwhile_is_done_all_the_same(analyst, later):
    started(analyst, "tests_count", to=1)
    analyst.delete()
    assert run_waiting_jobs() == 1
    assert Job.objects.get().by_name == "Analyst Person"


def test_a_job_that_was_deleted_meanwhile_is_not_done(analyst, later):
    one = started(analyst, "tests_add_person")
    Job.objects.all().delete()
    assert not run_job(one)
    assert written() == 0


def test_old_jobs_are_forgotten_and_waiting_ones_never(analyst, later):
    old = timezone.now() - timedelta(days=31)
    started(analyst, "tests_count", to=1)
    run_waiting_jobs()
    Job.objects.update(finished=old)
    waiting = started(analyst, "tests_count", to=1)
    Job.objects.filter(pk=waiting.pk).update(created=old)
    forget_old_jobs()
    assert Job.objects.get() == waiting


def test_no_files_are_left_when_a_job_has_ended(analyst, settings, tmp_path):
    settings.JOBS_DIR = str(tmp_path / "jobs")
    started(analyst, "tests_count", to=3)
    assert list((tmp_path / "jobs").iterdir()) == []


def test_progress_is_seen_while_the_work_goes_on(analyst, later):
    one = started(analyst, "tests_count", to=3)
    Job.objects.update(state=Job.State.RUNNING)
    one.refresh_from_db()
    with files.hold(one.key):
        Progress(one.key).of(200, "Reading the file")
        files.write_progress(one.key, files.Reached(200, 51, "Row 51"))
        seen = shown(one)
    assert (seen.percent, seen.done, seen.total, seen.words) == (25, 51, 200, "Row 51")
    assert not seen.is_interrupted


def test_progress_is_not_written_for_every_row(analyst, monkeypatch):
    notes = []
    monkeypatch.setattr("ctreport.jobs.progress.write_progress", lambda key, reached: notes.append(reached))
    monkeypatch.setattr("ctreport.jobs.progress.time.monotonic", iter(n / 1000 for n in range(100_000)).__next__)
    started(analyst, "tests_count", to=5_000)
    assert 5 <= len(notes) <= 15


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"total": 3, "unknown": 1}'])
def test_a_damaged_progress_file_counts_as_no_progress(analyst, later, settings, tmp_path, damage):
    settings.JOBS_DIR = str(tmp_path)
    one = started(analyst, "tests_count", to=3)
    (tmp_path / f"{one.key}.json").write_text(damage)
    assert files.read_progress(one.key) == files.Reached()


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_killed_in_the_middle_leaves_nothing_and_another_does_the_work_once(analyst, later, tmp_path):
    """With real processes, on a database that they share."""
    fell = tmp_path / "fell"
    started(analyst, "tests_add_person", fall_at=str(fell))
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "CTREPORT_JOBS_DIR": str(tmp_path / "jobs"),
        "CTREPORT_DATABASE_URL": shared_database(tmp_path),
        "CTREPORT_TESTS_WORKER": "1",
    }
    with subprocess.Popen(command("work"), env=environment, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout.readline() == "in the middle\n"
        worker.kill()
    assert process(environment, "look")["people"] == 0
    outcome = process(environment, "work")
    assert outcome == {"people": 1, "jobs": [{"state": "done", "attempts": 2, "message": "One person added."}]}


def shared_database(folder):
    """Return the address of the tests' database, or of a copy of it where it stands in this process's memory."""
    if connection.vendor != "sqlite":
        one = connection.settings_dict
        return f"postgres://{one['USER']}:{one['PASSWORD']}@{one['HOST']}:{one['PORT']}/{one['NAME']}"
    connection.ensure_connection()
    with sqlite3.connect(folder / "copy.sqlite3") as copy:
        connection.connection.backup(copy)
    copy.close()
    return f"sqlite:///{folder / 'copy.sqlite3'}"


def command(what):
    return [sys.executable, "-m", "tests.jobs.worker_process", what]


def process(environment, what):
    return json.loads(subprocess.run(command(what), env=environment, check=True, capture_output=True, text=True).stdout)
