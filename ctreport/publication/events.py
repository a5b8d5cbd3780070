"""The log of editions: each step that an edition takes, with who took it."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from ctreport.accounts.models import User
from ctreport.publication.models import Edition, EditionEvent
from ctreport.publication.telling import tell_staff


def log(
    edition: Edition, act: EditionEvent.Act, *, by: User | None, comment: str = "", at: datetime | None = None
) -> EditionEvent:
    """Add a step to an edition's log and tell whom it concerns; ``by`` is None for what ctreport does by itself."""
    tell_staff(edition, act, by.pk if by else None)
    return EditionEvent.objects.create(
        edition=edition,
        act=act,
        at=at or timezone.now(),
        by=by,
        by_name=by.name if by else "ctreport",
        comment=comment.strip(),
    )


def who_scheduled(edition: Edition) -> User | None:
    """Return who put an edition on the calendar last; None where that person is gone."""
    last = edition.events.filter(act=EditionEvent.Act.SCHEDULED).select_related("by").last()
    return last.by if last else None
