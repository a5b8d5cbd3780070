"""What the pages of records that belong to a year share: the year in the address, in the filter and in new records."""

from __future__ import annotations

import re
from typing import Any

import django_filters
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404

from ctreport.review.filters import RecordFilter
from ctreport.review.models import Record
from ctreport.review.pages import RecordPages
from ctreport.review.views import RecordCreateView, RecordDeleteView, RecordListView
from objectives.financial_year import parse_label
from objectives.models import ReportingYear

ALL_YEARS = "all"
_NUMBERED = re.compile(r"^([A-Za-z]+)(\d+)$")


def year_or_404(slug: str) -> ReportingYear:
    """Return the year of an address; raise Http404 where it was not opened."""
    return get_object_or_404(ReportingYear.objects.with_slug(slug))


class YearlyFilter(RecordFilter):
    """Shows one year's records, the latest year's unless another or all are asked for."""

    year = django_filters.ChoiceFilter(label="Year", method="in_year", empty_label=None)

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        self.years = list(ReportingYear.objects.latest_first())
        chosen = QueryDict(mutable=True) if data is None else data.copy()
        if not chosen.get("year"):
            chosen["year"] = self.years[0].slug if self.years else ALL_YEARS
        super().__init__(chosen, *args, **kwargs)
        self.filters["year"].extra["choices"] = [
            *((year.slug, year.label) for year in self.years),
            (ALL_YEARS, "All years"),
        ]
        self.filters.move_to_end("year", last=False)

    @property
    def chosen_year(self) -> ReportingYear | None:
        """The year that is shown; None for all years. Raises Http404 for a year that there is not."""
        slug = self.data["year"]
        if slug == ALL_YEARS:
            return None
        for year in self.years:
            if year.slug == slug:
                return year
        labels = ", ".join(year.label for year in self.years) or "none"
        raise Http404(f"There is no year “{slug[:20]}”. The years that have been opened: {labels}.")

    def in_year(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Return the records of the year with the slug ``value``."""
        return queryset if value == ALL_YEARS else queryset.filter(year__start_year=parse_label(value))


class YearlyPages(RecordPages):
    """The pages of a kind of record that belongs to a year."""

    def record_context(self, record: Record) -> dict[str, Any]:
        """Add the record's year, which leads back to the list of that year."""
        year: ReportingYear = record.year  # type: ignore[attr-defined]
        context = super().record_context(record)
        context["name"] = context["name"].removesuffix(f", {year}")  # the year stands beside the name
        return {**context, "year": year, "list_url": f"{context['list_url']}?year={year.slug}"}


class YearlyListView(YearlyPages, RecordListView):
    """The records of a year, or of all years."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the year that is shown."""
        year = self.filterset.chosen_year
        return {
            **super().get_context_data(**kwargs),
            "year": year,
            "all_years": year is None and bool(self.filterset.years),
            "no_years": not self.filterset.years,
            "year_label": year.label if year else "all years",
        }

    def get_table_kwargs(self) -> dict[str, Any]:
        """Leave the column of the year out where one year is shown."""
        return {} if self.filterset.chosen_year is None else {"exclude": ("year",)}

    def create_query(self) -> str:
        """Carry the year on."""
        year = self.filterset.chosen_year
        return f"?year={year.slug}" if year else ""


class YearlyCreateView(YearlyPages, RecordCreateView):
    """Adds a record to a year: the one in the address, else the latest."""

    def get_initial(self) -> dict[str, Any]:
        """Return the year and, for a kind with references, the next free reference and the last place."""
        year = self.asked_year()
        initial: dict[str, Any] = {**super().get_initial(), "year": year.pk if year else None}
        if year and hasattr(self.model, "reference"):
            rows: models.QuerySet[Any] = self.model._default_manager.all()
            initial |= next_place(rows.filter(year=year))
        return initial

    def asked_year(self) -> ReportingYear | None:
        """Return the year in the address or, if it names none, the latest."""
        asked = ReportingYear.objects.with_slug(self.request.GET.get("year", "")).first()
        return asked or ReportingYear.objects.latest_first().first()

    def query_for_another(self, record: Record) -> str:
        """Keep the year."""
        return f"?year={record.year.slug}"  # type: ignore[attr-defined]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether there is a year to add to."""
        form = kwargs["form"]
        return {**super().get_context_data(**kwargs), "no_years": not form.fields["year"].queryset.exists()}


class YearlyDeleteView(YearlyPages, RecordDeleteView):
    """Deletes a record and goes back to the list of its year."""

    def query_after(self, record: Record) -> str:
        """Go back to the same year."""
        return f"?year={record.year.slug}"  # type: ignore[attr-defined]


def next_place(rows: models.QuerySet[Any]) -> dict[str, Any]:
    """Return the next free reference ("P11" after "P10") and the place after the last; nothing for an empty year."""
    taken = list(rows.values_list("reference", "order"))
    numbered = [match for reference, _ in taken if (match := _NUMBERED.match(reference))]
    if not numbered:
        return {}
    last = max(numbered, key=lambda match: int(match[2]))
    return {"reference": f"{last[1]}{int(last[2]) + 1}", "order": max(order for _, order in taken) + 1}
