"""Lists and grids as files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ctreport.accounts.access import Act, requires
from ctreport.importing.records.exporting import Export, export_grid, export_list
from ctreport.importing.records.kinds import KINDS
from ctreport.importing.sheets import CONTENT_TYPES
from ctreport.importing.sheets import KINDS as FORMATS
from objectives.models import ReportingYear


@requires(Act.VIEW)
@require_safe
@never_cache
def export(request: HttpRequest, kind: str, fmt: str) -> HttpResponse:
    """Return what the list of a kind shows at the same query: filtered, in its order, all pages."""
    if kind not in KINDS:
        raise Http404(f"There is no list “{kind}”. There are: {', '.join(KINDS)}.")
    return _file(export_list(KINDS[kind], request), fmt)


@requires(Act.VIEW)
@require_safe
@never_cache
def grid(request: HttpRequest, slug: str, fmt: str) -> HttpResponse:
    """Return the grid of a year."""
    return _file(export_grid(get_object_or_404(ReportingYear.objects.with_slug(slug))), fmt)


def _file(table: Export, fmt: str) -> HttpResponse:
    if fmt not in FORMATS:
        raise Http404(f"Lists are not written as “{fmt}”. Choose one of: {', '.join(FORMATS)}.")
    disposition = f'attachment; filename="{table.filename}.{fmt}"'
    return HttpResponse(
        table.content(fmt), content_type=CONTENT_TYPES[fmt], headers={"Content-Disposition": disposition}
    )
