"""The charts of a report: those that its figures suggest, or those that somebody chose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from ctreport.accounts.access import Act, person, requires
from ctreport.report.chosen import suggested_charts
from ctreport.report.editor.actions import add_chart, choose_suggested_charts, move_chart
from ctreport.report.editor.base import (
    ClosedYearError,
    EditorDeleteView,
    EditorFormView,
    reason_for,
    say,
    was_said,
    year_or_404,
)
from ctreport.report.editor.chart_form import ChartForm
from ctreport.report.editor.shelf import Shelf
from ctreport.report.models import ChartPlan
from ctreport.review.models import Record
from objectives.financial_year import label_of
from objectives.models import ReportingYear


@dataclass(frozen=True)
class ChartLine:
    """A chart as the list shows it."""

    plan: ChartPlan
    title: str
    kind: str
    years: str
    reference: str


@requires(Act.EDIT_REPORT)
@require_safe
def charts(request: HttpRequest, slug: str) -> HttpResponse:
    """List the charts that were chosen, or those that the figures suggest while none was."""
    return show_charts(request, year_or_404(slug))


def show_charts(request: HttpRequest, year: ReportingYear, problem: str = "") -> HttpResponse:
    """Render the list; ``problem`` is why what was asked for was not done."""
    chosen = list(ChartPlan.objects.filter(year=year))
    for plan in chosen:
        plan.year = year  # loaded already
    shelf = Shelf.of(year)
    context = {
        "year": year,
        "lines": [_line(plan, shelf) for plan in chosen or suggested_charts(year)],
        "is_chosen": bool(chosen),
        "is_closed": year.state == ReportingYear.State.CLOSED,
        "problem": problem,
        "reason": request.POST.get("reason", ""),
        "said": was_said(request),
    }
    return render(request, "report/editor/charts.html", context)


def _line(plan: ChartPlan, shelf: Shelf) -> ChartLine:
    titles = [shelf.stocks[code].title if code in shelf.stocks else code for code in plan.measures]
    value = f"{plan.reference_value.normalize():f}: {plan.reference_label}" if plan.reference_value is not None else ""
    return ChartLine(
        plan=plan,
        title=plan.title or ", ".join(titles) or "No measures",
        kind=str(plan.get_kind_display()),
        years=_years(plan),
        reference=value,
    )


def _years(plan: ChartPlan) -> str:
    first = f"from {label_of(plan.first_year)}" if plan.first_year else ""
    return " ".join(filter(None, (first, f"to {label_of(plan.last_year)}" if plan.last_year else "")))


@requires(Act.EDIT_REPORT)
@require_POST
def suggested(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose the charts that the figures suggest, so that each can be changed."""
    year = year_or_404(slug)
    try:
        number = choose_suggested_charts(year=year, by=person(request), reason=reason_for(request, year))
    except ClosedYearError as error:
        return show_charts(request, year, problem=str(error))
    if number:
        say(request, f"{number} suggested chart{'' if number == 1 else 's'} chosen. Each can be changed now.")
    return HttpResponseRedirect(reverse("report:charts", args=[slug]))


@requires(Act.EDIT_REPORT)
@require_POST
def arrange(request: HttpRequest, slug: str) -> HttpResponse:
    """Move a chart up or down: the pressed button says which."""
    year = year_or_404(slug)
    verb = "up" if "up" in request.POST else "down"
    key = request.POST.get(verb, "")
    try:
        pk = int(key) if key.isdecimal() and len(key) < 19 else 0
        chart, place = move_chart(
            year=year, pk=pk, up=verb == "up", by=person(request), reason=reason_for(request, year)
        )
    except ClosedYearError as error:
        return show_charts(request, year, problem=str(error))
    except LookupError:
        raise Http404("The report has no such chart.") from None
    say(request, f"“{chart}” is at place {place} of {ChartPlan.objects.filter(year=year).count()}.")
    return HttpResponseRedirect(f"{reverse('report:charts', args=[slug])}#{verb}-{chart.pk}")


class ChartView(EditorFormView):
    """What the pages of a chart share."""

    model = ChartPlan
    form_class = ChartForm
    back_to = "report:charts"
    back_words = "Back to the charts"
    template = "report/editor/chart.html"

    def saved_name(self, record: Record) -> str:
        """Return the chart's title."""
        return f"Chart “{record}”"


class ChartEditView(ChartView):
    """Changes a chart."""

    heading = "Chart"

    def get_instance(self) -> Record:
        """Return the chart."""
        found: Record = self.get_record(self.kwargs["pk"])
        return found


class ChartCreateView(ChartView):
    """Adds a chart."""

    heading = "Add a chart"
    is_new = True
    saved_words = "added"

    def get_instance(self) -> Record:
        """Return an empty chart."""
        return ChartPlan(year=self.year)

    def save(self, form: Any, version: int | None) -> Record:
        """Put it last."""
        reason = form.cleaned_data.get("change_reason", "")
        return add_chart(chart=form.instance, by=person(self.request), reason=reason)

    def address_of(self, record: Record) -> str:
        """Return the address of the new chart."""
        return record.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say that choosing one chart ends the suggestions."""
        context = super().get_context_data(**kwargs)
        return {**context, "is_first": not ChartPlan.objects.filter(year=self.year).exists()}


class ChartDeleteView(EditorDeleteView):
    """Takes a chart out of the report."""

    model = ChartPlan
    back_to = "report:charts"

    def consequence(self) -> str:
        """Say what the report shows when no chart is chosen any more."""
        if ChartPlan.objects.filter(year=self.year).count() > 1:
            return ""
        return (
            "It is the last chart that was chosen. Without it the report shows the charts that its figures suggest. "
            "To print none, leave out the chapters of charts."
        )
