"""The pages on which a year is started from another: choose, check, see what was made, take it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from ctreport.accounts.access import Act, person, requires
from ctreport.accounts.models import User
from ctreport.entry.models import RollForward, YearMeasure
from ctreport.entry.rolling.actions import (
    PlanChangedError,
    RollForwardRefusedError,
    confirm_plan,
    discard_plan,
    keep_plan,
    objection_to,
)
from ctreport.entry.rolling.forms import RollForwardForm
from ctreport.entry.rolling.plan import Plan, Source
from ctreport.entry.rolling.summary import summarise
from ctreport.entry.rolling.taking_back import CannotTakeBackError, obstacles_to, take_back
from ctreport.jobs.models import Job
from objectives.financial_year import LATEST, label_of
from objectives.models import Pledge, ReportingYear
from outcomes.models import Target

ROLLS = RollForward.objects.select_related("from_year", "to_year", "job")


@requires(Act.START_YEAR)
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose what goes on from a year into the next."""
    year, by = _year(slug), person(request)
    kept = _plan_of(year, by)
    if kept is not None and kept.is_being_made and kept.job:
        return redirect(kept.job)
    if request.method == "POST" and "clear" in request.POST:
        discard_plan(year=year, by=by)
        messages.success(request, "Your choices were cleared: all pledges and measures are ticked again.")
        return redirect("entry:roll_forward", year.slug)
    begun = kept or _taken_back(year, by)
    form = _form(year, begun, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            keep_plan(year=year, start_year=form.cleaned_data["financial_year"], plan=form.plan, by=by)
            return redirect("entry:roll_check", year.slug)
        except RollForwardRefusedError as error:
            form.add_error(None, str(error))
    context = {
        "year": year,
        "form": form,
        "begun": begun,
        "to_label": label_of(form.start_year),
        "in_the_way": None if form.is_bound else objection_to(year, form.start_year),
        "illustrative_shown": year.illustrative or any(one.illustrative for one in form.source.pledges),
    }
    return render(request, "entry/roll_choose.html", context)


def _form(year: ReportingYear, begun: RollForward | None, data: Any) -> RollForwardForm:
    """Return the form with what the person chose before, else with everything that the year holds."""
    source = Source.of(year)
    plan = Plan.from_json(begun.plan).brought_up_to(source) if begun else Plan.whole(source)
    start_year = begun.to_start_year if begun else min(year.start_year + 1, LATEST)
    return RollForwardForm(source, plan, start_year, data)


@requires(Act.START_YEAR)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what would be made, and make it when that is confirmed."""
    year, by = _year(slug), person(request)
    roll = _plan_of(year, by)
    if roll is None:
        return _where_it_went(request, year, by)
    refused, was_changed = None, False
    if request.method == "POST":
        try:
            return _go_on(confirm_plan(roll=roll, by=by, fingerprint=request.POST.get("shown", "")))
        except PlanChangedError:
            was_changed = True
        except RollForwardRefusedError as error:
            refused = error
    if roll.is_being_made and roll.job:
        return redirect(roll.job)
    summary = summarise(roll)
    failed = roll.job if roll.job and roll.job.state == Job.State.FAILED else None
    context = {
        "year": year,
        "roll": roll,
        "summary": summary,
        "refused": refused or objection_to(year, roll.to_start_year),
        "was_changed": was_changed,
        "failed": None if request.method == "POST" else failed,
        "illustrative_shown": any(line.pledge.illustrative for line in summary.lines),
    }
    return render(request, "entry/roll_check.html", context)


def _go_on(roll: RollForward) -> HttpResponse:
    if roll.state == RollForward.State.DONE:
        return redirect("entry:roll_result", roll.to_slug)
    return redirect(roll.job) if roll.job else redirect("entry:roll_check", roll.from_year.slug)


def _where_it_went(request: HttpRequest, year: ReportingYear, by: User) -> HttpResponse:
    """Lead on a person without a plan: to what their plan became, after a second click, else to the choice."""
    done = ROLLS.filter(from_year=year, by=by, state=RollForward.State.DONE, to_year__isnull=False).first()
    if done is not None:
        return redirect("entry:roll_result", done.to_slug)
    if request.method == "POST":
        messages.info(request, "There was nothing to make: choose first what goes on.")
    return redirect("entry:roll_forward", year.slug)


@requires(Act.ENTER)
@require_safe
def result(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how a year was started and what was made."""
    year = _year(slug)
    roll = _start_of(year)
    context: dict[str, Any] = {"year": year, "roll": roll, "obstacles": obstacles_to(roll) if roll else []}
    if roll is not None:
        pledges = Pledge.objects.filter(pk__in=roll.made_of("pledge")).select_related("rolled_forward_from")
        context |= {
            "pledges": list(pledges.order_by("order", "reference")),
            "measures": YearMeasure.objects.filter(pk__in=roll.made_of("yearmeasure")).count(),
            "targets": Target.objects.filter(pk__in=roll.made_of("target")).count(),
        }
    return render(request, "entry/roll_result.html", context)


@requires(Act.START_YEAR)
@require_http_methods(["GET", "HEAD", "POST"])
def take_back_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the start of a year back, or say what stands in the way."""
    year = _year(slug)
    roll = _start_of(year)
    if roll is None:
        return render(request, "entry/roll_take_back.html", {"year": year, "roll": None})
    obstacles = obstacles_to(roll)
    if request.method == "POST":
        try:
            take_back(roll=roll, by=person(request))
        except CannotTakeBackError as error:
            obstacles = error.obstacles
        else:
            messages.success(
                request, f"The start of {roll.to_label} was taken back: what it made is deleted. Your choices are kept."
            )
            return redirect("entry:roll_forward", roll.from_year.slug)
    made = [
        (len(roll.made_of("pledge")), "pledge", "pledges"),
        (len(roll.made_of("target")), "target", "targets"),
        (len(roll.made_of("yearmeasure")), "measure’s place in the grid", "measures’ places in the grid"),
    ]
    opens_year = bool(roll.made_of("reportingyear"))
    context = {"year": year, "roll": roll, "obstacles": obstacles, "counts": made, "opens_year": opens_year}
    return render(request, "entry/roll_take_back.html", context)


def _year(slug: str) -> ReportingYear:
    year = ReportingYear.objects.with_slug(slug).first()
    if year is None:
        raise Http404(f"The year “{slug[:20]}” has not been opened.")
    return year


def _plan_of(year: ReportingYear, by: User) -> RollForward | None:
    return ROLLS.filter(from_year=year, by=by, state=RollForward.State.PLANNED).first()


def _taken_back(year: ReportingYear, by: User) -> RollForward | None:
    """Return what the person last took back, whose choices they may want again."""
    last = ROLLS.filter(from_year=year, by=by).exclude(state=RollForward.State.PLANNED).first()
    return last if last and last.state == RollForward.State.TAKEN_BACK else None


def _start_of(year: ReportingYear) -> RollForward | None:
    """Return how a year was started, if it was from another."""
    return ROLLS.filter(to_year=year, state=RollForward.State.DONE).first()
