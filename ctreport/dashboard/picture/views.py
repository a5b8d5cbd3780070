"""The page of a year's golden thread."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ctreport.accounts.access import Act, requires
from ctreport.dashboard.picture.forms import ThreadFilter
from ctreport.dashboard.picture.page import facts_of, show
from ctreport.dashboard.picture.years import answer_without_year, year_of
from objectives.models import ReportingYear

VIEWS = {"picture": "Picture", "matrix": "Matrix", "list": "List"}

MADE_UP = "Everything recorded for {} is made up to show how the product works."


@requires(Act.VIEW)
@require_safe
def thread(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a year's thread as a picture, a matrix or nested lists: all of it, or what was chosen."""
    years = list(ReportingYear.objects.latest_first())
    year = year_of(slug, years)
    if year is None:
        return answer_without_year(request, slug, years, "dashboard:thread")
    facts = facts_of(year)
    asked = request.GET.get("view", "")
    view = asked if asked in VIEWS else next(iter(VIEWS))
    filter_form = ThreadFilter(facts, request.GET)
    shown = show(facts, filter_form.wish, view, _number(request.GET.get("page", "")))
    context = {
        "year": year,
        "years": years,
        "facts": facts,
        "shown": shown,
        "view": view,
        "views": VIEWS.items(),
        "form": filter_form,
        "is_narrowed": bool(filter_form.wish) or not filter_form.is_valid(),
        "illustrative_words": MADE_UP.format(year) if year.illustrative else "",
        "illustrative_shown": year.illustrative or shown.is_illustrative,
    }
    return render(request, "dashboard/picture/thread.html", context)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 1
