"""Outcomes and the activities and pledges that they answer."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from activities.models import Activity
from ctreport.review.models import Link, Marking, Reviewed, marking_known
from objectives.models import REFERENCE_VALIDATOR, Pledge, ReportingYear
from objectives.querysets import NaturalKeyManager
from outcomes.querysets import OutcomeLinkQuerySet, OutcomeQuerySet


class Outcome(Reviewed):
    """What came of what was done. An outcome may have sub-outcomes, one level deep."""

    record_kind = "outcome"
    NARRATIVE: ClassVar = "narrative"

    year = models.ForeignKey(ReportingYear, on_delete=models.PROTECT, related_name="outcomes")
    reference = models.CharField(
        max_length=12, validators=[REFERENCE_VALIDATOR], help_text="Unique in its year, such as O1 or O6.2."
    )
    narrative = models.TextField(
        help_text="What came of it, as it will be printed. Put figures in by token, so that text and tables agree."
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="children",
        help_text="Choose an outcome to list this one beneath it.",
    )
    activities = models.ManyToManyField(Activity, through="OutcomeActivity", related_name="outcomes", blank=True)
    pledges = models.ManyToManyField(Pledge, through="OutcomePledge", related_name="outcomes", blank=True)
    order = models.PositiveSmallIntegerField(default=0, help_text="Its place in the report: lower numbers first.")

    objects: ClassVar = NaturalKeyManager.from_queryset(OutcomeQuerySet)()
    NATURAL_KEY: ClassVar = ("year__start_year", "reference")

    class Meta:
        ordering: ClassVar = ["-year__start_year", "order", "reference"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["year", "reference"],
                name="outcome_reference_unique_in_year",
                violation_error_message="Another outcome of this year has this reference. Choose a free one.",
            ),
            models.CheckConstraint(
                name="outcome_narrative_not_empty",
                condition=~Q(narrative=""),
                violation_error_message="Enter what came of it.",
            ),
            models.CheckConstraint(
                name="outcome_not_its_own_parent",
                condition=Q(parent=None) | ~Q(parent=F("id")),
                violation_error_message="An outcome cannot stand beneath itself. Choose another outcome.",
            ),
            marking_known("outcome"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.narrative}"

    @property
    def is_sensitive(self) -> bool:
        """Whether it, or the outcome beneath which it is listed, is OFFICIAL-SENSITIVE."""
        return super().is_sensitive or (self.parent is not None and self.parent.marking == Marking.SENSITIVE)

    def clean(self) -> None:
        """Refuse a parent of another year, or sub-outcomes of sub-outcomes."""
        if self.parent is None or self.year_id is None:
            return
        if self.parent.year_id != self.year_id:
            raise ValidationError({"parent": f"This outcome belongs to {self.parent.year}. Choose one of {self.year}."})
        if self.parent.parent_id or (self.pk and self.children.exists()):
            raise ValidationError({"parent": "Sub-outcomes go one level deep. Choose an outcome at the top level."})

    def natural_key(self) -> tuple[int, str]:
        """Return the key used in fixtures."""
        return (self.year.start_year, self.reference)

    natural_key.dependencies = ["objectives.reportingyear"]  # type: ignore[attr-defined]


class OutcomeLink(Link):
    """What the links of an outcome share."""

    outcome: models.ForeignKey[Outcome, Outcome]

    class Meta:
        abstract = True


class OutcomeActivity(OutcomeLink):
    """An outcome came of an activity."""

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="activity_links")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="outcome_links")

    objects: ClassVar = NaturalKeyManager.from_queryset(OutcomeLinkQuerySet)()
    NATURAL_KEY: ClassVar = ("outcome__year__start_year", "outcome__reference", "activity__reference")

    class Meta:
        ordering: ClassVar = ["outcome__order", "activity__order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["outcome", "activity"], name="outcome_activity_linked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.outcome.reference} came of {self.activity.reference}"

    def natural_key(self) -> tuple[int, str, str]:
        """Return the key used in fixtures."""
        return (*self.outcome.natural_key(), self.activity.reference)

    natural_key.dependencies = ["outcomes.outcome", "activities.activity"]  # type: ignore[attr-defined]


class OutcomePledge(OutcomeLink):
    """An outcome answers a pledge directly."""

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="pledge_links")
    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="outcome_links")

    objects: ClassVar = NaturalKeyManager.from_queryset(OutcomeLinkQuerySet)()
    NATURAL_KEY: ClassVar = ("outcome__year__start_year", "outcome__reference", "pledge__reference")

    class Meta:
        ordering: ClassVar = ["outcome__order", "pledge__order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["outcome", "pledge"], name="outcome_pledge_linked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.outcome.reference} answers {self.pledge.reference}"

    def natural_key(self) -> tuple[int, str, str]:
        """Return the key used in fixtures."""
        return (*self.outcome.natural_key(), self.pledge.reference)

    natural_key.dependencies = ["outcomes.outcome", "objectives.pledge"]  # type: ignore[attr-defined]
