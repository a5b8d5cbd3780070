"""From entries to the fragments that answer them."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString

from ctreport.accounts.models import User
from ctreport.entry.grid.actions import enter
from ctreport.entry.grid.build import build_rows, last_label
from ctreport.entry.grid.drawing import draw_answers
from ctreport.entry.grid.entries import Entry
from objectives.models import ReportingYear


def answer_batch(*, year: ReportingYear, entries: Sequence[Entry], by: User) -> SafeString:
    """Save entries and return their cells as they now are, with what is now asked about the cells beside them."""
    found, measures = enter(year=year, entries=entries, by=by)
    answers = {answer.entry.place: answer for answer in found}
    rows = build_rows(year, measures, with_related=True)
    is_read_only = year.state == ReportingYear.State.CLOSED
    return draw_answers(rows, answers, last_label=last_label(year), is_read_only=is_read_only)
