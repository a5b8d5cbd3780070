"""What we said: reporting years, strands and pledges."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from ctreport.review.models import Record, Reviewed, marking_known
from objectives import financial_year
from objectives.querysets import NaturalKeyManager, PledgeQuerySet, ReportingYearQuerySet, StrandQuerySet

REFERENCE_VALIDATOR = RegexValidator(
    r"^[A-Za-z]{1,4}[0-9]{1,4}(\.[0-9]{1,3})?$",
    "Use a letter or two and a number, such as P1, A12 or O6.2.",
)


class ReportingYear(Record):
    """A financial year that is reported on. All other records belong to one, measures excepted."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    record_kind = "year"

    start_year = models.PositiveSmallIntegerField(
        "financial year", unique=True, error_messages={"unique": "This year has been opened already."}
    )
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)

    objects: ClassVar = NaturalKeyManager.from_queryset(ReportingYearQuerySet)()
    NATURAL_KEY: ClassVar = ("start_year",)

    class Meta:
        ordering: ClassVar = ["-start_year"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="reporting_year_starts_1900_to_2199",
                condition=Q(start_year__gte=financial_year.EARLIEST, start_year__lte=financial_year.LATEST),
                violation_error_message="The year must start between 1900 and 2199.",
            ),
            models.CheckConstraint(
                name="reporting_year_state_known",
                condition=Q(state__in=["open", "closed"]),
                violation_error_message="A year is open or closed.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def natural_key(self) -> tuple[int]:
        """Return the key used in fixtures."""
        return (self.start_year,)

    @property
    def label(self) -> str:
        """The year as it is written: "2018/19"."""
        return financial_year.label_of(self.start_year)

    @property
    def slug(self) -> str:
        """The year as it stands in addresses: "2018-19"."""
        return financial_year.slug_of(self.start_year)

    @property
    def period_start(self) -> date:
        """1 April of the first year."""
        return financial_year.period_of(self.start_year)[0]

    @property
    def period_end(self) -> date:
        """31 March of the second year."""
        return financial_year.period_of(self.start_year)[1]


class Strand(Record):
    """A group of pledges, such as CONTEST's Prevent, Pursue, Protect and Prepare. A force may regroup."""

    record_kind = "strand"

    name = models.CharField(
        max_length=60, unique=True, error_messages={"unique": "There is a strand of this name already."}
    )
    description = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(default=0, help_text="Lower numbers stand first.")

    objects: ClassVar = NaturalKeyManager.from_queryset(StrandQuerySet)()
    NATURAL_KEY: ClassVar = ("name",)

    class Meta:
        ordering: ClassVar = ["order", "name"]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        """Return the key used in fixtures."""
        return (self.name,)


class Pledge(Reviewed):
    """What the force said it would do in a year."""

    record_kind = "pledge"

    year = models.ForeignKey(ReportingYear, on_delete=models.PROTECT, related_name="pledges")
    reference = models.CharField(
        max_length=12, validators=[REFERENCE_VALIDATOR], help_text="Unique in its year, such as P1."
    )
    statement = models.TextField(help_text="What the force says it will do, as it will be printed.")
    strand = models.ForeignKey(Strand, on_delete=models.PROTECT, null=True, blank=True, related_name="pledges")
    owner = models.CharField(
        max_length=120, blank=True, help_text="A post, not a person, such as Head of Counter Terrorism."
    )
    order = models.PositiveSmallIntegerField(default=0, help_text="Its place in the report: lower numbers first.")
    rolled_forward_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="rolled_forward_to"
    )

    objects: ClassVar = NaturalKeyManager.from_queryset(PledgeQuerySet)()
    NATURAL_KEY: ClassVar = ("year__start_year", "reference")

    class Meta:
        ordering: ClassVar = ["-year__start_year", "order", "reference"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["year", "reference"],
                name="pledge_reference_unique_in_year",
                violation_error_message="Another pledge of this year has this reference. Choose a free one.",
            ),
            models.CheckConstraint(
                name="pledge_statement_not_empty",
                condition=~Q(statement=""),
                violation_error_message="Enter what the force says it will do.",
            ),
            models.CheckConstraint(
                name="pledge_not_rolled_forward_from_itself",
                condition=Q(rolled_forward_from=None) | ~Q(rolled_forward_from=F("id")),
                violation_error_message="A pledge cannot go on from itself. Choose a pledge of an earlier year.",
            ),
            marking_known("pledge"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.statement}"

    def natural_key(self) -> tuple[int, str]:
        """Return the key used in fixtures."""
        return (self.year.start_year, self.reference)

    natural_key.dependencies = ["objectives.reportingyear"]  # type: ignore[attr-defined]
