"""Pages of activities."""

from __future__ import annotations

from activities.filters import ActivityFilter
from activities.forms import ActivityForm
from activities.models import Activity
from activities.tables import ActivityTable
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
