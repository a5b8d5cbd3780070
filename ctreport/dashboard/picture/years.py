"""The year that an address asks for, or the answer where there is none."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from objectives.financial_year import label_of, parse_label
from objectives.models import ReportingYear


def year_of(slug: str, years: Sequence[ReportingYear]) -> ReportingYear | None:
    """Return the year whose address has this part."""
    return next((one for one in years if one.slug == slug), None)


def answer_without_year(request: HttpRequest, slug: str, years: Sequence[ReportingYear], page: str) -> HttpResponse:
    """Lead another spelling, such as "2018-2019", to the year's page; otherwise say what is wrong with the address."""
    try:
        start = parse_label(slug)
    except ValueError as error:
        reason = str(error)
    else:
        if found := next((one for one in years if one.start_year == start), None):
            return redirect(page, found.slug)
        reason = f"{label_of(start)} has not been opened."
    return render(request, "dashboard/unknown_year.html", {"reason": reason, "years": years}, status=404)
