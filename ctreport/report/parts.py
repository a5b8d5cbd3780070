"""The parts of a report, in order, as its contents list them."""

from __future__ import annotations

from typing import NamedTuple

from ctreport.report.facts import AnnualReport


class Part(NamedTuple):
    """A part of the report: its anchor, its title and what stands in it."""

    anchor: str
    title: str
    about: str


def parts_of(report: AnnualReport) -> list[Part]:
    """Return the parts that a report has, in order."""
    drawn = len(report.charts)
    parts = [
        (report.key_figures, Part("key-figures", "Key figures", f"The year at a glance, {report.period}")),
        (True, Part("said", "What we said", _count(len(report.pledges), "pledge", "pledges"))),
        (True, Part("did", "What we did", _count(len(report.activities), "activity", "activities"))),
        (True, Part("outcome", "Outcome", _count(len(report.outcomes), "outcome", "outcomes"))),
        (drawn, Part("charts", "Charts", f"{_count(drawn, 'chart', 'charts')}, each with its figures")),
        (report.trends, Part("over-the-years", "Over the years", _count(len(report.trends), "measure", "measures"))),
        (report.pledges, Part("thread", "The golden thread", report.thread_summary)),
        (report.tables, Part("tables", "Tables of figures", "Every figure of the year, with how well it is known")),
        (report.notes, Part("notes", "Notes", "Words, symbols, measures and methods")),
    ]
    return [part for content, part in parts if content]


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
