"""What people say to one another about a record, what they are told, and how. None of it is ever published."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from ctreport.discussion.kinds import NoticeKind
from ctreport.discussion.querysets import CommentQuerySet, NoticeQuerySet

LONGEST_COMMENT = 4000


class Comment(models.Model):
    """A comment on a record, or an answer to one. A thread is resolved at its first comment.

    Comments outlive their record, as its history does. The author's name is kept as text, so that it outlives them.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey("content_type", "object_id")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="replies")
    text = models.TextField(max_length=LONGEST_COMMENT)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="comments")
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="mentioned_in", blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by_name = models.CharField(max_length=150, blank=True)

    objects: ClassVar = CommentQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        indexes: ClassVar = [models.Index(fields=["content_type", "object_id"], name="comment_by_record")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="comment_text_not_empty",
                condition=~Q(text=""),
                violation_error_message="Write something first.",
            ),
            models.CheckConstraint(
                name="comment_text_not_too_long",
                condition=LessThanOrEqual(Length("text"), LONGEST_COMMENT),
                violation_error_message=f"Use {LONGEST_COMMENT} characters or fewer.",
            ),
            models.CheckConstraint(
                name="comment_only_a_thread_is_resolved",
                condition=Q(parent=None) | Q(resolved_at=None),
                violation_error_message="A thread is resolved at its first comment.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by_name}: {self.text[:60]}"

    @property
    def thread_id(self) -> int:
        """The number of the thread: that of its first comment."""
        return self.parent_id or self.pk

    @property
    def is_resolved(self) -> bool:
        """Whether the thread that this comment begins is resolved."""
        return self.resolved_at is not None

    @property
    def anchor(self) -> str:
        """Where the comment stands on the record's page."""
        return f"comment-{self.pk}"


class Notice(models.Model):
    """A line of a person's inbox: something that waits for them, or that they should know.

    ``key`` groups: what comes under a key that the person has already makes that line new again instead of adding
    one. A notice of what waits for review speaks of a kind of record in a year, and how many there are is counted
    when it is shown; one of what was approved adds up until it is read.
    """

    Kind = NoticeKind

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=10, choices=NoticeKind.choices)
    key = models.CharField(max_length=80)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField(null=True, blank=True)
    year_key = models.CharField(max_length=20, blank=True, help_text="The year as a record's history holds it.")
    year_label = models.CharField(max_length=20, blank=True)
    label = models.CharField(max_length=200, blank=True, help_text="What the record is called, without its content.")
    by_name = models.CharField(max_length=150, blank=True)
    count = models.PositiveIntegerField(default=1)
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, null=True, blank=True, related_name="notices")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = NoticeQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [models.Index(fields=["person", "read_at"], name="notice_unread_by_person")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "key"], name="notice_once_a_person")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.label or self.year_label}"


class MailPreference(models.Model):
    """How a person wants to be told by e-mail, and when they were last.

    ``sending_since`` is the lease of the process that is writing to the person now, so that two that run at once do
    not write twice. It is a column and not a lock, since the mail server may take long to answer.
    """

    class Rhythm(models.TextChoices):
        DAILY = "daily", "Once a day, if something waits"
        AT_ONCE = "at_once", "At once"
        NEVER = "never", "Never"

    LEASE = timedelta(minutes=10)

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_preference")
    rhythm = models.CharField("when", max_length=8, choices=Rhythm.choices, default=Rhythm.DAILY)
    last_digest_at = models.DateTimeField(null=True, blank=True, editable=False)
    sending_since = models.DateTimeField(null=True, blank=True, editable=False)

    def __str__(self) -> str:
        return f"{self.person}: {self.get_rhythm_display()}"
