"""The preview beside a narrative that is being written."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from ctreport.accounts.access import Act, requires
from ctreport.narrative.sentences import FigureBook
from ctreport.narrative.tokens import tokens_in
from objectives.models import ReportingYear


@requires(Act.ENTER)
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Show the posted narrative as it will read in the posted year, with what is wrong with its tokens."""
    year = get_object_or_404(ReportingYear, pk=_number(request.POST.get("year", "")))
    text = request.POST.get("narrative", "")
    book = FigureBook.for_year(year)
    objections = [objection for token in tokens_in(text) if (objection := book.objection(token))]
    context = {"text": text, "book": book, "objections": objections}
    return render(request, "narrative/_preview.html", context)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0
