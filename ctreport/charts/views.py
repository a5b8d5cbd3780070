"""Charts as data for the screen."""

from __future__ import annotations

from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import condition, require_safe

from ctreport.accounts.access import Act, requires
from ctreport.charts.build import find_chart
from ctreport.charts.description import Chart
from ctreport.charts.plotly_chart import plotly_spec
from ctreport.charts.svg import fingerprint
from objectives.models import ReportingYear


@requires(Act.VIEW)
@require_safe
def data(request: HttpRequest, year: str, name: str) -> JsonResponse:
    """Return a chart as Plotly takes it; 404 where the year or the chart does not exist."""
    found = find_chart(get_object_or_404(ReportingYear.objects.with_slug(year)), name)
    if found is None:
        raise Http404("There is no such chart in this year.")
    return _as_json(request, found)


def _etag(request: HttpRequest, chart: Chart) -> str:
    return f'"{fingerprint(chart)}"'


@condition(etag_func=_etag)
def _as_json(request: HttpRequest, chart: Chart) -> JsonResponse:
    response = JsonResponse(plotly_spec(chart))
    response["Cache-Control"] = "private, no-cache"
    return response
