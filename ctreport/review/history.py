"""The history of a record, read."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from ctreport.review.models import Record, Reviewed, Revision

AnyRecord = TypeVar("AnyRecord", bound=Record)


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
    acts = (Revision.Act.LINKED, Revision.Act.DELETED)
    return revisions_of(record).exclude(act__in=acts).first()


def as_edited(record: AnyRecord) -> AnyRecord:
    """Return the record as it stands in its newest version: with the draft that waits beside it, if one does."""
    if not (isinstance(record, Reviewed) and record.has_separate_draft):
        return record
    newest = newest_content(record)
    edited = copy.copy(record)
    edited._state = copy.copy(record._state)
    edited._state.fields_cache = {}
    if newest is not None:
        edited.take_over(newest.data)
    return edited


def difference(old: Revision | None, new: Revision) -> list[FieldChange]:
    """Return the fields that differ between two revisions of one record; all that are filled where ``old`` is None."""
    before = old.data if old else {}
    changes = []
    for name, field in new.data.items():
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
