"""Questions asked of outcomes, measures, figures, targets and assessments."""

from __future__ import annotations

from typing import Self, cast

from django.db import models

from ctreport.review.querysets import AnyModel, ReviewedQuerySet, marked_sensitive
from objectives.querysets import YearQuerySet


class OutcomeQuerySet(YearQuerySet[AnyModel]):
    """Questions asked of outcomes."""

    def top_level(self) -> Self:
        """Return outcomes that stand beneath no other."""
        return self.filter(parent=None)

    def is_withheld(self) -> models.Q:
        """Return the condition that an outcome, or the one beneath which it is listed, is OFFICIAL-SENSITIVE."""
        return super().is_withheld() | marked_sensitive(self.model, "parent")


class OutcomeLinkQuerySet(models.QuerySet[AnyModel]):
    """Questions asked of the links of outcomes to activities and pledges."""

    def for_year(self, year: models.Model) -> Self:
        """Return the links of the outcomes of ``year``."""
        return self.filter(outcome__year=year)


class MeasureLinkQuerySet(models.QuerySet[AnyModel]):
    """Questions asked of the links of measures to activities or outcomes."""

    def for_year(self, year: models.Model) -> Self:
        """Return the links to the activities or outcomes of ``year``."""
        side = "activity" if hasattr(self.model, "activity") else "outcome"
        return self.filter(**{f"{side}__year": year})


class DimensionQuerySet(models.QuerySet[AnyModel]):
    """Questions asked of dimensions."""


class CategoryQuerySet(models.QuerySet[AnyModel]):
    """Questions asked of categories."""


class MeasureQuerySet(ReviewedQuerySet[AnyModel]):
    """Questions asked of measures."""

    def with_dimensions(self) -> Self:
        """Return measures with their dimensions loaded."""
        return self.select_related("dimension_1", "dimension_2")

    def own(self) -> Self:
        """Return the force's own measures: not the public statistics, which are no part of its golden thread."""
        return self.filter(is_reference=False)

    def linked_or_recorded_in(self, year: models.Model) -> Self:
        """Return the measures that a year's activities or outcomes are linked to, or that have a figure in it."""
        return self.filter(
            models.Q(activity_links__activity__year=year)
            | models.Q(outcome_links__outcome__year=year)
            | models.Q(figures__year=year)
        ).distinct()


class CellQuerySet(YearQuerySet[AnyModel]):
    """Questions asked of figures and targets."""

    def approved(self) -> Self:
        """Return the approved ones of approved measures: a number is not shown under a title nobody agreed to."""
        return super().approved().filter(measure__approved_version__isnull=False)

    def is_withheld(self) -> models.Q:
        """Return the condition that a figure or target, or its measure, is OFFICIAL-SENSITIVE."""
        return super().is_withheld() | marked_sensitive(_related(self.model, "measure"), "measure")

    def with_cell(self) -> Self:
        """Return rows with their measure, year and categories loaded."""
        return self.select_related("measure", "year", "category_1", "category_2")


class FigureQuerySet(CellQuerySet[AnyModel]):
    """Questions asked of figures."""


class PublishedRateQuerySet(models.QuerySet[AnyModel]):
    """Questions asked of what others published."""

    def with_measures(self) -> Self:
        """Return rates with their part and their whole loaded."""
        return self.select_related("numerator", "denominator")


class AssessmentWordQuerySet(models.QuerySet[AnyModel]):
    """Questions asked of the words of assessment."""


class AssessmentQuerySet(YearQuerySet[AnyModel]):
    """Questions asked of assessments."""

    def with_subject(self) -> Self:
        """Return assessments with their year, word and pledge or measure loaded."""
        return self.select_related("year", "word", "pledge", "measure")

    def is_withheld(self) -> models.Q:
        """Return the condition that an assessment, or what it judges, is OFFICIAL-SENSITIVE."""
        subjects = [marked_sensitive(_related(self.model, name), name) for name in ("pledge", "measure")]
        return super().is_withheld() | subjects[0] | subjects[1]


def _related(model: type[models.Model], name: str) -> type[models.Model]:
    related = model._meta.get_field(name).related_model
    return cast(type[models.Model], related)
