"""Acts on jobs: ask for one, do one."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError, InterfaceError, OperationalError, transaction
from django.utils import timezone

from ctreport.accounts.models import User
from ctreport.jobs import files
from ctreport.jobs.models import Job
from ctreport.jobs.progress import Progress
from ctreport.jobs.registry import REGISTRY, ROUNDS, JobError

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 3
DAYS_KEPT = 30
UNEXPECTED = (
    "Something went wrong that was not foreseen. {left} It has been logged. Try again; if it happens again, tell your "
    "administrator the title of this work and when it was started."
)
GAVE_UP = (
    "The work was cut off {attempts} times before its end, and is not tried again by itself. {left} Ask your "
    "administrator whether the server has run out of memory, then start it again."
)


def start_job(*, kind: str, title: str, by: User, arguments: dict[str, Any] | None = None) -> Job:
    """Ask for work to be done, and return the job; a worker takes it up when this transaction is committed.

    ``kind`` names a registered function, ``arguments`` are given to it and must be JSON. With
    ``settings.JOBS_IMMEDIATE`` the work is done before this returns. Raises ValueError for an unknown kind.
    """
    if kind not in REGISTRY:
        raise ValueError(f"No function is registered as the job “{kind}”.")
    job = Job.objects.create(kind=kind, title=title[:200], by=by, by_name=by.name, arguments=arguments or {})
    if settings.JOBS_IMMEDIATE:
        run_job(job)
    return job


def run_job(job: Job) -> bool:
    """Do a job if nobody else does it and it is not done; say whether it was ours to do.

    Whoever holds the job's lock may do it. Only then is its row read again: what it says then is the truth. A job
    that is marked as running although its lock could be had was cut off; what it had not finished was undone.
    """
    with files.hold(job.key) as is_ours:
        if not is_ours:
            return False
        is_to_do = _read_again(job)
        if is_to_do and job.attempts >= MOST_ATTEMPTS:
            _end(job, Job.State.FAILED, GAVE_UP.format(attempts=job.attempts, left=_what_is_left(job)))
        elif is_to_do:
            _begin(job)
            _work(job)
        files.clear(job.key)
        return is_to_do


def _read_again(job: Job) -> bool:
    try:
        job.refresh_from_db()
    except Job.DoesNotExist:
        return False
    return not job.is_finished


def _begin(job: Job) -> None:
    job.state, job.started, job.attempts = Job.State.RUNNING, timezone.now(), job.attempts + 1
    job.save(update_fields=["state", "started", "attempts"])


def _work(job: Job) -> None:
    progress = Progress(job.key)
    try:
        _call(job, progress)
    except JobError as error:
        _end(job, Job.State.FAILED, str(error), progress=progress)
    except ValidationError as error:
        _end(job, Job.State.FAILED, " ".join(error.messages), progress=progress)
    except (InterfaceError, OperationalError):
        raise  # the database went away, and not the work went wrong: it stays to be done when the database is back
    except Exception:
        logger.exception("The job %s (%s) failed", job.key, job.kind)
        _end(job, Job.State.FAILED, UNEXPECTED.format(left=_what_is_left(job)), progress=progress)


def _call(job: Job, progress: Progress) -> None:
    registered = REGISTRY[job.kind]
    with transaction.atomic() if registered.atomic else nullcontext():
        result = registered.function(progress, **job.arguments)
        _end(job, Job.State.DONE, result.message, address=result.address, progress=progress)


def _end(job: Job, state: Job.State, message: str, *, address: str = "", progress: Progress | None = None) -> None:
    if progress is not None:
        reached = progress.reached
        job.total, job.done, job.words = reached.total, reached.done, reached.words[:200]
    job.state, job.message, job.address, job.finished = state, message, address, timezone.now()
    job.save(update_fields=["state", "message", "address", "finished", "total", "done", "words"])


def _what_is_left(job: Job) -> str:
    registered = REGISTRY.get(job.kind)
    return "Nothing was changed." if registered and registered.atomic else "A part of it may have been done."


def run_waiting_jobs(*, is_stopping: Callable[[], bool] = lambda: False) -> int:
    """Do all jobs that wait or that were cut off, the oldest first; return how many were done."""
    number = 0
    for job in Job.objects.unfinished().order_by("created"):
        if is_stopping():
            break
        number += run_job(job)
    return number


def do_rounds() -> None:
    """Do what the apps ask for at each look; what fails is logged, and keeps none of the others from being done."""
    for function in ROUNDS:
        try:
            function()
        except DatabaseError:
            raise
        except Exception:
            logger.exception("A round of the worker failed")


def forget_old_jobs() -> None:
    """Delete jobs that ended more than ``DAYS_KEPT`` days ago; what they did stays."""
    Job.objects.finished_before(timezone.now() - timedelta(days=DAYS_KEPT)).delete()
