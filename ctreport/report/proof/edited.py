"""A part of a report that is being edited, in place of what is stored of it. Nothing is written for that."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from ctreport.report.chapters import in_order
from ctreport.report.models import ChapterKind, ChapterPlan
from ctreport.review.models import Record
from objectives.models import ReportingYear

Row = TypeVar("Row", bound=Record)


def or_edited(stored: Row, edited: Record | None) -> Row:
    """Return what there is one of, a plan or the branding: as it is being edited, else as it is stored."""
    return edited if edited is not None and isinstance(edited, type(stored)) else stored


def with_edited(rows: Iterable[Row], kind: type[Row], edited: Record | None) -> list[Row]:
    """Return rows of a kind with the edited one in its own place, or after them where it is new."""
    found = list(rows)
    if edited is None or not isinstance(edited, kind):
        return found
    at = next((number for number, row in enumerate(found) if _is_the_same(row, edited)), None)
    if at is None:
        found.append(edited)
    else:
        found[at] = edited
    return found


def chapters_with(rows: Iterable[ChapterPlan], edited: Record | None, year: ReportingYear) -> list[ChapterPlan]:
    """Return the plans of chapters with the edited one. A new chapter of text stands where saving would put it."""
    found = list(rows)
    if isinstance(edited, ChapterPlan) and edited.kind == ChapterKind.TEXT and edited.pk is None:
        found = in_order(found, year)
        found.insert(place_of_new(found), edited)
        return found
    return with_edited(found, ChapterPlan, edited)


def place_of_new(rows: list[ChapterPlan]) -> int:
    """Return where a new chapter of text goes: last, but before the notes and what follows them."""
    return next((number for number, row in enumerate(rows) if row.kind == ChapterKind.NOTES), len(rows))


def _is_the_same(row: Record, edited: Record) -> bool:
    """Say whether two rows are one. A chapter of a kind stands in a report once, planned or not."""
    if isinstance(row, ChapterPlan) and isinstance(edited, ChapterPlan) and edited.kind != ChapterKind.TEXT:
        return row.kind == edited.kind
    return edited.pk is not None and row.pk == edited.pk
