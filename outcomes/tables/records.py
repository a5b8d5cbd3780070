"""Lists of outcomes, measures, figures, targets and assessments."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ctreport.review.tables import NarrativeColumn, RecordLinkColumn, RecordTable, ReferenceColumn
from ctreport.ui.tables import NumericColumn
from ctreport.ui.words import shortened
from outcomes.models import Assessment, Figure, Measure, Outcome, Target


class OutcomeTable(RecordTable):
    """Outcomes."""

    row_header = "reference"
    reference = ReferenceColumn()
    year = tables.Column(order_by=("year__start_year",))
    narrative = NarrativeColumn(verbose_name="What came of it")
    parent = tables.Column(verbose_name="Beneath", accessor="parent__reference", order_by=("parent__order",))

    class Meta(RecordTable.Meta):
        model = Outcome
        fields = ("reference", "year", "narrative", "parent")


class MeasureTable(RecordTable):
    """Measures."""

    row_header = "title"
    title = RecordLinkColumn()
    breakdown = tables.Column(
        verbose_name="Broken down by", empty_values=(), order_by=("dimension_1__name", "dimension_2__name")
    )

    class Meta(RecordTable.Meta):
        model = Measure
        fields = ("title", "code", "programme", "unit", "kind", "breakdown")

    def render_kind(self, record: Measure) -> str:
        """Return the first word of the kind."""
        return record.get_kind_display().split(":")[0]

    def render_breakdown(self, record: Measure) -> str:
        """Return the dimensions' names."""
        return " and ".join(str(one) for one in (record.dimension_1, record.dimension_2) if one) or "—"


class CellTable(RecordTable):
    """What lists of figures and targets share."""

    row_header = "measure"
    measure = RecordLinkColumn(order_by=("measure__order", "measure__title"))
    year = tables.Column(order_by=("year__start_year",))
    cell = tables.Column(verbose_name="Breakdown", empty_values=(), order_by=("category_1__order", "category_2__order"))

    def render_cell(self, record: Any) -> str:
        """Return the categories' names."""
        return ", ".join(str(category) for category in record.categories) or "—"


class FigureTable(CellTable):
    """Figures."""

    value = NumericColumn(verbose_name="Figure", empty_values=(), order_by=("value", "grade", "shorthand"))
    base = NumericColumn()

    class Meta(RecordTable.Meta):
        model = Figure
        fields = ("measure", "year", "cell", "value", "base", "status", "source")

    def render_value(self, record: Figure) -> SafeString:
        """Return the figure as a sentence has it, leading to what stands behind it."""
        address = reverse("report:trace", args=[record.pk])
        return format_html('<a class="ct-traced" href="{}" data-trace>{}</a>', address, record.quantity)


class TargetTable(CellTable):
    """Targets."""

    value = NumericColumn(verbose_name="Target")
    tolerance = NumericColumn()

    class Meta(RecordTable.Meta):
        model = Target
        fields = ("measure", "year", "cell", "value", "tolerance", "note")

    def render_value(self, record: Target) -> str:
        """Return the target as a person reads it."""
        return record.text

    def render_tolerance(self, record: Target) -> str:
        """Return the tolerance without idle zeros."""
        return record.tolerance_text


class AssessmentTable(RecordTable):
    """Assessments."""

    row_header = "subject"
    subject = RecordLinkColumn(
        verbose_name="Pledge or measure", empty_values=(), order_by=("pledge__order", "measure__order")
    )
    year = tables.Column(order_by=("year__start_year",))
    word = tables.Column(verbose_name="Assessment", order_by=("word__order",))
    assessment_reason = tables.Column(verbose_name="Reason", orderable=False)
    due_on = tables.DateColumn(verbose_name="Action due", format="j F Y")

    class Meta(RecordTable.Meta):
        model = Assessment
        fields = ("subject", "year", "word", "assessment_reason", "due_on")

    def render_subject(self, record: Assessment) -> Any:
        """Return the pledge, shortened, or the measure, leading to the assessment."""
        words = shortened(str(record.pledge)) if record.pledge else str(record.measure)
        return self.columns["subject"].column.link_to(record, words)
