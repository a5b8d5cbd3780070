"""The pages of a year's publication: where it stands, and the steps that it takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ctreport.accounts.access import Act, may, person, requires
from ctreport.publication import actions
from ctreport.publication.changes import pending_changes
from ctreport.publication.checklist.run import run_checklist
from ctreport.publication.models import Edition
from ctreport.publication.staff.page import YearPage, steps_for, summary_of
from ctreport.publication.staff.steps import Step
from objectives.models import ReportingYear
from objectives.yearly import year_or_404


@requires(Act.VIEW)
@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """Go to the publication of the latest year; without a year, say what to do first."""
    year = ReportingYear.objects.latest_first().first()
    return redirect("publication:year", year.slug) if year else render(request, "publication/no_years.html")


@requires(Act.VIEW)
@require_safe
def year(request: HttpRequest, slug: str) -> HttpResponse:
    """Show where the publication of a year stands, and what can be done next."""
    found = year_or_404(slug)
    user = person(request)
    page = YearPage.of(found)
    context: dict[str, Any] = {"year": found, "page": page, "years": ReportingYear.objects.latest_first()}
    if page.in_hand is None:
        checklist = run_checklist(found)
        changes = pending_changes(found) if page.published else None
        context |= {"checklist": checklist, "summary": summary_of(checklist), "changes": changes}
        context["may_prepare"] = may(user, Act.PUBLISH)
    else:
        context["steps"] = steps_for(page.in_hand, user)
        context["is_outdated"] = actions.is_outdated(page.in_hand)
    if page.published:
        context["published_steps"] = steps_for(page.published, user)
    return render(request, "publication/year.html", context)


@requires(Act.PUBLISH)
@require_POST
def prepare(request: HttpRequest, slug: str) -> HttpResponse:
    """Have a proof made in the background; say what stands in the way where something does."""
    found = year_or_404(slug)
    try:
        job = actions.prepare(year=found, by=person(request))
    except actions.PublicationError as error:
        messages.error(request, str(error))
        return redirect("publication:year", slug)
    return redirect(job)


def step_view(step: Step) -> Callable[..., HttpResponse]:
    """Return the view of a step: its question on GET, its doing on POST."""

    @requires(step.act)
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        edition = get_object_or_404(Edition.objects.select_related("year"), pk=pk)
        context = {"step": step, "edition": edition, "year": edition.year}
        if edition.state not in step.states:
            return render(request, "publication/step_too_late.html", context)
        form = step.form()
        if request.method == "POST":
            form = step.form(request.POST)
            if form.is_valid():
                try:
                    step.take(edition, form, person(request))
                except actions.PublicationError as error:
                    form.add_error(None, str(error))
                else:
                    messages.success(request, capfirst(step.done.format(edition=name_of(edition))))
                    return redirect("publication:year", edition.year.slug)
        context |= {"form": form, "question": step.question.format(edition=name_of(edition))}
        return render(request, "publication/step.html", context)

    view.__name__ = step.name
    view.__doc__ = f"Ask, then do: {step.button}."
    return view


def name_of(edition: Edition) -> str:
    """Return how an edition is called in a sentence."""
    return f"edition {edition.number} of {edition.year.label}"
