"""What is OFFICIAL-SENSITIVE and would be needed by the report of a year, for the checklist before publication."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst

from activities.models import Activity
from ctreport.narrative.sentences import FigureBook
from ctreport.narrative.tokens import tokens_in
from ctreport.review.models import Marking, Record
from ctreport.review.pages import called
from ctreport.thread.templatetags.thread import node_url
from ctreport.thread.threads import build_thread
from objectives.models import Pledge, ReportingYear
from outcomes.models import Assessment, Figure, Measure, Outcome, Target


class Trouble(enum.Enum):
    """What a marking does to the report."""

    TOKEN = "a sentence refers to a figure that is never published"  # noqa: S105 - not a password
    LEFT_OUT = "a record is left out"
    GAP = "the report would say that something is missing which is only not published"


@dataclass(frozen=True)
class SensitiveUse:
    """A place where the report misses what is OFFICIAL-SENSITIVE. ``record`` is what to look at, ``words`` say why."""

    trouble: Trouble
    record: Record | None
    words: str
    address: str

    @property
    def is_error(self) -> bool:
        """Whether it must be mended: a sentence with a hole in it cannot be published."""
        return self.trouble is Trouble.TOKEN


def sensitive_in_use(year: ReportingYear) -> list[SensitiveUse]:
    """Return where the report of a year misses what is OFFICIAL-SENSITIVE: tokens, records left out, gaps they leave.

    In a number of queries that does not depend on how many records there are. Words and addresses are for those who
    publish: they name the records, so that they must not be printed.
    """
    whole = FigureBook.for_year(year, only_approved=True)
    shown = FigureBook.for_year(year, publishable=True)
    left_out = list(_left_out(year))
    found = [*_holes(year, whole, shown), *left_out]
    return found + list(_gaps(year, whole, shown)) if left_out else found


def _holes(year: ReportingYear, whole: FigureBook, shown: FigureBook) -> Iterator[SensitiveUse]:
    """Yield the sentences to be published of which a token refers to a figure that is not."""
    if len(whole.figures) == len(shown.figures):
        return
    kinds: tuple[Any, ...] = (Activity, Outcome)
    for kind in kinds:
        for record in kind.objects.for_year(year).publishable().filter(narrative__contains="{{"):
            hidden = [token for token in tokens_in(record.narrative) if shown.find(token) is None and whole.find(token)]
            for token in dict.fromkeys(one.text for one in hidden):
                words = f"{capfirst(called(record))} refers to {token}, which is OFFICIAL-SENSITIVE."
                yield SensitiveUse(Trouble.TOKEN, record, words, record.get_absolute_url())


def _left_out(year: ReportingYear) -> Iterator[SensitiveUse]:
    """Yield the approved records that the report leaves out; those of a measure or pledge left out go with it."""
    rows: tuple[Any, ...] = (
        Pledge.objects.for_year(year),
        Activity.objects.for_year(year),
        Outcome.objects.for_year(year).select_related("parent"),
        Measure.objects.linked_or_recorded_in(year),
        Figure.objects.for_year(year).with_cell(),
        Target.objects.for_year(year).with_cell(),
        Assessment.objects.for_year(year).with_subject(),
    )
    for queryset in rows:
        for record in queryset.withheld():
            why = "is OFFICIAL-SENSITIVE" if record.marking == Marking.SENSITIVE else _why(record)
            words = f"{capfirst(called(record))} {why}, so the report leaves it out."
            yield SensitiveUse(Trouble.LEFT_OUT, record, words, record.get_absolute_url())


def _why(record: Any) -> str:
    if record.is_sensitive:
        return "belongs to what is OFFICIAL-SENSITIVE"
    return "or what it belongs to is OFFICIAL-SENSITIVE in a draft that waits"


def _gaps(year: ReportingYear, whole: FigureBook, shown: FigureBook) -> Iterator[SensitiveUse]:
    """Yield the gaps in what is published that are none in what is recorded."""
    before = build_thread(year, whole, only_approved=True)
    after = build_thread(year, shown, publishable=True)
    there = {(gap.kind, gap.node.key) for gap in before.gaps}
    for gap in after.gaps:
        if (gap.kind, gap.node.key) not in there:
            words = f"The report would say: {gap.text} What is linked to it is OFFICIAL-SENSITIVE."
            yield SensitiveUse(Trouble.GAP, None, words, node_url(gap.node))
