"""A person's alerts: what they follow, and following, muting and stopping it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import capfirst
from django.views.decorators.http import require_POST, require_safe

from ctreport.accounts.access import Act, person, requires
from ctreport.dashboard.alerts import actions
from ctreport.dashboard.alerts.actions import AlertError
from ctreport.dashboard.alerts.listing import lines_of
from ctreport.dashboard.alerts.models import Subscription


@requires(Act.VIEW)
@require_safe
def alerts(request: HttpRequest) -> HttpResponse:
    """List what a person follows."""
    mine = Subscription.objects.filter(person=person(request)).select_related("year")
    return render(request, "dashboard/alerts/alerts.html", {"lines": lines_of(list(mine))})


@requires(Act.VIEW)
@require_POST
def follow(request: HttpRequest) -> HttpResponse:
    """Follow what the form names, and go back to where it stood."""
    posted = request.POST
    try:
        watch = actions.read_watch(posted.get("kind", ""), posted.get("key", ""), posted.get("year", ""))
        subscription = actions.follow(person=person(request), watch=watch)
    except AlertError as error:
        messages.info(request, str(error))
    else:
        messages.success(request, f"You will be told when {subscription.label} changes.")
    return _back(request)


@requires(Act.VIEW)
@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Follow something no more."""
    return _change(request, pk, actions.stop, "You are not told of {} any more.")


@requires(Act.VIEW)
@require_POST
def mute(request: HttpRequest, pk: int) -> HttpResponse:
    """Be told nothing of it for now."""
    return _change(request, pk, actions.mute, "Muted: {}. It stays in your list.")


@requires(Act.VIEW)
@require_POST
def unmute(request: HttpRequest, pk: int) -> HttpResponse:
    """Be told of it again."""
    return _change(request, pk, actions.unmute, "You are told of {} again, from now on.")


def _change(request: HttpRequest, pk: int, act: Callable[..., None], words: str) -> HttpResponse:
    mine = get_object_or_404(Subscription, pk=pk, person=person(request))
    act(subscription=mine)
    messages.success(request, capfirst(words.format(mine.label)))
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    """Go back to the page on which the button stood, or to the list."""
    asked = request.POST.get("next", "")
    is_ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return HttpResponseRedirect(asked if is_ours else reverse("dashboard:alerts"))
