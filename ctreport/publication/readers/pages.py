"""Draws a page of the public site for one reader, in the same frame as the pages that are files."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from ctreport.publication.site.inputs import SiteInputs
from ctreport.publication.site.pages import frame
from ctreport.publication.site.reading import NoSiteError, current_site
from ctreport.publication.site.serving import not_made_yet


def reader_page(
    request: HttpRequest, template: str, *, here: str, status: int = 200, has_form: bool = False, **context: Any
) -> HttpResponse:
    """Return a page drawn from a template of the site. It is for one reader, so no cache keeps it."""
    try:
        addresses = current_site().assets
    except NoSiteError:
        return not_made_yet()
    root = "../" * request.path_info.strip("/").count("/") + "../"
    around = frame(SiteInputs(), addresses, root, here)
    if has_form:
        context["csrf_token"] = get_token(request)
    text = render_to_string(f"site/{template}", around | context)
    return HttpResponse(text, status=status, headers={"Cache-Control": "no-store"})
