"""The report of a year as comms staff edit it: what it holds besides the records, in which order, in which look."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from ctreport.report.colours import NAVY, TEAL
from ctreport.review.models import Record
from objectives.models import ReportingYear

COLOUR = RegexValidator(r"^#[0-9a-f]{6}$", "Write a colour as # and six digits or letters a to f, such as #1d2b4f.")
KEY = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$", "Use small letters, digits and single hyphens, such as survey-method."
)


class Picture(models.Model):
    """A picture that may be published: a portrait or a logo. It is kept as it was drawn anew, without its metadata."""

    sha256 = models.CharField(max_length=64, unique=True)
    media_type = models.CharField(max_length=20)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.file_name

    @property
    def file_name(self) -> str:
        """The picture's name in an edition."""
        return f"{self.sha256[:16]}.{'png' if self.media_type == 'image/png' else 'jpg'}"


class Branding(Record):
    """What all reports of the force look like; there is one."""

    record_kind = "branding"

    force_name = models.CharField("name of the force", max_length=120, blank=True)
    logo = models.ForeignKey(Picture, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    logo_alt = models.CharField(
        "text of the logo",
        max_length=200,
        blank=True,
        help_text="The words that stand in the logo, for those who cannot see it.",
    )
    primary_colour = models.CharField(max_length=7, default=NAVY, validators=[COLOUR])
    secondary_colour = models.CharField(max_length=7, default=TEAL, validators=[COLOUR])
    is_the_one = models.BooleanField(
        default=True, unique=True, editable=False, error_messages={"unique": "The force has its branding already."}
    )

    BOOKKEEPING: ClassVar = Record.BOOKKEEPING | {"is_the_one"}

    class Meta:
        verbose_name_plural = "branding"

    def __str__(self) -> str:
        return "Branding"

    def get_absolute_url(self) -> str:
        """Return the address of its form."""
        return reverse("report:branding")


class GlossaryTerm(Record):
    """A word that readers may not know. It is printed in the report of each year that uses it."""

    record_kind = "glossary_term"

    term = models.CharField(
        max_length=80, unique=True, error_messages={"unique": "The glossary explains this word already."}
    )
    definition = models.TextField(help_text="One or two sentences in plain words.")

    class Meta:
        ordering: ClassVar = ["term"]

    def __str__(self) -> str:
        return self.term

    def get_absolute_url(self) -> str:
        """Return the address of the glossary's form."""
        return reverse("report:glossary_edit", args=[self.pk])


class Yearly(Record):
    """A part of the report of one year. It is held against the sign-off of the whole, not reviewed on its own."""

    year = models.ForeignKey(ReportingYear, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def _shown(self, field: models.Field[Any, Any]) -> str:
        value = getattr(self, field.name)
        return ", ".join(str(one) for one in value) if isinstance(value, list) else super()._shown(field)


class ReportPlan(Yearly):
    """What is said once in the report of a year: layout, foreword, contact, key figures."""

    class Layout(models.TextChoices):
        THREE_PART = "three_part", "In three parts: what we said, what we did, what came of it"
        GOLDEN_THREAD = "golden_thread", "By golden thread: pledge by pledge"

    record_kind = "report_plan"

    layout = models.CharField(max_length=15, choices=Layout.choices, default=Layout.THREE_PART)
    title = models.CharField(max_length=120, blank=True, help_text="Leave empty to use the force’s usual title.")
    foreword = models.TextField(blank=True)
    foreword_name = models.CharField("name", max_length=120, blank=True)
    foreword_post = models.CharField("post", max_length=120, blank=True, help_text="Such as Commissioner.")
    portrait = models.ForeignKey(Picture, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    portrait_alt = models.CharField(
        "alternative text",
        max_length=200,
        blank=True,
        help_text="What the portrait shows, for those who cannot see it.",
    )
    contact = models.TextField(blank=True, help_text="Whom to write to about the report, and for other formats.")
    key_figures = models.JSONField(
        default=list, blank=True, help_text="Codes of the measures, in order. Empty: the first twelve."
    )

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["year"], name="report_plan_one_a_year")]

    def __str__(self) -> str:
        return f"Report of {self.year}"

    def get_absolute_url(self) -> str:
        """Return the address of the report's editor."""
        return reverse("report:edit", args=[self.year.slug])


class ChapterKind(models.TextChoices):
    """What a chapter holds. Each stands in a report once, but for those of text alone."""

    FOREWORD = "foreword", "Foreword"
    KEY_FIGURES = "key_figures", "Key figures"
    SAID = "said", "What we said"
    DID = "did", "What we did"
    OUTCOME = "outcome", "Outcome"
    CHARTS = "charts", "Charts"
    TRENDS = "trends", "Over the years"
    THREAD = "thread", "The golden thread"
    TABLES = "tables", "Tables of figures"
    NOTES = "notes", "Notes"
    GLOSSARY = "glossary", "Glossary"
    CONTACT = "contact", "Contact"
    TEXT = "text", "A chapter of text"


class ChapterPlan(Yearly):
    """A chapter's place, heading and introduction. A year without any has all chapters in the usual order."""

    record_kind = "chapter_plan"

    kind = models.CharField(max_length=15, choices=ChapterKind.choices)
    title = models.CharField(max_length=120, blank=True, help_text="Leave empty to use the usual heading.")
    introduction = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    is_included = models.BooleanField("print this chapter", default=True)

    class Meta:
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["year", "kind"],
                name="chapter_plan_once_a_year",
                condition=~Q(kind="text"),
                violation_error_message="The report has this chapter already.",
            ),
            models.CheckConstraint(
                name="chapter_plan_of_text_has_a_title",
                condition=~Q(kind="text") | ~Q(title=""),
                violation_error_message="Give the chapter a heading.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.get_kind_display())

    def get_absolute_url(self) -> str:
        """Return the address of the chapter's editor."""
        return reverse("report:chapter", args=[self.year.slug, self.pk])


class ChartPlan(Yearly):
    """A chart that was chosen. A year without any has the charts that its figures suggest."""

    class Kind(models.TextChoices):
        BREAKDOWN = "breakdown", "One measure by its categories"
        COUNTS = "counts", "Several counts beside one another"
        TREND = "trend", "One measure over the years"

    record_kind = "chart_plan"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=160, blank=True, help_text="Leave empty for a title made from the measures.")
    measures = models.JSONField(default=list, help_text="Codes of the measures, in order.")
    first_year = models.PositiveSmallIntegerField(null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(null=True, blank=True)
    reference_value = models.DecimalField("reference line at", max_digits=16, decimal_places=4, null=True, blank=True)
    reference_label = models.CharField("words of the reference line", max_length=80, blank=True)
    alt_text = models.CharField(
        "alternative text", max_length=600, blank=True, help_text="Leave empty for one made from the figures."
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="chart_plan_reference_line_has_words",
                condition=Q(reference_value=None) | ~Q(reference_label=""),
                violation_error_message="Say in words what the reference line stands for.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.get_kind_display()}: {', '.join(self.measures)}"

    def get_absolute_url(self) -> str:
        """Return the address of the chart's form."""
        return reverse("report:chart_edit", args=[self.year.slug, self.pk])


class FootnotePlan(Yearly):
    """A footnote, attached to a figure, chart, table or sentence.

    ``target`` names what it hangs on: a figure's token without braces ("figure:briefings"), a chart's name, a table's
    name, a record's sentence ("pledge:P1"); for a sentence of a chapter's text, the text itself says where, by
    ``[^key]``.
    """

    class Kind(models.TextChoices):
        FIGURE = "figure", "A figure, wherever it is printed"
        CHART = "chart", "A chart"
        TABLE = "table", "A table"
        SENTENCE = "sentence", "A sentence"

    record_kind = "footnote"

    kind = models.CharField("attached to", max_length=10, choices=Kind.choices)
    target = models.CharField("which", max_length=120, blank=True)
    key = models.CharField(
        max_length=40, validators=[KEY], help_text="A short name. In a text, [^name] puts the mark in its place."
    )
    text = models.TextField("footnote")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["year", "key"],
                name="footnote_key_once_a_year",
                violation_error_message="Another footnote of this year has this name.",
            )
        ]

    def __str__(self) -> str:
        return self.key

    def get_absolute_url(self) -> str:
        """Return the address of the footnote's form."""
        return reverse("report:footnote_edit", args=[self.year.slug, self.pk])


def plan_of(year: ReportingYear) -> ReportPlan:
    """Return what was planned for the report of a year; an unsaved plan with the usual choices where nothing was."""
    return ReportPlan.objects.filter(year=year).select_related("portrait").first() or ReportPlan(year=year)


def branding_now() -> Branding:
    """Return the force's branding, unsaved where none was chosen."""
    return Branding.objects.select_related("logo").first() or Branding()
