"""Long work of this room that a worker does."""

from __future__ import annotations

from django.urls import reverse

from ctreport.accounts.models import User
from ctreport.entry.models import RollForward
from ctreport.entry.rolling.actions import JOB, PlanChangedError, RollForwardRefusedError, make_planned
from ctreport.entry.rolling.plan import Plan
from ctreport.jobs.registry import JobError, JobResult, Progress, job

CHANGED = (
    "The year was changed after you confirmed, so nothing was made. Your choices are kept: look at the summary again "
    "and confirm it once more."
)


@job(JOB)
def make_roll_forward(progress: Progress, *, roll: int, by: int, fingerprint: str) -> JobResult:
    """Start a year from the one before."""
    planned = RollForward.objects.filter(pk=roll).first()
    if planned is None:
        raise JobError("The plan is no longer there, so nothing was made. Choose again what goes on.")
    progress.of(Plan.from_json(planned.plan).size, "Reading the year")
    try:
        made = make_planned(roll=roll, by=User.objects.get(pk=by), fingerprint=fingerprint, progress=progress.at)
    except RollForwardRefusedError as error:
        raise JobError(str(error)) from error
    except PlanChangedError as error:
        raise JobError(CHANGED) from error
    count = len(made.made_of("pledge"))
    words = f"{made.to_label} is started, with {count} {'pledge' if count == 1 else 'pledges'}."
    return JobResult(words, reverse("entry:roll_result", args=[made.to_slug]))
