"""Filter of the list of activities."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet

from activities.models import Activity, ActivityPledge
from objectives.yearly import YearlyFilter

SERVES = (("yes", "Serves a pledge"), ("no", "Serves no pledge"))


class ActivityFilter(YearlyFilter):
    """Activities by year, words and whether they serve a pledge."""

    search_fields = ("reference", "narrative", "partners")
    serves = django_filters.ChoiceFilter(label="Golden thread", choices=SERVES, empty_label="Any", method="by_pledge")

    class Meta(YearlyFilter.Meta):
        model = Activity
        fields = ()

    def by_pledge(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Return the activities that serve a pledge, or those that serve none."""
        linked = ActivityPledge.objects.values("activity")
        return queryset.filter(pk__in=linked) if value == "yes" else queryset.exclude(pk__in=linked)
