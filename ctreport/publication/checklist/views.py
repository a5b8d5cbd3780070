"""The pages of the checklist."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from ctreport.accounts.access import Act, person, requires
from ctreport.jobs.actions import start_job
from ctreport.publication.checklist.actions import accept_findings, take_back
from ctreport.publication.checklist.run import run_checklist
from ctreport.publication.models import Acceptance
from objectives.models import ReportingYear
from objectives.yearly import year_or_404


@requires(Act.VIEW)
@require_safe
def checklist(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what stands between a year and its publication."""
    return _page(request, year_or_404(slug))


@requires(Act.PUBLISH)
@require_POST
def accept(request: HttpRequest, slug: str) -> HttpResponse:
    """Accept the ticked findings of one check; show the list again with what was typed where that is refused."""
    year = year_or_404(slug)
    code, subjects = request.POST.get("code", ""), request.POST.getlist("subjects")
    reason = request.POST.get("reason", "")
    try:
        number = accept_findings(year=year, code=code, subjects=subjects, reason=reason, by=person(request))
    except ValidationError as error:
        errors = error.message_dict if hasattr(error, "error_dict") else {"subjects": error.messages}
        typed = {"code": code, "subjects": subjects, "reason": reason, "errors": errors}
        return _page(request, year, typed)
    messages.success(request, f"{number} {'line was' if number == 1 else 'lines were'} accepted in your name.")
    return redirect(_address(slug, code))


@requires(Act.PUBLISH)
@require_POST
def take_acceptance_back(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Open an accepted finding again."""
    year = year_or_404(slug)
    acceptance = get_object_or_404(Acceptance, year=year, pk=pk)
    code = acceptance.check_code
    take_back(acceptance=acceptance)
    messages.success(request, "The acceptance was taken back.")
    return redirect(_address(slug, code))


@requires(Act.PUBLISH)
@require_POST
def check_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """Have the PDF checked in the background."""
    year = year_or_404(slug)
    job = start_job(
        kind="check_pdf",
        title=f"Check of the PDF of {year}",
        by=person(request),
        arguments={"start_year": year.start_year},
    )
    return redirect(job)


def _address(slug: str, code: str) -> str:
    return f"{reverse('publication:checklist', args=[slug])}#check-{code}"


def _page(request: HttpRequest, year: ReportingYear, typed: dict[str, Any] | None = None) -> HttpResponse:
    context = {"year": year, "list": run_checklist(year), "typed": typed or {}}
    return render(request, "publication/checklist.html", context)
