"""The files of an edition for staff, before it is public: sent as they are, to people who are signed in."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from ctreport.accounts.access import Act, requires
from ctreport.publication.models import Edition
from ctreport.publication.storage import open_file


@requires(Act.VIEW)
@require_safe
def edition_file(request: HttpRequest, pk: int, path: str) -> HttpResponse:
    """Send one file of an edition. Only files that its manifest names can be asked for."""
    edition = get_object_or_404(Edition.objects.exclude(state=Edition.State.DISCARDED), pk=pk)
    found = open_file(edition, path)
    if found is None:
        raise Http404("The edition has no such file.")
    response = FileResponse(found.file, content_type=found.media_type)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response  # type: ignore[return-value]
