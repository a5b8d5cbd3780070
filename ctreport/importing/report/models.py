"""The proposal that a published report was read as, kept while a person corrects it."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from ctreport.accounts.models import User
from objectives.financial_year import label_of, slug_of


class ReportProposalQuerySet(models.QuerySet["ReportProposal"]):
    """Questions about proposals."""

    def open_to(self, user: User) -> ReportProposalQuerySet:
        """Return what a person may open: their own, and nobody else's."""
        return self.filter(owner=user)

    def unfinished(self) -> ReportProposalQuerySet:
        """Return proposals that were not written yet, the newest first."""
        return self.filter(applied_at=None).order_by("-updated_at")


class ReportProposal(models.Model):
    """One page of a published report as it was read and corrected. Nothing of it is a record before it is applied.

    ``content`` is a ``draft.Draft`` as JSON; ``version`` goes up with each change, so that two windows of the same
    person never overwrite each other. ``result`` says what was written.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    start_year = models.PositiveSmallIntegerField("financial year")
    title = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=200, blank=True, help_text="The file's name, or “pasted text”.")
    content: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    result: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict, blank=True)

    objects = ReportProposalQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-updated_at"]
        indexes: ClassVar = [models.Index(fields=["owner", "-updated_at"], name="proposal_by_owner")]

    def __str__(self) -> str:
        return f"{self.name}, {self.year_label}"

    @property
    def name(self) -> str:
        """The page's title, or words for a page that has none."""
        return self.title or "Report without a title"

    @property
    def year_label(self) -> str:
        """The year as it is written: "2017/18"."""
        return label_of(self.start_year)

    @property
    def year_slug(self) -> str:
        """The year as it stands in addresses: "2017-18"."""
        return slug_of(self.start_year)
