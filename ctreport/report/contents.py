"""What stands in each chapter of a report, gathered chapter by chapter in the report's order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from ctreport.charts.description import Chart
from ctreport.disclosure.publishing import Editions
from ctreport.narrative.sentences import FigureBook
from ctreport.report.chapters import PlannedChapter
from ctreport.report.chosen import charts_of
from ctreport.report.facts import Chapter, Foreword
from ctreport.report.footnotes import Footnotes
from ctreport.report.models import ChapterKind, ReportPlan
from ctreport.report.notes import notes_for
from ctreport.report.pictures import picture_fact
from ctreport.report.prose import blocks
from ctreport.report.statements import Statements
from ctreport.report.tables import YearFigures, figure_tables, key_figures
from ctreport.report.threads import Teller, loose_ends, summary_of
from ctreport.review.models import Record
from ctreport.thread.threads import Thread
from objectives.financial_year import label_of
from objectives.models import ReportingYear

Fields = dict[str, Any]  # of AnnualReport


@dataclass(frozen=True)
class Records:
    """What the records of a year hold, loaded once."""

    year: ReportingYear
    book: FigureBook
    thread: Thread
    figures: YearFigures
    told: Editions | None = None

    @property
    def earlier_year(self) -> str:
        """The name of the year before."""
        return label_of(self.year.start_year - 1)


class Contents:
    """Gathers chapters. Ask for them in the report's order: footnotes get their numbers on the way."""

    def __init__(self, records: Records, plan: ReportPlan, footnotes: Footnotes, edited: Record | None = None) -> None:
        """Load the charts and the sentences."""
        self._records, self._plan, self._footnotes = records, plan, footnotes
        self._statements = Statements(records.thread, records.year, records.book, footnotes)
        self._bars, self._trends = charts_of(records.year, records.book, records.told, edited)
        self._gather: dict[str, Callable[[], Fields]] = {
            ChapterKind.FOREWORD: self._foreword,
            ChapterKind.KEY_FIGURES: self._key_figures,
            ChapterKind.SAID: self._said,
            ChapterKind.DID: lambda: {"activities": self._statements.of_kind("activity")},
            ChapterKind.OUTCOME: lambda: {"outcomes": self._statements.of_kind("outcome")},
            ChapterKind.CHARTS: lambda: {"charts": self._marked(self._bars)},
            ChapterKind.TRENDS: lambda: {"trends": self._marked(self._trends)},
            ChapterKind.THREAD: self._threads,
            ChapterKind.TABLES: lambda: {"tables": figure_tables(records.figures, footnotes)},
            ChapterKind.NOTES: self._notes,
            ChapterKind.CONTACT: lambda: {"contact": self._text(plan.contact)},
        }

    def of(self, planned: PlannedChapter) -> tuple[Chapter, Fields] | None:
        """Return a chapter with the facts that stand in it; None where it would be empty.

        What was promised, done and achieved is never empty: where nothing is recorded, the report says so. A glossary
        has its words when all else is written.
        """
        if not self._has_content(planned):
            return None
        introduction = self._text(planned.introduction)
        chapter = Chapter(planned.kind, planned.anchor, planned.title, introduction)
        gather = self._gather.get(planned.kind)
        return chapter, gather() if gather else {}

    def _has_content(self, planned: PlannedChapter) -> bool:
        plan, records = self._plan, self._records
        needed: dict[str, Any] = {
            ChapterKind.FOREWORD: plan.foreword.strip(),
            ChapterKind.KEY_FIGURES: records.figures.rows,
            ChapterKind.CHARTS: self._bars,
            ChapterKind.TRENDS: self._trends,
            ChapterKind.THREAD: records.thread.of_kind("pledge"),
            ChapterKind.TABLES: records.figures.rows,
            ChapterKind.CONTACT: plan.contact.strip(),
            ChapterKind.TEXT: planned.introduction.strip(),
        }
        return bool(needed.get(planned.kind, True))

    def _text(self, text: str) -> Any:
        return blocks(text, self._records.book, self._footnotes.number)

    def _foreword(self) -> Fields:
        plan = self._plan
        return {
            "foreword": Foreword(
                blocks=self._text(plan.foreword),
                name=plan.foreword_name,
                post=plan.foreword_post,
                portrait=picture_fact(plan.portrait, plan.portrait_alt),
            )
        }

    def _key_figures(self) -> Fields:
        cards, more = key_figures(
            self._records.figures, self._footnotes, [str(code) for code in self._plan.key_figures]
        )
        return {"key_figures": cards, "more_key_figures": more}

    def _said(self) -> Fields:
        if self._plan.layout != ReportPlan.Layout.GOLDEN_THREAD:
            return {"pledges": self._statements.of_kind("pledge")}
        teller = Teller(self._records.thread, self._statements.of)
        threads = teller.pledges(self._records.year)
        return {
            "threads": threads,
            "loose": teller.loose(),
            "pledges": self._statements.of_kind("pledge"),
            "activities": self._statements.of_kind("activity"),
            "outcomes": self._statements.of_kind("outcome"),
            **self._gaps(),
        }

    def _threads(self) -> Fields:
        return {"threads": Teller(self._records.thread).pledges(self._records.year), **self._gaps()}

    def _gaps(self) -> Fields:
        return {
            "thread_summary": summary_of(self._records.thread),
            "loose_ends": loose_ends(self._records.thread),
        }

    def _marked(self, charts: tuple[Chart, ...]) -> tuple[Chart, ...]:
        return tuple(replace(chart, footnotes=self._footnotes.on_chart(chart.name)) for chart in charts)

    def _notes(self) -> Fields:
        figures, none = self._records.figures, Footnotes((), self._records.book)
        changes = [figures.change(row) for row in figures.rows]
        tables = figure_tables(figures, none)
        return {"notes": notes_for(figures.rows, tables, changes, self._records.earlier_year)}
