"""Pages of the import of a published report: read, corrected step by step, checked, written."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ctreport.accounts.access import Act, may, person, requires
from ctreport.importing.published import PublishedReportError
from ctreport.importing.report.actions import discard_proposal, read_proposal
from ctreport.importing.report.applying import NotWrittenError, apply_proposal
from ctreport.importing.report.checking import find_problems, summarise
from ctreport.importing.report.draft import Draft
from ctreport.importing.report.forms import StartForm
from ctreport.importing.report.models import ReportProposal
from ctreport.importing.report.pages import new_measures, outline, steps, written_rows
from ctreport.importing.report.standing import Standing
from ctreport.narrative.sentences import FigureBook
from ctreport.review.models import Record
from ctreport.thread.links import MODELS
from objectives.models import ReportingYear
from outcomes.models import Figure

WRITTEN: dict[str, type[Record]] = {**MODELS, "figure": Figure}


@requires(Act.ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Ask for the year and the text; on the way back, list the person's proposals that are not written yet."""
    user = person(request)
    may_open = may(user, Act.SET_UP)
    is_sent = request.method == "POST"
    form = StartForm(request.POST if is_sent else None, request.FILES if is_sent else None, may_open_years=may_open)
    if is_sent and form.is_valid():
        try:
            proposal = read_proposal(content=form.content, start_year=form.start_year, source=form.source, by=user)
        except PublishedReportError as error:
            form.add_error("file" if form.cleaned_data["file"] else "text", str(error))
        else:
            return redirect("importing:report_statements", proposal.pk)
    waiting = ReportProposal.objects.open_to(user).unfinished().defer("content")[:20]
    return render(request, "importing/report_start.html", {"form": form, "waiting": waiting})


@requires(Act.ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, proposal_key: UUID) -> HttpResponse:
    """Say what would be written and what stands in the way; on POST, write it in one go."""
    proposal = own_proposal(request, proposal_key)
    if proposal.applied_at:
        return redirect("importing:report_result", proposal.pk)
    refused: list[str] = []
    if request.method == "POST":
        version = request.POST.get("version", "")
        try:
            written = apply_proposal(
                proposal=proposal, version=int(version) if version.isdigit() else 0, by=person(request)
            )
        except NotWrittenError as error:
            refused = [problem.text for problem in error.problems if not problem.step]
            proposal.refresh_from_db()
        else:
            messages.success(request, f"{written} was written as drafts.")
            return redirect("importing:report_result", proposal.pk)
    draft, standing = Draft.from_json(proposal.content), Standing.load(proposal.start_year)
    problems = find_problems(draft, standing)
    summary = summarise(draft, standing)
    context = {
        "proposal": proposal,
        "steps": steps(proposal, draft, "check"),
        "problems": [(step_address(proposal, one.step, one.part), one.text) for one in problems],
        "refused": refused,
        "summary": summary,
        "nothing_to_write": summary.is_empty and not summary.links,
        "outline": outline(draft, standing),
        "measures": new_measures(draft),
        "is_new_year": standing.year is None,
    }
    return render(request, "importing/report_check.html", context)


@requires(Act.ENTER)
@require_safe
def result(request: HttpRequest, proposal_key: UUID) -> HttpResponse:
    """Show what was written, with links to each record."""
    proposal = own_proposal(request, proposal_key)
    if not proposal.applied_at:
        return redirect("importing:report_statements", proposal.pk)
    year = ReportingYear.objects.filter(start_year=proposal.start_year).first()
    kinds = written_rows(proposal, WRITTEN, FigureBook.for_year(year) if year else None)
    context = {"proposal": proposal, "kinds": kinds, "result": proposal.result, "year": year}
    return render(request, "importing/report_result.html", context)


@requires(Act.ENTER)
@require_POST
def discard(request: HttpRequest, proposal_key: UUID) -> HttpResponse:
    """Throw a proposal away."""
    proposal = own_proposal(request, proposal_key)
    discard_proposal(proposal=proposal)
    messages.success(request, f"The proposal “{proposal}” was thrown away. Nothing of it was written.")
    return redirect("importing:report")


def own_proposal(request: HttpRequest, key: UUID) -> ReportProposal:
    """Return a proposal of the person. Raises Http404 for anybody else's."""
    return get_object_or_404(ReportProposal.objects.open_to(person(request)), pk=key)


def step_address(proposal: ReportProposal, step: str, part: str = "") -> str:
    """Return the address of a step, at a part of it."""
    return reverse(f"importing:report_{step}", args=[proposal.pk]) + (f"#{part}" if part else "")
