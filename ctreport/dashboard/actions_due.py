"""What is to be done about the pledges and measures that were assessed, and by when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from outcomes.models import Assessment


@dataclass(frozen=True)
class ActionDue:
    """An action that follows from an assessment."""

    assessment_id: int
    subject: str
    word: str
    action: str
    due_on: date | None
    is_overdue: bool
    is_illustrative: bool = False


def actions_due(assessments: Iterable[Assessment], today: date) -> tuple[ActionDue, ...]:
    """Return the actions, those due first at the head and those without a date at the end."""
    found = [
        ActionDue(
            assessment_id=one.pk,
            subject=f"Pledge {one.pledge.reference}" if one.pledge else str(one.measure),
            word=str(one.word),
            action=one.action,
            due_on=one.due_on,
            is_overdue=one.due_on is not None and one.due_on < today,
            is_illustrative=one.illustrative,
        )
        for one in assessments
        if one.action
    ]
    return tuple(sorted(found, key=lambda one: (one.due_on is None, one.due_on or today, one.subject)))
