"""What others published of a ratio, to hold the force's own against."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from ctreport.review.models import Record
from objectives.querysets import NaturalKeyManager
from outcomes.models.measure import Measure
from outcomes.quantity import Unit, format_number
from outcomes.querysets import PublishedRateQuerySet


class PublishedRate(Record):
    """How many of a hundred of one measure were of another, for forces that published it.

    It is never mixed with the force's figures: far from it, the force's own ratio asks for a look at its definition.
    """

    record_kind = "published_rate"

    numerator = models.ForeignKey(
        Measure,
        on_delete=models.CASCADE,
        related_name="published_rates",
        help_text="The part, such as positives from stop and search.",
    )
    denominator = models.ForeignKey(
        Measure, on_delete=models.CASCADE, related_name="+", help_text="The whole, such as stop and searches."
    )
    value = models.DecimalField(
        "per cent",
        max_digits=7,
        decimal_places=4,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )
    who = models.CharField(
        "of whom", max_length=120, help_text="Which forces together, such as 16 forces with Project Servator."
    )
    period = models.CharField(max_length=40, help_text="The year or years, such as 2018/19.")
    source = models.CharField(max_length=300, help_text="Where it was published.")

    objects: ClassVar = NaturalKeyManager.from_queryset(PublishedRateQuerySet)()
    NATURAL_KEY: ClassVar = ("numerator__code", "denominator__code", "who", "period")

    class Meta:
        ordering: ClassVar = ["numerator__order", "numerator__code", "period", "who"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["numerator", "denominator", "who", "period"],
                name="published_rate_once_for_whom_and_period",
                violation_error_message="This rate is recorded for these forces and this period already.",
            ),
            models.CheckConstraint(
                name="published_rate_between_0_and_100",
                condition=Q(value__gte=0, value__lte=100),
                violation_error_message="A percentage lies between 0 and 100.",
            ),
            models.CheckConstraint(
                name="published_rate_of_two_measures",
                condition=~Q(numerator=F("denominator")),
                violation_error_message="The part and the whole must differ. Choose another measure.",
            ),
            models.CheckConstraint(
                name="published_rate_says_where_from",
                condition=~Q(source=""),
                violation_error_message="Enter where it was published.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text}, {self.who}, {self.period}"

    def natural_key(self) -> tuple[str, str, str, str]:
        """Return the key used in fixtures."""
        return (self.numerator.code, self.denominator.code, self.who, self.period)

    natural_key.dependencies = ["outcomes.measure"]  # type: ignore[attr-defined]

    @property
    def text(self) -> str:
        """The rate as it reads: "37%", with the decimals that were published."""
        value = Decimal(self.value).normalize()
        decimals = max(0, -int(value.as_tuple().exponent))
        return format_number(value, unit=Unit.PERCENTAGE, decimals=decimals)
