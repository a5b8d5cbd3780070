"""The charts of a report: those chosen for it, or those that its figures suggest."""

from __future__ import annotations

from collections.abc import Iterable

from ctreport.charts.build import charts_for, chosen_charts, suggested, trends_for
from ctreport.charts.choices import ChartChoice
from ctreport.charts.description import Chart
from ctreport.disclosure.publishing import Editions, suppressed
from ctreport.narrative.sentences import FigureBook
from ctreport.report.models import ChartPlan
from ctreport.report.proof.edited import with_edited
from ctreport.review.models import Record
from objectives.models import ReportingYear


def charts_of(
    year: ReportingYear, book: FigureBook, earlier: Editions | None = None, edited: Record | None = None
) -> tuple[tuple[Chart, ...], tuple[Chart, ...]]:
    """Return the bar charts of the year, then the line charts over the years; at most four queries.

    ``earlier`` is what published editions told: see ``ctreport.disclosure.publishing``. ``edited`` is a
    chart that is being edited, unsaved.
    """
    plans = with_edited(ChartPlan.objects.filter(year=year), ChartPlan, edited)
    if not plans:
        return charts_for(year, book), trends_for(year, publishable=True, earlier=earlier)
    return chosen_charts(year, [choice_of(plan) for plan in plans], book, publishable=True, earlier=earlier)


def chart_named(year: ReportingYear, name: str) -> Chart | None:
    """Return a chart of a year's report by the name that stands in its address; None where there is none."""
    bars, trends = charts_of(year, suppressed(FigureBook.for_year(year, publishable=True)))
    return next((chart for chart in (*bars, *trends) if chart.name == name), None)


def suggested_charts(year: ReportingYear) -> list[ChartPlan]:
    """Return unsaved plans that give the very charts which a report without plans has."""
    choices = suggested(year, FigureBook.for_year(year, publishable=True), publishable=True)
    return [
        ChartPlan(year=year, kind=choice.kind, measures=list(choice.measures), order=number)
        for number, choice in enumerate(choices)
    ]


def choice_of(plan: ChartPlan) -> ChartChoice:
    """Return a planned chart as the charts take it."""
    return ChartChoice(
        kind=plan.kind,
        measures=_codes(plan.measures),
        title=plan.title,
        first_year=plan.first_year,
        last_year=plan.last_year,
        reference_value=plan.reference_value,
        reference_label=plan.reference_label,
        alt_text=plan.alt_text,
    )


def _codes(measures: Iterable[object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(code) for code in measures))
