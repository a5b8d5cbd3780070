"""Filters of the lists of years, strands and pledges."""

from __future__ import annotations

import django_filters

from ctreport.review.filters import RecordFilter
from objectives.models import Pledge, ReportingYear, Strand
from objectives.yearly import YearlyFilter


class YearFilter(RecordFilter):
    """Years by their state."""

    q = None

    class Meta(RecordFilter.Meta):
        model = ReportingYear
        fields = ("state",)


class StrandFilter(RecordFilter):
    """Strands by words."""

    search_fields = ("name", "description")

    class Meta(RecordFilter.Meta):
        model = Strand
        fields = ()


class PledgeFilter(YearlyFilter):
    """Pledges by year, words and strand."""

    search_fields = ("reference", "statement", "owner")
    strand = django_filters.ModelChoiceFilter(
        queryset=Strand.objects.all(), empty_label="All strands", null_label="No strand"
    )

    class Meta(YearlyFilter.Meta):
        model = Pledge
        fields = ("strand",)
