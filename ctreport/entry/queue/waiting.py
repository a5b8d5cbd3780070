"""What waits for a reviewer: which records, in which order, found in one query a kind however many wait.

The queue is grouped by year and kind, so that a reviewer stays with one matter; the group that has waited longest
comes first, and within it what has waited longest.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, IntegerField, Value

from ctreport.review.kinds import reviewed_models
from ctreport.review.models import Reviewed, Revision, State
from objectives.financial_year import label_of, slug_of

NO_YEAR = 0  # a measure lasts across years


@dataclass(frozen=True)
class Place:
    """One record in the queue, with as much as is needed to find its place there."""

    kind: str
    pk: int
    start_year: int
    programme: str
    revision_pk: int
    submitted_at: datetime
    by_id: int | None

    @property
    def key(self) -> tuple[str, int]:
        """Its kind and key, as they stand in its address."""
        return self.kind, self.pk

    @property
    def year_slug(self) -> str:
        """The year as it stands in addresses; empty where it belongs to none."""
        return slug_of(self.start_year) if self.start_year else ""


@dataclass(frozen=True)
class Asked:
    """What a reviewer wants to see of the queue; empty for all."""

    kind: str = ""
    year: str = ""
    programme: str = ""

    def matches(self, place: Place) -> bool:
        """Say whether a record is among what is asked for."""
        wanted = ((self.kind, place.kind), (self.year, place.year_slug), (self.programme, place.programme))
        return all(not asked or asked == found for asked, found in wanted)

    @property
    def query(self) -> str:
        """The query string that asks for the same, with its question mark; empty for all."""
        given = {name: value for name, value in vars(self).items() if value}
        return f"?{urlencode(given)}" if given else ""


@dataclass(frozen=True)
class Group:
    """What waits of one kind in one year."""

    kind: str
    start_year: int
    places: list[Place]

    @property
    def title(self) -> str:
        """The group in words: "Figures, 2018/19"."""
        plural = str(reviewed_models()[self.kind]._meta.verbose_name_plural).capitalize()
        return f"{plural}, {label_of(self.start_year)}" if self.start_year else plural

    @property
    def asked(self) -> Asked:
        """What asks for this group alone."""
        return Asked(kind=self.kind, year=slug_of(self.start_year) if self.start_year else "")

    @property
    def oldest(self) -> datetime:
        """Since when something of it has been waiting."""
        return self.places[0].submitted_at


class Queue:
    """The records that wait, in order."""

    def __init__(self, places: Iterable[Place]) -> None:
        by_group: dict[tuple[int, str], list[Place]] = {}
        for place in sorted(places, key=lambda one: (one.submitted_at, one.pk)):
            by_group.setdefault((place.start_year, place.kind), []).append(place)
        self.groups = [Group(kind, year, found) for (year, kind), found in by_group.items()]
        self.places = [place for group in self.groups for place in group.places]

    @classmethod
    def load(cls) -> Queue:
        """Return everything that waits."""
        return cls(_places())

    def narrowed(self, asked: Asked) -> Queue:
        """Return what of it is asked for."""
        return Queue(place for place in self.places if asked.matches(place))

    def index_of(self, kind: str, pk: int) -> int | None:
        """Return the place of a record, counted from 0; None where it does not wait."""
        keys = [place.key for place in self.places]
        return keys.index((kind, pk)) if (kind, pk) in keys else None

    def after(self, index: int) -> Place | None:
        """Return what comes after a place, if anything does."""
        return self.places[index + 1] if index + 1 < len(self.places) else None

    def __len__(self) -> int:
        return len(self.places)


def _places() -> Iterable[Place]:
    columns = ("pk", "content_type_id", "object_id", "submitted_at", "by_id")
    rows = Revision.objects.filter(state=State.SUBMITTED, submitted_at__isnull=False).order_by()
    waiting = {(row[1], row[2]): row for row in rows.values_list(*columns)}
    if not waiting:
        return
    for kind, model in reviewed_models().items():
        content_type = ContentType.objects.get_for_model(model)
        for pk, start_year, programme in _rows_of(model):
            found = waiting.get((content_type.pk, pk))
            if found is not None:
                yield Place(kind, pk, start_year, programme or "", found[0], found[3], found[4])


def _rows_of(model: type[Reviewed]) -> Iterable[tuple[int, int, str | None]]:
    names = {field.name for field in model._meta.concrete_fields}
    year: Any = F("year__start_year") if "year" in names else Value(NO_YEAR, output_field=IntegerField())
    programme: Any = Value("")
    if "programme" in names:
        programme = F("programme")
    elif "measure" in names:
        programme = F("measure__programme")
    rows = model._default_manager.filter(state=State.SUBMITTED).order_by()
    return rows.annotate(queue_year=year, queue_programme=programme).values_list("pk", "queue_year", "queue_programme")
