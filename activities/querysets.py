"""Questions asked of activities."""

from __future__ import annotations

from typing import Self

from django.db import models

from ctreport.review.querysets import AnyModel
from objectives.querysets import YearQuerySet


class ActivityQuerySet(YearQuerySet[AnyModel]):
    """Questions asked of activities."""


class ActivityPledgeQuerySet(models.QuerySet[AnyModel]):
    """Questions asked of the links between activities and pledges."""

    def for_year(self, year: models.Model) -> Self:
        """Return the links of the activities of ``year``."""
        return self.filter(activity__year=year)
