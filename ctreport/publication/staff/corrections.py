"""The page on which each change since the published edition is given its reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ctreport.accounts.access import Act, person, requires
from ctreport.publication.actions import PublicationError
from ctreport.publication.changes import pending_changes
from ctreport.publication.corrections import plan_corrections, reasons_of
from ctreport.publication.staff.page import YearPage
from objectives.yearly import year_or_404


@requires(Act.PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def corrections(request: HttpRequest, slug: str) -> HttpResponse:
    """List what differs from the published edition, old beside new, and take a reason for each."""
    year = year_or_404(slug)
    page = YearPage.of(year)
    if page.published is None:
        return render(request, "publication/no_corrections.html", {"year": year})
    changes = pending_changes(year)
    typed = {change.place: request.POST.get(f"reason-{number}", "").strip() for number, change in enumerate(changes)}
    if request.method == "POST":
        given = {place: reason for place, reason in typed.items() if reason}
        try:
            plan_corrections(year=year, reasons=given, by=person(request))
        except PublicationError as error:
            messages.error(request, str(error))
        else:
            left = len(changes) - len(given)
            words = f"{left} of {len(changes)} changes still lack a reason." if left else "Each change has its reason."
            messages.success(request, f"Saved. {words}")
            return redirect("publication:corrections", slug)
    reasons = typed if request.method == "POST" else reasons_of(year, changes)
    rows = [(change, reasons.get(change.place, "")) for change in changes]
    return render(request, "publication/corrections.html", {"year": year, "page": page, "rows": rows})
