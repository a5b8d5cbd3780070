"""Files that people chose to import, kept until they confirm the preview or it expires."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from ctreport.accounts.models import User
from ctreport.importing.report.models import ReportProposal  # noqa: F401 - a model must be found here

KEPT_FOR = timedelta(days=1)


class UploadQuerySet(models.QuerySet["Upload"]):
    """Questions about uploads."""

    def open_to(self, user: User) -> UploadQuerySet:
        """Return what a person may open: their own, for a day."""
        return self.filter(by=user, at__gt=timezone.now() - KEPT_FOR)

    def expired(self) -> UploadQuerySet:
        """Return what nobody can open any more."""
        return self.filter(at__lte=timezone.now() - KEPT_FOR)


class Upload(models.Model):
    """A file somebody chose, and what a preview found in it. The bytes stand in ``settings.IMPORTS_DIR``."""

    class Kind(models.TextChoices):
        FIGURES = "figures", "Figures"
        REPORT = "report", "Published report"
        RECORDS = "records", "Records"

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    filename = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, help_text="Of the bytes, which are stored under it.")
    size = models.PositiveIntegerField(help_text="Bytes.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    fingerprint = models.CharField(max_length=64, blank=True, help_text="Of what the preview said; empty before it.")
    summary = models.JSONField(default=dict, help_text="What the preview found, in numbers.")
    options: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(
        default=dict, help_text="What was chosen with the file, such as the year of a report."
    )
    job_address = models.CharField(max_length=200, blank=True, help_text="The page of the work that is going on.")
    applied_at = models.DateTimeField(null=True, blank=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-at"]
        indexes: ClassVar = [models.Index(fields=["by", "-at"], name="upload_by_person")]

    def __str__(self) -> str:
        return self.filename

    @property
    def expires(self) -> datetime:
        """When the preview can no longer be opened."""
        return self.at + KEPT_FOR
