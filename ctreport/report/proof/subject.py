"""Which chapter a proof shows beside the form in which a part of the report is being edited."""

from __future__ import annotations

from dataclasses import dataclass

from ctreport.report.chapters import ANCHORS, FOOTNOTES, in_order, planned_chapters
from ctreport.report.editor.targets import marked_keys
from ctreport.report.facts import AnnualReport
from ctreport.report.models import (
    Branding,
    ChapterKind,
    ChapterPlan,
    ChartPlan,
    FootnotePlan,
    GlossaryTerm,
    plan_of,
)
from ctreport.report.proof.edited import chapters_with
from ctreport.review.models import Record
from objectives.models import ReportingYear

COVER = "cover"
_LEFT_OUT = "Nothing of it is printed: the report leaves this chapter out, or it is empty."


@dataclass(frozen=True)
class Subject:
    """What a proof shows: the chapter of an anchor, and the cover before it where that is edited, too.

    ``remark`` says why what is being edited is not printed. Where there is no ``anchor``, nothing is.
    """

    anchor: str = ""
    has_cover: bool = False
    remark: str = ""


def subject_of(record: Record, kind: str, report: AnnualReport, year: ReportingYear) -> Subject:
    """Return what is to be shown of a report in which ``record`` is being edited, unsaved.

    ``kind`` is that of the chapter for a plan, of which each form edits another part: "foreword", "key_figures"; or
    "cover" for its layout and title.
    """
    printed = {chapter.anchor for chapter in report.chapters}
    if isinstance(record, Branding) or kind == COVER:
        wanted = ANCHORS[ChapterKind.SAID if kind == COVER else ChapterKind.KEY_FIGURES]
        first = next((chapter.anchor for chapter in report.chapters), "")
        return Subject(wanted if wanted in printed else first, has_cover=True)
    anchor, remark = _place_of(record, kind, report, year)
    if anchor in printed:
        return Subject(anchor, remark=remark)
    return Subject(remark=remark or _LEFT_OUT)


def _place_of(record: Record, kind: str, report: AnnualReport, year: ReportingYear) -> tuple[str, str]:
    if isinstance(record, ChapterPlan):
        return _anchor_of(record, year), ""
    if isinstance(record, ChartPlan):
        return ANCHORS[ChapterKind.TRENDS if record.kind == ChartPlan.Kind.TREND else ChapterKind.CHARTS], ""
    if isinstance(record, FootnotePlan):
        return FOOTNOTES, _why_no_footnote(record, report, year)
    if isinstance(record, GlossaryTerm):
        is_used = any(one.term == record.term for one in report.glossary)
        remark = "" if is_used else f"No text of the report of {year} uses this word, so it is not printed there."
        return ANCHORS[ChapterKind.GLOSSARY], remark
    return ANCHORS[ChapterKind(kind)], ""


def _anchor_of(record: ChapterPlan, year: ReportingYear) -> str:
    """Return the anchor of a chapter, which for one of text follows from its heading and those before it."""
    if record.kind != ChapterKind.TEXT:
        return ANCHORS[ChapterKind(record.kind)]
    rows = in_order(chapters_with(ChapterPlan.objects.filter(year=year), record, year), year)
    texts = [row for row in rows if row.is_included and row.kind == ChapterKind.TEXT]
    planned = [one.anchor for one in planned_chapters(plan_of(year), rows) if one.kind == ChapterKind.TEXT]
    return next((anchor for row, anchor in zip(texts, planned, strict=True) if row is record), "")


def _why_no_footnote(record: FootnotePlan, report: AnnualReport, year: ReportingYear) -> str:
    if record.target:
        hangs = any(note.target == record.target for note in report.footnotes)
        return "" if hangs else "What it hangs on stands in no chapter that is printed, so neither does the footnote."
    if not record.key or record.key in set(marked_keys(year)):
        return ""
    return f"No printed text holds its mark, [^{record.key}], so it is not printed yet."
