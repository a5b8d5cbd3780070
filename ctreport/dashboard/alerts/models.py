"""What a person follows."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from objectives.models import ReportingYear

LONGEST_KEY = 80


class Watch(NamedTuple):
    """What is followed: a kind, what it is among its kind, and the year (None: whatever the year).

    The key of a measure and a pledge is its number; that of a gap is the kind of gap and the record that has it, as in
    "pledge_without_activity:pledge:7".
    """

    kind: str
    key: str
    year_id: int | None = None


class Subscription(models.Model):
    """One person follows one thing.

    ``state`` is how it stood when the person was last told, in digests: a change is whatever differs from it, so that
    nobody is told twice of the same one, and what was missed is told at the next occasion. No amount is kept here.
    """

    class Kind(models.TextChoices):
        MEASURE = "measure", "Measure"
        PLEDGE = "pledge", "Pledge"
        GAP = "gap", "Gap"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="alerts")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    key = models.CharField(max_length=LONGEST_KEY)
    year = models.ForeignKey(ReportingYear, on_delete=models.CASCADE, null=True, blank=True, related_name="alerts")
    label = models.CharField(max_length=200, help_text="What it is called, kept for when it is gone.")
    state = models.JSONField(default=dict)
    muted_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["kind", "label", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                F("person"),
                F("kind"),
                F("key"),
                Coalesce("year", Value(0)),
                name="subscription_once_a_person",
                violation_error_message="You follow this already.",
            ),
            models.CheckConstraint(
                name="subscription_kind_known",
                condition=Q(kind__in=["measure", "pledge", "gap"]),
                violation_error_message="Choose a measure, a pledge or a gap.",
            ),
            models.CheckConstraint(
                name="subscription_only_a_measure_lasts",
                condition=Q(kind="measure") | Q(year__isnull=False),
                violation_error_message="A pledge or a gap belongs to a year.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.label}"

    @property
    def watch(self) -> Watch:
        """What is followed."""
        return Watch(self.kind, self.key, self.year_id)

    @property
    def is_muted(self) -> bool:
        """Whether the person does not want to be told for now."""
        return self.muted_at is not None
