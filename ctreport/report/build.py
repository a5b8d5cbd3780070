"""Builds the facts of an annual report from the records of a year."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

from ctreport.charts.build import charts_for, trends_for
from ctreport.charts.description import Chart
from ctreport.narrative.sentences import FigureBook
from ctreport.report.facts import AnnualReport
from ctreport.report.notes import notes_for
from ctreport.report.statements import activity_statements, outcome_statements, pledge_statements
from ctreport.report.tables import MOST_KEY_FIGURES, YearFigures, figure_tables, key_figures
from ctreport.report.threads import loose_ends, pledge_threads, summary_of
from ctreport.thread.threads import Thread, build_thread
from ctreport.ui.words import plain_date
from objectives.financial_year import label_of
from objectives.models import ReportingYear


def build_report(year: ReportingYear) -> AnnualReport:
    """Gather all that the report of a year says, in a number of queries that does not depend on its size."""
    book = FigureBook.for_year(year, only_approved=True)
    thread = build_thread(year, book, only_approved=True)
    figures = YearFigures.of(year, book)
    tables = figure_tables(figures)
    cards = key_figures(figures)
    charts, trends = charts_for(year, book), trends_for(year)
    earlier_year = label_of(year.start_year - 1)
    return AnnualReport(
        force=settings.FORCE_NAME,
        title=settings.REPORT_TITLE,
        year=year.label,
        slug=year.slug,
        period=f"{plain_date(year.period_start)} to {plain_date(year.period_end)}",
        year_end=plain_date(year.period_end),
        year_end_iso=year.period_end.isoformat(),
        earlier_year=earlier_year,
        has_earlier_figures=any(figures.change(row) for row in figures.rows),
        key_figures=cards[:MOST_KEY_FIGURES],
        more_key_figures=len(cards[MOST_KEY_FIGURES:]),
        pledges=pledge_statements(thread),
        activities=activity_statements(thread, year),
        outcomes=outcome_statements(thread),
        charts=charts,
        trends=trends,
        thread_summary=summary_of(thread),
        threads=pledge_threads(thread, year),
        loose_ends=loose_ends(thread),
        tables=tables,
        notes=notes_for(figures.rows, tables, [figures.change(row) for row in figures.rows], earlier_year),
        illustrative=_illustrative(year, thread, figures, trends),
    )


def _illustrative(year: ReportingYear, thread: Thread, figures: YearFigures, trends: Iterable[Chart]) -> str:
    """Say which of what is shown was made up; empty where nothing was."""
    if year.illustrative or any(node.is_illustrative for node in thread.nodes.values()):
        return f"Records of {year.label} in this report are made up to show how it works."
    compared = [one for pk, one in figures.earlier.items() if pk]
    if any(one.illustrative for one in compared) or any(chart.is_illustrative for chart in trends):
        return f"The figures of the years before {year.label} are made up to show how the report works."
    if any(target.illustrative for pk, target in figures.targets.items() if pk):
        return "Targets in this report are made up to show how it works."
    return ""
