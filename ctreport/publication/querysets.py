"""Questions asked of editions. The states are written as the model's ``State`` has them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from ctreport.publication.models import Edition  # noqa: F401 - names the model to the type checker


class EditionQuerySet(models.QuerySet["Edition"]):
    """Questions asked of editions."""

    def of_year(self, year: models.Model) -> Self:
        """The editions of a year, the newest first."""
        return self.filter(year=year).order_by("-number", "-pk")

    def kept(self) -> Self:
        """Those whose files are kept: all but those that were discarded or returned."""
        return self.exclude(state="discarded")

    def in_hand(self) -> Self:
        """Those on their way to publication."""
        return self.filter(state__in=self.model.IN_HAND)

    def readable(self) -> Self:
        """Those that the public may read."""
        return self.filter(state__in=self.model.READABLE)

    def published(self) -> Self:
        """Those that are current."""
        return self.filter(state="published")

    def due(self, now: datetime) -> Self:
        """Those whose time has come, the earliest first."""
        return self.filter(state="scheduled", release_at__lte=now).order_by("release_at", "pk")
