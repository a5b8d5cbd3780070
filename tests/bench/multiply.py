"""A year with many times its records: each pledge, activity, outcome, measure and figure, with their links, again."""

from __future__ import annotations

import re
from typing import Any

from django.db import models, transaction

from activities.models import Activity, ActivityPledge
from objectives.models import Pledge, ReportingYear
from outcomes.models import (
    ActivityMeasure,
    Figure,
    Measure,
    Outcome,
    OutcomeActivity,
    OutcomeMeasure,
    OutcomePledge,
)

STEP = 100  # between the references of a record and those of its copies: P1, P101, P201
_TOKEN = re.compile(r"\{\{(figure|change):([a-z0-9-]+)")
Copies = dict[int, models.Model]


@transaction.atomic
def multiply(year: ReportingYear, times: int, *, already: int = 1) -> None:
    """Bring a year's records to ``times`` their number, from ``already`` times, all links and tokens included."""
    for number in range(already, times):
        _copy(year, number)


def _copy(year: ReportingYear, number: int) -> None:
    def reference(text: str) -> str:
        return re.sub(r"\d+", lambda match: str(int(match[0]) + number * STEP), text, count=1)

    def narrative(text: str) -> str:
        return _TOKEN.sub(lambda match: f"{{{{{match[1]}:{match[2]}-{number}", text)

    measures = _again(
        Measure.objects.filter(figures__year=year, code__regex="[a-z]$").distinct(),
        code=lambda one: f"{one.code}-{number}",
        programme=lambda one: one.programme and f"{one.programme} {number}",
    )
    _again(Figure.objects.filter(year=year, measure__in=measures), measure_id=lambda one: measures[one.measure_id].pk)
    pledges = _again(_originals(Pledge, year), reference=lambda one: reference(one.reference))
    activities = _again(
        _originals(Activity, year),
        reference=lambda one: reference(one.reference),
        narrative=lambda one: narrative(one.narrative),
    )
    told = {"reference": lambda one: reference(one.reference), "narrative": lambda one: narrative(one.narrative)}
    outcomes = _again(_originals(Outcome, year).filter(parent=None), **told)
    outcomes |= _again(
        _originals(Outcome, year).exclude(parent=None), parent_id=lambda one: outcomes[one.parent_id].pk, **told
    )
    ends = {"pledge": pledges, "activity": activities, "outcome": outcomes, "measure": measures}
    for link in (ActivityPledge, OutcomeActivity, OutcomePledge, ActivityMeasure, OutcomeMeasure):
        _link_again(link, ends)


def _originals(model: type[models.Model], year: ReportingYear) -> models.QuerySet[Any]:
    """The records that were there first: those with references below the first copy's."""
    return model._default_manager.filter(year=year, reference__regex=r"^[A-Z]\d{1,2}(\.\d+)?$")


def _again(rows: models.QuerySet[Any], **changed: Any) -> Copies:
    """Insert rows again with some fields changed; return the copies by the keys of the originals."""
    originals = list(rows)
    copies = []
    for one in originals:
        copy = type(one)(**{field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields})
        copy.pk = None
        for name, value in changed.items():
            setattr(copy, name, value(one))
        copies.append(copy)
    rows.model._default_manager.bulk_create(copies)
    return {one.pk: copy for one, copy in zip(originals, copies, strict=True)}


def _link_again(model: type[models.Model], ends: dict[str, Copies]) -> None:
    names = [field.name for field in model._meta.concrete_fields if field.name in ends]
    rows = model._default_manager.filter(**{f"{name}__in": ends[name] for name in names})
    _again(rows, **{f"{name}_id": lambda one, name=name: ends[name][getattr(one, f"{name}_id")].pk for name in names})
