"""Filters of the lists of outcomes, measures, figures, targets, assessments and their set-up."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet

from ctreport.review.filters import RecordFilter
from objectives.yearly import YearlyFilter
from outcomes.models import (
    Assessment,
    AssessmentWord,
    Category,
    Dimension,
    Figure,
    Measure,
    Outcome,
    PublishedRate,
    Target,
)

LEVELS = (("top", "At the top"), ("sub", "Beneath another"))
SUBJECTS = (("pledge", "Pledges"), ("measure", "Measures"))
CELL_FIELDS = ("measure__title", "measure__code", "measure__programme", "category_1__name", "category_2__name", "note")


class OutcomeFilter(YearlyFilter):
    """Outcomes by year, words and level."""

    search_fields = ("reference", "narrative")
    level = django_filters.ChoiceFilter(label="Level", choices=LEVELS, empty_label="All", method="by_level")

    class Meta(YearlyFilter.Meta):
        model = Outcome
        fields = ()

    def by_level(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Return the outcomes at the top, or the sub-outcomes."""
        return queryset.filter(parent__isnull=value == "top")


class MeasureFilter(RecordFilter):
    """Measures by words, unit and kind."""

    search_fields = ("title", "code", "programme", "definition")

    class Meta(RecordFilter.Meta):
        model = Measure
        fields = ("unit", "kind")


class FigureFilter(YearlyFilter):
    """Figures by year, words, measure and status."""

    search_fields = (*CELL_FIELDS, "source", "grade", "shorthand")
    measure = django_filters.ModelChoiceFilter(queryset=Measure.objects.all(), empty_label="All measures")

    class Meta(YearlyFilter.Meta):
        model = Figure
        fields = ("measure", "status")


class TargetFilter(YearlyFilter):
    """Targets by year, words and measure."""

    search_fields = CELL_FIELDS
    measure = django_filters.ModelChoiceFilter(queryset=Measure.objects.all(), empty_label="All measures")

    class Meta(YearlyFilter.Meta):
        model = Target
        fields = ("measure",)


class AssessmentFilter(YearlyFilter):
    """Assessments by year, words, word and subject."""

    search_fields = ("assessment_reason", "action", "pledge__reference", "pledge__statement", "measure__title")
    word = django_filters.ModelChoiceFilter(
        label="Assessment", queryset=AssessmentWord.objects.all(), empty_label="All words"
    )
    subject = django_filters.ChoiceFilter(label="Of", choices=SUBJECTS, empty_label="Both", method="by_subject")

    class Meta(YearlyFilter.Meta):
        model = Assessment
        fields = ("word",)

    def by_subject(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Return the assessments of pledges, or those of measures."""
        return queryset.filter(**{f"{value}__isnull": False})


class DimensionFilter(RecordFilter):
    """Dimensions by words."""

    search_fields = ("name", "categories__name")

    class Meta(RecordFilter.Meta):
        model = Dimension
        fields = ()

    def search(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Return each dimension once, however many of its categories are found."""
        return super().search(queryset, name, value).distinct()


class CategoryFilter(RecordFilter):
    """Categories by words and dimension."""

    search_fields = ("name", "code")
    dimension = django_filters.ModelChoiceFilter(queryset=Dimension.objects.all(), empty_label="All dimensions")

    class Meta(RecordFilter.Meta):
        model = Category
        fields = ("dimension",)


class AssessmentWordFilter(RecordFilter):
    """Words of assessment by words."""

    search_fields = ("word", "description")

    class Meta(RecordFilter.Meta):
        model = AssessmentWord
        fields = ()


class PublishedRateFilter(RecordFilter):
    """Published rates by words."""

    search_fields = ("who", "period", "source", "numerator__title", "denominator__title")

    class Meta(RecordFilter.Meta):
        model = PublishedRate
        fields = ()
