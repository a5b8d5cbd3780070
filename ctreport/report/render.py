"""Draws a report as HTML: for staff, for the site, as a file that stands alone, and as what the PDF is made from.

What is drawn follows from the facts and the pictures that they name, and from nothing else: neither settings nor the
clock nor a database.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from ctreport.charts.description import Chart
from ctreport.charts.svg import svg_of
from ctreport.report.brand import brand_css
from ctreport.report.facts import AnnualReport, Picture

ASSETS = Path(settings.BASE_DIR) / "ctreport" / "frontend" / "dist"
# The addresses of a chart and a picture inside the PDF's source; see pdf.py.
CHART_SCHEME, PICTURE_SCHEME = "chart:", "picture:"
NO_PICTURES: Mapping[str, bytes] = MappingProxyType({})


class AssetsMissingError(RuntimeError):
    """The front end has not been built."""


@dataclass(frozen=True)
class Sources:
    """Where charts and pictures are fetched from."""

    of_chart: Callable[[Chart], str]
    of_picture: Callable[[Picture], str]


def asset(name: str) -> Path:
    """Return the path of a built style or font; raise AssetsMissingError, saying what to do, where there is none."""
    path = ASSETS / name
    if not path.exists():
        raise AssetsMissingError(f"{name} has not been built. Run “make assets” first.")
    return path


def page_html(report: AnnualReport, request: HttpRequest, template: str = "report/page.html", **context: Any) -> str:
    """Return the page for staff: its styles and pictures have addresses of their own.

    ``context`` goes to the templates; ``show_run`` in it shows each run of a sentence in its own way.
    """
    sources = Sources(
        lambda chart: reverse("report:chart", args=[report.slug, chart.name]),
        lambda picture: reverse("report:picture", args=[report.slug, picture.name]),
    )
    return _render(template, report, sources, request=request, **context)


def file_html(report: AnnualReport, pictures: Mapping[str, bytes] = NO_PICTURES) -> str:
    """Return the report as one file that needs nothing else: style and pictures are inside it."""
    sources = Sources(
        lambda chart: _inside("image/svg+xml", svg_of(chart)),
        lambda picture: _inside(picture.media_type, pictures[picture.name]),
    )
    style = asset("report.css").read_text(encoding="utf-8") + brand_css(report)
    return _render("report/file.html", report, sources, style=style)


def body_html(report: AnnualReport) -> str:
    """Return what stands within <main> of the report's public page; pictures have addresses beside the page's."""
    sources = Sources(lambda chart: f"charts/{chart.name}.svg", lambda picture: f"pictures/{picture.name}")
    return _render("report/site_body.html", report, sources)


def print_html(report: AnnualReport, template: str = "report/print.html", **context: Any) -> str:
    """Return what the PDF is made from."""
    sources = Sources(lambda chart: f"{CHART_SCHEME}{chart.name}", lambda picture: f"{PICTURE_SCHEME}{picture.name}")
    return _render(template, report, sources, **context)


def _inside(media_type: str, content: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"


def _render(
    template: str, report: AnnualReport, sources: Sources, *, request: HttpRequest | None = None, **more: Any
) -> str:
    context = {"report": report, "sources": sources, "marked": set(), **more}
    with translation.override("en-gb"):  # whatever the reader's browser or the process speaks
        return render_to_string(template, context, request=request)
