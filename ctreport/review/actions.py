"""Acts on records: each writes the record and its history in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar, cast

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from ctreport.accounts.models import User
from ctreport.review.models import Record, Revision
from ctreport.review.rules import message_for
from ctreport.review.signals import record_checked

AnyRecord = TypeVar("AnyRecord", bound=Record)


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
def save_record(*, record: AnyRecord, by: User, expected_version: int | None = None, reason: str = "") -> AnyRecord:
    """Save a new or changed record with an entry in its history.

    Raises StaleRecordError where the stored version is not ``expected_version`` (the one that the person began
    from), and ValidationError where a field, a constraint or a later room's check refuses the record.
    """
    act = Revision.Act.CREATED if record.pk is None else Revision.Act.CHANGED
    if record.pk is not None:
        record.version = _next_version(record, expected_version)
        _keep_first_state(record)
    record.full_clean()
    check_record(record)
    try:
        with transaction.atomic():
            record.save()
    except IntegrityError as error:
        raise ValidationError(message_for(error, type(record))) from error
    log(record=record, act=act, by=by, reason=reason)
    return record


def _next_version(record: Record, expected_version: int | None) -> int:
    stored = type(record)._default_manager.select_for_update().only("version").get(pk=record.pk)
    if expected_version is not None and stored.version != expected_version:
        raise StaleRecordError(stored.version)
    return stored.version + 1


def _keep_first_state(record: Record) -> None:
    """Note what a loaded record held before its first change, since loading leaves no history."""
    content_type = ContentType.objects.get_for_model(type(record))
    if not Revision.objects.filter(content_type=content_type, object_id=record.pk).exists():
        stored = type(record)._default_manager.get(pk=record.pk)
        first = log(record=stored, act=Revision.Act.LOADED, by=None)
        Revision.objects.filter(pk=first.pk).update(at=stored.created_at)


@transaction.atomic
def touch_record(*, record: Record, by: User, reason: str) -> None:
    """Note a change in what hangs on a record, such as its links, in the record's history."""
    record.version = _next_version(record, None)
    _keep_first_state(record)
    record.save(update_fields=["version", "updated_at"])
    log(record=record, act=Revision.Act.LINKED, by=by, reason=reason)


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
    return Revision.objects.create(
        content_type=ContentType.objects.get_for_model(type(record)),
        object_id=record.pk,
        record_text=str(record)[:300],
        number=record.version,
        act=act,
        by=by,
        by_name=by.name if by else "ctreport",
        reason=reason,
        data=record.snapshot(),
    )
