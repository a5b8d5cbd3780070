"""What we did: activities and the pledges that they serve."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from activities.querysets import ActivityPledgeQuerySet, ActivityQuerySet
from ctreport.review.models import Link, Reviewed, Sourced, marking_known
from objectives.models import REFERENCE_VALIDATOR, Pledge, ReportingYear
from objectives.querysets import NaturalKeyManager


class Activity(Reviewed, Sourced):
    """What the force did in a year."""

    record_kind = "activity"
    NARRATIVE: ClassVar = "narrative"

    year = models.ForeignKey(ReportingYear, on_delete=models.PROTECT, related_name="activities")
    reference = models.CharField(
        max_length=12, validators=[REFERENCE_VALIDATOR], help_text="Unique in its year, such as A1."
    )
    narrative = models.TextField(
        help_text="What was done, as it will be printed. Put figures in by token, so that text and tables agree."
    )
    pledges = models.ManyToManyField(Pledge, through="ActivityPledge", related_name="activities", blank=True)
    partners = models.CharField(max_length=300, blank=True, help_text="Who else took part, with commas between.")
    starts_on = models.DateField("start date", null=True, blank=True)
    ends_on = models.DateField("end date", null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0, help_text="Its place in the report: lower numbers first.")

    objects: ClassVar = NaturalKeyManager.from_queryset(ActivityQuerySet)()
    NATURAL_KEY: ClassVar = ("year__start_year", "reference")

    class Meta:
        verbose_name_plural = "activities"
        ordering: ClassVar = ["-year__start_year", "order", "reference"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["year", "reference"],
                name="activity_reference_unique_in_year",
                violation_error_message="Another activity of this year has this reference. Choose a free one.",
            ),
            models.CheckConstraint(
                name="activity_narrative_not_empty",
                condition=~Q(narrative=""),
                violation_error_message="Enter what was done.",
            ),
            models.CheckConstraint(
                name="activity_ends_after_it_starts",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="The end date must be the start date or later.",
            ),
            marking_known("activity"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.narrative}"

    def natural_key(self) -> tuple[int, str]:
        """Return the key used in fixtures."""
        return (self.year.start_year, self.reference)

    natural_key.dependencies = ["objectives.reportingyear"]  # type: ignore[attr-defined]


class ActivityPledge(Link):
    """An activity serves a pledge."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="pledge_links")
    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="activity_links")

    objects: ClassVar = NaturalKeyManager.from_queryset(ActivityPledgeQuerySet)()
    NATURAL_KEY: ClassVar = (
        "activity__year__start_year",
        "activity__reference",
        "pledge__reference",
    )

    class Meta:
        ordering: ClassVar = ["activity__order", "pledge__order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["activity", "pledge"], name="activity_pledge_linked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.activity.reference} serves {self.pledge.reference}"

    def natural_key(self) -> tuple[int, str, str]:
        """Return the key used in fixtures."""
        return (*self.activity.natural_key(), self.pledge.reference)

    natural_key.dependencies = ["activities.activity", "objectives.pledge"]  # type: ignore[attr-defined]
