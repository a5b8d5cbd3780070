"""The proof of a whole report: as one text in which every number is traced, and as its printed pages."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from ctreport.accounts.access import Act, requires
from ctreport.report.build import build_report
from ctreport.report.proof.images import MEDIA_TYPE, WIDTH, image_of, outline_of
from ctreport.report.proof.shelf import kept_pdf, pdf_key, whole_pdf
from ctreport.report.proof.traced import counted, show_run, with_numbers_free
from ctreport.report.render import page_html
from objectives.models import ReportingYear

HEIGHT = round(WIDTH * 297 / 210)  # of a page of A4 that is as wide
LONGEST_KEY = 64
KEPT_FOR = 7 * 24 * 60 * 60  # seconds: what a key names never changes


@requires(Act.VIEW)
@require_safe
def whole(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the whole report as it would print, each number in a sentence a link to what stands behind it."""
    year = get_object_or_404(ReportingYear.objects.with_slug(slug))
    report = build_report(year)
    if report.is_empty:
        return redirect("report:page", year.slug)  # which says what to do first
    traced, untraced = counted(report)
    context = {"show_run": show_run(year.slug), "traced": traced, "untraced": untraced}
    return HttpResponse(page_html(with_numbers_free(report), request, "report/proof/whole.html", **context))


@requires(Act.VIEW)
@require_safe
def pages(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the pages of the report's PDF one beneath the other, each loaded as it comes into view."""
    year = get_object_or_404(ReportingYear.objects.with_slug(slug))
    report = build_report(year)
    if report.is_empty:
        return redirect("report:page", year.slug)
    key, (total, outline) = pdf_key(report), outline_of(whole_pdf(report))
    context = {
        "year": year,
        "report": report,
        "total": total,
        "outline": outline,
        "width": WIDTH,
        "height": HEIGHT,
        "pages": [
            (number, reverse("report:proof_picture", args=[year.slug, key, number])) for number in range(1, total + 1)
        ],
    }
    return render(request, "report/proof/pages.html", context)


@requires(Act.VIEW)
@require_safe
def picture(request: HttpRequest, slug: str, key: str, number: int) -> HttpResponse:
    """Send one page of the PDF of a key as a picture."""
    year = get_object_or_404(ReportingYear.objects.with_slug(slug))
    if len(key) > LONGEST_KEY:
        raise Http404("There is no such page.")
    pdf = kept_pdf(key) or _made_again(year, key)
    try:
        content = image_of(pdf, number).content
    except LookupError as error:
        raise Http404(str(error)) from error
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    patch_cache_control(response, private=True, max_age=KEPT_FOR, immutable=True)
    return response


def _made_again(year: ReportingYear, key: str) -> bytes:
    """Return the PDF of a key that is kept no more; raise Http404 where the report has changed since."""
    report = build_report(year)
    if not report.is_empty and pdf_key(report) == key:
        return whole_pdf(report)
    raise Http404("The report has changed since. Load its page again.")
