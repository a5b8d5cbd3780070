"""An edition before it is public, read by staff: its page and its files, sent exactly as they were frozen."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ctreport.accounts.access import Act, requires
from ctreport.publication.models import Edition
from ctreport.publication.storage import EditionDamagedError, open_file, read

DOWNLOADED = ("report.html",)  # it brings its own style, which our pages' policy forbids: to be opened from the disk
PRIVATE = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}


@requires(Act.VIEW)
@require_safe
def edition_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the page of an edition as it will be public, in a frame that says that it is not."""
    edition = _edition(pk)
    back = reverse("publication:year", args=[edition.year.slug])
    return draw_page(request, edition, {"back": back, "notice": f"{edition.get_state_display()}: not public"})


@requires(Act.VIEW)
@require_safe
def edition_file(request: HttpRequest, pk: int, path: str) -> HttpResponseBase:
    """Send one file of an edition. Only files that its manifest names can be asked for."""
    return send_file(_edition(pk), path)


def draw_page(request: HttpRequest, edition: Edition, frame: dict[str, str]) -> HttpResponse:
    """Draw the page of an edition in a frame with words of its own; Http404 where its files are damaged."""
    try:
        body = read(edition.folder, "page.html").decode()
    except EditionDamagedError as error:
        raise Http404(str(error)) from error
    context = {"edition": edition, "body": body, **frame}
    response = render(request, "publication/read.html", context)
    for name, value in PRIVATE.items():
        response[name] = value
    return response


def send_file(edition: Edition, path: str) -> HttpResponseBase:
    """Send a file of an edition as it was frozen; Http404 where the manifest names none of that path."""
    try:
        found = open_file(edition, path)
    except EditionDamagedError as error:
        raise Http404(str(error)) from error
    if found is None:
        raise Http404("The edition has no such file.")
    response = FileResponse(found.file, content_type=found.media_type, as_attachment=path in DOWNLOADED)
    for name, value in PRIVATE.items():
        response[name] = value
    return response


def _edition(pk: int) -> Edition:
    kept = Edition.objects.exclude(state=Edition.State.DISCARDED).select_related("year")
    return get_object_or_404(kept, pk=pk)
