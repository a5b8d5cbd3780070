"""Whatever is killed, and whenever: an edition is whole or absent, and nothing is published twice."""

import json
import os
import sqlite3
import subprocess
import sys

import pytest
from django.db import connection

from ctreport.review.rules import install_rules
from tests.publication.small import small_year

WHOLE = [1, "proof", []]
LONGEST = 300  # seconds, so that a process that hangs is found


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


@pytest.mark.django_db(transaction=True)
def test_whatever_is_killed_an_edition_is_whole_or_absent_and_nothing_is_published_twice(people, tmp_path):
    """With real processes, on a database that they share; all in one go, since they take long to start."""
    small_year()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "CTREPORT_JOBS_DIR": str(tmp_path / "jobs"),
        "CTREPORT_EDITIONS_DIR": str(tmp_path / "editions"),
        "CTREPORT_DATABASE_URL": shared_database(tmp_path),
    }
    command = [sys.executable, "-m", "tests.publication.press_process"]
    try:
        ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=LONGEST)
    finally:
        install_rules()  # the trials lift them, on PostgreSQL in the very database that other tests go on with
    assert ended.returncode == 0, ended.stderr
    seen = json.loads(ended.stdout)
    a_killed_build_leaves_nothing_and_another_worker_does_it_once(seen["freeze"])
    a_build_under_which_the_database_stops_is_taken_up_when_it_is_back(*seen["database"])
    a_killed_release_is_done_once_by_two_workers_at_once(seen["release"])


def a_killed_build_leaves_nothing_and_another_worker_does_it_once(trials):
    assert {"commit", "fsync", "mkdir", "open", "rename", "chmod"} <= {one["step"] for one in trials}
    for one in trials:
        assert one["after"]["editions"] in ([], [WHOLE]), one
        end = one["end"]
        assert (end["editions"], end["events"], end["unnamed"]) == ([WHOLE], ["frozen"], []), one
        assert [state for state, _ in end["jobs"]] == ["done"], one


def a_build_under_which_the_database_stops_is_taken_up_when_it_is_back(first, *others):
    assert (first["editions"], first["jobs"]) == ([], [["running", ""]])
    end = others[-1]
    assert (end["editions"], end["jobs"][0][0], end["unnamed"]) == ([WHOLE], "done", [])


def a_killed_release_is_done_once_by_two_workers_at_once(trials):
    assert {"commit", "replace"} <= {one["step"] for one in trials}
    for one in trials:
        after, end = one["after"], one["end"]
        state = after["editions"][0][1]
        as_before, as_after = ("scheduled", "open", 0), ("published", "closed", 1)
        assert (state, after["year"], after["events"].count("published")) in (as_before, as_after), one
        assert after["public"] <= (state == "published"), one
        assert end["editions"] == [[1, "published", []]], one
        assert (end["events"], end["public"], end["year"]) == (["frozen", "published"], 1, "closed"), one
