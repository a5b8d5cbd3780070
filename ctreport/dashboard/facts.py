"""What the dashboard of a year shows: plain facts, in a number of queries that does not grow with the records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ctreport.charts.build import charts_for, trends_for
from ctreport.charts.description import Chart
from ctreport.dashboard.actions_due import ActionDue, actions_due
from ctreport.dashboard.key_figures import KeyFigure, key_figures
from ctreport.dashboard.pledges import PLEDGE_LACKS, StrandState, by_strand, pledge_states
from ctreport.dashboard.quality import Note, quality_notes
from ctreport.dashboard.words import join, summary_of
from ctreport.narrative.sentences import FigureBook
from ctreport.thread.threads import GapKind, Node, Thread, build_thread
from objectives.models import ReportingYear
from outcomes.models import Assessment, Target

# Told elsewhere on the page: beside each pledge, and among the notes on the figures.
_TOLD_ELSEWHERE = {*PLEDGE_LACKS, GapKind.FIGURE_WITHOUT_EVIDENCE}


@dataclass(frozen=True)
class RecordGaps:
    """What one record lacks, in a sentence."""

    node: Node
    text: str


@dataclass(frozen=True)
class Dashboard:
    """A year in facts."""

    label: str
    slug: str
    summary: tuple[str, ...]
    strands: tuple[StrandState, ...]
    gaps: tuple[RecordGaps, ...]
    key_figures: tuple[KeyFigure, ...]
    actions: tuple[ActionDue, ...]
    notes: tuple[Note, ...]
    charts: tuple[Chart, ...]
    trends: tuple[Chart, ...]
    is_empty: bool
    is_illustrative: bool


def build_dashboard(year: ReportingYear, today: date) -> Dashboard:
    """Gather a year's facts. ``today`` tells which actions are overdue."""
    book = FigureBook.for_year(year, only_approved=True)
    thread = build_thread(year, book, only_approved=True)
    assessments = tuple(Assessment.objects.for_year(year).approved().with_subject())
    targets = tuple(Target.objects.for_year(year).approved().with_cell())
    pledges = pledge_states(thread, assessments)
    figures = key_figures(book, targets, assessments)
    charts, trends = charts_for(year, book), trends_for(year)
    return Dashboard(
        label=year.label,
        slug=year.slug,
        summary=summary_of(year, pledges, thread, figures, assessments),
        strands=by_strand(pledges),
        gaps=_other_gaps(thread),
        key_figures=figures,
        actions=actions_due(assessments, today),
        notes=quality_notes(book),
        charts=charts,
        trends=trends,
        is_empty=not (thread.nodes or assessments),
        is_illustrative=year.illustrative
        or any(node.is_illustrative for node in thread.nodes.values())
        or any(figure.is_illustrative for figure in figures)
        or any(one.illustrative for one in (*assessments, *targets))
        or any(chart.is_illustrative for chart in (*charts, *trends)),
    )


def _other_gaps(thread: Thread) -> tuple[RecordGaps, ...]:
    lacking: dict[Node, list[str]] = {}
    for gap in thread.gaps:
        if gap.kind not in _TOLD_ELSEWHERE:
            lacking.setdefault(gap.node, []).append(gap.kind.value)
    return tuple(RecordGaps(node, f"{node.name} {join(lacks)}.") for node, lacks in lacking.items())
