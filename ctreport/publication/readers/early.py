"""Reading an edition before it is public, by a link that was given to one person."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from ctreport.publication.pre_release import Opening, confirm_address, new_browser_key, open_access
from ctreport.publication.readers.pages import reader_page
from ctreport.publication.staff.files import draw_page, send_file
from ctreport.ui.words import plain_time

COOKIE = "ctreport-early"
KEPT_FOR = 30 * 24 * 60 * 60  # seconds; the release ends the access in any case


@login_not_required
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def pre_release(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show the edition to the browser that the link is bound to; ask any first one for the e-mail address."""
    key = request.COOKIES.get(COOKIE, "")
    if request.method == "POST":
        key = key or new_browser_key()
        email = request.POST.get("email", "")
        opening = confirm_address(token=token, email=email, browser_key=key, from_address=_from(request))
        if opening.edition is None:
            return _say(request, opening, email=email)
        response = HttpResponseRedirect(reverse("publication:pre_release", args=[token]))
        response.set_cookie(
            COOKIE,
            key,
            max_age=KEPT_FOR,
            path="/pre-release/",
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
        return response
    opening = open_access(token=token, browser_key=key, what="the report", from_address=_from(request))
    if opening.edition is None or opening.access is None:
        return _say(request, opening)
    name, release = opening.access.name, plain_time(opening.edition.release_at)
    notice = f"For {name} only, not to be passed on. Public from {release}."
    return draw_page(request, opening.edition, {"notice": notice})


@login_not_required
@require_safe
def pre_release_file(request: HttpRequest, token: str, path: str) -> HttpResponseBase:
    """Send a file of the edition to the browser that the link is bound to."""
    key = request.COOKIES.get(COOKIE, "")
    opening = open_access(token=token, browser_key=key, what=path, from_address=_from(request))
    if opening.edition is None:
        return _say(request, opening)
    return send_file(opening.edition, path)


def _say(request: HttpRequest, opening: Opening, *, email: str = "") -> HttpResponse:
    """Say why nothing can be read, or ask who opens the link."""
    asks = opening.must_confirm and not opening.is_public
    status = 200 if asks or opening.is_public else 403
    return reader_page(
        request, "early.html", here="", status=status, has_form=True, opening=opening, asks=asks, email=email
    )


def _from(request: HttpRequest) -> str | None:
    return get_adapter().get_client_ip(request) or None
