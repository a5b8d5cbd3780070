"""Pages of activities."""

from __future__ import annotations

from typing import Any

from activities.filters import ActivityFilter
from activities.forms import ActivityForm
from activities.models import Activity
from activities.tables import ActivityTable
from ctreport.evidence.sourcing import source_rows
from ctreport.review.models import Record
from ctreport.review.pages import SummaryRow
from ctreport.review.views import RecordDetailView, RecordEditView
from objectives.yearly import YearlyCreateView, YearlyDeleteView, YearlyListView, YearlyPages


class ActivityPages(YearlyPages):
    """What the pages of activities share."""

    model = Activity
    queryset = Activity.objects.select_related("year")
    form_class = ActivityForm
    table_class = ActivityTable
    filterset_class = ActivityFilter
    purpose = "An activity is something that the force did. It serves one or more pledges."
    summary = ("partners", "starts_on", "ends_on", "order")

    def summary_rows(self, record: Any) -> list[SummaryRow]:
        """Add where it comes from."""
        return [*super().summary_rows(record), *source_rows(record)]

    def record_context(self, record: Record) -> dict[str, Any]:
        """Have its evidence shown."""
        return {**super().record_context(record), "has_evidence": True}


class ActivityListView(ActivityPages, YearlyListView):
    """The activities of a year."""


class ActivityDetailView(ActivityPages, RecordDetailView):
    """An activity."""


class ActivityCreateView(ActivityPages, YearlyCreateView):
    """Adds an activity."""


class ActivityEditView(ActivityPages, RecordEditView):
    """Changes an activity."""


class ActivityDeleteView(ActivityPages, YearlyDeleteView):
    """Deletes an activity."""
