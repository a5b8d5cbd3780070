"""Search over the published reports, without a script and without the database."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ctreport.publication.readers.pages import reader_page
from ctreport.publication.site.reading import NoSiteError, current_site
from ctreport.publication.site.sections import LONGEST_QUESTION, MOST_RESULTS, search


@login_not_required
@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Answer a question; without one the middleware has given the search page already."""
    question = " ".join(request.GET.get("q", "").replace("\0", "").split())
    try:
        site = current_site()
    except NoSiteError:
        return reader_page(request, "search.html", here="search")
    year = request.GET.get("year", "")
    year = year if year in dict(site.years) else ""
    found = [] if len(question) > LONGEST_QUESTION else search(site.sections, question, year)
    return reader_page(
        request,
        "search.html",
        here="search",
        is_answer=True,
        question=question[: LONGEST_QUESTION * 2],
        is_too_long=len(question) > LONGEST_QUESTION,
        longest=LONGEST_QUESTION,
        year=year,
        years=site.years,
        found=found[:MOST_RESULTS],
        count=len(found),
    )
