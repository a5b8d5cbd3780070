"""Being told by e-mail of new reports and corrections, for readers who ask for it.

Nothing is kept of an address before its owner confirms it, and no answer says whether an address is known: whoever
asks sees the same page, and a mail is sent in each case.
"""

from __future__ import annotations

import hashlib

from allauth.account.adapter import get_adapter
from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from ctreport.publication.models import Follower
from ctreport.publication.readers.links import email_to_confirm, email_to_unfollow
from ctreport.publication.readers.mail import send_confirmation
from ctreport.publication.readers.pages import reader_page

AN_HOUR = 60 * 60
MOST_PER_READER = 20  # times an hour from one place on the network
MOST_PER_ADDRESS = 3  # mails an hour to one address


class FollowForm(forms.Form):
    """The address to which a reader wants to be written."""

    email = forms.EmailField(
        max_length=254,
        error_messages={
            "required": "Enter your e-mail address",
            "invalid": "Enter an e-mail address in the correct format, like name@example.com",
        },
    )


@login_not_required
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Ask for an address, and send it a link to confirm it by."""
    _only_if_offered()
    if request.method != "POST":
        return reader_page(request, "follow_email.html", here="follow", has_form=True)
    form = FollowForm(request.POST)
    if not form.is_valid():
        return reader_page(request, "follow_email.html", here="follow", has_form=True, form=form)
    if not _may_go_on("reader", get_adapter().get_client_ip(request), MOST_PER_READER):
        return reader_page(request, "follow_said.html", here="follow", status=429, said="too_often")
    email = form.cleaned_data["email"].lower()
    if _may_go_on("address", email, MOST_PER_ADDRESS):
        send_confirmation(email)
    return reader_page(request, "follow_said.html", here="follow", said="asked", email=email)


@login_not_required
@csrf_exempt  # the signed link is the proof; there is no session that could be abused
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Keep the address whose owner came by the link, once they press the button: mail programs open links too."""
    _only_if_offered()
    try:
        email = email_to_confirm(token)
    except BadSignature:
        return reader_page(request, "follow_said.html", here="follow", status=400, said="too_old")
    if request.method != "POST":
        return reader_page(request, "follow_said.html", here="follow", said="confirm", email=email)
    now = timezone.now()
    Follower.objects.get_or_create(email=email, defaults={"asked_at": now, "confirmed_at": now})
    return reader_page(request, "follow_said.html", here="follow", said="confirmed", email=email)


@login_not_required
@csrf_exempt  # a mail program's own button sends a POST without a page before it (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
def unfollow(request: HttpRequest, token: str) -> HttpResponse:
    """Forget an address. Works while following is no longer offered, too."""
    try:
        email = email_to_unfollow(token)
    except BadSignature:
        return reader_page(request, "follow_said.html", here="follow", status=400, said="no_link")
    if request.method != "POST":
        return reader_page(request, "follow_said.html", here="follow", said="leave", email=email)
    Follower.objects.filter(email=email).delete()
    return reader_page(request, "follow_said.html", here="follow", said="left", email=email)


def _only_if_offered() -> None:
    if not settings.FOLLOW_BY_EMAIL:
        raise Http404("Reports cannot be followed by e-mail here.")


def _may_go_on(kind: str, who: str, most: int) -> bool:
    """Count one more try within the hour, and say whether it is not one too many."""
    key = f"follow:{kind}:{hashlib.sha256(who.encode()).hexdigest()}"
    cache.add(key, 0, AN_HOUR)
    try:
        return cache.incr(key) <= most
    except ValueError:  # the hour ended between the two
        return True
