"""Builds the facts of an annual report from the records of a year and what was planned for its report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings

from ctreport.disclosure.publishing import Editions, suppressed
from ctreport.narrative.sentences import FigureBook
from ctreport.report import facts
from ctreport.report.chapters import FOOTNOTES, FOOTNOTES_TITLE, planned_chapters
from ctreport.report.contents import Contents, Records
from ctreport.report.facts import AnnualReport, Chapter
from ctreport.report.figure_facts import figure_facts
from ctreport.report.footnotes import Footnotes
from ctreport.report.glossary import glossary_of
from ctreport.report.models import (
    Branding,
    ChapterKind,
    ChapterPlan,
    FootnotePlan,
    GlossaryTerm,
    ReportPlan,
    branding_now,
    plan_of,
)
from ctreport.report.pictures import picture_fact
from ctreport.report.places import without_dead_links
from ctreport.report.proof.edited import chapters_with, or_edited, with_edited
from ctreport.report.tables import YearFigures, figure_tables
from ctreport.review.models import Record
from ctreport.thread.threads import build_thread
from ctreport.ui.words import plain_date
from objectives.models import ReportingYear

_EMPTY: dict[str, Any] = {
    "key_figures": (),
    "more_key_figures": 0,
    "pledges": (),
    "activities": (),
    "outcomes": (),
    "charts": (),
    "trends": (),
    "thread_summary": "",
    "threads": (),
    "loose_ends": (),
    "notes": (),
}


def build_report(year: ReportingYear, *, earlier: Editions | None = None, edited: Record | None = None) -> AnnualReport:
    """Gather all that the report of a year says, in a number of queries that does not depend on its size.

    ``earlier`` is what published editions told, so that no number that is hidden now can be worked out from them.
    ``edited`` is an unsaved part of the report, which is taken in place of what is stored of it: for the proof.
    """
    book = suppressed(FigureBook.for_year(year, publishable=True), earlier)
    plan, branding = or_edited(plan_of(year), edited), or_edited(branding_now(), edited)
    figures = YearFigures.of(year, book, chosen=plan.key_figures)
    records = Records(year, book, build_thread(year, book, publishable=True), figures, earlier)
    rows = chapters_with(ChapterPlan.objects.filter(year=year), edited, year)
    footnotes = Footnotes(with_edited(FootnotePlan.objects.filter(year=year), FootnotePlan, edited), book)
    contents = Contents(records, plan, footnotes, edited)
    made = [one for planned in planned_chapters(plan, rows) if (one := contents.of(planned))]
    report = AnnualReport(
        force=branding.force_name or settings.FORCE_NAME,
        title=plan.title or settings.REPORT_TITLE,
        **_of_the_year(records),
        **_EMPTY | _data(records) | {name: value for _, gathered in made for name, value in gathered.items()},
        layout=plan.layout,
        branding=branding_fact(branding, is_chosen=branding is edited),
    )
    report = _completed(report, [chapter for chapter, _ in made], footnotes, book, edited)
    return replace(report, illustrative=_illustrative(report, records, [plan, *rows]))


def _of_the_year(records: Records) -> dict[str, Any]:
    year = records.year
    return {
        "year": year.label,
        "slug": year.slug,
        "period": f"{plain_date(year.period_start)} to {plain_date(year.period_end)}",
        "year_end": plain_date(year.period_end),
        "year_end_iso": year.period_end.isoformat(),
        "earlier_year": records.earlier_year,
        "has_earlier_figures": any(records.figures.change(row) for row in records.figures.rows),
        "illustrative": "",
    }


def _data(records: Records) -> dict[str, Any]:
    """Return what is published as data whether or not a chapter prints it."""
    unmarked = Footnotes((), records.book)
    return {"tables": figure_tables(records.figures, unmarked), "figures": figure_facts(records.figures)}


def _completed(
    report: AnnualReport, chapters: Sequence[Chapter], footnotes: Footnotes, book: FigureBook, edited: Record | None
) -> AnnualReport:
    """Add what follows from all the rest: the chapters in order, the footnotes that have a mark, the words used."""
    report = replace(report, chapters=tuple(chapters), footnotes=footnotes.printed())
    kinds = [chapter.kind for chapter in chapters]
    if ChapterKind.GLOSSARY in kinds:
        terms = with_edited(GlossaryTerm.objects.all(), GlossaryTerm, edited)
        report = replace(report, glossary=glossary_of(terms, _said(report), book))
    chapters = [one for one in chapters if one.kind != ChapterKind.GLOSSARY or report.glossary]
    if report.footnotes:
        notes = next((number for number, one in enumerate(chapters) if one.kind == ChapterKind.NOTES), len(chapters))
        chapters.insert(notes, Chapter(FOOTNOTES, FOOTNOTES, FOOTNOTES_TITLE))
    return without_dead_links(replace(report, chapters=tuple(chapters)))


def _said(report: AnnualReport) -> AnnualReport:
    """Return the report without what its readers do not read as text."""
    printed = {chapter.kind for chapter in report.chapters}
    return replace(report, figures=(), branding=None, tables=report.tables if ChapterKind.TABLES in printed else ())


def branding_fact(branding: Branding, *, is_chosen: bool = False) -> facts.Branding | None:
    """Return the force's look; none before one was chosen, when the house's own is used.

    ``is_chosen`` says that one is being chosen now, though it is not saved.
    """
    if branding.pk is None and not is_chosen:
        return None
    logo = picture_fact(branding.logo, branding.logo_alt or branding.force_name)
    return facts.Branding(branding.primary_colour, branding.secondary_colour, logo)


def _illustrative(report: AnnualReport, records: Records, planned: Sequence[ReportPlan | ChapterPlan]) -> str:
    """Say which of what is shown was made up; empty where nothing was."""
    year, figures = records.year, records.figures
    if year.illustrative or any(node.is_illustrative for node in records.thread.nodes.values()):
        return f"Records of {year.label} in this report are made up to show how it works."
    compared = [one for pk, one in figures.earlier.items() if pk]
    if any(one.illustrative for one in compared) or any(chart.is_illustrative for chart in report.trends):
        return f"The figures of the years before {year.label} are made up to show how the report works."
    if any(target.illustrative for pk, target in figures.targets.items() if pk):
        return "Targets in this report are made up to show how it works."
    if any(one.illustrative for one in planned):
        return "Texts of this report are made up to show how it works."
    return ""
