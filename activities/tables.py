"""List of activities."""

from __future__ import annotations

import django_tables2 as tables

from activities.models import Activity
from ctreport.review.tables import NarrativeColumn, RecordTable, ReferenceColumn


class ActivityTable(RecordTable):
    """Activities."""

    row_header = "reference"
    reference = ReferenceColumn()
    year = tables.Column(order_by=("year__start_year",))
    narrative = NarrativeColumn(verbose_name="What was done")
    partners = tables.Column()

    class Meta(RecordTable.Meta):
        model = Activity
        fields = ("reference", "year", "narrative", "partners")
