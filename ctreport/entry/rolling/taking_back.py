"""Taking a roll-forward back, while nothing was entered in the year that it started."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from activities.models import Activity
from ctreport.accounts.models import User
from ctreport.entry.models import RollForward, YearMeasure
from ctreport.entry.rolling.actions import BATCH
from ctreport.review.actions import entry
from ctreport.review.models import Record, Reviewed, Revision, State
from objectives.models import Pledge, ReportingYear
from outcomes.models import Assessment, Figure, Outcome, Target

ENTERED: tuple[type[Record], ...] = (Activity, Outcome, Figure, Assessment)
MADE: tuple[type[Reviewed], ...] = (Pledge, Target)


class CannotTakeBackError(Exception):
    """Something stands in the way; ``obstacles`` names each."""

    def __init__(self, obstacles: list[Obstacle]) -> None:
        super().__init__("; ".join(one.words for one in obstacles))
        self.obstacles = obstacles


@dataclass(frozen=True)
class Obstacle:
    """Why it cannot be taken back, and the page where that is seen."""

    words: str
    address: str = ""


def obstacles_to(roll: RollForward) -> list[Obstacle]:
    """Return what stands in the way of taking back what was made; nothing where it can be."""
    if roll.state != RollForward.State.DONE:
        return [Obstacle(f"It was taken back already by {roll.taken_back_by_name}.")]
    year = roll.to_year
    if year is None:
        return [Obstacle(f"{roll.to_label} was deleted meanwhile, and what was made with it.")]
    found = [*_entered(year), *(one for model in MADE for one in _changed(model, roll, year))]
    if roll.made_of("reportingyear") and (year.version > 1 or year.state != ReportingYear.State.OPEN):
        state = year.get_state_display().lower()
        found.append(Obstacle(f"The year itself was changed: it is {state}", year.get_absolute_url()))
    added = YearMeasure.objects.filter(year=year).exclude(pk__in=roll.made_of("yearmeasure")).count()
    if added:
        found.append(Obstacle(f"{_count(added, 'measure')} added to the grid", reverse("entry:grid", args=[year.slug])))
    if onward := RollForward.objects.filter(from_year=year, state=RollForward.State.DONE).first():
        address = reverse("entry:roll_result", args=[onward.to_slug])
        found.append(Obstacle(f"{onward.to_label} was started from it", address))
    return found


def _entered(year: ReportingYear) -> Iterable[Obstacle]:
    for model in ENTERED:
        if count := _rows_of(model, year).count():
            yield Obstacle(f"{_count(count, *_nouns(model))} entered", _list_of(model, year))


def _changed(model: type[Reviewed], roll: RollForward, year: ReportingYear) -> Iterable[Obstacle]:
    """Say what was added to, changed or hung on what was made of a kind."""
    keys = roll.made_of(str(model._meta.model_name))
    nouns, address = _nouns(model), _list_of(model, year)
    rows = _rows_of(model, year)
    mine = rows.filter(pk__in=keys)
    if added := rows.exclude(pk__in=keys).count():
        yield Obstacle(f"{_count(added, *nouns)} added", address)
    if changed := list(mine.exclude(version=1, state=State.DRAFT)[:4]):
        names = ", ".join(getattr(one, "reference", "") or str(one) for one in changed[:3])
        more = " and more" if len(changed) > 3 else ""
        yield Obstacle(f"{capfirst(nouns[1])} changed or submitted: {names}{more}", address)
    if model is Pledge:
        onward = Pledge.objects.filter(rolled_forward_from__in=keys).count()
        if onward:
            yield Obstacle(f"{_count(onward, 'pledge')} of a later year going on from these", address)
    for words in _hung_on(model, keys):
        yield Obstacle(words, address)


def _hung_on(model: type[models.Model], keys: list[int]) -> Iterable[str]:
    """Say what other rooms keep of the records, such as comments and evidence; their history is not counted."""
    content_type = ContentType.objects.get_for_model(model)
    for other in apps.get_models():
        for link in other._meta.private_fields:
            if isinstance(link, GenericForeignKey) and other is not Revision:
                wanted: Mapping[str, Any] = {link.ct_field: content_type, f"{link.fk_field}__in": keys}
                if count := other._default_manager.filter(**wanted).count():
                    yield f"{_count(count, *_nouns(other))} on {_nouns(model)[1]}"


@transaction.atomic
def take_back(*, roll: RollForward, by: User) -> RollForward:
    """Delete exactly what a roll-forward made, with an entry in the history of each record.

    Raises CannotTakeBackError where anything was entered since.
    """
    roll = RollForward.objects.select_for_update().get(pk=roll.pk)
    year = ReportingYear.objects.select_for_update().filter(pk=roll.to_year_id or 0).first()
    if found := obstacles_to(roll):
        raise CannotTakeBackError(found)
    reason = f"Took back the start of {roll.to_label}"
    for model in reversed(MADE):
        _delete(model._default_manager.filter(pk__in=roll.made_of(str(model._meta.model_name))), by, reason)
    YearMeasure.objects.filter(pk__in=roll.made_of("yearmeasure")).delete()
    roll.state, roll.to_year = RollForward.State.TAKEN_BACK, None
    roll.taken_back_at, roll.taken_back_by_name = timezone.now(), by.name
    roll.save(update_fields=["state", "to_year", "taken_back_at", "taken_back_by_name"])
    if year is not None and roll.made_of("reportingyear"):
        _delete(ReportingYear.objects.filter(pk=year.pk), by, reason)
    return roll


def _rows_of(model: type[Record], year: ReportingYear) -> models.QuerySet[Any]:
    rows: models.QuerySet[Any] = model._default_manager.all()
    return rows.filter(year=year)


def _delete(rows: models.QuerySet[Any], by: User, reason: str) -> None:
    relations = [field.name for field in rows.model._meta.concrete_fields if field.is_relation]
    records = list(rows.select_related(*relations))
    entries = []
    for record in records:
        record.version += 1
        entries.append(entry(record=record, act=Revision.Act.DELETED, by=by, reason=reason))
    Revision.objects.bulk_create(entries, batch_size=BATCH)
    try:
        rows.delete()
    except models.ProtectedError as error:
        words = f"{_count(len(error.protected_objects), 'other record')} depending on what was made"
        raise CannotTakeBackError([Obstacle(words)]) from error


def _nouns(model: type[models.Model]) -> tuple[str, str]:
    return str(model._meta.verbose_name), str(model._meta.verbose_name_plural)


def _count(number: int, noun: str, plural: str = "") -> str:
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def _list_of(model: type[Record], year: ReportingYear) -> str:
    return f"{reverse(model.url_name('list'))}?year={year.slug}"
