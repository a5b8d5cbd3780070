"""Lists of dimensions, categories, words of assessment and published rates."""

from __future__ import annotations

import django_tables2 as tables

from ctreport.review.tables import RecordLinkColumn, RecordTable
from ctreport.ui.tables import NumericColumn
from outcomes.models import AssessmentWord, Category, Dimension, PublishedRate


class DimensionTable(RecordTable):
    """Dimensions."""

    row_header = "name"
    name = RecordLinkColumn()
    category_names = tables.Column(verbose_name="Categories", orderable=False, empty_values=())

    class Meta(RecordTable.Meta):
        model = Dimension
        fields = ("name", "category_names")

    def render_category_names(self, record: Dimension) -> str:
        """Return the names of the categories, which the list loads beforehand."""
        return ", ".join(str(category) for category in record.categories.all()) or "—"


class CategoryTable(RecordTable):
    """Categories."""

    row_header = "name"
    name = RecordLinkColumn()
    dimension = tables.Column(order_by=("dimension__name", "order"))
    order = NumericColumn()

    class Meta(RecordTable.Meta):
        model = Category
        fields = ("name", "dimension", "code", "order")


class AssessmentWordTable(RecordTable):
    """Words of assessment."""

    row_header = "word"
    word = RecordLinkColumn()
    needs_action = tables.BooleanColumn(yesno="Yes,No", attrs={"span": {}})
    order = NumericColumn()

    class Meta(RecordTable.Meta):
        model = AssessmentWord
        fields = ("word", "description", "needs_action", "order")


class PublishedRateTable(RecordTable):
    """Published rates."""

    row_header = "who"
    who = RecordLinkColumn()
    numerator = tables.Column(verbose_name="Part", order_by=("numerator__order", "numerator__title"))
    denominator = tables.Column(verbose_name="Of", order_by=("denominator__order", "denominator__title"))
    value = NumericColumn(verbose_name="Rate", accessor="text", order_by=("value",))

    class Meta(RecordTable.Meta):
        model = PublishedRate
        fields = ("who", "numerator", "denominator", "value", "period", "source")
