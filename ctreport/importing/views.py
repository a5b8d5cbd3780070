"""Where an import begins."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_GET

from ctreport.accounts.access import Act, requires
from ctreport.importing.sheets import KINDS


@requires(Act.ENTER)
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Let the person choose what to import."""
    pages = {name: _address(f"importing:{name}") for name in ("figures", "report", "records")}
    return render(request, "importing/start.html", {"pages": pages, "kinds": KINDS})


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
