"""What a footnote can hang on in the report of a year, and which footnotes hang on nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ctreport.narrative.sentences import FigureBook
from ctreport.report.build import build_report
from ctreport.report.chapters import in_order
from ctreport.report.editor.offers import in_order as figures_in_order
from ctreport.report.editor.offers import title_of
from ctreport.report.facts import AnnualReport, Statement
from ctreport.report.markdown import notes_in
from ctreport.report.models import ChapterKind, ChapterPlan, FootnotePlan, plan_of
from ctreport.ui.words import shortened
from objectives.models import ReportingYear

Kind = FootnotePlan.Kind
_WIDTH = 70


@dataclass(frozen=True)
class Targets:
    """The targets of a year by kind, each with its words; and what of it is printed."""

    by_kind: dict[str, dict[str, str]]
    printed: frozenset[str]
    marked: frozenset[str]

    @classmethod
    def of(cls, year: ReportingYear) -> Targets:
        """Gather what the report of a year holds, in a number of queries that does not grow with it."""
        report, book = build_report(year), FigureBook.for_year(year, publishable=True)
        figures = {one.token.strip("{}"): f"{title_of(one)}: {one.quantity}" for one in figures_in_order(book)}
        return cls(
            by_kind={
                Kind.FIGURE: figures,
                Kind.CHART: {chart.name: chart.title for chart in report.all_charts},
                Kind.TABLE: {table.name: table.title for table in report.tables},
                Kind.SENTENCE: dict(_sentences(report)),
            },
            printed=frozenset(note.target for note in report.footnotes if note.target),
            marked=frozenset(marked_keys(year)),
        )

    def words(self, plan: FootnotePlan) -> str:
        """Return what a footnote hangs on."""
        if not plan.target:
            return f"A text, where [^{plan.key}] stands"
        return self.by_kind.get(plan.kind, {}).get(plan.target, plan.target)

    def gap(self, plan: FootnotePlan) -> str:
        """Return why a footnote is not printed; empty where it is."""
        if not plan.target:
            return "" if plan.key in self.marked else f"No printed text holds the mark [^{plan.key}]."
        if plan.target in self.printed:
            return ""
        if plan.target in self.by_kind.get(plan.kind, {}):
            return "What it hangs on stands in no chapter that is printed."
        return "The report has nothing of this name any more. Attach it to something else, or delete it."


def _sentences(report: AnnualReport) -> Iterator[tuple[str, str]]:
    for kind, statements in (
        ("pledge", report.pledges),
        ("activity", report.activities),
        ("outcome", report.outcomes),
    ):
        yield from _of_kind(kind, statements)


def _of_kind(kind: str, statements: tuple[Statement, ...]) -> Iterator[tuple[str, str]]:
    for one in statements:
        yield f"{kind}:{one.reference}", f"{one.reference} {shortened(one.text, _WIDTH)}"
        yield from _of_kind(kind, one.children)


def marked_keys(year: ReportingYear) -> Iterator[str]:
    """Return the keys of the footnotes that the texts of printed chapters mark."""
    plan = plan_of(year)
    written = {ChapterKind.FOREWORD: plan.foreword, ChapterKind.CONTACT: plan.contact}
    for row in in_order(list(ChapterPlan.objects.filter(year=year)), year):
        if row.is_included:
            yield from notes_in(row.introduction)
            yield from notes_in(written.get(ChapterKind(row.kind), ""))
