"""Approving many records in one go: the same checks as for one, with few queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from ctreport.accounts.models import User
from ctreport.review.actions import check_record
from ctreport.review.history import newest_contents
from ctreport.review.kinds import related_fields
from ctreport.review.models import Reviewed, Revision, State
from ctreport.review.pages import called
from ctreport.review.rules import message_for
from ctreport.review.signals import record_moved
from ctreport.review.workflow import WorkflowError, refuse_gone


@dataclass(frozen=True)
class Choice:
    """A record that a reviewer chose, in the version that they saw."""

    model: type[Reviewed]
    pk: int
    number: int


@dataclass
class Approvals:
    """What came of approving many: the records approved, and those left out, each with the reason."""

    approved: list[Reviewed] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)


@transaction.atomic
def approve_records(*, choices: Iterable[Choice], by: User) -> Approvals:
    """Approve the chosen versions in one transaction.

    Those that were changed, decided or deleted meanwhile, that ``by`` made, or that clash with what was approved
    meanwhile are left out; the others are approved all the same.
    """
    found = Approvals()
    by_model: dict[type[Reviewed], dict[int, int]] = {}
    for choice in choices:
        by_model.setdefault(choice.model, {})[choice.pk] = choice.number
    for model in sorted(
        by_model, key=lambda one: one._meta.label
    ):  # always in one order, so that no two lock each other
        _approve_of_model(model, by_model[model], by, found)
    return found


def _approve_of_model(model: type[Reviewed], numbers: dict[int, int], by: User, found: Approvals) -> None:
    rows = model._default_manager.select_related(*related_fields(model)).order_by("pk")
    stored: dict[int, Reviewed] = {one.pk: one for one in rows.select_for_update(of=("self",)).filter(pk__in=numbers)}
    newest = newest_contents(list(stored.values()))
    gone = len(numbers) - len(stored)
    found.left_out += [(f"one {model._meta.verbose_name}", "it was deleted meanwhile")] * gone
    moved: list[tuple[Reviewed, Revision]] = []
    for pk, record in stored.items():
        revision = newest.get(pk)
        try:
            if revision is None or revision.number != numbers[pk]:
                raise WorkflowError("it was changed after you opened the page")
            _check_may_approve(record, revision, by)
            _take_over(record, revision)
        except WorkflowError as error:
            found.left_out.append((called(record), str(error)))
        except ValidationError as error:
            found.left_out.append((called(record), " ".join(error.messages)))
        else:
            moved.append((record, revision))
    _note(model, moved, by)
    found.approved += [record for record, _ in moved]


def _note(model: type[Reviewed], moved: list[tuple[Reviewed, Revision]], by: User) -> None:
    model._default_manager.bulk_update(
        [record for record, _ in moved], ["state", "approved_version", "updated_at"], batch_size=200
    )
    Revision.objects.filter(pk__in=[revision.pk for _, revision in moved]).update(
        state=State.APPROVED, reviewed_by_name=by.name, reviewed_at=timezone.now()
    )
    for record, revision in moved:
        revision.state, revision.reviewed_by_name, revision.reviewed_at = State.APPROVED, by.name, timezone.now()
        record_moved.send(sender=model, record=record, revision=revision, by=by, state=State.APPROVED)


def _check_may_approve(record: Reviewed, revision: Revision, by: User) -> None:
    if record.state != State.SUBMITTED:
        raise WorkflowError(f"it is {record.get_state_display().lower()} already")
    if revision.by_id == by.pk:
        raise WorkflowError("you made it, so somebody else must approve it")


def _take_over(record: Reviewed, revision: Revision) -> None:
    """Put a version in place. What is on the row already has passed the database's checks: they are not run again."""
    is_on_the_row = not record.is_approved
    refuse_gone(record.take_over(revision.data))
    record.clean_fields(exclude=set(related_fields(type(record))))
    record.clean()
    check_record(record)
    record.approved_version, record.state, record.updated_at = revision.number, State.APPROVED, timezone.now()
    if is_on_the_row:
        return
    try:
        with transaction.atomic():
            record.save()
    except IntegrityError as error:
        raise ValidationError(message_for(error, type(record))) from error
