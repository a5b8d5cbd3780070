"""The history of a record, read."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from ctreport.review.models import Record, Revision


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
