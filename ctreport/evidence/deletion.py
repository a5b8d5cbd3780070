"""What becomes of evidence when its record is deleted."""

from __future__ import annotations

from typing import Any

from ctreport.evidence.actions import forget_attachments
from ctreport.review.models import Revision


def follow_record(sender: type[Revision], instance: Revision, **kwargs: Any) -> None:
    """Take away a record's files once its history says that it was deleted.

    The history is listened to, and not Django's own signal: that one would have to be sent for each row of each
    table, which makes deleting many records slow.
    """
    if instance.act == Revision.Act.DELETED:
        forget_attachments(content_type=instance.content_type, object_id=instance.object_id)
