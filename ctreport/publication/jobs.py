"""The background work of this room: proofs are made, what is due is released, readers are told."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from ctreport.accounts.models import User
from ctreport.jobs.registry import JobError, JobResult, Progress, job
from ctreport.publication import followers, release  # noqa: F401 - they register what is done at each round
from ctreport.publication.actions import FREEZE
from ctreport.publication.checklist import jobs  # noqa: F401 - registers its work
from ctreport.publication.errors import PublicationError
from ctreport.publication.proofs import Asked, Steps, make_proof
from ctreport.publication.site import watch  # noqa: F401 - registers what is done at each round
from objectives.models import ReportingYear


@job(FREEZE, atomic=False)
def freeze_edition(progress: Progress, *, year: str, by: int, by_name: str, made_at: str) -> JobResult:
    """Make the proof of a year. Cut off at any moment it leaves nothing that counts, and is done again."""
    found = ReportingYear.objects.with_slug(year).first()
    if found is None:
        raise JobError("The year is gone.")
    asked = Asked(found, User.objects.filter(pk=by).first(), by_name, datetime.fromisoformat(made_at))
    try:
        edition = make_proof(asked, Steps(progress))
    except PublicationError as error:
        raise JobError(str(error)) from error
    message = f"The proof of edition {edition.number} is ready to be read and signed off."
    return JobResult(message, reverse("publication:year", args=[year]))
