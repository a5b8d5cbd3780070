"""The leaders' page."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ctreport.accounts.access import Act, requires
from ctreport.dashboard.facts import build_dashboard
from objectives.financial_year import label_of, parse_label
from objectives.models import ReportingYear


@requires(Act.VIEW)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Go to the latest year; without one, say what to do first."""
    latest = ReportingYear.objects.latest_first().first()
    return redirect("dashboard:year", latest.slug) if latest else render(request, "dashboard/no_years.html")


@requires(Act.VIEW)
@require_safe
def year(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a year: the state of its pledges, what is missing, its key figures and charts."""
    years = list(ReportingYear.objects.latest_first())
    chosen = next((one for one in years if one.slug == slug), None)
    if chosen is None:
        return _another_spelling(slug, years) or _unknown_year(request, slug, years)
    facts = build_dashboard(chosen, timezone.localdate())
    context = {
        "facts": facts,
        "year": chosen,
        "years": years,
        "illustrative_shown": facts.is_illustrative,
        "illustrative_words": _illustrative_words(chosen),
    }
    template = "dashboard/empty_year.html" if facts.is_empty else "dashboard/year.html"
    return render(request, template, context)


def _illustrative_words(year: ReportingYear) -> str:
    """Say what is made up; empty leaves it to the banner's own words."""
    return f"Everything recorded for {year} is made up to show how the product works." if year.illustrative else ""


def _another_spelling(slug: str, years: Sequence[ReportingYear]) -> HttpResponse | None:
    """Lead "2018-2019" to "2018-19"."""
    try:
        start = parse_label(slug)
    except ValueError:
        return None
    found = next((one for one in years if one.start_year == start), None)
    return redirect("dashboard:year", found.slug) if found else None


def _unknown_year(request: HttpRequest, slug: str, years: Sequence[ReportingYear]) -> HttpResponse:
    try:
        reason = f"{label_of(parse_label(slug))} has not been opened."
    except ValueError as error:
        reason = str(error)
    return render(request, "dashboard/unknown_year.html", {"reason": reason, "years": years}, status=404)
