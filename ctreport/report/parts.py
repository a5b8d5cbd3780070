"""The parts of a report, in order, as its contents list them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ctreport.report.chapters import FOOTNOTES
from ctreport.report.facts import AnnualReport, Chapter
from ctreport.report.models import ChapterKind
from ctreport.report.places import WHAT_CHANGED


class Part(NamedTuple):
    """A part of the report: its anchor, its title and what stands in it. ``inner`` are the parts within it."""

    anchor: str
    title: str
    about: str
    inner: tuple[tuple[str, str], ...] = ()


def parts_of(report: AnnualReport) -> list[Part]:
    """Return the parts that a report has, in order."""
    parts = [_part(report, chapter) for chapter in report.chapters]
    if report.stamp and report.stamp.corrections:
        what = _count(len(report.stamp.corrections), "correction", "corrections")
        parts.insert(0, Part(WHAT_CHANGED, "What changed", f"{what} since edition {report.stamp.edition - 1}"))
    return parts


def names_of_places(report: AnnualReport) -> dict[str, str]:
    """Return the words for the anchors that links of a report lead to: "Key figures", "footnote 3"."""
    names = {part.anchor: part.title for part in parts_of(report)}
    names |= {f"chart-{chart.name}": f"the chart {chart.title}" for chart in report.all_charts}
    names |= {table.name: f"the table {table.title}" for table in report.tables}
    for number in (footnote.number for footnote in report.footnotes):
        names |= {f"footnote-{number}": f"footnote {number}", f"mark-{number}": f"the text at footnote {number}"}
    for kind, statements in (("pledge", report.pledges), ("activity", report.activities), ("outcome", report.outcomes)):
        names |= {
            f"{kind}-{one.reference}": f"{kind} {one.reference}"
            for statement in statements
            for one in (statement, *statement.children)
        }
    return names


def _part(report: AnnualReport, chapter: Chapter) -> Part:
    about = _ABOUT.get(chapter.kind)
    inner: tuple[tuple[str, str], ...] = ()
    if report.is_by_thread and chapter.kind == ChapterKind.SAID:
        inner = tuple((f"pledge-{one.reference}", f"{one.reference} {one.statement}") for one in report.threads)
    return Part(chapter.anchor, chapter.title, about(report) if about else "", inner)


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _said(report: AnnualReport) -> str:
    return report.thread_summary if report.is_by_thread else _count(len(report.pledges), "pledge", "pledges")


def _foreword(report: AnnualReport) -> str:
    foreword = report.foreword
    return ", ".join(text for text in (foreword.name, foreword.post) if text) if foreword else ""


_ABOUT: dict[str, Callable[[AnnualReport], str]] = {
    ChapterKind.FOREWORD: _foreword,
    ChapterKind.KEY_FIGURES: lambda report: f"The year at a glance, {report.period}",
    ChapterKind.SAID: _said,
    ChapterKind.DID: lambda report: _count(len(report.activities), "activity", "activities"),
    ChapterKind.OUTCOME: lambda report: _count(len(report.outcomes), "outcome", "outcomes"),
    ChapterKind.CHARTS: lambda report: f"{_count(len(report.charts), 'chart', 'charts')}, each with its figures",
    ChapterKind.TRENDS: lambda report: _count(len(report.trends), "measure", "measures"),
    ChapterKind.THREAD: lambda report: report.thread_summary,
    ChapterKind.TABLES: lambda report: "Every figure of the year, with how well it is known",
    FOOTNOTES: lambda report: _count(len(report.footnotes), "footnote", "footnotes"),
    ChapterKind.NOTES: lambda report: "Words, symbols, measures and methods",
    ChapterKind.GLOSSARY: lambda report: _count(len(report.glossary), "word", "words"),
    ChapterKind.CONTACT: lambda report: "",
}


def lead_of(report: AnnualReport, chapter: Chapter) -> str:
    """Return the sentences at the head of a chapter that say what it shows; empty where its heading says it."""
    lead = _LEADS.get(chapter.kind)
    return lead(report) if lead else ""


def _without_earlier(report: AnnualReport, consequence: str) -> str:
    return "" if report.has_earlier_figures else f" There are no figures for {report.earlier_year}{consequence}."


_LEADS: dict[str, Callable[[AnnualReport], str]] = {
    ChapterKind.KEY_FIGURES: lambda report: f"{report.period}.{_without_earlier(report, ' to compare these with')}",
    ChapterKind.SAID: lambda report: report.thread_summary if report.is_by_thread else "",
    ChapterKind.TRENDS: lambda report: (
        "Every measure with figures for two years or more. A year without a figure is a gap in the line."
    ),
    ChapterKind.THREAD: lambda report: report.thread_summary,
    ChapterKind.TABLES: lambda report: (
        f"All figures for {report.period}.{_without_earlier(report, ', so no change on the year is shown')}"
    ),
}
