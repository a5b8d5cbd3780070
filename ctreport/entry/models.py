"""What the workspace keeps of its own: which measures stand in a year's grid, and how a year was started."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from ctreport.jobs.models import Job
from objectives.financial_year import label_of, slug_of
from objectives.models import Pledge, ReportingYear
from outcomes.models import Measure


class YearMeasure(models.Model):
    """A measure stands in a year's grid by a person's choice, though nothing of the year is linked to it yet.

    A measure lasts across years, so nothing of it is copied when a year is rolled forward: this row is what says
    that it goes on. A measure that was added to the grid by hand has one too.
    """

    year = models.ForeignKey(ReportingYear, on_delete=models.CASCADE, related_name="chosen_measures")
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="chosen_for_years")

    class Meta:
        ordering: ClassVar = ["-year__start_year", "measure__order", "measure__code"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["year", "measure"],
                name="year_measure_chosen_once",
                violation_error_message="This measure stands in the year’s grid already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure}, {self.year}"


class RollForward(models.Model):
    """A year that is started from another: first a plan, then what was made of it, so that it can be taken back.

    Texts and numbers rather than foreign keys wherever it must outlive what it speaks of.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        DONE = "done", "Made"
        TAKEN_BACK = "taken_back", "Taken back"

    from_year = models.ForeignKey(ReportingYear, on_delete=models.CASCADE, related_name="rolled_forward_to")
    to_start_year = models.PositiveSmallIntegerField()
    to_year = models.ForeignKey(
        ReportingYear, on_delete=models.SET_NULL, null=True, blank=True, related_name="rolled_forward_from"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    plan = models.JSONField(default=dict, help_text="What the person chose: pledges, measures, targets.")
    made = models.JSONField(default=list, help_text="What was made: a list of kind and pk.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=150)
    began_at = models.DateTimeField(auto_now_add=True)
    at = models.DateTimeField("made at", null=True, blank=True)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering: ClassVar = ["-began_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="roll_forward_state_known",
                condition=Q(state__in=["planned", "done", "taken_back"]),
                violation_error_message="A roll-forward is planned, made or taken back.",
            ),
            models.UniqueConstraint(
                fields=["from_year", "by"],
                condition=Q(state="planned"),
                name="roll_forward_one_plan_per_person",
                violation_error_message="You have begun to start a year from this one already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.to_label} from {self.from_year}"

    @property
    def to_label(self) -> str:
        """The year that is started, as it is written: "2019/20"."""
        return label_of(self.to_start_year)

    @property
    def to_slug(self) -> str:
        """The year that is started, as it stands in addresses: "2019-20"."""
        return slug_of(self.to_start_year)

    @property
    def is_being_made(self) -> bool:
        """Whether a worker is making it, or has yet to begin."""
        return self.state == self.State.PLANNED and self.job is not None and not self.job.is_finished

    def made_of(self, kind: str) -> list[int]:
        """Return the keys of what was made of a kind, such as ``pledge``."""
        return [one["pk"] for one in self.made if one["kind"] == kind]


class LineageDecision(models.Model):
    """A person has said from which earlier pledge a pledge goes on, or that it is new.

    The pledge itself holds from which: this row tells "it is new" from "nobody has looked yet".
    """

    pledge = models.OneToOneField(Pledge, on_delete=models.CASCADE, related_name="lineage_decision")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.by_name} on the lineage of {self.pledge}"
