"""What would go with a record, in words, before it is deleted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import ProtectedError, RestrictedError

from ctreport.accounts.access import Act, may
from ctreport.accounts.models import User
from ctreport.review.actions import collect_records
from ctreport.review.models import Link, Record, Reviewed

NAMES_SHOWN = 10


@dataclass(frozen=True)
class Group:
    """Records of one kind: how many, and the first of them."""

    noun: str
    count: int
    shown: list[Record]

    @property
    def left_off(self) -> int:
        """How many are not named."""
        return self.count - len(self.shown)


@dataclass(frozen=True)
class Consequences:
    """What deleting a record would do. Where ``in_the_way`` is not empty, it cannot be deleted.

    ``in_the_report`` are the approved records among those that would go: they leave the report only by a reviewer.
    """

    goes_with_it: list[Group]
    links: list[tuple[int, str]]
    in_the_way: list[Group]
    in_the_report: list[Record] = field(default_factory=list)

    def may_be_done_by(self, user: User | AnonymousUser) -> bool:
        """Say whether a person may delete what goes: an analyst only what was never approved."""
        return not self.in_the_report or may(user, Act.REVIEW)


def consequences_of(record: Record) -> Consequences:
    """Return what deleting ``record`` would take with it, unlink, or be stopped by."""
    try:
        going = collect_records(record)
    except (ProtectedError, RestrictedError) as error:
        found = error.protected_objects if isinstance(error, ProtectedError) else error.restricted_objects
        return Consequences([], [], _grouped([one for one in found if isinstance(one, Record)]))
    approved: list[Record] = [one for one in going if isinstance(one, Reviewed) and one.is_approved]
    return Consequences(_grouped(going[1:]), _linked(record), [], approved)


def _grouped(records: list[Record]) -> list[Group]:
    by_kind: dict[type[Record], list[Record]] = {}
    for record in records:
        by_kind.setdefault(type(record), []).append(record)
    return [
        Group(_noun(kind, len(found)), len(found), sorted(found, key=str)[:NAMES_SHOWN])
        for kind, found in by_kind.items()
    ]


def _linked(record: Record) -> list[tuple[int, str]]:
    """Count the links to records that stay: (3, "activities")."""
    found = []
    for relation in record._meta.related_objects:
        model = relation.related_model
        if isinstance(model, type) and issubclass(model, Link):
            count = model._default_manager.filter(**{relation.field.name: record}).count()
            other = _other_end(model, relation.field)
            if count and other is not None:
                found.append((count, _noun(other, count)))
    return found


def _other_end(model: type[models.Model], this_end: Any) -> type[models.Model] | None:
    ends = [
        field.related_model
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field != this_end
    ]
    return ends[0] if ends else None


def _noun(model: type[models.Model], count: int) -> str:
    return str(model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural)
