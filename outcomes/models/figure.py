"""Figures and targets: one cell each of measure × year × categories."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from ctreport.review.models import Sourced, State, marking_known
from objectives.models import ReportingYear
from objectives.querysets import NaturalKeyManager
from outcomes.models.cell import Cell, cell_unique, value_check
from outcomes.models.dimension import Category
from outcomes.models.measure import Measure, known
from outcomes.quantity import Quantity, QuantityError
from outcomes.querysets import CellQuerySet, FigureQuerySet
from outcomes.vocabulary import Change, Comparator, Direction, Qualifier, Shorthand, Unit


class Figure(Cell, Sourced):
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
    period_start = models.DateField(
        null=True, blank=True, help_text="Only where the figure does not cover the whole financial year."
    )
    period_end = models.DateField(null=True, blank=True)
    break_reason = models.CharField(
        "break in series",
        max_length=300,
        blank=True,
        help_text="Why the figures before cannot be compared with it, such as a new definition. It is marked [b].",
    )
    explanations = models.JSONField(
        default=dict, blank=True, help_text="What was answered to the checks’ questions, by the code of the check."
    )

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
                name="figure_period_has_both_ends_in_order",
                condition=Q(period_start=None, period_end=None)
                | Q(period_start__isnull=False, period_end__isnull=False, period_end__gte=F("period_start")),
                violation_error_message="Give both dates of the period, the earlier first, or neither.",
            ),
            models.CheckConstraint(
                name="figure_base_above_zero",
                condition=Q(base=None) | Q(base__gt=0),
                violation_error_message="The base is 1 or more. Leave it empty if it is not known.",
            ),
            marking_known("figure"),
        ]
        indexes: ClassVar = [
            # Whether any figure of a year changed, and which of them wait: read without reading the figures.
            models.Index(
                fields=["year", "version", "approved_version", "updated_at", "id"], name="figure_versions_of_a_year"
            ),
            models.Index(fields=["year"], name="figure_waiting_of_a_year", condition=~Q(state=State.APPROVED)),
        ]

    @property
    def period(self) -> tuple[date, date]:
        """The first and last day that the figure covers: the financial year, unless it says otherwise."""
        if self.period_start and self.period_end:
            return self.period_start, self.period_end
        return self.year.period_start, self.year.period_end

    @property
    def is_whole_year(self) -> bool:
        """Whether it covers the financial year and no other period."""
        return self.period == (self.year.period_start, self.year.period_end)

    def change_from(self, earlier: Figure) -> Change:
        """Describe the movement from an earlier figure of the cell: see ``Quantity.change_from``.

        Across a break in series, and between periods of unlike length or season, no movement is claimed.
        """
        if self.break_reason:
            return Change(Direction.UNKNOWN, f"was {earlier.quantity}, which cannot be compared [b]")
        years = self.year.start_year - earlier.year.start_year
        steps = (now - was for now, was in zip(self.period, earlier.period, strict=True))
        if any(abs(step.days - 365.25 * years) > 2 for step in steps):  # a leap day makes no other period
            return Change(Direction.UNKNOWN, f"was {earlier.quantity} for another period; no change can be worked out")
        return self.quantity.change_from(earlier.quantity)

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
            marking_known("target"),
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
