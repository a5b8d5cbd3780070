"""The leaders' page: the view of a year, and what is noted of who looked at it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST, require_safe

from ctreport.accounts.access import Act, person, requires
from ctreport.dashboard.changes import changes_since
from ctreport.dashboard.facts import Dashboard, build_dashboard
from ctreport.dashboard.filters import ChoiceForm
from ctreport.dashboard.looks import last_look, note_look
from ctreport.ui.preloading import preloads_styles
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
@preloads_styles
def year(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a year: what is kept, what moved, what changed since the reader last looked, and what is missing."""
    years = list(ReportingYear.objects.latest_first())
    chosen = next((one for one in years if one.slug == slug), None)
    if chosen is None:
        return another_spelling(slug, years) or unknown_year(request, slug, years)
    now = timezone.now()
    facts, troubles = facts_of(request, chosen, years)
    others = earlier_years(chosen, years)
    context: dict[str, Any] = {
        "facts": facts,
        "year": chosen,
        "years": years,
        "others": others,
        "troubles": troubles,
        "form": ChoiceForm(facts.options, facts.choice, facts.before, others),
        "query": facts.choice.query(compare=_compared(facts, years)),
        "changes": changes_since(chosen, last_look(person=person(request), year=chosen, now=now)),
        "shown_at": now.isoformat(),
        "illustrative_shown": facts.is_illustrative,
        "illustrative_words": illustrative_words(chosen),
    }
    template = "dashboard/empty_year.html" if facts.is_empty else "dashboard/year.html"
    return render(request, template, context)


@requires(Act.VIEW)
@require_POST
def looked(request: HttpRequest, slug: str) -> HttpResponse:
    """Note that the reader was shown a year's page or, by its button, that they have read what changed."""
    chosen = ReportingYear.objects.with_slug(slug).first()
    if chosen is None:
        raise Http404(f"The year “{slug[:20]}” has not been opened.")
    is_read = "read" in request.POST
    shown_at = _moment(request.POST.get("shown_at", ""))
    note_look(person=person(request), year=chosen, shown_at=shown_at, is_read=is_read)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    if is_read:
        messages.success(request, f"What changed in {chosen} is marked as read.")
    return redirect("dashboard:year", chosen.slug)


def facts_of(
    request: HttpRequest, chosen: ReportingYear, years: Sequence[ReportingYear]
) -> tuple[Dashboard, tuple[str, ...]]:
    """Return the facts that an address asks for, and in words what it asks for and there is not."""
    asked = request.GET.get("compare", "").strip()
    others = earlier_years(chosen, years)
    before = next((one for one in others if one.slug == asked), None)
    troubles = [f"“{asked[:20]}” is no earlier year that has been opened."] if asked and before is None else []
    before = before or year_before(chosen, years)
    facts = build_dashboard(chosen, timezone.localdate(), before=before, asked=request.GET.dict())
    return facts, (*troubles, *facts.choice.unknown)


def earlier_years(chosen: ReportingYear, years: Sequence[ReportingYear]) -> list[ReportingYear]:
    """Return the years with which one can be compared, the latest first."""
    return [one for one in years if one.start_year < chosen.start_year]


def year_before(chosen: ReportingYear, years: Sequence[ReportingYear]) -> ReportingYear | None:
    """Return the year before, with which one is compared unless another is asked for; None where it is not open."""
    return next((one for one in years if one.start_year == chosen.start_year - 1), None)


def _compared(facts: Dashboard, years: Sequence[ReportingYear]) -> str:
    """Return the year compared with as the address has it; empty where it goes without saying."""
    before = facts.before
    return before.slug if before and before != year_before(facts.year, years) else ""


def _moment(text: str) -> datetime:
    """Return when a page was shown, as it says itself; now where that cannot be."""
    now = timezone.now()
    try:
        shown = parse_datetime(text)
    except ValueError:
        shown = None
    return shown if shown is not None and timezone.is_aware(shown) and shown < now else now


def illustrative_words(chosen: ReportingYear) -> str:
    """Say what is made up; empty leaves it to the banner's own words."""
    return f"Everything recorded for {chosen} is made up to show how the product works." if chosen.illustrative else ""


def another_spelling(slug: str, years: Sequence[ReportingYear]) -> HttpResponse | None:
    """Lead "2018-2019" to "2018-19"."""
    try:
        start = parse_label(slug)
    except ValueError:
        return None
    found = next((one for one in years if one.start_year == start), None)
    return redirect("dashboard:year", found.slug) if found else None


def unknown_year(request: HttpRequest, slug: str, years: Sequence[ReportingYear]) -> HttpResponse:
    """Say that there is no such year, and which there are."""
    try:
        reason = f"{label_of(parse_label(slug))} has not been opened."
    except ValueError as error:
        reason = str(error)
    return render(request, "dashboard/unknown_year.html", {"reason": reason, "years": years}, status=404)
