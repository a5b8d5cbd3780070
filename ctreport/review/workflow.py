"""The way of a record: draft → submitted → approved, or returned. The approver is never the last editor."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from ctreport.accounts.models import User
from ctreport.review.actions import (
    CONTENT_ACTS,
    AnyRecord,
    StaleRecordError,
    check_record,
    lock,
    log,
    save_record,
    set_columns,
)
from ctreport.review.history import newest_content, revisions_of
from ctreport.review.models import PENDING, SUBMITTABLE, Reviewed, Revision, State
from ctreport.review.rules import message_for
from ctreport.review.signals import record_moved


class WorkflowError(Exception):
    """The step cannot be taken; the message says why, to the person who tried."""


@transaction.atomic
def submit_record(*, record: Reviewed, by: User, expected_version: int | None = None) -> Revision:
    """Hand a draft, or one that was returned, to the reviewers.

    Raises WorkflowError where there is none, and StaleRecordError where the record is not at ``expected_version``.
    """
    stored, newest = _newest(record)
    if expected_version is not None and stored.version != expected_version:
        raise StaleRecordError(stored.version)
    if stored.state not in SUBMITTABLE:
        raise WorkflowError(f"Only a draft can be submitted. This is {stored.get_state_display().lower()}.")
    newest.submitted_by_name, newest.submitted_at = by.name, timezone.now()
    return _move(record, stored, newest, State.SUBMITTED, by)


@transaction.atomic
def approve_record(*, record: Reviewed, by: User, number: int, comment: str = "") -> Revision:
    """Approve the submitted version ``number`` of a record: it becomes what the report shows.

    Raises WorkflowError where ``by`` made the version or it is not waiting, StaleRecordError where a later version
    took its place, and ValidationError where it clashes with what was approved meanwhile.
    """
    stored, newest = _waiting(record, number)
    if newest.by_id == by.pk:
        raise WorkflowError("You made the last change, so somebody else must approve it.")
    refuse_gone(stored.take_over(newest.data))
    stored.approved_version = newest.number
    stored.state = State.APPROVED
    stored.full_clean()
    check_record(stored)
    try:
        with transaction.atomic():
            stored.save()
    except IntegrityError as error:
        raise ValidationError(message_for(error, type(stored))) from error
    return _review(record, stored, newest, State.APPROVED, by, comment)


@transaction.atomic
def return_record(*, record: Reviewed, by: User, number: int, comment: str) -> Revision:
    """Send the submitted version ``number`` back to who made it. Raises WorkflowError where no comment says why."""
    if not comment.strip():
        raise WorkflowError("Enter what should be changed, so that the author knows what to do.")
    stored, newest = _waiting(record, number)
    return _review(record, stored, newest, State.RETURNED, by, comment)


@transaction.atomic
def withdraw_record(*, record: Reviewed, by: User) -> Revision:
    """Take a submitted version back, so that it is a draft again; for who made it or handed it in.

    Raises WorkflowError where it is not waiting any more or is somebody else's.
    """
    stored, newest = _newest(record)
    if stored.state != State.SUBMITTED:
        raise WorkflowError(f"This is not waiting for review any more: it is {stored.get_state_display().lower()}.")
    if newest.by_id != by.pk and newest.submitted_by_name != by.name:
        raise WorkflowError(f"{newest.submitted_by_name} submitted this, so only they can take it back.")
    newest.submitted_by_name, newest.submitted_at, newest.state = "", None, State.DRAFT
    newest.save()
    set_columns(stored, state=State.DRAFT)
    record.state = State.DRAFT
    return newest


@transaction.atomic
def discard_draft(*, record: Reviewed, by: User, expected_version: int, reason: str = "") -> Revision:
    """Drop the draft that waits beside the approved version, which then stands alone again.

    The draft stays in the history, from where it can be restored. What stands afterwards is entered as a version of
    its own, so that nobody goes on from the dropped draft unawares. Raises WorkflowError where there is no such draft,
    StaleRecordError where the record was changed since ``expected_version``.
    """
    stored = lock(record)
    if stored.version != expected_version:
        raise StaleRecordError(stored.version)
    if not stored.has_separate_draft:
        raise WorkflowError("There is no draft beside an approved version to discard.")
    revisions_of(stored).filter(state__in=PENDING).update(state=State.REPLACED)
    set_columns(stored, version=stored.version + 1, state=State.APPROVED)
    record.version, record.state = stored.version, stored.state
    reason = f"Discarded the change: {reason}" if reason else "Discarded the change"
    return log(record=stored, act=Revision.Act.RESTORED, by=by, reason=reason[:500])


@transaction.atomic
def restore_version(*, record: AnyRecord, number: int, by: User, expected_version: int) -> AnyRecord:
    """Make an earlier version of a record its newest draft; of a kind that is not reviewed, what it is.

    Raises WorkflowError where there is no such version, StaleRecordError where the record was changed meanwhile, and
    ValidationError where what it held is refused by now.
    """
    wanted = revisions_of(record).filter(number=number, act__in=CONTENT_ACTS).first()
    if wanted is None:
        raise WorkflowError(f"There is no version {number} to restore.")
    stored = lock(record)
    refuse_gone(stored.take_over(wanted.data))
    reason = f"Restored version {number}"
    return save_record(
        record=stored, by=by, expected_version=expected_version, reason=reason, act=Revision.Act.RESTORED
    )


def refuse_gone(names: list[str]) -> None:
    """Raise WorkflowError where a version names records that were deleted since."""
    if names:
        listed = ", ".join(f"“{name[:80]}”" for name in names)
        raise WorkflowError(f"This version names {listed}, which was deleted since. It must be edited first.")


def _newest(record: Reviewed) -> tuple[Reviewed, Revision]:
    """Return the record as stored with its newest version; loading alone leaves none, so that it is noted first."""
    stored = lock(record)
    return stored, newest_content(stored) or log(record=stored, act=Revision.Act.LOADED, by=None)


def _waiting(record: Reviewed, number: int) -> tuple[Reviewed, Revision]:
    stored, newest = _newest(record)
    if newest.number != number:
        raise StaleRecordError(stored.version)
    if stored.state != State.SUBMITTED:
        raise WorkflowError(f"This is not waiting for review any more: it is {stored.get_state_display().lower()}.")
    return stored, newest


def _review(  # noqa: PLR0913, PLR0917 - one step of the workflow, private to it
    record: Reviewed, stored: Reviewed, newest: Revision, state: State, by: User, comment: str
) -> Revision:
    newest.reviewed_by_name, newest.reviewed_at, newest.review_comment = by.name, timezone.now(), comment.strip()
    return _move(record, stored, newest, state, by)


def _move(record: Reviewed, stored: Reviewed, newest: Revision, state: State, by: User) -> Revision:
    newest.state = state
    newest.save()
    set_columns(stored, state=state)
    record.state, record.approved_version = state, stored.approved_version
    record_moved.send(sender=type(record), record=stored, revision=newest, by=by, state=state)
    return newest
