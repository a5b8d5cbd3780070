"""The report in its order, as the page of the editor lists it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from django.urls import reverse

from ctreport.narrative.sentences import FigureBook
from ctreport.report.build import build_report
from ctreport.report.chapters import ANCHORS, TOLD_BY_THREAD, in_order, planned_chapters, usual_title
from ctreport.report.editor.actions import key_of
from ctreport.report.facts import AnnualReport, Block, Run
from ctreport.report.markdown import NOTE
from ctreport.report.models import ChapterKind, ChapterPlan, ReportPlan, plan_of
from ctreport.report.prose import blocks
from ctreport.ui.words import shortened
from objectives.models import ReportingYear

PRINTED, LEFT_OUT, EMPTY, ELSEWHERE = "Printed", "Left out", "Empty", "Told pledge by pledge"
_FIRST_WORDS = 110
# What stands in a chapter beside its introduction: the names of the report's facts.
_FACTS = {
    ChapterKind.FOREWORD: ("foreword",),
    ChapterKind.SAID: ("pledges",),
    ChapterKind.DID: ("activities",),
    ChapterKind.OUTCOME: ("outcomes",),
    ChapterKind.GLOSSARY: ("glossary",),
    ChapterKind.CONTACT: ("contact",),
}
# The page on which what stands in a chapter is changed, and the words of the link.
_PAGES = {
    ChapterKind.FOREWORD: ("report:foreword", "Write"),
    ChapterKind.CONTACT: ("report:contact", "Write"),
    ChapterKind.KEY_FIGURES: ("report:key_figures", "Choose figures"),
    ChapterKind.CHARTS: ("report:charts", "Choose charts"),
    ChapterKind.TRENDS: ("report:charts", "Choose charts"),
    ChapterKind.GLOSSARY: ("report:glossary", "Terms"),
}


@dataclass(frozen=True)
class Line:
    """A chapter as the editor lists it."""

    key: str
    row: ChapterPlan
    title: str
    state: str
    holds: str
    words: str
    untraced: int
    missing: int
    address: str
    page: tuple[str, str] | None

    @property
    def is_text(self) -> bool:
        """Whether it is a chapter of text, which can be deleted."""
        return self.row.kind == ChapterKind.TEXT

    @property
    def is_printed(self) -> bool:
        """Whether it stands in the report as a chapter."""
        return self.state == PRINTED

    @property
    def state_class(self) -> str:
        """The end of the state's class."""
        return "progress" if self.state == ELSEWHERE else "gap"


@dataclass(frozen=True)
class Overview:
    """A year's report in its order."""

    plan: ReportPlan
    report: AnnualReport
    lines: tuple[Line, ...]
    contact_words: str


def overview_of(year: ReportingYear) -> Overview:
    """Return the chapters of a year's report in order, in a number of queries that does not grow with it."""
    plan, report = plan_of(year), build_report(year)
    rows = in_order(list(ChapterPlan.objects.filter(year=year)), year)
    anchors = {chapter.anchor: chapter for chapter in report.chapters}
    anchor_of = _anchors(plan, rows)
    lines = []
    for row in rows:
        row.year = year  # loaded already
        chapter = anchors.get(anchor_of.get(key_of(row), ""))
        by_thread = plan.layout == ReportPlan.Layout.GOLDEN_THREAD
        state = _state(row, is_printed=chapter is not None, by_thread=by_thread)
        facts = [chapter.introduction] if chapter else []
        facts += [getattr(report, name) for name in _FACTS.get(ChapterKind(row.kind), ()) if chapter]
        runs = list(_runs_in(facts))
        lines.append(
            Line(
                key=key_of(row),
                row=row,
                title=row.title or usual_title(row.kind, by_thread),
                state=state,
                holds=_holds(row.kind, report) if chapter else "",
                words=_first_words(_text_of(row, plan), year),
                untraced=sum(run.kind == "untraced" for run in runs),
                missing=sum(run.kind == "missing" for run in runs),
                address=_address(row, year),
                page=_page(row, year),
            )
        )
    return Overview(plan, report, tuple(lines), _first_words(plan.contact, year))


def _anchors(plan: ReportPlan, rows: list[ChapterPlan]) -> dict[str, str]:
    """Return the anchor of each chapter that is to be printed, by the chapter's key."""
    wanted = [row for row in rows if row.is_included]
    texts = (one.anchor for one in planned_chapters(plan, rows) if one.kind == ChapterKind.TEXT)
    return {
        key_of(row): next(texts) if row.kind == ChapterKind.TEXT else ANCHORS[ChapterKind(row.kind)] for row in wanted
    }


def _state(row: ChapterPlan, *, is_printed: bool, by_thread: bool) -> str:
    if not row.is_included:
        return LEFT_OUT
    if by_thread and row.kind in TOLD_BY_THREAD:
        return ELSEWHERE
    return PRINTED if is_printed else EMPTY


def _text_of(row: ChapterPlan, plan: ReportPlan) -> str:
    own = {ChapterKind.FOREWORD: plan.foreword, ChapterKind.CONTACT: plan.contact}
    return own.get(ChapterKind(row.kind), "") or row.introduction


def _first_words(text: str, year: ReportingYear) -> str:
    """Return how a text begins, without its marks; a figure that stands in it is three dots."""
    if not text.strip():
        return ""
    # Enough of it to cut the wanted words from; a token is not cut through.
    beginning = re.sub(r"\{\{[^}]*$", "", text[:600])
    runs = [run for run in _runs_in(blocks(beginning, FigureBook(year), lambda key: 1)) if run.kind != NOTE]
    return shortened(" ".join("…" if run.kind == "missing" else run.text for run in runs), _FIRST_WORDS)


def _holds(kind: str, report: AnnualReport) -> str:
    """Return what stands in a chapter in a word or two; empty where its text says it."""
    counts: dict[str, Callable[[], str]] = {
        ChapterKind.KEY_FIGURES: lambda: _count(len(report.key_figures), "key figure"),
        ChapterKind.SAID: lambda: _count(len(report.pledges), "pledge"),
        ChapterKind.DID: lambda: _count(len(report.activities), "activity", "activities"),
        ChapterKind.OUTCOME: lambda: _count(len(report.outcomes), "outcome"),
        ChapterKind.CHARTS: lambda: _count(len(report.charts), "chart"),
        ChapterKind.TRENDS: lambda: _count(len(report.trends), "chart"),
        ChapterKind.THREAD: lambda: _count(len(report.threads), "pledge"),
        ChapterKind.TABLES: lambda: _count(len(report.tables), "table"),
        ChapterKind.GLOSSARY: lambda: _count(len(report.glossary), "term"),
    }
    return counts[kind]() if kind in counts else ""


def _count(number: int, noun: str, plural: str = "") -> str:
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def _address(row: ChapterPlan, year: ReportingYear) -> str:
    if row.kind == ChapterKind.TEXT:
        return row.get_absolute_url()
    return reverse("report:chapter_of", args=[year.slug, row.kind])


def _page(row: ChapterPlan, year: ReportingYear) -> tuple[str, str] | None:
    found = _PAGES.get(ChapterKind(row.kind))
    if found is None:
        return None
    name, words = found
    return reverse(name, args=[] if name == "report:glossary" else [year.slug]), words


def _runs_in(value: Any) -> Iterator[Run]:
    """Return the runs in facts, in order."""
    if isinstance(value, Run):
        yield value
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _runs_in(one)
    elif isinstance(value, Block) or is_dataclass(value):
        for one in fields(value):
            yield from _runs_in(getattr(value, one.name))
