"""Acts on what is planned for a report. Each goes through ``save_record``, so that all of it has a history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.db import transaction

from ctreport.accounts.models import User
from ctreport.report.chapters import in_order
from ctreport.report.chosen import suggested_charts
from ctreport.report.models import ChapterKind, ChapterPlan, ChartPlan, ReportPlan
from ctreport.review.actions import lock, save_record
from objectives.models import ReportingYear

Ordered = TypeVar("Ordered", ChapterPlan, ChartPlan)
AS_USUAL = "What a report has without being asked, noted before it was changed."


@transaction.atomic
def ensure_plan(*, year: ReportingYear, by: User) -> ReportPlan:
    """Return the plan of a year's report; where there is none, one that plans nothing yet."""
    lock(year)  # so that two people who begin at once begin the same plan
    found = ReportPlan.objects.filter(year=year).first()
    return found or save_record(record=ReportPlan(year=year), by=by, reason=AS_USUAL)


@transaction.atomic
def ensure_chapters(*, year: ReportingYear, by: User) -> list[ChapterPlan]:
    """Return a plan for each chapter, in order; what was not planned yet gets one that changes nothing."""
    lock(year)
    rows = in_order(list(ChapterPlan.objects.filter(year=year)), year)
    for number, row in enumerate(rows):
        if row.pk is None or row.order != number:
            row.order, row.year = number, year
            save_record(record=row, by=by, reason=AS_USUAL)
    return rows


@transaction.atomic
def add_chapter(*, chapter: ChapterPlan, by: User, reason: str = "") -> ChapterPlan:
    """Put a new chapter of text last, but before the notes and what follows them, where readers look for no chapter."""
    rows = ensure_chapters(year=chapter.year, by=by)
    last = next((number for number, row in enumerate(rows) if row.kind == ChapterKind.NOTES), len(rows))
    rows.insert(last, chapter)
    chapter.order = last
    save_record(record=chapter, by=by, reason=reason)
    _renumber(rows, by=by, reason=reason or f"“{chapter.title}” was added.")
    return chapter


@transaction.atomic
def move_chapter(*, year: ReportingYear, key: str, up: bool, by: User, reason: str = "") -> tuple[ChapterPlan, int]:
    """Move a chapter past its neighbour and return it with its place, from 1; at the edge it stays.

    ``key`` is that of ``key_of``. Raises LookupError where there is no such chapter.
    """
    rows = ensure_chapters(year=year, by=by)
    return _move(rows, _found(rows, key), up=up, by=by, reason=reason)


@transaction.atomic
def include_chapter(
    *, year: ReportingYear, key: str, included: bool, by: User, reason: str = ""
) -> tuple[ChapterPlan, int]:
    """Print a chapter, or leave it out; return it with its place. Raises LookupError where there is no such chapter."""
    rows = ensure_chapters(year=year, by=by)
    row = rows[_found(rows, key)]
    row.is_included = included
    save_record(record=row, by=by, reason=reason)
    return row, rows.index(row) + 1


def key_of(row: ChapterPlan) -> str:
    """Return what names a chapter in its year, saved or not: its kind, or the key of a chapter of text."""
    return str(row.pk) if row.kind == ChapterKind.TEXT else row.kind


@transaction.atomic
def move_chart(*, year: ReportingYear, pk: int, up: bool, by: User, reason: str = "") -> tuple[ChartPlan, int]:
    """Move a chart past its neighbour and return it with its place, from 1; at the edge it stays.

    Raises LookupError where there is no such chart.
    """
    lock(year)
    rows = list(ChartPlan.objects.filter(year=year))
    at = next((number for number, row in enumerate(rows) if row.pk == pk), None)
    if at is None:
        raise LookupError("There is no such chart.")
    return _move(rows, at, up=up, by=by, reason=reason)


@transaction.atomic
def add_chart(*, chart: ChartPlan, by: User, reason: str = "") -> ChartPlan:
    """Put a new chart last."""
    lock(chart.year)
    last = ChartPlan.objects.filter(year=chart.year).last()
    chart.order = last.order + 1 if last else 0
    return save_record(record=chart, by=by, reason=reason)


@transaction.atomic
def choose_suggested_charts(*, year: ReportingYear, by: User, reason: str = "") -> int:
    """Choose the charts that the figures suggest, so that each can be changed; return how many.

    Does nothing where charts were chosen already.
    """
    lock(year)
    if ChartPlan.objects.filter(year=year).exists():
        return 0
    plans = suggested_charts(year)
    for plan in plans:
        save_record(record=plan, by=by, reason=reason)
    return len(plans)


def _found(rows: Sequence[ChapterPlan], key: str) -> int:
    for number, row in enumerate(rows):
        if key_of(row) == key:
            return number
    raise LookupError("There is no such chapter.")


def _move(rows: list[Ordered], at: int, *, up: bool, by: User, reason: str) -> tuple[Ordered, int]:
    to = max(at - 1, 0) if up else min(at + 1, len(rows) - 1)
    row = rows.pop(at)
    rows.insert(to, row)
    _renumber(rows, by=by, reason=reason)
    return row, to + 1


def _renumber(rows: Sequence[Ordered], *, by: User, reason: str) -> None:
    for number, row in enumerate(rows):
        if row.order != number:
            row.order = number
            save_record(record=row, by=by, reason=reason)
