"""Which records can be linked, read from either side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models

from activities.models import Activity, ActivityPledge
from ctreport.review.models import Link, Record
from objectives.models import Pledge, ReportingYear
from outcomes.models import ActivityMeasure, Measure, Outcome, OutcomeActivity, OutcomeMeasure, OutcomePledge

MODELS: dict[str, type[Record]] = {
    "pledge": Pledge,
    "activity": Activity,
    "outcome": Outcome,
    "measure": Measure,
}
_LINK_MODELS: dict[frozenset[str], type[Link]] = {
    frozenset({"activity", "pledge"}): ActivityPledge,
    frozenset({"outcome", "activity"}): OutcomeActivity,
    frozenset({"outcome", "pledge"}): OutcomePledge,
    frozenset({"activity", "measure"}): ActivityMeasure,
    frozenset({"outcome", "measure"}): OutcomeMeasure,
}
# What a record can be linked to, in the order in which its page offers it.
PARTNERS: dict[str, tuple[str, ...]] = {
    "pledge": ("activity", "outcome"),
    "activity": ("pledge", "outcome", "measure"),
    "outcome": ("pledge", "activity", "measure"),
    "measure": ("activity", "outcome"),
}


def is_outside_thread(record: Record) -> bool:
    """Say whether a record is no part of the golden thread: a public statistic, or a figure of one."""
    measure = record if isinstance(record, Measure) else getattr(record, "measure", None)
    return measure is not None and measure.is_reference


@dataclass(frozen=True)
class LinkEnd:
    """One record seen from its links to records of another kind in a year."""

    record: Record
    other: str
    year: ReportingYear

    @property
    def model(self) -> type[Link]:
        """The model of the links. Raises KeyError where the two kinds are not linked."""
        return _LINK_MODELS[frozenset({self.record.record_kind, self.other})]

    def candidates(self) -> models.QuerySet[Any]:
        """Return the records that may be linked: those of the year, or all of the force's own measures."""
        if self.other == "measure":
            return Measure.objects.own()
        rows: models.QuerySet[Any] = MODELS[self.other]._default_manager.all()
        return rows.filter(year=self.year).order_by("order", "reference")

    def links(self) -> dict[int, Link]:
        """Return the links that there are to the candidates, by the key of the record at the other end."""
        rows: models.QuerySet[Any] = self.model._default_manager.filter(**{self.record.record_kind: self.record.pk})
        if self.other != "measure":
            rows = rows.filter(**{f"{self.other}__year": self.year})
        return {getattr(link, f"{self.other}_id"): link for link in rows}

    def new_link(self, other: Record, reason: str) -> Link:
        """Return an unsaved link to another record."""
        ends = {self.record.record_kind: self.record, self.other: other}
        is_made_up = self.record.illustrative or other.illustrative
        return self.model(**ends, reason=reason, illustrative=is_made_up)
