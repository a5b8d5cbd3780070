"""Draws a report as HTML: the page that is served, the file that stands alone, and what the PDF is made from."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from ctreport.charts.description import Chart
from ctreport.charts.svg import svg_of
from ctreport.report.facts import AnnualReport

ASSETS = Path(settings.BASE_DIR) / "ctreport" / "frontend" / "dist"
CHART_SCHEME = "chart:"  # the address of a chart inside the PDF's source; see pdf.py


class AssetsMissingError(RuntimeError):
    """The front end has not been built."""


def asset(name: str) -> Path:
    """Return the path of a built style or font; raise AssetsMissingError, saying what to do, where there is none."""
    path = ASSETS / name
    if not path.exists():
        raise AssetsMissingError(f"{name} has not been built. Run “make assets” first.")
    return path


def page_html(report: AnnualReport, request: HttpRequest) -> str:
    """Return the page that is served: its style and pictures have addresses of their own."""

    def address(chart: Chart) -> str:
        return reverse("report:chart", args=[report.slug, chart.name])

    return _render("report/page.html", report, address, request=request)


def file_html(report: AnnualReport) -> str:
    """Return the report as one file that needs nothing else: style and pictures are inside it."""
    return _render("report/file.html", report, _inside, style=asset("report.css").read_text(encoding="utf-8"))


def print_html(report: AnnualReport) -> str:
    """Return what the PDF is made from."""
    return _render("report/print.html", report, lambda chart: f"{CHART_SCHEME}{chart.name}")


def _inside(chart: Chart) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg_of(chart)).decode()}"


def _render(
    template: str,
    report: AnnualReport,
    source_of: Callable[[Chart], str],
    *,
    request: HttpRequest | None = None,
    **more: Any,
) -> str:
    context = {"report": report, "source_of": source_of, **more}
    return render_to_string(template, context, request=request)
