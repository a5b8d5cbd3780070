"""The history of records."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from ctreport.review.models.records import State


class Revision(models.Model):
    """One change to one record: who, when, why, and what it then was. Text and JSON, so that it outlives both."""

    class Act(models.TextChoices):
        LOADED = "loaded", "loaded"
        CREATED = "created", "created"
        CHANGED = "changed", "changed"
        LINKED = "linked", "changed the links of"
        ATTACHED = "attached", "changed the evidence of"
        RESTORED = "restored", "restored an earlier version of"
        DELETED = "deleted", "deleted"

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey("content_type", "object_id")
    record_text = models.CharField(max_length=300)
    number = models.PositiveIntegerField(help_text="The record's version after this change.")
    act = models.CharField(max_length=10, choices=Act.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=500, blank=True)
    data = models.JSONField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.APPROVED)
    submitted_by_name = models.CharField(max_length=150, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    reviewed_by_name = models.CharField(max_length=150, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    review_comment = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-number"]
        indexes: ClassVar = [
            models.Index(fields=["state", "submitted_at"], name="revision_by_state"),
            models.Index(fields=["at"], name="revision_deleted_by_time", condition=models.Q(act="deleted")),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["content_type", "object_id", "number"], name="revision_one_per_version"),
        ]

    def __str__(self) -> str:
        return f"{self.by_name} {self.get_act_display()} {self.record_text}"
