"""Questions asked of reviewed records."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models

from ctreport.review.models import State

AnyModel = TypeVar("AnyModel", bound=models.Model)


class ReviewedQuerySet(models.QuerySet[AnyModel]):
    """Records that a second person approves."""

    def approved(self) -> Self:
        """Return records whose row holds an approved version: what report and dashboard show."""
        return self.filter(approved_version__isnull=False)

    def submitted(self) -> Self:
        """Return records whose newest version waits for a reviewer."""
        return self.filter(state=State.SUBMITTED)

    def pending(self) -> Self:
        """Return records whose newest version is not approved yet."""
        return self.exclude(state=State.APPROVED)
