"""Questions asked of years, strands and pledges; and how fixtures find records."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from ctreport.review.querysets import AnyModel, ReviewedQuerySet


class NaturalKeyManager(models.Manager[AnyModel]):
    """Finds a record by the fields that its model names in ``NATURAL_KEY``."""

    def get_by_natural_key(self, *key: Any) -> AnyModel:
        """Return the record with this natural key; raise DoesNotExist if there is none."""
        return self.get(**dict(zip(self.model.NATURAL_KEY, key, strict=True)))  # type: ignore[attr-defined]


class YearQuerySet(ReviewedQuerySet[AnyModel]):
    """Records that belong to a reporting year."""

    def for_year(self, year: models.Model) -> Self:
        """Return the records of ``year``, a ReportingYear."""
        return self.filter(year=year)


class ReportingYearQuerySet(models.QuerySet[AnyModel]):
    """Questions asked of years."""

    def with_slug(self, slug: str) -> Self:
        """Return the year whose slug is ``slug`` ("2018-19"), or none where the slug is not a year."""
        from objectives.financial_year import parse_label, slug_of

        try:
            start = parse_label(slug)
        except ValueError:
            return self.none()
        return self.filter(start_year=start) if slug_of(start) == slug else self.none()

    def latest_first(self) -> Self:
        """Return years, the latest first."""
        return self.order_by("-start_year")


class StrandQuerySet(models.QuerySet[AnyModel]):
    """Questions asked of strands."""


class PledgeQuerySet(YearQuerySet[AnyModel]):
    """Questions asked of pledges."""
