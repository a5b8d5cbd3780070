"""What a notice may be about."""

from __future__ import annotations

from django.db.models import TextChoices


class NoticeKind(TextChoices):
    """The kinds of notices, in the order in which a digest counts them."""

    REVIEW = "review", "To review"
    RETURNED = "returned", "Returned"
    MENTION = "mention", "Mention"
    REPLY = "reply", "Reply"
    APPROVED = "approved", "Approved"
    EDITION = "edition", "Report"
    ALERT = "alert", "Alert"
