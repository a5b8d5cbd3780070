"""The annual report of a year: the page, the PDF and the pictures of its charts."""

from __future__ import annotations

import hashlib

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from ctreport.accounts.access import Act, requires
from ctreport.charts.build import find_chart
from ctreport.charts.svg import fingerprint, svg_of
from ctreport.report.build import build_report
from ctreport.report.facts import AnnualReport
from ctreport.report.pdf import pdf_of
from ctreport.report.render import asset, page_html
from objectives.financial_year import label_of, parse_label, slug_of
from objectives.models import ReportingYear

PDF_KEPT_FOR = 24 * 60 * 60  # seconds


@requires(Act.VIEW)
@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """Go to the report of the latest year."""
    year = ReportingYear.objects.latest_first().first()
    if year is None:
        return _no_year(request, "the latest year", "Open a year first: then its report has a page.")
    return redirect("report:page", year.slug)


@requires(Act.VIEW)
@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the report as a page; say what to do next where the year is empty or does not exist."""
    year = ReportingYear.objects.with_slug(slug).first()
    if year is None:
        return _other_spelling(slug) or _unknown_year(request, slug)
    report = build_report(year)
    if report.is_empty:
        return _empty(request, year)
    return HttpResponse(page_html(report, request))


@requires(Act.VIEW)
@require_safe
def pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the report as PDF. It is made once for the same facts."""
    year = ReportingYear.objects.with_slug(slug).first()
    if year is None:
        return _unknown_year(request, slug)
    report = build_report(year)
    if report.is_empty:
        return _empty(request, year, status=404)
    key = hashlib.sha256(report.fingerprint.encode() + asset("print.css").read_bytes()).hexdigest()[:32]
    unchanged = get_conditional_response(request, etag=f'"{key}"')
    if isinstance(unchanged, HttpResponseNotModified):
        return unchanged
    content = cache.get_or_set(f"report-pdf:{key}", lambda: pdf_of(report), PDF_KEPT_FOR)
    return HttpResponse(content, content_type="application/pdf", headers=_pdf_headers(report, key))


@requires(Act.VIEW)
@require_safe
def chart(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Return the picture of a chart."""
    found = find_chart(get_object_or_404(ReportingYear.objects.with_slug(slug)), name)
    if found is None:
        raise Http404("There is no such chart in this year.")
    etag = f'"{fingerprint(found)}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    return HttpResponse(svg_of(found), content_type="image/svg+xml", headers=headers)


def _pdf_headers(report: AnnualReport, key: str) -> dict[str, str]:
    name = f"{slugify(report.title) or 'report'}-{report.slug}.pdf"
    return {
        "ETag": f'"{key}"',
        "Cache-Control": "private, no-cache",
        "Content-Disposition": f'inline; filename="{name}"',
    }


def _other_spelling(slug: str) -> HttpResponse | None:
    """Lead from 2018-2019 to 2018-19."""
    try:
        start = parse_label(slug)
    except ValueError:
        return None
    year = ReportingYear.objects.filter(start_year=start).first()
    return redirect("report:page", year.slug) if year else None


def _unknown_year(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        label = label_of(parse_label(slug))
    except ValueError:
        example = slug_of(2018)
        return _no_year(request, slug, f"In an address a financial year is written as in /report/{example}/.")
    return _no_year(request, label, f"The year {label} has not been opened.")


def _no_year(request: HttpRequest, asked: str, why: str) -> HttpResponse:
    years = ReportingYear.objects.latest_first()
    return render(request, "report/no_year.html", {"asked": asked, "why": why, "years": years}, status=404)


def _empty(request: HttpRequest, year: ReportingYear, *, status: int = 200) -> HttpResponse:
    years = ReportingYear.objects.latest_first().exclude(pk=year.pk)
    return render(request, "report/empty.html", {"year": year, "years": years}, status=status)
