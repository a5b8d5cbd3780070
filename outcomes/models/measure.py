"""Measures: what is counted, across years."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from activities.models import Activity
from ctreport.review.models import Link, Reviewed, marking_known
from objectives.querysets import NaturalKeyManager
from outcomes.models.dimension import CODE_VALIDATOR, Dimension
from outcomes.models.outcome import Outcome
from outcomes.quantity import Unit
from outcomes.querysets import MeasureLinkQuerySet, MeasureQuerySet


def known(model: str, field: str, values: Iterable[str]) -> models.CheckConstraint:
    """Return the constraint that a field holds one of the values of its list."""
    return models.CheckConstraint(
        name=f"{model}_{field}_known",
        condition=Q(**{f"{field}__in": list(values)}),
        violation_error_message="Choose one from the list.",
    )


LINKED_BUT_NOT_OWN = (
    "It is linked to activities or outcomes, so it counts as the force’s own. "
    "Remove its links first, or leave this empty."
)


class Measure(Reviewed):
    """What is counted. A measure lasts across years; its figures belong to one year each."""

    class Kind(models.TextChoices):
        OUTPUT = "output", "Output: measures what was done"
        OUTCOME = "outcome", "Outcome: measures what came of it"

    class Polarity(models.TextChoices):
        UP = "up", "More is better"
        DOWN = "down", "Less is better"
        CONTEXT = "context", "Context only: neither is better"

    class Sample(models.TextChoices):
        UNKNOWN = "unknown", "Not known"
        RANDOM = "random", "Drawn at random"
        SELF_SELECTED = "self_selected", "They chose to take part"

    class DisclosureRule(models.TextChoices):
        NONE = "none", "Publish as it is"
        SUPPRESS_SMALL = "suppress_small", "Suppress small counts"

    SMALLEST_THRESHOLD: ClassVar = 2  # below it, nothing is suppressed

    record_kind = "measure"

    code = models.CharField(
        max_length=60,
        unique=True,
        validators=[CODE_VALIDATOR],
        help_text="Stands in tokens, such as {{figure:stop-searches}}.",
        error_messages={"unique": "There is a measure of this code already. Choose another code."},
    )
    title = models.CharField(max_length=200)
    programme = models.CharField(
        max_length=80, blank=True, help_text="The programme that it belongs to, such as Project Servator."
    )
    unit = models.CharField(max_length=10, choices=Unit.choices, default=Unit.COUNT)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.OUTPUT)
    polarity = models.CharField(
        max_length=10,
        choices=Polarity.choices,
        default=Polarity.CONTEXT,
        help_text="More arrests, searches or referrals are not evidently better: keep those as context only.",
    )
    decimals = models.PositiveSmallIntegerField("decimal places", default=0, validators=[MaxValueValidator(4)])
    grades = models.TextField(blank=True, help_text="For a grade: the scheme’s grades, one a line, the best first.")
    definition = models.TextField(blank=True, help_text="What exactly is counted, and what is left out.")
    data_source = models.CharField(max_length=200, blank=True, help_text="The system or return it comes from.")
    method = models.TextField(
        blank=True, help_text="For a survey: the question, the dates, the mode, the population and the base."
    )
    sample = models.CharField(
        "how people came to be asked",
        max_length=15,
        choices=Sample.choices,
        default=Sample.UNKNOWN,
        help_text="For a survey. How sure its shares are can only be worked out for a sample drawn at random.",
    )
    is_reference = models.BooleanField(
        "public statistics, for context",
        default=False,
        help_text="It is not the force’s own: it stands apart, and in no report unless somebody chooses it.",
    )
    disclosure_rule = models.CharField(
        max_length=20,
        choices=DisclosureRule.choices,
        default=DisclosureRule.NONE,
        help_text=(
            "Suppress small counts where the measure counts people: a number so small that someone could be recognised "
            "is printed as [c], and so are as many others as it takes that nobody can work it out."
        ),
    )
    disclosure_threshold = models.PositiveSmallIntegerField(
        "suppress counts below",
        null=True,
        blank=True,
        validators=[MinValueValidator(SMALLEST_THRESHOLD)],
        help_text="A true 0 is published. Leave empty for the usual threshold.",
    )
    dimension_1 = models.ForeignKey(
        Dimension,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="broken down by",
    )
    dimension_2 = models.ForeignKey(
        Dimension, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="and by"
    )
    change_threshold = models.PositiveSmallIntegerField(
        "ask about a change over",
        null=True,
        blank=True,
        default=25,
        validators=[MinValueValidator(1)],
        help_text="Per cent of last year’s figure, or percentage points. Leave empty never to ask.",
    )
    part_of = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name="part of",
        help_text="The measure whose count this can never exceed, such as searches for positive searches.",
    )
    asks_if_unchanged = models.BooleanField(
        "ask if carried forward unchanged", default=True, help_text="Ask where the figure is the same as last year’s."
    )
    categories_add_up = models.BooleanField(
        "categories add up to the total",
        default=False,
        help_text="Ask where the figures of the categories do not add up to the figure for all.",
    )
    activities = models.ManyToManyField(Activity, through="ActivityMeasure", related_name="measures", blank=True)
    outcomes = models.ManyToManyField(Outcome, through="OutcomeMeasure", related_name="measures", blank=True)
    order = models.PositiveSmallIntegerField(default=0, help_text="Its place in tables: lower numbers first.")

    objects: ClassVar = NaturalKeyManager.from_queryset(MeasureQuerySet)()
    NATURAL_KEY: ClassVar = ("code",)

    class Meta:
        ordering: ClassVar = ["order", "code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="measure_second_dimension_needs_a_first",
                condition=Q(dimension_2=None) | Q(dimension_1__isnull=False),
                violation_error_message="Choose the first dimension before the second.",
            ),
            models.CheckConstraint(
                name="measure_dimensions_differ",
                condition=Q(dimension_2=None) | ~Q(dimension_2=F("dimension_1")),
                violation_error_message="The two dimensions must differ. Leave one empty or choose another.",
            ),
            models.CheckConstraint(
                name="measure_not_part_of_itself",
                condition=Q(part_of=None) | ~Q(part_of=F("id")),
                violation_error_message="A measure is not a part of itself. Choose another measure.",
            ),
            known("measure", "kind", ("output", "outcome")),
            known("measure", "polarity", ("up", "down", "context")),
            known("measure", "unit", Unit.values),
            known("measure", "disclosure_rule", ("none", "suppress_small")),
            known("measure", "sample", ("unknown", "random", "self_selected")),
            models.CheckConstraint(
                name="measure_disclosure_threshold_2_or_more",
                condition=Q(disclosure_threshold=None) | Q(disclosure_threshold__gte=2),
                violation_error_message="Enter 2 or more, or leave it empty for the usual threshold.",
            ),
            marking_known("measure"),
            models.CheckConstraint(
                name="measure_grades_go_with_the_grade_unit",
                condition=(Q(unit=Unit.GRADE) & ~Q(grades="")) | (~Q(unit=Unit.GRADE) & Q(grades="")),
                violation_error_message="List the grades if the unit is a grade, and only then.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str]:
        """Return the key used in fixtures."""
        return (self.code,)

    natural_key.dependencies = ["outcomes.dimension"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Refuse what would leave figures or links without sense: see the messages."""
        if self.pk is None:
            return
        if self.is_reference and (self.activity_links.exists() or self.outcome_links.exists()):
            raise ValidationError({"is_reference": LINKED_BUT_NOT_OWN})
        stored = Measure.objects.get(pk=self.pk)
        if not stored.figures.exists() and not stored.targets.exists():
            return
        errors = {
            name: "The measure has figures or targets, so this can no longer be changed. Add a new measure instead."
            for name in ("unit", "dimension_1", "dimension_2")
            if getattr(stored, f"{name}_id" if "dimension" in name else name)
            != getattr(self, f"{name}_id" if "dimension" in name else name)
        }
        if errors:
            raise ValidationError(errors)

    @property
    def full_title(self) -> str:
        """Its title; with a word that it is not the force's own, where it is not."""
        return f"{self.title} (public statistics)" if self.is_reference else self.title

    @property
    def threshold_words(self) -> str:
        """Below which number its counts are suppressed; empty where none are."""
        if self.disclosure_rule != self.DisclosureRule.SUPPRESS_SMALL:
            return ""
        return str(self.disclosure_threshold or f"{settings.DISCLOSURE_THRESHOLD}, the usual threshold")

    @property
    def grade_list(self) -> list[str]:
        """The grades of the scheme, the best first."""
        return [line.strip() for line in self.grades.splitlines() if line.strip()]


def _refuse_reference(measure: Measure) -> None:
    if measure.is_reference:
        raise ValidationError(
            f"“{measure.title}” is a public statistic, not the force’s own. Link a measure of its own."
        )


class ActivityMeasure(Link):
    """A measure counts an activity."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="measure_links")
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="activity_links")

    objects: ClassVar = NaturalKeyManager.from_queryset(MeasureLinkQuerySet)()
    NATURAL_KEY: ClassVar = ("activity__year__start_year", "activity__reference", "measure__code")

    class Meta:
        ordering: ClassVar = ["activity__order", "measure__order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["activity", "measure"], name="activity_measure_linked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.measure.code} measures {self.activity.reference}"

    def clean(self) -> None:
        """Refuse public statistics."""
        _refuse_reference(self.measure)

    def natural_key(self) -> tuple[int, str, str]:
        """Return the key used in fixtures."""
        return (*self.activity.natural_key(), self.measure.code)

    natural_key.dependencies = ["activities.activity", "outcomes.measure"]  # type: ignore[attr-defined]


class OutcomeMeasure(Link):
    """A measure measures an outcome."""

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="measure_links")
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="outcome_links")

    objects: ClassVar = NaturalKeyManager.from_queryset(MeasureLinkQuerySet)()
    NATURAL_KEY: ClassVar = ("outcome__year__start_year", "outcome__reference", "measure__code")

    class Meta:
        ordering: ClassVar = ["outcome__order", "measure__order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["outcome", "measure"], name="outcome_measure_linked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.measure.code} measures {self.outcome.reference}"

    def clean(self) -> None:
        """Refuse public statistics."""
        _refuse_reference(self.measure)

    def natural_key(self) -> tuple[int, str, str]:
        """Return the key used in fixtures."""
        return (*self.outcome.natural_key(), self.measure.code)

    natural_key.dependencies = ["outcomes.outcome", "outcomes.measure"]  # type: ignore[attr-defined]
