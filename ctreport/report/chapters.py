"""The chapters of a report: which, in what order, under which headings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import slugify

from ctreport.report.models import ChapterKind, ChapterPlan, ReportPlan
from objectives.models import ReportingYear

# In the usual order: the anchor of each kind of chapter. Its usual heading is the kind's own name.
ANCHORS = {
    ChapterKind.FOREWORD: "foreword",
    ChapterKind.KEY_FIGURES: "key-figures",
    ChapterKind.SAID: "said",
    ChapterKind.DID: "did",
    ChapterKind.OUTCOME: "outcome",
    ChapterKind.CHARTS: "charts",
    ChapterKind.TRENDS: "over-the-years",
    ChapterKind.THREAD: "thread",
    ChapterKind.TABLES: "tables",
    ChapterKind.NOTES: "notes",
    ChapterKind.GLOSSARY: "glossary",
    ChapterKind.CONTACT: "contact",
}
FOOTNOTES, FOOTNOTES_TITLE = "footnotes", "Footnotes"  # the chapter's kind and anchor, and its heading
PLEDGE_BY_PLEDGE = "Pledge by pledge"
# What a report by golden thread tells within "said", pledge by pledge.
TOLD_BY_THREAD = (ChapterKind.DID, ChapterKind.OUTCOME, ChapterKind.THREAD)


@dataclass(frozen=True)
class PlannedChapter:
    """A chapter before its text is read. ``introduction`` is Markdown; of a chapter of text it is the text."""

    kind: str
    anchor: str
    title: str
    introduction: str = ""


def planned_chapters(plan: ReportPlan, rows: Iterable[ChapterPlan]) -> list[PlannedChapter]:
    """Return the chapters to print in order, by the plan of a year and the plans of its chapters.

    A kind of chapter that was not planned stands after the one that it usually follows: nothing gets lost by being
    forgotten, and leaving out is said by ``is_included``. By golden thread, "what we said" tells all, pledge by pledge.
    """
    by_thread = plan.layout == ReportPlan.Layout.GOLDEN_THREAD
    taken: set[str] = set()
    return [
        PlannedChapter(row.kind, _anchor(row, taken), row.title or usual_title(row.kind, by_thread), row.introduction)
        for row in in_order(list(rows), plan.year)
        if row.is_included and not (by_thread and row.kind in TOLD_BY_THREAD)
    ]


def in_order(rows: list[ChapterPlan], year: ReportingYear) -> list[ChapterPlan]:
    """Return the plans of a year's chapters with an unsaved one, in its usual place, for each kind not planned."""
    place = 0
    for kind in ANCHORS:
        at = next((number for number, row in enumerate(rows) if row.kind == kind), None)
        if at is None:
            rows.insert(place, ChapterPlan(year=year, kind=kind))
            at = place
        place = at + 1
    return rows


def usual_title(kind: str, by_thread: bool) -> str:
    """Return the heading of a chapter to which nobody gave another."""
    return PLEDGE_BY_PLEDGE if by_thread and kind == ChapterKind.SAID else str(ChapterKind(kind).label)


def _anchor(row: ChapterPlan, taken: set[str]) -> str:
    if row.kind != ChapterKind.TEXT:
        return ANCHORS[ChapterKind(row.kind)]
    wanted = f"chapter-{slugify(row.title) or 'text'}"
    anchor, number = wanted, 1
    while anchor in taken:
        number += 1
        anchor = f"{wanted}-{number}"
    taken.add(anchor)
    return anchor
