"""How pledges and measures were assessed, and what is to be done about it by when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ctreport.review.models import Marking
from objectives.models import ReportingYear
from outcomes.models import Assessment


@dataclass(frozen=True)
class Judgement:
    """An assessment in the force's own words, with the action that follows, if any."""

    pk: int
    pledge_id: int | None
    measure_id: int | None
    word: str
    needs_action: bool
    action: str = ""
    due_on: date | None = None
    is_overdue: bool = False
    is_illustrative: bool = False
    is_sensitive: bool = False

    @property
    def subject(self) -> tuple[str, int]:
        """What is assessed, by its key in the thread."""
        return ("pledge", self.pledge_id) if self.pledge_id else ("measure", self.measure_id or 0)

    @property
    def is_open(self) -> bool:
        """Whether something is to be done."""
        return bool(self.action)


def judgements_of(year: ReportingYear, today: date) -> tuple[Judgement, ...]:
    """Return the approved assessments of a year, in the order of their words; one query.

    An action is overdue from the day after it is due.
    """
    rows = Assessment.objects.for_year(year).approved().order_by("word__order", "word__word", "pk")
    return tuple(
        Judgement(
            pk=pk,
            pledge_id=pledge_id,
            measure_id=measure_id,
            word=word,
            needs_action=needs_action,
            action=action,
            due_on=due_on,
            is_overdue=bool(action) and due_on is not None and due_on < today,
            is_illustrative=illustrative,
            is_sensitive=marking == Marking.SENSITIVE,
        )
        for pk, pledge_id, measure_id, word, needs_action, action, due_on, illustrative, marking in rows.values_list(
            "pk",
            "pledge_id",
            "measure_id",
            "word__word",
            "word__needs_action",
            "action",
            "due_on",
            "illustrative",
            "marking",
        )
    )


def by_due_date(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return those with an action, the first due at the head and those without a date at the end."""
    found = [one for one in judgements if one.is_open]
    return sorted(found, key=lambda one: (one.due_on is None, one.due_on or date.max, one.pk))
