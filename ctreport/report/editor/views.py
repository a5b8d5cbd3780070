"""The first page of the editor: the report in its order."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ctreport.accounts.access import Act, requires
from ctreport.report.editor.base import was_said
from ctreport.report.editor.overview import overview_of
from ctreport.report.models import FootnotePlan, GlossaryTerm, branding_now
from objectives.models import ReportingYear
from objectives.yearly import year_or_404


@requires(Act.EDIT_REPORT)
@require_safe
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the chapters of a year's report in order, and the ways to all that can be changed of it."""
    return show_overview(request, year_or_404(slug))


def show_overview(request: HttpRequest, year: ReportingYear, problem: str = "") -> HttpResponse:
    """Render the page; ``problem`` is why what was asked for was not done."""
    found = overview_of(year)
    context = {
        "year": year,
        "plan": found.plan,
        "report": found.report,
        "lines": found.lines,
        "contact_words": found.contact_words,
        "branding": branding_now(),
        "footnotes": FootnotePlan.objects.filter(year=year).count(),
        "terms": GlossaryTerm.objects.count(),
        "is_closed": year.state == ReportingYear.State.CLOSED,
        "problem": problem,
        "reason": request.POST.get("reason", ""),
        "said": was_said(request),
    }
    return render(request, "report/editor/overview.html", context)
