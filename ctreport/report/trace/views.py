"""The page, and the part of a page, that say what stands behind a number."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from ctreport.accounts.access import Act, may, requires
from ctreport.report.trace.provenance import provenance_of
from ctreport.review.kinds import get_record
from outcomes.models import Figure


@requires(Act.VIEW)
@require_safe
@vary_on_headers("HX-Request")
def trace(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what stands behind a figure: a page of its own or, asked for by a page, the part that it shows."""
    figure = get_record(Figure, pk)
    context = {"provenance": provenance_of(figure), "may_open_evidence": may(request.user, Act.EVIDENCE)}
    is_part = bool(request.headers.get("HX-Request"))
    return render(request, "report/trace/_trace.html" if is_part else "report/trace/page.html", context)
