"""The page of two years side by side."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ctreport.accounts.access import Act, requires
from ctreport.dashboard.compare.figures import A_PAGE, figure_rows, measures_in
from ctreport.dashboard.compare.pledges import Fate, PledgePair, pledge_pairs, without_pledges
from ctreport.dashboard.views import unknown_year
from ctreport.dashboard.words import counted
from ctreport.ui.words import join
from objectives.models import ReportingYear


@requires(Act.VIEW)
@require_safe
def compare(request: HttpRequest, slug: str, other: str = "") -> HttpResponse:
    """Show two years side by side, the later first; any two that were opened. Without the other, ask for it."""
    years = list(ReportingYear.objects.latest_first())
    found = {one.slug: one for one in years}
    other = other or slug
    for asked in (slug, other):
        if asked not in found:
            return unknown_year(request, asked, years)
    first, second = found[slug], found[other]
    if first.start_year < second.start_year:
        return redirect("dashboard:compare", second.slug, first.slug)
    context = {"year": first, "other": second, "years": years}
    if first == second:
        return render(request, "dashboard/compare/same_year.html", context)
    pairs = pledge_pairs(first, second)
    lacking = without_pledges(pairs, first, second)
    summary = fates_sentence(pairs, second)
    if lacking:
        pairs, summary = {}, lacking_sentence(lacking)
    page = Paginator(measures_in(first, second), A_PAGE).get_page(request.GET.get("page", "1"))
    measures = figure_rows(first, second, list(page.object_list))
    rows = [row for measure in measures for row in measure.rows]
    shown = [pair for found_pairs in pairs.values() for pair in found_pairs]
    context |= {
        "fates": pairs.items(),
        "summary": summary,
        "measures": [one for one in measures if not one.measure.is_reference],
        "references": [one for one in measures if one.measure.is_reference],
        "page_obj": page,
        "is_sensitive": any(one.is_sensitive for one in rows) or any(one.is_sensitive for one in shown),
        "illustrative_shown": any(one.is_illustrative for one in rows) or any(one.is_illustrative for one in shown),
    }
    return render(request, "dashboard/compare/compare.html", context)


def fates_sentence(pairs: dict[Fate, list[PledgePair]], other: ReportingYear) -> str:
    """Say how many pledges were kept, reworded, new and dropped."""
    order: Sequence[tuple[Fate, str]] = (
        (Fate.KEPT, f"kept from {other}"),
        (Fate.REWORDED, "reworded"),
        (Fate.NEW, "new"),
        (Fate.DROPPED, "dropped"),
    )
    parts = [f"{len(pairs[fate])} {words}" for fate, words in order if fate in pairs]
    total = sum(len(found) for fate, found in pairs.items() if fate is not Fate.DROPPED)
    return f"Of {counted(total, 'pledge')}: {join(parts)}."


def lacking_sentence(lacking: Sequence[ReportingYear]) -> str:
    """Say which of two years, one or both, have no approved pledge."""
    if len(lacking) > 1:
        return "Neither year has an approved pledge."
    return f"{lacking[0]} has no approved pledge yet, so none is called new or dropped."
