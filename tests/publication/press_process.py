"""Processes of the press that are killed: ``python -m tests.publication.press_process`` tells, as JSON, what
became of each.

Each trial is a process of its own, forked from one that never opens the database. It ends with ``os._exit`` in the
midst of its work, so that nothing is tidied up, as after ``kill -9``; another one then looks at what it left.
"""

from __future__ import annotations

import gc
import json
import os
import traceback
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

STEPS = ("chmod", "fsync", "link", "mkdir", "open", "rename", "replace", "rmdir", "unlink")
KILLED, NOT_REACHED = 9, 0


def main() -> None:
    django.setup()
    from django.conf import settings

    from tests.publication.small import use_small_files

    settings.EDITIONS_DIR = settings.SITE_DIR = os.environ["CTREPORT_EDITIONS_DIR"]
    settings.JOBS_IMMEDIATE = False
    use_small_files()
    _warm_up()
    print(json.dumps({"freeze": freeze(), "database": database(), "release": release()}))


def _warm_up() -> None:
    """Load and find out what each trial would otherwise find for itself: the facts, too, which it only reads."""
    from django.urls import reverse

    import ctreport.publication.jobs  # noqa: F401
    from ctreport.publication import editions, software
    from ctreport.report.reading import report_from_json

    software.versions()
    reverse("publication:year", args=["2018-19"])
    report = report_from_json(in_process(_facts))
    editions.build_report = lambda year, **told: report
    gc.freeze()  # what is there by now is shared by all trials, and need not be looked through by each


def _facts() -> str:
    from ctreport.report.build import build_report
    from ctreport.report.facts import as_json
    from objectives.models import ReportingYear

    return as_json(build_report(ReportingYear.objects.get()))


def freeze() -> list[dict[str, Any]]:
    """Kill a build at each of its steps; look, let another worker do what is left, and look again."""

    def go_on() -> list[dict[str, Any]]:
        after = look()
        work()
        end = look()
        _forget_proof()
        return [after, end]

    return _kill_at_each_step(_wait_for_proof, work, lambda: in_process(go_on))


def release() -> list[dict[str, Any]]:
    """Kill a release at each of its steps; look, let two workers at once do what is left, and look again."""

    def look_and_forget() -> dict[str, Any]:
        end = look()
        _forget_edition()
        return end

    def go_on() -> list[dict[str, Any]]:
        after = in_process(look)
        for one in [start(publish), start(publish)]:
            finish(*one)
        return [after, in_process(look_and_forget)]

    in_process(_lift_rules)
    return _kill_at_each_step(_make_due, publish, go_on)


def database() -> list[dict[str, Any]]:
    """Stop the database under a build, then let the worker look again."""
    in_process(_wait_for_proof)
    seen: list[dict[str, Any]] = in_process(_work_while_database_stops)
    in_process(_forget_proof)
    return seen


def _kill_at_each_step(prepare: Callable, act: Callable, go_on: Callable) -> list[dict[str, Any]]:
    """Return for each step what it was (None for a trial that came to its end), and what was seen after and at last."""
    seen: list[dict[str, Any]] = []
    while not seen or seen[-1]["step"]:
        number = len(seen) + 1
        step = in_process(lambda number=number: _killed_at(number, prepare, act), may_be_killed=True)
        after, end = go_on()
        seen.append({"step": step, "after": after, "end": end})
    return seen


def _killed_at(number: int, prepare: Callable, act: Callable) -> None:
    """Do the work in a process that ends just before its step of that number: a write, a name given, a commit."""
    prepare()
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.utils import CursorWrapper

    left = [number]

    def counted(name: str, real: Callable) -> Callable:
        def step(*args: Any, **kwargs: Any) -> Any:
            left[0] -= 1
            if not left[0]:
                os.write(int(os.environ["CTREPORT_TESTS_PIPE"]), json.dumps(name).encode())
                os._exit(KILLED)
            return real(*args, **kwargs)

        return step

    for name in STEPS:
        setattr(os, name, counted(name, getattr(os, name)))
    BaseDatabaseWrapper._commit = counted("commit", BaseDatabaseWrapper._commit)
    ask = CursorWrapper.execute
    write = counted("statement", ask)

    def execute(self: Any, sql: str, params: Any = None) -> Any:
        return (ask if sql.startswith(("SELECT", "SAVEPOINT", "RELEASE")) else write)(self, sql, params)

    CursorWrapper.execute = execute
    act()


def work() -> None:
    """One look of the worker for jobs."""
    from ctreport.jobs.actions import run_waiting_jobs

    run_waiting_jobs()


def publish() -> None:
    """One round of the worker, with a site that is a file with what it shows."""
    from ctreport.publication import release

    def renew_site() -> None:
        from ctreport.publication.models import Edition

        shown = sorted(Edition.objects.readable().values_list("folder", flat=True))
        fresh = Path(os.environ["CTREPORT_EDITIONS_DIR"]) / f"site.{os.getpid()}"
        fresh.write_text(json.dumps(shown))
        os.replace(fresh, fresh.with_name("site"))

    release.renew_site = renew_site
    release.publish_due()
    renew_site()  # as site.watch does at each round


def look() -> dict[str, Any]:
    """What is there: editions with whether they are whole, their log, folders that no edition has."""
    from ctreport.jobs.models import Job
    from ctreport.publication.models import Edition, EditionEvent
    from ctreport.publication.verifying import verify
    from objectives.models import ReportingYear

    editions = list(Edition.objects.kept().select_related("year"))
    top = Path(os.environ["CTREPORT_EDITIONS_DIR"])
    folders = {path.relative_to(top).as_posix() for path in top.glob("*-*/*") if path.name != ".lock"}
    site = top / "site"
    return {
        "editions": [[one.number, one.state, [str(finding) for finding in verify(one)]] for one in editions],
        "events": list(EditionEvent.objects.order_by("pk").values_list("act", flat=True)),
        "unnamed": sorted("unfinished" if "/." in one else "orphan" for one in folders - {e.folder for e in editions}),
        "jobs": list(Job.objects.values_list("state", "message")),
        "year": ReportingYear.objects.get().state,
        "public": len(json.loads(site.read_text())) if site.exists() else 0,
    }


def _wait_for_proof() -> None:
    """Ask for a proof as ``actions.prepare`` does once it has found that nothing stands in the way."""
    from django.utils import timezone

    from ctreport.accounts.models import User
    from ctreport.jobs.actions import start_job

    by = User.objects.get(email="comms@ctreport.example")
    arguments = {"year": "2018-19", "by": by.pk, "by_name": by.name, "made_at": timezone.now().isoformat()}
    start_job(kind="freeze_edition", title="Proof", by=by, arguments=arguments)


def _forget_proof() -> None:
    from ctreport.jobs.models import Job
    from ctreport.publication import storage
    from ctreport.publication.models import Edition

    for one in Edition.objects.all():
        storage.remove(storage.path_of(one.folder))
    Edition.objects.all().delete()
    Job.objects.all().delete()


def _make_due() -> None:
    from django.utils import timezone

    from ctreport.publication.models import Edition

    _wait_for_proof()
    work()
    Edition.objects.update(state="scheduled", release_at=timezone.now() - timedelta(seconds=1))


def _forget_edition() -> None:
    from objectives.models import ReportingYear

    _forget_proof()
    ReportingYear.objects.update(state="open")
    (Path(os.environ["CTREPORT_EDITIONS_DIR"]) / "site").unlink()


def _lift_rules() -> None:
    """Let a published edition be deleted, so that the next trial begins anew."""
    from ctreport.review.rules import drop_rules

    drop_rules()


def _work_while_database_stops() -> list[dict[str, Any]]:
    """Let the worker look three times; the database stops when the first has written half of the edition's files."""
    from django.db import connection

    from ctreport.jobs.management.commands.run_jobs import Command
    from ctreport.publication import freezing
    from tests.publication.small import small_files

    stop = _cut_connection if connection.vendor == "postgresql" else _lock_file
    stopped: list[Callable[[], None]] = []

    def files_of(*args: Any, **kwargs: Any) -> Any:
        for number, one in enumerate(small_files(*args, **kwargs)):
            if number == 1 and not stopped:
                stopped.append(stop())
            yield one

    freezing.files_of = files_of
    worker, seen = Command(), []
    for number in range(3):
        worker.look(is_stopping=lambda: False, clean=False)
        if number == 0:
            stopped[0]()
        connection.close()
        seen.append(look())
    return seen


def _cut_connection() -> Callable[[], None]:
    """Have the server end the connection on which the work is being done."""
    import psycopg
    from django.db import connection

    one = connection.settings_dict
    pid = connection.connection.info.backend_pid
    with psycopg.connect(
        host=one["HOST"], port=one["PORT"], user=one["USER"], password=one["PASSWORD"], dbname=one["NAME"]
    ) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [pid])
    return lambda: None


def _lock_file() -> Callable[[], None]:
    """Keep everybody else from the database's file, as a process that hangs would."""
    import sqlite3

    from django.db import connection

    connection.cursor().execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    return other.close


def start(act: Callable[[], Any]) -> tuple[int, int]:
    """Fork a process that does something; what it returns comes through a pipe, as JSON."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    os.environ["CTREPORT_TESTS_PIPE"] = str(writing)
    status = 1
    try:
        os.write(writing, json.dumps(act()).encode())
        status = NOT_REACHED
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def finish(pid: int, reading: int, *, may_be_killed: bool = False) -> Any:
    with os.fdopen(reading) as file:
        told = file.read()
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if code not in ((KILLED, NOT_REACHED) if may_be_killed else (NOT_REACHED,)):
        raise AssertionError(f"A process ended with {code}.")
    return json.loads(told)


def in_process(act: Callable[[], Any], *, may_be_killed: bool = False) -> Any:
    return finish(*start(act), may_be_killed=may_be_killed)


if __name__ == "__main__":
    main()
