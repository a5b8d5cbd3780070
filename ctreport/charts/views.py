"""Charts as data for the screen, and as files to take away."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import condition, require_safe

from ctreport.accounts.access import Act, requires
from ctreport.charts.build import find_chart
from ctreport.charts.description import Chart
from ctreport.charts.files import KINDS, file_name
from ctreport.charts.plotly_chart import plotly_spec
from ctreport.charts.svg import fingerprint
from objectives.models import ReportingYear


@requires(Act.VIEW)
@require_safe
def data(request: HttpRequest, year: str, name: str) -> HttpResponse:
    """Return a chart as Plotly takes it; 404 where the year or the chart does not exist."""
    return _as_json(request, _found(year, name))


@requires(Act.VIEW)
@require_safe
def picture_or_table(request: HttpRequest, year: str, name: str, kind: str) -> HttpResponse:
    """Return a chart as a file that stands by itself: a picture with its title and notes, or a table."""
    return _as_file(request, _found(year, name), year, kind)


def _found(year: str, name: str) -> Chart:
    found = find_chart(get_object_or_404(ReportingYear.objects.with_slug(year)), name)
    if found is None:
        raise Http404("There is no such chart in this year.")
    return found


def _etag(request: HttpRequest, chart: Chart, *which: str) -> str:
    return f'"{fingerprint(chart)}"'


@condition(etag_func=_etag)
def _as_json(request: HttpRequest, chart: Chart) -> HttpResponse:
    response = JsonResponse(plotly_spec(chart))
    response["Cache-Control"] = "private, no-cache"
    return response


@condition(etag_func=_etag)
def _as_file(request: HttpRequest, chart: Chart, year: str, kind: str) -> HttpResponse:
    response = HttpResponse(KINDS[kind].make(chart), content_type=KINDS[kind].media_type)
    response["Content-Disposition"] = f'attachment; filename="{file_name(chart, year, kind)}"'
    response["Cache-Control"] = "private, no-cache"
    return response
