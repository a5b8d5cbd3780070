"""The steps of an edition from proof to public. Each holds the edition's row, and leaves an entry in its log."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ctreport.accounts.access import Act, may
from ctreport.accounts.models import User
from ctreport.jobs.actions import start_job
from ctreport.jobs.models import Job
from ctreport.publication.announcing import refuse_moment
from ctreport.publication.changes import between
from ctreport.publication.editions import current_facts, facts_of
from ctreport.publication.errors import PublicationError
from ctreport.publication.events import log
from ctreport.publication.gate import what_blocks
from ctreport.publication.models import Edition, EditionEvent
from ctreport.publication.proofs import SHOWN, refuse_what_blocks
from ctreport.publication.site.build import renew_site
from ctreport.publication.storage import EditionDamagedError
from ctreport.publication.verifying import verify
from objectives.models import ReportingYear

State = Edition.State
FREEZE = "freeze_edition"


def prepare(*, year: ReportingYear, by: User) -> Job:
    """Have a proof of a year made in the background; return the job. One that is being made already is returned.

    Raises PublicationError where something stands in the way.
    """
    under_way = Job.objects.unfinished().filter(kind=FREEZE, arguments__year=year.slug).first()
    if under_way:
        return under_way
    refuse_what_blocks(year)
    if current_facts(year).is_empty:
        raise PublicationError(f"There is nothing to report for {year} yet. Add pledges, activities or outcomes first.")
    return start_job(
        kind=FREEZE,
        title=f"Proof of the report for {year}",
        by=by,
        arguments={"year": year.slug, "by": by.pk, "by_name": by.name, "made_at": timezone.now().isoformat()},
    )


def is_outdated(edition: Edition) -> bool:
    """Say whether the records of the year say something else by now than an edition does."""
    return current_facts(edition.year).fingerprint != edition.facts_sha256


def sign_off(*, edition: Edition, by: User, comment: str = "") -> Edition:
    """Sign off a proof, exactly as it was frozen.

    Raises PublicationError where ``by`` may not, where the files are not what was frozen, where the records have
    changed since, or where the checklist has something again.
    """
    if not may(by, Act.SIGN_OFF):
        raise PublicationError("Only a leader can sign off a report.")
    if edition.made_by_id == by.pk or may(by, Act.PUBLISH):
        raise PublicationError("Who makes and publishes a report cannot sign it off. Ask another leader.")
    _refuse_unsound(edition)
    with transaction.atomic():
        stored = _held(edition, State.PROOF)
        stored.state, stored.signed_off_at = State.SIGNED_OFF, timezone.now()
        stored.signed_off_by, stored.signed_off_by_name = by, by.name
        return _kept(stored, EditionEvent.Act.SIGNED_OFF, by, comment)


def _refuse_unsound(edition: Edition) -> None:
    """Raise PublicationError where a proof is not fit to be signed off; seconds of work, so no row is held for it."""
    findings = verify(edition)
    if findings:
        raise PublicationError(f"The files of the proof are not what was frozen. {_some(map(str, findings))}")
    facts = current_facts(edition.year)
    if facts.fingerprint != edition.facts_sha256:
        try:
            changed = [one.label for one in between(facts_of(edition), facts)]
        except EditionDamagedError as error:  # pragma: no cover - the files were found sound a moment ago
            raise PublicationError(str(error)) from error
        raise PublicationError(
            f"The records have changed since the proof was made: {_some(changed, '; ')}. Return it, so that another is "
            "made."
        )
    blocks = what_blocks(edition.year)
    if blocks:
        raise PublicationError(f"The checklist has something again. {_some(blocks)}")


def return_proof(*, edition: Edition, by: User, comment: str) -> Edition:
    """Return an edition that is not public yet to those who made it: it is put aside, and another must be made."""
    if not may(by, Act.SIGN_OFF):
        raise PublicationError("Only a leader can return a proof.")
    return _put_aside(edition, EditionEvent.Act.RETURNED, by, comment, *Edition.IN_HAND)


def discard(*, edition: Edition, by: User, reason: str = "") -> Edition:
    """Put an edition aside that is not on the calendar. Its files are removed; its row and log stay."""
    return _put_aside(edition, EditionEvent.Act.DISCARDED, by, reason, State.PROOF, State.SIGNED_OFF)


@transaction.atomic
def _put_aside(edition: Edition, act: EditionEvent.Act, by: User, comment: str, *states: str) -> Edition:
    if act == EditionEvent.Act.RETURNED and not comment.strip():
        raise PublicationError("Say what must change.")
    stored = _held(edition, *states)
    _end_all_access(stored)
    stored.state, stored.release_at = State.DISCARDED, None
    return _kept(stored, act, by, comment)


@transaction.atomic
def schedule(*, edition: Edition, by: User, release_at: datetime, short_notice_reason: str = "") -> Edition:
    """Put a signed-off edition on the calendar, or move it there. From that moment on it is announced.

    Raises PublicationError for a moment that is past, and for short notice without a reason.
    """
    now = timezone.now()
    refuse_moment(release_at, now, short_notice_reason)
    stored = _held(edition, State.SIGNED_OFF, State.SCHEDULED)
    return _put_on_calendar(stored, release_at, now, short_notice_reason, by)


@transaction.atomic
def publish_now(*, edition: Edition, by: User, reason: str) -> Edition:
    """Have a signed-off edition published at once, unannounced: a worker does it within seconds."""
    if not reason.strip():
        raise PublicationError("Say why it cannot wait.")
    now = timezone.now()
    return _put_on_calendar(_held(edition, State.SIGNED_OFF, State.SCHEDULED), now, now, reason, by)


def _put_on_calendar(stored: Edition, release_at: datetime, now: datetime, reason: str, by: User) -> Edition:
    if stored.release_at:
        for one in stored.pre_release.filter(ended_at=None):
            one.opens_at += release_at - stored.release_at
            one.save(update_fields=["opens_at"])
    stored.state, stored.release_at, stored.announced_at = State.SCHEDULED, release_at, now
    stored.short_notice_reason = reason.strip()
    return _kept(stored, EditionEvent.Act.SCHEDULED, by, reason)


@transaction.atomic
def unschedule(*, edition: Edition, by: User, reason: str) -> Edition:
    """Take an edition off the calendar; it stays signed off. Links that were given to people end."""
    if not reason.strip():
        raise PublicationError("Say why it is taken off the calendar.")
    stored = _held(edition, State.SCHEDULED)
    _end_all_access(stored)
    stored.state, stored.release_at, stored.announced_at = State.SIGNED_OFF, None, None
    stored.short_notice_reason = ""
    return _kept(stored, EditionEvent.Act.UNSCHEDULED, by, reason)


@transaction.atomic
def withdraw(*, edition: Edition, by: User, reason: str) -> Edition:
    """Take an edition from the public site, for a reason that is published in its place. Its files are kept."""
    if not reason.strip():
        raise PublicationError("Say why it is withdrawn. Readers see the reason.")
    stored = _held(edition, *Edition.READABLE)
    stored.state, stored.withdrawn_at, stored.withdrawn_reason = State.WITHDRAWN, timezone.now(), reason.strip()
    return _kept(stored, EditionEvent.Act.WITHDRAWN, by, reason)


def _held(edition: Edition, *states: str) -> Edition:
    """Return the edition as stored, held against others. Raises PublicationError where it is in none of ``states``."""
    stored = Edition.objects.select_for_update(of=("self",)).select_related("year").get(pk=edition.pk)
    if stored.state not in states:
        state = stored.get_state_display().lower()
        raise PublicationError(
            f"Edition {stored.number} of {stored.year} is {state} by now, so this cannot be done any more."
        )
    return stored


def _kept(stored: Edition, act: EditionEvent.Act, by: User, comment: str) -> Edition:
    stored.save()
    log(stored, act, by=by, comment=comment)
    transaction.on_commit(renew_site, robust=True)  # where that fails, the worker's next round does it
    return stored


def _end_all_access(stored: Edition) -> None:
    stored.pre_release.filter(ended_at=None).update(ended_at=timezone.now())


def _some(found: Iterable[str], between_them: str = " ") -> str:
    words = list(found)
    more = f" And {len(words) - SHOWN} more." if len(words) > SHOWN else ""
    return f"{between_them.join(words[:SHOWN])}{more}"


__all__ = [
    "PublicationError",
    "discard",
    "is_outdated",
    "prepare",
    "publish_now",
    "return_proof",
    "schedule",
    "sign_off",
    "unschedule",
    "withdraw",
]
