"""Assessments: the judgement on a pledge or a measure in a year, in the force's own words."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from ctreport.review.models import Record, Reviewed, marking_known
from objectives.models import Pledge, ReportingYear
from objectives.querysets import NaturalKeyManager
from outcomes.models.measure import Measure
from outcomes.querysets import AssessmentQuerySet, AssessmentWordQuerySet


class AssessmentWord(Record):
    """One of the words in which a force judges, such as satisfactory or requires action."""

    record_kind = "assessment_word"

    word = models.CharField(max_length=60, unique=True, error_messages={"unique": "This word is in the list already."})
    description = models.CharField(max_length=300, blank=True)
    needs_action = models.BooleanField(
        default=False,
        help_text="An assessment in this word must name the action that follows and when it is due.",
    )
    order = models.PositiveSmallIntegerField(default=0, help_text="Lower numbers stand first.")

    objects: ClassVar = NaturalKeyManager.from_queryset(AssessmentWordQuerySet)()
    NATURAL_KEY: ClassVar = ("word",)

    class Meta:
        ordering: ClassVar = ["order", "word"]

    def __str__(self) -> str:
        return self.word

    def natural_key(self) -> tuple[str]:
        """Return the key used in fixtures."""
        return (self.word,)


class Assessment(Reviewed):
    """The judgement on one pledge or one measure in a year, with its reason and the action that follows."""

    record_kind = "assessment"

    year = models.ForeignKey(ReportingYear, on_delete=models.PROTECT, related_name="assessments")
    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, null=True, blank=True, related_name="assessments")
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, null=True, blank=True, related_name="assessments")
    word = models.ForeignKey(
        AssessmentWord, on_delete=models.PROTECT, related_name="assessments", verbose_name="assessment"
    )
    assessment_reason = models.TextField("reason", help_text="Why this word and not another.")
    action = models.TextField(blank=True, help_text="What is done about it, and by which post.")
    due_on = models.DateField("action due", null=True, blank=True)

    objects: ClassVar = NaturalKeyManager.from_queryset(AssessmentQuerySet)()
    NATURAL_KEY: ClassVar = ("year__start_year", "pledge__reference", "measure__code")

    class Meta:
        ordering: ClassVar = ["-year__start_year", "pledge__order", "measure__order", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="assessment_of_one_pledge_or_one_measure",
                condition=(Q(pledge=None) & Q(measure__isnull=False)) | (Q(pledge__isnull=False) & Q(measure=None)),
                violation_error_message="Choose a pledge or a measure: one of the two, not both.",
            ),
            models.UniqueConstraint(
                fields=["year", "pledge"],
                name="assessment_one_per_pledge_and_year",
                violation_error_message="This pledge is assessed for the year already. Edit that assessment instead.",
            ),
            models.UniqueConstraint(
                fields=["year", "measure"],
                name="assessment_one_per_measure_and_year",
                violation_error_message="This measure is assessed for the year already. Edit that assessment instead.",
            ),
            models.CheckConstraint(
                name="assessment_reason_not_empty",
                condition=~Q(assessment_reason=""),
                violation_error_message="Enter the reason.",
            ),
            marking_known("assessment"),
        ]

    def __str__(self) -> str:
        return f"{self.pledge or self.measure}, {self.year}: {self.word}"

    def natural_key(self) -> tuple[int, str | None, str | None]:
        """Return the key used in fixtures."""
        return (
            self.year.start_year,
            self.pledge.reference if self.pledge else None,
            self.measure.code if self.measure else None,
        )

    natural_key.dependencies = [  # type: ignore[attr-defined]
        "objectives.pledge",
        "outcomes.measure",
        "outcomes.assessmentword",
    ]

    @property
    def is_sensitive(self) -> bool:
        """Whether it, or what it judges, is OFFICIAL-SENSITIVE."""
        subject = self.pledge or self.measure
        return super().is_sensitive or (subject is not None and subject.is_sensitive)

    def clean(self) -> None:
        """Refuse a pledge of another year, and a word that needs an action without one."""
        errors: dict[str, str] = {}
        if self.pledge and self.year_id and self.pledge.year_id != self.year_id:
            errors["pledge"] = f"This pledge belongs to {self.pledge.year}. Choose one of {self.year}."
        if self.word_id and self.word.needs_action:
            if not self.action:
                errors["action"] = f"“{self.word}” needs an action: enter what is done about it."
            if not self.due_on:
                errors["due_on"] = f"“{self.word}” needs a date: enter when the action is due."
        if errors:
            raise ValidationError(errors)
