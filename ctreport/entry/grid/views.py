"""Pages of the yearly grid."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ctreport.accounts.access import Act, person, requires
from ctreport.entry.grid.actions import enter
from ctreport.entry.grid.answering import answer_batch
from ctreport.entry.grid.drawing import Answers, draw_groups
from ctreport.entry.grid.entries import BatchError, Result, read_batch
from ctreport.entry.grid.page import NO_PROGRAMME, By, Choice, Grid, Show, build_grid
from ctreport.entry.grid.posted import entries_in, problems_of, versions_of
from ctreport.entry.grid.submitting import read_versions, submit_drafts, summarise
from ctreport.entry.models import YearMeasure
from objectives.financial_year import parse_label
from objectives.models import ReportingYear
from outcomes.models import Measure

ANSWERED_HERE = "X-Ctreport-Grid"  # tells the script that this is an answer of the grid, not a page of signing in
CLOSED = "{year} is closed. Its records change only for a reason, on the figure’s own page."


@requires(Act.ENTER)
@require_safe
def grid_latest(request: HttpRequest) -> HttpResponse:
    """Go to the latest open year; without one, to the latest; without any, say what to do first."""
    years = list(ReportingYear.objects.latest_first())
    is_open = (one for one in years if one.state == ReportingYear.State.OPEN)
    found = next(is_open, years[0] if years else None)
    return redirect("entry:grid", found.slug) if found else render(request, "entry/grid_no_years.html")


@requires(Act.ENTER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def grid(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a year's grid; save it where it is sent as one form, without script."""
    year = _year(slug)
    choice = Choice.read(request.GET)
    if request.method != "POST":
        return _show(request, build_grid(year, choice))
    if year.state == ReportingYear.State.CLOSED:
        messages.error(request, CLOSED.format(year=year))
        return HttpResponseRedirect(request.get_full_path())
    entries = entries_in(request.POST, build_grid(year, Choice(choice.by)).cells)
    found, _ = enter(year=year, entries=entries, by=person(request))
    answers = {answer.entry.place: answer for answer in found}
    saved = sum(answer.result in (Result.SAVED, Result.EMPTIED) for answer in answers.values())
    if saved:
        messages.success(request, f"{saved} {'figure' if saved == 1 else 'figures'} saved.")
    kept = {place: answer for place, answer in answers.items() if answer.is_kept}
    if not kept:
        if not saved:
            messages.info(request, "Nothing was changed, so nothing was saved.")
        return HttpResponseRedirect(request.get_full_path())
    shown = build_grid(year, choice)
    if not kept.keys() <= shown.cells.keys():  # what was typed stays in sight, whatever the filter
        shown = build_grid(year, Choice(choice.by))
    return _show(request, shown, kept)


def _year(slug: str) -> ReportingYear:
    year = ReportingYear.objects.with_slug(slug).first()
    if year is not None:
        return year
    try:
        parse_label(slug)
        reason = f"The year {slug[:20]} has not been opened."
    except ValueError as error:
        reason = str(error)
    labels = ", ".join(one.label for one in ReportingYear.objects.latest_first()) or "none"
    raise Http404(f"{reason} The years that have been opened: {labels}.")


def _show(request: HttpRequest, shown: Grid, answers: Answers | None = None) -> HttpResponse:
    rows = shown.rows
    in_grid = {row.measure.pk for row in rows}
    others = Measure.objects.order_by("title").exclude(pk__in=in_grid) if not shown.choice.is_narrowed else None
    context: dict[str, Any] = {
        "grid": shown,
        "year": shown.year,
        "years": ReportingYear.objects.latest_first(),
        "body": draw_groups(shown, answers),
        "versions": versions_of(rows),
        "problems": [(one.anchor, one.text) for one in problems_of(answers or {}, rows)],
        "no_programme": NO_PROGRAMME,
        "by_choices": By.choices,
        "show_choices": Show.choices,
        "other_measures": list(others.values_list("pk", "title", "programme")) if others is not None else [],
        "illustrative_shown": shown.shows_illustrative,
    }
    return render(request, "entry/grid.html", context)


@requires(Act.ENTER)
@require_POST
def cells(request: HttpRequest, slug: str) -> HttpResponse:
    """Save the cells that are sent and answer with each as it now is. One that is wrong does not stop the others."""
    year = _year(slug)
    try:
        entries = read_batch(request.POST.get("cells", "[]"))
    except BatchError as error:
        return HttpResponse(str(error), status=400, content_type="text/plain; charset=utf-8")
    response = HttpResponse(answer_batch(year=year, entries=entries, by=person(request)))
    response[ANSWERED_HERE] = "cells"
    return response


@requires(Act.ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, slug: str) -> HttpResponse:
    """Say which drafts can be submitted, then submit them."""
    year = _year(slug)
    if request.method != "POST":
        found = summarise(year)
        made_up = year.illustrative or any(one.cell.illustrative for one in (*found.ready, *found.asking))
        context = {"year": year, "summary": found, "illustrative_shown": made_up}
        return render(request, "entry/grid_submit.html", context)
    shown = read_versions(request.POST.get("versions", ""))
    count = submit_drafts(year=year, shown=shown, by=person(request))
    if count:
        messages.success(request, f"{count} {'figure' if count == 1 else 'figures'} submitted for review.")
    if left := len(shown) - count:
        left_as = "it was left as a draft" if left == 1 else "they were left as drafts"
        messages.info(request, f"{left} changed meanwhile, so {left_as}.")
    return redirect("entry:grid", slug)


@requires(Act.ENTER)
@require_POST
def add_measure(request: HttpRequest, slug: str) -> HttpResponse:
    """Let a measure stand in a year's grid, though nothing of the year is linked to it yet."""
    year = _year(slug)
    key = request.POST.get("measure", "")
    measure = Measure.objects.filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None
    if measure is None:
        messages.error(request, "Choose the measure that is to stand in the grid.")
        return redirect("entry:grid", slug)
    YearMeasure.objects.get_or_create(year=year, measure=measure)
    messages.success(request, f"{measure} now stands in the grid of {year}.")
    return HttpResponseRedirect(f"{reverse('entry:grid', args=[slug])}#m{measure.pk}")
