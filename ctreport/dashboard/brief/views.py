"""The brief of a year, to take along."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ctreport.accounts.access import Act, person, requires
from ctreport.dashboard.brief.printing import brief_pdf
from ctreport.dashboard.changes import changes_since
from ctreport.dashboard.looks import last_look
from ctreport.dashboard.views import facts_of, unknown_year
from objectives.models import ReportingYear


@requires(Act.VIEW)
@require_safe
def brief(request: HttpRequest, slug: str) -> HttpResponse:
    """Return a year's page, narrowed as its address says, as a PDF of two pages."""
    years = list(ReportingYear.objects.latest_first())
    chosen = next((one for one in years if one.slug == slug), None)
    if chosen is None:
        return unknown_year(request, slug, years)
    now = timezone.now()
    facts, _ = facts_of(request, chosen, years)
    changes = changes_since(chosen, last_look(person=person(request), year=chosen, now=now))
    response = HttpResponse(brief_pdf(facts, changes, now), content_type="application/pdf")
    marking = "OFFICIAL-SENSITIVE-" if facts.is_sensitive else ""
    response["Content-Disposition"] = f'inline; filename="{marking}brief-{chosen.slug}.pdf"'
    response["Cache-Control"] = "no-store"  # what one reader may see, as it was at this moment
    return response
