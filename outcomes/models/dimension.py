"""Dimensions and their categories: how measures are broken down."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models

from ctreport.review.models import Record
from objectives.querysets import NaturalKeyManager
from outcomes.querysets import CategoryQuerySet, DimensionQuerySet

CODE_VALIDATOR = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$", "Use small letters, digits and single hyphens, such as stop-searches."
)


class Dimension(Record):
    """A way in which a measure is broken down, such as survey mode."""

    record_kind = "dimension"

    name = models.CharField(
        max_length=60, unique=True, error_messages={"unique": "There is a dimension of this name already."}
    )

    objects: ClassVar = NaturalKeyManager.from_queryset(DimensionQuerySet)()
    NATURAL_KEY: ClassVar = ("name",)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        """Return the key used in fixtures."""
        return (self.name,)


class Category(Record):
    """One value of a dimension, such as online. Its code stands in tokens."""

    record_kind = "category"

    dimension = models.ForeignKey(Dimension, on_delete=models.CASCADE, related_name="categories")
    code = models.CharField(max_length=40, validators=[CODE_VALIDATOR], help_text="Used in tokens, such as day.")
    name = models.CharField(max_length=60)
    order = models.PositiveSmallIntegerField(default=0, help_text="Lower numbers stand first.")

    objects: ClassVar = NaturalKeyManager.from_queryset(CategoryQuerySet)()
    NATURAL_KEY: ClassVar = ("dimension__name", "code")

    class Meta:
        verbose_name_plural = "categories"
        ordering: ClassVar = ["dimension__name", "order", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dimension", "code"],
                name="category_code_unique_in_dimension",
                violation_error_message="The dimension has a category of this code already. Choose another code.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str, str]:
        """Return the key used in fixtures."""
        return (self.dimension.name, self.code)

    natural_key.dependencies = ["outcomes.dimension"]  # type: ignore[attr-defined]
