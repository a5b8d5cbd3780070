"""The history of a record, read."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from ctreport.review.models import Record, Reviewed, Revision

AnyRecord = TypeVar("AnyRecord", bound=Record)
Item = TypeVar("Item")
BATCH = 1_000
Snapshot = Mapping[str, Mapping[str, Any]]
# What changed something beside the record, or ended it.
WITHOUT_CONTENT = (Revision.Act.LINKED, Revision.Act.ATTACHED, Revision.Act.DELETED)


@dataclass(frozen=True)
class FieldChange:
    """One field before and after, as a person reads it."""

    label: str
    name: str
    old: str
    new: str


def revisions_of(record: Record) -> QuerySet[Revision]:
    """Return the record's revisions, newest first."""
    content_type = ContentType.objects.get_for_model(type(record))
    return Revision.objects.filter(content_type=content_type, object_id=record.pk)


def newest_content(record: Record) -> Revision | None:
    """Return the record's newest revision that holds content of its own, a change of links left out."""
    return revisions_of(record).exclude(act__in=WITHOUT_CONTENT).first()


def as_edited(record: AnyRecord) -> AnyRecord:
    """Return the record as it stands in its newest version: with the draft that waits beside it, if one does."""
    if not (isinstance(record, Reviewed) and record.has_separate_draft):
        return record
    return _edited(record, newest_content(record))


def _edited(record: AnyRecord, newest: Revision | None) -> AnyRecord:
    return edited_as(record, newest) if newest is not None else copy.copy(record)


def edited_as(record: AnyRecord, revision: Revision) -> AnyRecord:
    """Return an unsaved copy of the record with the content of a version; records that it still names stay loaded."""
    edited = copy.copy(record)
    edited.take_over(revision.data)
    return edited


def newest_contents(records: Sequence[AnyRecord]) -> dict[int, Revision]:
    """Return, by the key of the record, the newest revision with content of records of one kind, in one query."""
    if not records:
        return {}
    content_type = ContentType.objects.get_for_model(type(records[0]))
    keys = [record.pk for record in records]
    found = Revision.objects.filter(content_type=content_type, object_id__in=keys).exclude(act__in=WITHOUT_CONTENT)
    return {revision.object_id: revision for revision in found.order_by("number")}


def newest_versions(records: Iterable[AnyRecord]) -> list[AnyRecord]:
    """Return many records of one kind as ``as_edited`` gives each, in one query for every ``BATCH`` with a draft."""
    found = list(records)
    waiting = [one for one in found if isinstance(one, Reviewed) and one.has_separate_draft]
    edited: dict[int, AnyRecord] = {}
    for batch in in_batches(waiting):
        newest = newest_contents(batch)
        edited |= {one.pk: _edited(one, newest.get(one.pk)) for one in batch}
    return [edited.get(one.pk, one) for one in found]


def in_batches(items: Iterable[Item], size: int = BATCH) -> Iterator[list[Item]]:
    """Yield items in lists of a length that a database bears in one query."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def difference(old: Revision | None, new: Revision) -> list[FieldChange]:
    """Return the fields that differ between two revisions of one record; all that are filled where ``old`` is None."""
    return changes_between(old.data if old else {}, new.data)


def changes_between(before: Snapshot, after: Snapshot) -> list[FieldChange]:
    """Return the fields of which a person reads something else in two snapshots of one record."""
    changes = []
    for name, field in after.items():
        was = before.get(name, {}).get("shown", "")
        if was != field["shown"]:
            changes.append(FieldChange(label=field["label"], name=name, old=was, new=field["shown"]))
    return changes


def changes_since(record: Record, version: int) -> tuple[list[Revision], list[FieldChange]]:
    """Return what happened to a record after ``version``: the revisions, newest first, and the fields in sum."""
    later = list(revisions_of(record).filter(number__gt=version))
    if not later:
        return [], []
    base = revisions_of(record).filter(number=version).first()
    return later, difference(base, later[0])
