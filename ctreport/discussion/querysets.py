"""Questions asked of comments and notices."""

from __future__ import annotations

from typing import Self, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from ctreport.accounts.models import User
from ctreport.review.models import Record

AnyModel = TypeVar("AnyModel", bound=models.Model)


class CommentQuerySet(models.QuerySet[AnyModel]):
    """Questions asked of comments."""

    def on(self, record: Record) -> Self:
        """Return the comments on a record, the oldest first."""
        content_type = ContentType.objects.get_for_model(type(record))
        return self.filter(content_type=content_type, object_id=record.pk)

    def in_thread(self, number: int) -> Self:
        """Return the comments of a thread, by the number of its first comment, the oldest first."""
        return self.filter(Q(pk=number) | Q(parent=number))


class NoticeQuerySet(models.QuerySet[AnyModel]):
    """Questions asked of notices. Whether one still matters, ``standing`` says."""

    def of(self, person: User) -> Self:
        """Return the notices of a person."""
        return self.filter(person=person)

    def unread(self) -> Self:
        """Return notices that were neither opened nor put away."""
        return self.filter(read_at=None)

    def to_mail(self) -> Self:
        """Return what is unread and no e-mail has told yet."""
        return self.unread().filter(mailed_at=None)

    def with_comments(self) -> Self:
        """Load the comments that notices lead to, and the first of their threads, along with them."""
        return self.select_related("comment__parent")
