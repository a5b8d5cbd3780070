"""The page of a measure over the years."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ctreport.accounts.access import Act, requires
from ctreport.dashboard.measure.facts import build_measure
from objectives.models import ReportingYear
from outcomes.models import Measure


@requires(Act.VIEW)
@require_safe
def measure(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show a measure up to a year: how it moved, whether that means anything, and what stands behind each number."""
    years = list(ReportingYear.objects.latest_first())
    wanted = ReportingYear.objects.with_slug(slug).first()
    year = next((one for one in years if one == wanted), None)
    if year is None:
        raise Http404(f"The year “{slug[:20]}” has not been opened.")
    found = Measure.objects.approved().with_dimensions().select_related("part_of").filter(code=code).first()
    if found is None:
        raise Http404("There is no such measure, or nobody has approved it yet.")
    facts = build_measure(found, year)
    context = {"facts": facts, "year": year, "years": years, "illustrative_shown": facts.is_illustrative}
    return render(request, "dashboard/measure/measure.html", context)
