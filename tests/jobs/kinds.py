"""Kinds of work for the tests of this folder."""

from __future__ import annotations

import os
import time

from ctreport.accounts.models import User
from ctreport.jobs.registry import JobError, JobResult, Progress, job


class CutOff(BaseException):
    """Stands for the end of the process in the middle of the work: nothing of ours catches it."""


@job("tests_count")
def count(progress: Progress, *, to: int, name: str = "rows") -> JobResult:
    """Count, as real work does."""
    progress.of(to, f"Counting {name}")
    for number in range(1, to + 1):
        progress.at(number)
    return JobResult(f"{to} {name} counted.", "/pledges/")


@job("tests_refuse")
def refuse(progress: Progress) -> JobResult:
    """Write something, then find out that it cannot be done."""
    User.objects.create_user("written@ctreport.example", name="Written")
    raise JobError("Row 7 names a measure that is not there.")


@job("tests_break")
def break_down(progress: Progress) -> JobResult:
    """Fail as no programmer foresaw."""
    User.objects.create_user("written@ctreport.example", name="Written")
    raise RuntimeError("the secret of the machine room")


@job("tests_add_person")
def add_person(progress: Progress, *, fall_at: str = "") -> JobResult:
    """Write something; be cut off before the end where the environment says so."""
    User.objects.create_user("written@ctreport.example", name="Written")
    progress.of(10, "Writing")
    if fall_at and not os.path.exists(fall_at):
        with open(fall_at, "w") as file:
            file.write("fell")
        if os.environ.get("CTREPORT_TESTS_WORKER"):
            print("in the middle", flush=True)
            time.sleep(60)  # the test kills this process as soon as it reads that
        raise CutOff
    return JobResult("One person added.")
