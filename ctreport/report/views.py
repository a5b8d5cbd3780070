"""The annual report of a year: the page, the PDF and the pictures of its charts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from ctreport.accounts.access import Act, requires
from ctreport.charts.svg import fingerprint, svg_of
from ctreport.report.brand import css_of
from ctreport.report.build import branding_fact, build_report
from ctreport.report.chosen import chart_named
from ctreport.report.facts import AnnualReport
from ctreport.report.models import Picture, branding_now, plan_of
from ctreport.report.pdf import pdf_of
from ctreport.report.pictures import pictures_of
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
    content = cache.get_or_set(f"report-pdf:{key}", lambda: pdf_of(report, pictures_of(report)), PDF_KEPT_FOR)
    return HttpResponse(content, content_type="application/pdf", headers=_pdf_headers(report, key))


@requires(Act.VIEW)
@require_safe
def chart(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Return the picture of a chart."""
    found = chart_named(get_object_or_404(ReportingYear.objects.with_slug(slug)), name)
    if found is None:
        raise Http404("There is no such chart in this year.")
    return _kept(request, fingerprint(found), lambda: svg_of(found), "image/svg+xml")


@requires(Act.VIEW)
@require_safe
def picture(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Return the portrait or the logo that a year's report shows, and no other picture."""
    plan = plan_of(get_object_or_404(ReportingYear.objects.with_slug(slug)))
    shown: list[Picture] = [one for one in (plan.portrait, branding_now().logo) if one and one.file_name == name]
    if not shown:
        raise Http404("There is no such picture in this year’s report.")
    return _kept(request, shown[0].sha256, lambda: bytes(shown[0].content), shown[0].media_type)


@requires(Act.VIEW)
@require_safe
def brand(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the force's colours as a stylesheet: the same for each year."""
    get_object_or_404(ReportingYear.objects.with_slug(slug))
    css = css_of(branding_fact(branding_now()))
    return _kept(request, hashlib.sha256(css.encode()).hexdigest(), css.encode, "text/css; charset=utf-8")


def _kept(request: HttpRequest, key: str, content: Callable[[], bytes], media_type: str) -> HttpResponse:
    """Return what the browser may keep, as long as it asks whether it is still the same."""
    unchanged = get_conditional_response(request, etag=f'"{key}"')
    if unchanged is not None:
        return unchanged
    headers = {"ETag": f'"{key}"', "Cache-Control": "private, no-cache"}
    return HttpResponse(content(), content_type=media_type, headers=headers)


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
