"""The button by which a person follows something, in templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest
from django.template.context import Context

from ctreport.accounts.access import Act, may
from ctreport.accounts.models import User
from ctreport.dashboard.alerts.models import Subscription, Watch
from ctreport.dashboard.alerts.states import key_of
from ctreport.thread.threads import Gap
from objectives.models import ReportingYear

register = template.Library()


@register.filter
def gap_key(gap: Gap) -> str:
    """Return the key by which a gap is followed."""
    return key_of(gap)


@register.inclusion_tag("dashboard/alerts/_button.html", takes_context=True)
def alert_button(
    context: Context, kind: str, key: object, name: str, year: ReportingYear | None = None
) -> dict[str, Any]:
    """Offer to be told when something changes, or to stop that: for the person themselves, whatever their role.

    ``kind`` is "measure", "pledge" or "gap"; ``key`` the number of the record, or of a gap ``gap|gap_key``; ``name``
    is what a screen reader says of it. A measure without a ``year`` is followed in every year. What a person follows
    is asked for once a page.
    """
    request = context.get("request")
    user = getattr(request, "user", None)
    if request is None or not isinstance(user, User) or not may(user, Act.VIEW):
        return {}
    watch = Watch(kind, str(key), year.pk if year else None)
    anchor = f"alert-{kind}-{watch.key.replace(':', '-')}"
    return {
        "watch": watch,
        "year": year,
        "name": name,
        "anchor": anchor,
        "mine": _followed(request, user).get(watch),
        "next": f"{request.get_full_path()}#{anchor}",
    }


def _followed(request: HttpRequest, user: User) -> dict[Watch, Subscription]:
    kept: dict[Watch, Subscription] | None = request.__dict__.get("followed")
    if kept is None:
        kept = {one.watch: one for one in Subscription.objects.filter(person=user)}
        request.__dict__["followed"] = kept
    return kept
