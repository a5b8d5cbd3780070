"""Pages of assessments."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ctreport.accounts.access import Act, requires
from ctreport.review.views import RecordDetailView, RecordEditView
from objectives.models import Pledge
from objectives.yearly import YearlyCreateView, YearlyDeleteView, YearlyListView, YearlyPages
from outcomes.assessing import suggest_for_measure, suggest_for_pledge
from outcomes.filters import AssessmentFilter
from outcomes.forms import AssessmentForm
from outcomes.models import Assessment, Measure
from outcomes.tables import AssessmentTable


class AssessmentPages(YearlyPages):
    """What the pages of assessments share."""

    model = Assessment
    queryset = Assessment.objects.with_subject().select_related("pledge__year")
    form_class = AssessmentForm
    table_class = AssessmentTable
    filterset_class = AssessmentFilter
    purpose = "An assessment is the force’s judgement on a pledge or a measure in a year, in its own words."
    summary = ("word", "pledge", "measure", "assessment_reason", "action", "due_on")


class AssessmentListView(AssessmentPages, YearlyListView):
    """The assessments of a year."""


class AssessmentDetailView(AssessmentPages, RecordDetailView):
    """An assessment, and what the figures say."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the figures say about the targets."""
        context = super().get_context_data(**kwargs)
        record: Assessment = context["record"]
        if record.pledge:
            suggestions = suggest_for_pledge(record.pledge)
        else:
            suggestions = suggest_for_measure(record.measure, record.year)  # type: ignore[arg-type]
        made_up = context["illustrative_shown"] or any(one.illustrative for one in suggestions)
        return {**context, "suggestions": suggestions, "illustrative_shown": made_up}


class AssessmentCreateView(AssessmentPages, YearlyCreateView):
    """Adds an assessment, of the pledge or measure in the address where it names one."""

    def get_initial(self) -> dict[str, Any]:
        """Take the pledge (by its number) or the measure (by its code) over from the address."""
        initial = super().get_initial()
        pledge = self.request.GET.get("pledge", "")
        if pledge.isdigit() and len(pledge) < 19:
            found = Pledge.objects.filter(pk=pledge).first()
            initial |= {"pledge": found.pk, "year": found.year_id} if found else {}
        measure = Measure.objects.filter(code=self.request.GET.get("measure", "")).first()
        return initial | ({"measure": measure.pk} if measure else {})


class AssessmentEditView(AssessmentPages, RecordEditView):
    """Changes an assessment."""


class AssessmentDeleteView(AssessmentPages, YearlyDeleteView):
    """Deletes an assessment."""


@requires(Act.ENTER)
@require_GET
def assessment_suggestion(request: HttpRequest) -> HttpResponse:
    """Show what the figures say about what is chosen, as a part of the page."""
    return render(request, "outcomes/_suggestions.html", _from_address(request))


@requires(Act.ENTER)
@require_GET
def assessment_pledges(request: HttpRequest) -> HttpResponse:
    """Show the choice of the chosen year's pledges, as a part of the page."""
    context = _from_address(request)
    return render(request, "outcomes/_pledge_choice.html", context)


def _from_address(request: HttpRequest) -> dict[str, Any]:
    form = AssessmentForm(initial={name: request.GET.get(name, "") for name in ("year", "pledge", "measure")})
    return {"form": form, "suggestions": form.suggestions, "has_subject": form.has_subject}
