"""Acts on evidence: attach files to a record, take one away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from ctreport.accounts.models import User
from ctreport.evidence import storage
from ctreport.evidence.kinds import FileKind, size_in_words
from ctreport.evidence.models import Attachment
from ctreport.review.actions import lock, touch_record
from ctreport.review.models import Record, Revision


@dataclass(frozen=True)
class CheckedFile:
    """A file that was found fit to be attached: its safe name, its kind, all its bytes."""

    name: str
    kind: FileKind
    data: bytes


def attach_files(*, record: Record, files: Sequence[CheckedFile], by: User, description: str = "") -> list[Attachment]:
    """Attach files to a record, all or none, and note it in the record's history.

    Raises ValidationError where a file is attached already or the record would hold too much.
    """
    with storage.locked():
        names = [storage.store(file.data) for file in files]
        try:
            return _add_rows(record, list(zip(files, names, strict=True)), by, description)
        except BaseException:
            _remove_unused(names)
            raise


@transaction.atomic
def _add_rows(record: Record, files: list[tuple[CheckedFile, str]], by: User, description: str) -> list[Attachment]:
    lock(record)
    present = list(Attachment.objects.of(record))
    _check_room(present, files)
    content_type = ContentType.objects.get_for_model(type(record))
    rows = [
        Attachment(
            content_type=content_type,
            object_id=record.pk,
            name=file.name,
            media_type=file.kind.media_type,
            size=len(file.data),
            stored_as=name,
            description=description,
            by=by,
            by_name=by.name,
        )
        for file, name in files
    ]
    Attachment.objects.bulk_create(rows)
    touch_record(
        record=record, by=by, reason=_listed("Attached", [row.name for row in rows]), act=Revision.Act.ATTACHED
    )
    return rows


def _check_room(present: list[Attachment], files: list[tuple[CheckedFile, str]]) -> None:
    names = {one.stored_as: one.name for one in present}
    total = sum(one.size for one in present)
    for file, name in files:
        if name in names:
            raise ValidationError(f"“{file.name}” is attached already, as “{names[name]}”.")
        names[name] = file.name
        total += len(file.data)
    if total > settings.EVIDENCE_LARGEST_RECORD:
        raise ValidationError(
            f"The files of this record would come to {size_in_words(total)}. The limit is "
            f"{size_in_words(settings.EVIDENCE_LARGEST_RECORD)}: remove one first, or attach a smaller one."
        )


def remove_attachment(*, attachment: Attachment, by: User) -> None:
    """Take a file away from its record, and note it in the record's history.

    Its content leaves the disk when nothing else uses it. Raises PermissionDenied for people who may not.
    """
    if not attachment.may_be_removed_by(by):
        raise PermissionDenied
    with transaction.atomic():
        name = attachment.stored_as
        if attachment.record is not None:
            touch_record(
                record=attachment.record, by=by, reason=_listed("Removed", [attachment.name]), act=Revision.Act.ATTACHED
            )
        attachment.delete()
        transaction.on_commit(lambda: remove_unused([name]))


def forget_attachments(*, content_type: ContentType, object_id: int) -> None:
    """Take away the files of a record that is deleted."""
    rows = Attachment.objects.filter(content_type=content_type, object_id=object_id)
    names = list(rows.values_list("stored_as", flat=True))
    if names:
        rows.delete()
        transaction.on_commit(lambda: remove_unused(names))


def remove_unused(names: Iterable[str]) -> list[str]:
    """Take content off the disk that no attachment uses, and return its names. Not within a transaction."""
    with storage.locked():
        return _remove_unused(names)


def _remove_unused(names: Iterable[str]) -> list[str]:
    wanted = set(names)
    unused = wanted - set(Attachment.objects.filter(stored_as__in=wanted).values_list("stored_as", flat=True))
    for name in unused:
        storage.remove(name)
    return sorted(unused)


def _listed(verb: str, names: list[str]) -> str:
    text = f"{verb} {', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else f"{verb} {names[0]}"
    return text if len(text) <= 500 else f"{verb} {len(names)} files"
