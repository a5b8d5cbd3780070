"""Files that prove what a record says. Kept outside the web root; never published."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q, Sum

from ctreport.accounts.access import Act, may
from ctreport.accounts.models import User
from ctreport.evidence.kinds import FileKind, kind_of
from ctreport.review.models import Record


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Questions about attachments."""

    def of(self, record: Record) -> AttachmentQuerySet:
        """The files of a record, the first attached first."""
        return self.filter(content_type=ContentType.objects.get_for_model(type(record)), object_id=record.pk)

    def total_size(self) -> int:
        """Return the bytes of all of them together."""
        return self.aggregate(total=Sum("size"))["total"] or 0


class Attachment(models.Model):
    """A file attached to a record. ``stored_as`` is the SHA-256 of its bytes, which is also its name on disk."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey("content_type", "object_id")
    name = models.CharField(max_length=200, help_text="The name under which it was sent, made safe.")
    media_type = models.CharField(max_length=100, help_text="Found from the bytes, never from the name.")
    size = models.PositiveIntegerField(help_text="In bytes.")
    stored_as = models.CharField(max_length=64)
    description = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(auto_now_add=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["content_type", "object_id"], name="attachment_by_record"),
            models.Index(fields=["stored_as"], name="attachment_by_content"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "stored_as"],
                name="attachment_once_per_record",
                violation_error_message="This file is attached already.",
            ),
            models.CheckConstraint(
                name="attachment_not_empty", condition=Q(size__gt=0), violation_error_message="The file is empty."
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind(self) -> FileKind:
        """What kind of file it is."""
        return kind_of(self.media_type)

    def may_be_removed_by(self, user: User) -> bool:
        """Whether a person may take it away: who attached it, as long as they may enter, and reviewers."""
        return may(user, Act.REVIEW) or (may(user, Act.ENTER) and self.by_id == user.pk)
