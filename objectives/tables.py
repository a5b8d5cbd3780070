"""Lists of years, strands and pledges."""

from __future__ import annotations

import django_tables2 as tables

from ctreport.review.tables import RecordLinkColumn, RecordTable, ReferenceColumn
from ctreport.ui.tables import NumericColumn
from objectives.models import Pledge, ReportingYear, Strand


class YearTable(RecordTable):
    """Reporting years."""

    row_header = "start_year"
    start_year = RecordLinkColumn(verbose_name="Financial year", accessor="label", order_by="start_year")
    state = tables.Column()

    class Meta(RecordTable.Meta):
        model = ReportingYear
        fields = ("start_year", "state")


class StrandTable(RecordTable):
    """Strands."""

    row_header = "name"
    name = RecordLinkColumn()
    order = NumericColumn()

    class Meta(RecordTable.Meta):
        model = Strand
        fields = ("name", "description", "order")


class PledgeTable(RecordTable):
    """Pledges."""

    row_header = "reference"
    reference = ReferenceColumn()
    year = tables.Column(order_by=("year__start_year",))
    strand = tables.Column(order_by=("strand__order", "strand__name"))

    class Meta(RecordTable.Meta):
        model = Pledge
        fields = ("reference", "year", "statement", "strand", "owner")
