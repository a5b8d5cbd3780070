"""Where a figure is printed: the sentences that quote it or tell its change, and the charts that draw it.

Only what can use the figure is loaded, so that a large database answers as fast as a small one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import NoReverseMatch, reverse

from ctreport.charts.choices import TREND, drawn_bars, drawn_trends, place, suggested_bars, suggested_trends
from ctreport.charts.description import Chart
from ctreport.narrative.sentences import FigureBook, Piece, render
from ctreport.narrative.tokens import tokens_in
from ctreport.report.chosen import choice_of
from ctreport.report.models import ChapterPlan, ChartPlan, FootnotePlan, GlossaryTerm, ReportPlan
from ctreport.review.models import Record
from objectives.models import ReportingYear
from outcomes.models import Dimension, Figure, Measure
from outcomes.references import narratives_with_measure

# The texts of a report that may hold tokens: what each is called ("" for its own name), and the field.
_TEXTS: tuple[tuple[Any, str, str], ...] = (
    (ReportPlan, "Foreword", "foreword"),
    (ReportPlan, "Contact", "contact"),
    (ChapterPlan, "", "introduction"),
    (FootnotePlan, "", "text"),
    (GlossaryTerm, "", "definition"),
)


@dataclass(frozen=True)
class Use:
    """A place where the figure is printed: its name, the sentence if it is one, and its page."""

    name: str
    address: str
    pieces: tuple[Piece, ...] = ()


def sentences_with(figure: Figure) -> tuple[Use, ...]:
    """Return the sentences that print the figure: of its year's records and report, and of next year's its change."""
    part = figure.token.strip("{}").split(":", 1)[1]
    records: list[Any] = narratives_with_measure(figure.measure)
    now = [one for one in records if one.year_id == figure.year_id and _names(one, part, ("figure", "change"))]
    later = [
        one for one in records if one.year.start_year == figure.year.start_year + 1 and _names(one, part, ("change",))
    ]
    following = ReportingYear.objects.filter(start_year=figure.year.start_year + 1).first()
    return (
        *_as_uses(now, figure.year, _name_of),
        *(_as_uses(later, following, _name_of_later) if following else ()),
        *_texts_of_the_report(part, figure.year, ("figure", "change")),
        *(_texts_of_the_report(part, following, ("change",)) if following else ()),
    )


def _names(record: Record, part: str, kinds: Iterable[str]) -> bool:
    wanted = part.split(":")
    return any(
        token.kind in kinds and [token.measure, *token.categories] == wanted
        for token in tokens_in(record.narrative)  # type: ignore[attr-defined]
    )


def _name_of(record: Record) -> str:
    return f"{str(record._meta.verbose_name).capitalize()} {record.reference}"  # type: ignore[attr-defined]


def _name_of_later(record: Record) -> str:
    return f"{_name_of(record)} of {record.year}, for the change"  # type: ignore[attr-defined]


def _as_uses(records: Sequence[Any], year: ReportingYear, name: Callable[[Any], str]) -> list[Use]:
    if not records:
        return []
    codes = {token.measure for record in records for token in tokens_in(record.narrative)}
    years = (year.start_year, year.start_year - 1)
    rows = Figure.objects.with_cell().filter(year__start_year__in=years, measure__code__in=codes)
    book = FigureBook.of(year, rows, Measure.objects.filter(code__in=codes).only("code", "title"))
    return [Use(name(one), one.get_absolute_url(), render(one.narrative, book)) for one in records]


def _texts_of_the_report(part: str, year: ReportingYear, kinds: Iterable[str]) -> list[Use]:
    uses: list[Use] = []
    for model, name, field in _TEXTS:
        wanted = Q()
        for kind in kinds:
            wanted |= Q(**{f"{field}__icontains": f"{{{{{kind}:{part}}}}}"})
        rows = model.objects.filter(wanted)
        if hasattr(model, "year"):
            rows = rows.filter(year=year).select_related("year")
        elif "figure" not in kinds:
            continue  # the glossary belongs to no year, and was named with the figure's own
        words = str(model._meta.verbose_name).capitalize()
        uses += [Use(name or f"{words} “{row}”", row.get_absolute_url()) for row in rows]
    return uses


def charts_with(figure: Figure) -> tuple[Use, ...]:
    """Return the charts that draw the figure: in its year's report, in the latest, and on the measure's own page."""
    years = {figure.year, ReportingYear.objects.latest_first()[0]}
    uses = []
    for year in sorted(years, key=lambda one: one.start_year):
        address = reverse("report:page", args=[year.slug])
        uses += [
            Use(f"{chart.title}, in the report for {year}", f"{address}#chart-{chart.name}")
            for chart in _charts_of_the_report(figure, year)
            if any(point.figure_id == figure.pk for point in chart.points)
        ]
    return (*uses, *_own_page(figure))


def _charts_of_the_report(figure: Figure, year: ReportingYear) -> Iterable[Chart]:
    """Return the charts of a year's report that may draw a figure: those chosen, or those its figures suggest."""
    plans = list(ChartPlan.objects.filter(year=year))
    choices = [choice_of(plan) for plan in plans]
    measures = Q(measure=figure.measure_id)
    if plans:
        measures = Q(measure__code__in={code for choice in choices for code in choice.measures})
    elif figure.measure.programme:
        measures |= Q(measure__programme=figure.measure.programme)
    until = Q(year=year) | Q(measure=figure.measure_id, year__start_year__lte=year.start_year)
    if any(choice.kind == TREND for choice in choices):
        until = Q(year__start_year__lte=year.start_year)
    rows = sorted(Figure.objects.publishable().with_cell().filter(measures, until), key=place)
    of_year = [one for one in rows if one.year_id == year.pk]
    if not plans:
        own = [one for one in rows if one.measure_id == figure.measure_id]
        choices = [*suggested_bars(of_year), *suggested_trends(own, year.start_year)]
    yield from drawn_bars(choices, of_year, Dimension.objects.in_bulk(), str(year))
    yield from drawn_trends(choices, rows, year.start_year)


def _own_page(figure: Figure) -> tuple[Use, ...]:
    try:
        address = reverse("dashboard:measure", args=[figure.year.slug, figure.measure.code])
    except NoReverseMatch:  # the leaders' pages may be left out of an installation
        return ()
    return (Use(f"{figure.measure.title} over the years", address),)
