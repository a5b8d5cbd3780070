"""Figures and targets: one cell each of measure × year × categories."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from ctreport.review.models import Record
from objectives.models import ReportingYear
from objectives.querysets import NaturalKeyManager
from outcomes.models.measure import Category, Measure, known
from outcomes.quantity import Comparator, Qualifier, Quantity, QuantityError, Shorthand, Unit
from outcomes.querysets import CellQuerySet, FigureQuerySet

NOT_A_CATEGORY = "This is not a category of the measure. Choose one of: {names}."
NO_BREAKDOWN = "The measure is not broken down this way. Leave this empty, or give the measure a dimension."


class Cell(Record):
    """A place in the year's table: a measure, a year and, where the measure is broken down, its categories.

    An empty category stands for the whole: the figure over all categories of that dimension.
    """

    measure: models.ForeignKey[Measure, Measure]
    measure_id: int | None
    year: models.ForeignKey[ReportingYear, ReportingYear]
    category_1: models.ForeignKey[Category | None, Category | None]
    category_2: models.ForeignKey[Category | None, Category | None]
    unit = models.CharField(max_length=10, choices=Unit.choices, editable=False)

    NATURAL_KEY: ClassVar = ("measure__code", "year__start_year", "category_1__code", "category_2__code")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return ", ".join([str(self.measure), *(str(category) for category in self.categories), str(self.year)])

    def natural_key(self) -> tuple[str, int, str | None, str | None]:
        """Return the key used in fixtures."""
        return (
            self.measure.code,
            self.year.start_year,
            self.category_1.code if self.category_1 else None,
            self.category_2.code if self.category_2 else None,
        )

    natural_key.dependencies = [  # type: ignore[attr-defined]
        "outcomes.measure",
        "objectives.reportingyear",
        "outcomes.category",
    ]

    @property
    def categories(self) -> list[Category]:
        """The categories that are given, in the order of the measure's dimensions."""
        return [category for category in (self.category_1, self.category_2) if category]

    @property
    def token(self) -> str:
        """The token by which a narrative refers to the cell: ``{{figure:feel-safe:online:day}}``."""
        parts = [self.measure.code, *(category.code for category in self.categories)]
        if self.category_2 and not self.category_1:
            parts.insert(1, "all")
        return "{{figure:" + ":".join(parts) + "}}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the measure's unit copied onto the row, where the database's checks can see it."""
        self.unit = self.measure.unit
        super().save(*args, **kwargs)

    def clean_fields(self, exclude: Any = None) -> None:
        """Take over the measure's unit before the fields are checked."""
        if self.measure_id:
            self.unit = self.measure.unit
        super().clean_fields(exclude=exclude)

    def clean(self) -> None:
        """Refuse a category that the measure does not have."""
        if not self.measure_id:
            return
        self.unit = self.measure.unit
        errors = {}
        for number in (1, 2):
            category = getattr(self, f"category_{number}")
            dimension = getattr(self.measure, f"dimension_{number}")
            if category is None or (dimension and category.dimension_id == dimension.pk):
                continue
            names = ", ".join(str(one) for one in dimension.categories.all()) if dimension else ""
            errors[f"category_{number}"] = NOT_A_CATEGORY.format(names=names) if dimension else NO_BREAKDOWN
        if errors:
            raise ValidationError(errors)


def cell_unique(name: str, message: str) -> models.UniqueConstraint:
    """Return the constraint that a cell holds one row, an empty category counting as equal to another."""
    return models.UniqueConstraint(
        F("measure"),
        F("year"),
        Coalesce("category_1", Value(0)),
        Coalesce("category_2", Value(0)),
        name=name,
        violation_error_message=message,
    )


def value_check(name: str, prefix: str = "value") -> list[models.CheckConstraint]:
    """Return the constraints that keep a value possible for its unit."""
    return [
        models.CheckConstraint(
            name=f"{name}_percentage_between_0_and_100",
            condition=~Q(unit=Unit.PERCENTAGE)
            | Q(**{prefix: None})
            | Q(**{f"{prefix}__gte": 0, f"{prefix}__lte": 100}),
            violation_error_message="A percentage lies between 0 and 100.",
        ),
        models.CheckConstraint(
            name=f"{name}_not_negative",
            condition=Q(unit=Unit.MONEY) | Q(**{prefix: None}) | Q(**{f"{prefix}__gte": 0}),
            violation_error_message="This cannot be below 0.",
        ),
    ]


class Figure(Cell):
    """One recorded amount, with what must be known to read it rightly."""

    class Status(models.TextChoices):
        PROVISIONAL = "provisional", "Provisional [p]"
        FINAL = "final", "Final"
        REVISED = "revised", "Revised [r]"

    record_kind = "figure"

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="figures")
    year = models.ForeignKey(ReportingYear, on_delete=models.PROTECT, related_name="figures")
    category_1 = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    category_2 = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    value = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    qualifier = models.CharField(max_length=10, choices=Qualifier.choices, default=Qualifier.EXACTLY)
    shorthand = models.CharField(max_length=5, choices=Shorthand.choices, blank=True)
    grade = models.CharField(max_length=60, blank=True)
    base = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text="How many people answered, or the denominator. Leave empty if not known.",
    )
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.FINAL)
    note = models.CharField(max_length=500, blank=True, help_text="Printed beneath the table.")
    source = models.CharField(max_length=200, blank=True, help_text="The system or return it was taken from.")
    evidence_url = models.URLField("link to the evidence", blank=True)

    objects: ClassVar = NaturalKeyManager.from_queryset(FigureQuerySet)()

    class Meta:
        ordering: ClassVar = [
            "-year__start_year",
            "measure__order",
            "measure__code",
            "category_1__order",
            "category_2__order",
        ]
        constraints: ClassVar = [
            cell_unique(
                "figure_one_per_cell",
                "There is a figure for this measure, year and categories already. Edit that figure instead.",
            ),
            *value_check("figure"),
            models.CheckConstraint(
                name="figure_has_a_value_a_grade_or_a_symbol",
                condition=(Q(value__isnull=False) & Q(shorthand="") & Q(grade=""))
                | (Q(value=None) & ~Q(shorthand="") & Q(grade=""))
                | (Q(value=None) & Q(shorthand="") & ~Q(grade="")),
                violation_error_message="Give a number, or a symbol that says why there is none.",
            ),
            models.CheckConstraint(
                name="figure_grade_goes_with_the_grade_unit",
                condition=(Q(unit=Unit.GRADE) & Q(value=None)) | (~Q(unit=Unit.GRADE) & Q(grade="")),
                violation_error_message="A grade goes with a measure whose unit is a grade, and only there.",
            ),
            models.CheckConstraint(
                name="figure_qualifier_needs_a_value",
                condition=Q(value__isnull=False) | Q(qualifier=Qualifier.EXACTLY),
                violation_error_message="A qualifier needs a number.",
            ),
            known("figure", "shorthand", ["", *Shorthand.values]),
            known("figure", "qualifier", Qualifier.values),
            known("figure", "status", ("provisional", "final", "revised")),
            models.CheckConstraint(
                name="figure_base_above_zero",
                condition=Q(base=None) | Q(base__gt=0),
                violation_error_message="The base is 1 or more. Leave it empty if it is not known.",
            ),
        ]

    @property
    def quantity(self) -> Quantity:
        """The amount with its qualifier, or the symbol that says why there is none."""
        return Quantity(
            unit=self.unit or self.measure.unit,
            value=self.value,
            qualifier=self.qualifier,
            shorthand=self.shorthand,
            grade=self.grade,
            decimals=self.measure.decimals,
        )

    @quantity.setter
    def quantity(self, quantity: Quantity) -> None:
        self.value, self.qualifier = quantity.value, quantity.qualifier
        self.shorthand, self.grade = quantity.shorthand, quantity.grade

    def clean(self) -> None:
        """Refuse a value that is impossible for the measure."""
        super().clean()
        if not self.measure_id:
            return
        try:
            self.quantity.check()
        except QuantityError as error:
            raise ValidationError({"value": str(error)}) from error
        if self.grade and self.grade not in self.measure.grade_list:
            grades = ", ".join(self.measure.grade_list) or "none"
            raise ValidationError({"grade": f"This is not a grade of the scheme. Its grades: {grades}."})


class Target(Cell):
    """What a measure was meant to reach. The first version stays in the record's history beside a revised one."""

    record_kind = "target"

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="targets")
    year = models.ForeignKey(ReportingYear, on_delete=models.PROTECT, related_name="targets")
    category_1 = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    category_2 = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    comparator = models.CharField(max_length=10, choices=Comparator.choices, default=Comparator.AT_LEAST)
    value = models.DecimalField(max_digits=16, decimal_places=4)
    tolerance = models.DecimalField(
        max_digits=16,
        decimal_places=4,
        default=Decimal(0),
        help_text="How far the figure may miss the target and still count as close, in the measure’s unit.",
    )
    note = models.CharField(max_length=500, blank=True)

    objects: ClassVar = NaturalKeyManager.from_queryset(CellQuerySet)()

    class Meta:
        ordering: ClassVar = ["-year__start_year", "measure__order", "measure__code"]
        constraints: ClassVar = [
            cell_unique(
                "target_one_per_cell",
                "There is a target for this measure, year and categories already. Revise that target instead.",
            ),
            *value_check("target"),
            known("target", "comparator", Comparator.values),
            models.CheckConstraint(
                name="target_tolerance_not_negative",
                condition=Q(tolerance__gte=0),
                violation_error_message="The tolerance is 0 or more.",
            ),
            models.CheckConstraint(
                name="target_not_for_a_grade",
                condition=~Q(unit=Unit.GRADE),
                violation_error_message="A grade has no numeric target. Record an assessment instead.",
            ),
        ]

    @property
    def quantity(self) -> Quantity:
        """The target's value as a quantity."""
        return Quantity(unit=self.unit or self.measure.unit, value=self.value, decimals=self.measure.decimals)

    @property
    def text(self) -> str:
        """The target as a person reads it: "at least 90%"."""
        return f"{Comparator(self.comparator).label} {self.quantity.number}"

    @property
    def tolerance_text(self) -> str:
        """The tolerance without idle zeros: "2.5", or "none"."""
        return f"{self.tolerance.normalize():f}" if self.tolerance else "none"

    def clean(self) -> None:
        """Refuse a target that is impossible for the measure."""
        super().clean()
        if not self.measure_id or self.value is None:
            return
        try:
            self.quantity.check()
        except QuantityError as error:
            raise ValidationError({"value": str(error)}) from error
