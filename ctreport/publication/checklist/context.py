"""What the checks look at: the report as it would be frozen, its texts with the pages on which they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse

from activities.models import Activity
from ctreport.narrative.sentences import FigureBook
from ctreport.publication.editions import current_facts
from ctreport.report.facts import AnnualReport, Block, Run, Statement
from ctreport.report.models import (
    ChapterPlan,
    FootnotePlan,
    GlossaryTerm,
    ReportPlan,
    branding_now,
    plan_of,
)
from ctreport.thread.threads import Thread, build_thread
from objectives.models import Pledge, ReportingYear
from outcomes.models import Outcome


@dataclass(frozen=True)
class Text:
    """One text of the report. ``key`` is its place ("pledge:P1", "chapter:said"), ``label`` that in words.

    ``chapter`` is the heading of the chapter in which it is printed; ``address`` the page on which it is edited.
    """

    key: str
    label: str
    chapter: str
    address: str
    runs: tuple[Run, ...]

    @property
    def plain(self) -> str:
        """The text as it reads."""
        return "".join(run.text for run in self.runs if run.kind != "note")


@dataclass(frozen=True)
class Context:
    """A year with what is checked of it. Each part is made when a check first asks for it."""

    year: ReportingYear

    @cached_property
    def report(self) -> AnnualReport:
        """The report as it would be frozen now."""
        return current_facts(self.year)

    @cached_property
    def thread(self) -> Thread:
        """The golden thread of what would be printed."""
        return build_thread(self.year, self.book, publishable=True)

    @cached_property
    def book(self) -> FigureBook:
        """The figures that would be printed."""
        return FigureBook.for_year(self.year, publishable=True)

    @cached_property
    def plan(self) -> ReportPlan:
        """What was planned for the report."""
        return plan_of(self.year)

    @cached_property
    def branding(self) -> Any:
        """The force's branding."""
        return branding_now()

    @cached_property
    def chapters(self) -> dict[str, ChapterPlan]:
        """The planned chapters by the anchor-free key of the kind; chapters of text by their heading."""
        rows = ChapterPlan.objects.filter(year=self.year).select_related("year")
        return {row.title if row.kind == "text" else row.kind: row for row in rows}

    @cached_property
    def records(self) -> dict[tuple[str, str], Any]:
        """The pledges, activities and outcomes of the year, by kind and reference; three queries."""
        return {
            (model.record_kind, row.reference): row
            for model in (Pledge, Activity, Outcome)
            for row in model.objects.for_year(self.year)
        }

    def address_of_record(self, kind: str, reference: str) -> str:
        """Return the page on which a record is edited; the list of its kind where it is gone."""
        row = self.records.get((kind, reference))
        if row is None:
            model = {"pledge": Pledge, "activity": Activity, "outcome": Outcome}[kind]
            return reverse(model.url_name("list")) + f"?year={self.year.slug}"
        return reverse(row.url_name("edit"), args=[row.pk])

    def address_of_chapter(self, kind: str, title: str) -> str:
        """Return the page on which a chapter's introduction is edited."""
        row = self.chapters.get(title if kind == "text" else kind)
        if row is None:
            return reverse("report:edit", args=[self.year.slug])
        return row.get_absolute_url()

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """All that is printed in sentences, in the report's order."""
        return (*self._statements(), *self._prose())

    @cached_property
    def sources(self) -> tuple[tuple[str, str, str], ...]:
        """The texts of the report as they were typed, in Markdown: key, page on which they are edited, text."""
        year = self.year
        return (
            ("Foreword", reverse("report:foreword", args=[year.slug]), self.plan.foreword),
            ("Contact", reverse("report:contact", args=[year.slug]), self.plan.contact),
            *(
                (str(one), one.get_absolute_url(), one.introduction)
                for one in self.chapters.values()
                if one.is_included
            ),
            *(
                (f"Footnote “{one}”", one.get_absolute_url(), one.text)
                for one in FootnotePlan.objects.filter(year=year).select_related("year")
            ),
            *(
                (f"Glossary, “{term.term}”", term.get_absolute_url(), term.definition)
                for term in GlossaryTerm.objects.all()
            ),
        )

    def _statements(self) -> Iterator[Text]:
        for kind, chapter, statements in (
            ("pledge", "What we said", self.report.pledges),
            ("activity", "What we did", self.report.activities),
            ("outcome", "Outcome", self.report.outcomes),
        ):
            for one in _with_children(statements):
                yield Text(
                    key=f"{kind}:{one.reference}",
                    label=f"{kind.capitalize()} {one.reference}",
                    chapter=chapter,
                    address=self.address_of_record(kind, one.reference),
                    runs=one.runs,
                )

    def _prose(self) -> Iterator[Text]:
        slug, report = self.year.slug, self.report
        if report.foreword:
            address = reverse("report:foreword", args=[slug])
            yield from _texts("foreword", "Foreword", address, report.foreword.blocks)
        for chapter in report.chapters:
            address = self.address_of_chapter(chapter.kind, chapter.title)
            yield from _texts(f"chapter:{chapter.anchor}", chapter.title, address, chapter.introduction)
        yield from _texts("contact", "Contact", reverse("report:contact", args=[slug]), report.contact)
        address = reverse("report:footnotes", args=[slug])
        for note in report.footnotes:
            yield Text(f"footnote:{note.number}", f"Footnote {note.number}", "Footnotes", address, note.runs)
        for term in report.glossary:
            words = f"Glossary, “{term.term}”"
            yield Text(f"glossary:{term.term}", words, "Glossary", reverse("report:glossary"), term.runs)


def _with_children(statements: Iterable[Statement]) -> Iterator[Statement]:
    for one in statements:
        yield one
        yield from _with_children(one.children)


def _texts(key: str, title: str, address: str, blocks: Iterable[Block]) -> Iterator[Text]:
    for number, runs in enumerate(_runs(blocks), start=1):
        yield Text(f"{key}:{number}", f"{title}, paragraph {number}", title, address, runs)


def _runs(blocks: Iterable[Block]) -> Iterator[tuple[Run, ...]]:
    """Yield what each paragraph, heading and list item says."""
    for block in blocks:
        if block.runs:
            yield block.runs
        yield from _runs(block.blocks)
        for item in block.items:
            yield from _runs(item)
