"""Acts on records: each writes the record and its history in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar, cast

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from ctreport.accounts.models import User
from ctreport.review.history import as_edited, revisions_of
from ctreport.review.models import PENDING, Record, Reviewed, Revision, State
from ctreport.review.rules import message_for
from ctreport.review.signals import record_checked

AnyRecord = TypeVar("AnyRecord", bound=Record)
CONTENT_ACTS = (Revision.Act.CREATED, Revision.Act.CHANGED, Revision.Act.RESTORED, Revision.Act.LOADED)


class StaleRecordError(Exception):
    """Somebody else changed the record since it was read. ``current_version`` is what it is now."""

    def __init__(self, current_version: int) -> None:
        super().__init__(f"The record is now at version {current_version}.")
        self.current_version = current_version


def check_record(record: Record) -> None:
    """Raise ValidationError if a later room, such as narrative, objects to the record."""
    errors: dict[str, list[str]] = {}
    answers: Sequence[tuple[object, Any]] = record_checked.send(sender=type(record), record=record)
    for _receiver, found in answers:
        for name, messages in found.items():
            errors.setdefault(name, []).extend(messages)
    if errors:
        raise ValidationError(errors)


@transaction.atomic
def save_record(
    *,
    record: AnyRecord,
    by: User | None,
    expected_version: int | None = None,
    reason: str = "",
    act: Revision.Act | None = None,
) -> AnyRecord:
    """Save a new or changed record with an entry in its history; ``by`` is None for what ctreport does by itself.

    A change to an approved record is kept beside it as a draft: the row, which the report shows, stays as it is until
    somebody else approves the draft. Saving what is there already changes nothing.

    Raises StaleRecordError where the stored version is not ``expected_version`` (the one that the person began
    from), and ValidationError where a field, a constraint, a closed year or a later room's check refuses the record.
    """
    stored = None if record.pk is None else lock(record)
    if stored is not None and expected_version is not None and stored.version != expected_version:
        raise StaleRecordError(stored.version)
    record.full_clean()
    check_record(record)
    _check_year_is_open(record, reason)
    if stored is not None:
        if record.snapshot() == as_edited(stored).snapshot():
            record.version = stored.version
            return record
        _keep_first_state(stored)
        record.version = stored.version + 1
    _write(record, stored)
    act = act or (Revision.Act.CREATED if stored is None else Revision.Act.CHANGED)
    log(record=record, act=act, by=by, reason=reason)
    return record


def _write(record: Record, stored: Record | None) -> None:
    if isinstance(record, Reviewed):
        record.state = State.DRAFT
        record.approved_version = stored.approved_version if isinstance(stored, Reviewed) else None
        if stored is not None:
            revisions_of(stored).filter(state__in=PENDING).update(state=State.REPLACED)
        if record.is_approved:
            set_columns(record, version=record.version, state=State.DRAFT)
            return
    try:
        with transaction.atomic():
            record.save()
    except IntegrityError as error:
        raise ValidationError(message_for(error, type(record))) from error


def _keep_first_state(stored: Record) -> None:
    """Note what a loaded record held before its first change, since loading leaves no history."""
    if not revisions_of(stored).exists():
        first = log(record=stored, act=Revision.Act.LOADED, by=None)
        Revision.objects.filter(pk=first.pk).update(at=stored.created_at)


def _check_year_is_open(record: Record, reason: str) -> None:
    year = getattr(record, "year", None)
    if year is not None and getattr(year, "state", "") == "closed" and not reason:
        raise ValidationError(
            f"{year} is closed. Its records change only for a reason: enter why this one must change."
        )


def lock(record: AnyRecord) -> AnyRecord:
    """Return the record as stored, held against other writers until the transaction ends."""
    return type(record)._default_manager.select_for_update().get(pk=record.pk)


def set_columns(record: Record, **values: Any) -> None:
    """Write a few columns of a record, and nothing of its content."""
    type(record)._default_manager.filter(pk=record.pk).update(updated_at=timezone.now(), **values)
    for name, value in values.items():
        setattr(record, name, value)


@transaction.atomic
def touch_record(*, record: Record, by: User, reason: str, act: Revision.Act = Revision.Act.LINKED) -> None:
    """Note a change in what hangs on a record, its links or its evidence, in the record's history."""
    stored = lock(record)
    _keep_first_state(stored)
    set_columns(stored, version=stored.version + 1)
    record.version = stored.version
    edited = as_edited(stored)
    edited.version = stored.version
    log(record=edited, act=act, by=by, reason=reason)


@transaction.atomic
def delete_record(*, record: Record, by: User, reason: str = "") -> None:
    """Delete a record and what hangs on it, leaving an entry for each record in the history."""
    for related in reversed(collect_records(record)):
        related.version += 1
        log(record=related, act=Revision.Act.DELETED, by=by, reason=reason)
    record.delete()


def collect_records(record: Record) -> list[Record]:
    """Return the record and the records that would be deleted with it, the record first.

    Raises django.db.models.ProtectedError or RestrictedError where something must be moved away first.
    """
    collector = models.deletion.Collector(using=record._state.db or "default", origin=record)
    collector.collect([record])
    found: list[Record] = [record]
    for _model, instance in collector.instances_with_model():
        if isinstance(instance, Record) and instance != record:
            found.append(instance)
    for queryset in collector.fast_deletes:
        if issubclass(queryset.model, Record):
            found.extend(cast(Iterable[Record], queryset))
    return found


def log(*, record: Record, act: Revision.Act, by: User | None, reason: str = "") -> Revision:
    """Add an entry to the history of a record; ``by`` is None for a command."""
    revision = entry(record=record, act=act, by=by, reason=reason)
    revision.save()
    return revision


def entry(*, record: Record, act: Revision.Act, by: User | None, reason: str = "") -> Revision:
    """Return an unsaved entry for the history of a record, for acts that write many at once."""
    state = record.state if isinstance(record, Reviewed) and act in CONTENT_ACTS else State.APPROVED
    return Revision(
        content_type=ContentType.objects.get_for_model(type(record)),
        object_id=record.pk,
        record_text=str(record)[:300],
        number=record.version,
        act=act,
        by=by,
        by_name=by.name if by else "ctreport",
        reason=reason,
        data=record.snapshot(),
        state=state,
    )
