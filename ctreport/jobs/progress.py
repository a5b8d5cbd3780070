"""How far a job has come, as its work reports it and as the page shows it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from ctreport.jobs.files import Reached, is_held, read_progress, write_progress
from ctreport.jobs.models import Job

SECONDS_BETWEEN_NOTES = 0.5
# A worker looks for work every second; one that has not come after this long is not there.
SECONDS_TO_WAIT_FOR_A_WORKER = 20


class Progress:
    """Given to a job's function, which says with it how far it has come. Cheap enough to call for every row."""

    def __init__(self, key: UUID) -> None:
        self.key = key
        self.reached = Reached()
        self._written = 0.0

    def of(self, total: int, words: str = "") -> None:
        """Say how many steps there are to do, and start to count them anew."""
        self._note(Reached(total=max(total, 0), words=words), at_once=True)

    def at(self, done: int, words: str = "") -> None:
        """Say how many steps are done, and in a few words what comes now ("Reading row 400")."""
        self._note(Reached(self.reached.total, max(done, 0), words or self.reached.words), at_once=False)

    def _note(self, reached: Reached, *, at_once: bool) -> None:
        self.reached = reached
        now = time.monotonic()
        if at_once or now - self._written >= SECONDS_BETWEEN_NOTES:
            write_progress(self.key, reached)
            self._written = now


@dataclass(frozen=True)
class Shown:
    """How far a job has come, for its page."""

    total: int
    done: int
    words: str
    is_interrupted: bool = False
    lacks_worker: bool = False

    @property
    def percent(self) -> int | None:
        """How much is done, 0 to 100, rounded down so that 100 means all; None where the total is not known."""
        return min(self.done * 100 // self.total, 100) if self.total else None


def shown(job: Job) -> Shown:
    """Return how far a job has come: from its row when it has ended, from its file while it runs."""
    if job.is_finished:
        return Shown(job.total, job.done, job.words)
    if job.state == Job.State.WAITING:
        waited = (timezone.now() - job.created).total_seconds()
        return Shown(0, 0, "", lacks_worker=waited > SECONDS_TO_WAIT_FOR_A_WORKER)
    reached = read_progress(job.key)
    return Shown(reached.total, reached.done, reached.words, is_interrupted=not is_held(job.key))
