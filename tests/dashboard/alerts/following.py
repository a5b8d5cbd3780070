"""Following something, and what is told of it."""

from __future__ import annotations

from typing import Any

from ctreport.dashboard.alerts.actions import follow
from ctreport.dashboard.alerts.models import Subscription, Watch
from ctreport.discussion.models import Notice
from ctreport.discussion.standing import Standing
from ctreport.discussion.words import lines_of
from outcomes.models import Figure


def follows(person: Any, record: Any, year: Any = None, *, gap: str = "") -> Subscription:
    """Let a person follow a record or, with a word for it, a gap at it."""
    kind = "gap" if gap else record.record_kind
    key = f"{gap}:{record.record_kind}:{record.pk}" if gap else str(record.pk)
    return follow(person=person, watch=Watch(kind, key, year.pk if year else None))


def told(person: Any) -> list[str]:
    """Return the alerts in a person's inbox, the newest first."""
    notices = list(Notice.objects.of(person).filter(kind="alert").with_comments())
    return [line.text for line in lines_of(notices, Standing.of(notices))]


def figure_of(measure: Any) -> Figure:
    """Return the one figure of a measure."""
    return Figure.objects.with_cell().get(measure=measure)
