"""The page on which a person confirms from which earlier pledges those of a year go on."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ctreport.accounts.access import Act, person, requires
from ctreport.entry.rolling.confirming import REASON, confirm_lineage
from ctreport.entry.rolling.lineage_page import LATER, NEW, ROWS_A_PAGE, build_page
from objectives.models import Pledge, ReportingYear

REASON_LENGTH = 500


@requires(Act.ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def lineage(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the pledges of a year with those from which they seem to go on, and keep what the person says."""
    year = ReportingYear.objects.with_slug(slug).first()
    if year is None:
        raise Http404(f"The year “{slug[:20]}” has not been opened.")
    errors: dict[int, str] = {}
    needs_reason = year.state == ReportingYear.State.CLOSED
    reason = request.POST.get("reason", "").strip()[:REASON_LENGTH]
    if request.method == "POST":
        if needs_reason and not reason:
            errors[0] = f"{year} is closed. Enter why its lineage is changed now."
        else:
            errors = _save(request, year, reason)
        if not errors:
            return redirect(request.get_full_path())
    page = build_page(year, request.GET.get("page", "1"))
    if errors:
        for row in page.rows:
            row.error = errors.get(row.pledge.pk, "")
            typed = request.POST.get(f"from-{row.pledge.pk}", row.chosen)
            row.chosen = typed if typed in dict(row.options) else row.chosen
    context = {
        "year": year,
        "lineage": page,
        "errors": errors,
        "reason_error": errors.get(0, ""),
        "needs_reason": needs_reason,
        "illustrative_shown": any(row.is_illustrative for row in page.rows),
    }
    return render(request, "entry/roll_lineage.html", context)


def _save(request: HttpRequest, year: ReportingYear, reason: str) -> dict[int, str]:
    """Keep each choice; return, by pledge, why one could not be kept. The others are kept all the same."""
    choices = _choices(cast(QueryDict, request.POST))
    pledges = Pledge.objects.for_year(year).in_bulk(list(choices))
    wanted = {int(one) for one in choices.values() if one.isdecimal()}
    earlier = Pledge.objects.filter(year__start_year__lt=year.start_year).in_bulk(list(wanted))
    errors: dict[int, str] = {}
    kept = changed = 0
    for pk, choice in choices.items():
        pledge, source = pledges.get(pk), earlier.get(int(choice)) if choice.isdecimal() else None
        if pledge is None:
            errors[pk] = "This pledge was deleted meanwhile."
        elif choice != NEW and source is None:
            errors[pk] = f"The pledge that you chose for {pledge.reference} is not there any more. Choose another."
        else:
            version = request.POST.get(f"version-{pk}", "")
            try:
                changed += confirm_lineage(
                    pledge=pledge,
                    earlier=source,
                    by=person(request),
                    expected_version=int(version) if version.isdecimal() and len(version) < 9 else 0,
                    reason=reason or REASON,
                )
                kept += 1
            except ValidationError as error:
                errors[pk] = " ".join(error.messages)
    _tell(request, kept, changed)
    return errors


def _choices(data: QueryDict) -> dict[int, str]:
    """Return what was chosen for each pledge of the page, those left for later out."""
    keys = [int(key) for key in data.getlist("pledge")[:ROWS_A_PAGE] if key.isdecimal() and len(key) < 19]
    chosen = {key: data.get(f"from-{key}", LATER) for key in keys}
    return {
        key: choice
        for key, choice in chosen.items()
        if choice == NEW or (choice.isascii() and choice.isdecimal() and len(choice) < 19)
    }


def _tell(request: HttpRequest, kept: int, changed: int) -> None:
    if not kept:
        messages.info(request, "Nothing was decided: every pledge is left for later.")
        return
    noun = "pledge is" if kept == 1 else "pledges are"
    drafts = f" {changed} of them changed by this." if changed else ""
    messages.success(request, f"{kept} {noun} settled.{drafts}")
