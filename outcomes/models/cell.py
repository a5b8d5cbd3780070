"""What figures and targets share: each is one cell of measure × year × categories."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from ctreport.review.models import Reviewed
from objectives.models import ReportingYear
from outcomes.models.dimension import Category
from outcomes.models.measure import Measure
from outcomes.quantity import Unit

NOT_A_CATEGORY = "This is not a category of the measure. Choose one of: {names}."
NO_BREAKDOWN = "The measure is not broken down this way. Leave this empty, or give the measure a dimension."


class Cell(Reviewed):
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

    @property
    def is_sensitive(self) -> bool:
        """Whether it, or its measure, is OFFICIAL-SENSITIVE."""
        return super().is_sensitive or self.measure.is_sensitive

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
