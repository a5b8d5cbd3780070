"""Page furniture in templates: what a person may do, the navigation, errors, names and dates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms, template
from django.http import HttpRequest
from django.template.context import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html

from ctreport.accounts.access import ALLOWED, Act, Role, act_of, may
from ctreport.ui import words
from ctreport.ui.diff import Change, word_difference
from ctreport.ui.navigation import NAVIGATION, Place

register = template.Library()


@register.simple_tag(name="may", takes_context=True)
def may_tag(context: Context, act: str) -> bool:
    """Say whether the person may do ``act``, by its name: ``{% may "ENTER" as can_enter %}``."""
    user = context.get("user")
    return user is not None and may(user, Act[act])


@register.filter
def role_labels(user: Any) -> list[str]:
    """Return the words for a person's roles, in the order in which roles are listed."""
    return [role.label for role in Role if role.value in getattr(user, "roles", ())]


@register.simple_tag(takes_context=True)
def roles_needed(context: Context) -> list[str]:
    """Return the words for the roles that may see the page that was asked for; none where that is not known."""
    match = getattr(context.get("request"), "resolver_match", None)
    act = act_of(match.func) if match else None
    return [role.label for role in Role if role in ALLOWED[act]] if act else []


@dataclass(frozen=True)
class NavigationItem:
    """One link of the navigation; ``current`` is the value of aria-current, if any."""

    words: str
    address: str
    current: str


@register.inclusion_tag("_partials/navigation.html", takes_context=True)
def navigation(context: Context) -> dict[str, Any]:
    """Show the navigation: what the person may see, with the present place marked and the chosen year kept."""
    request: HttpRequest | None = context.get("request")
    user: Any = context.get("user")
    items = [item for place in NAVIGATION if may(user, place.act) and (item := _item(place, request))]
    return {"items": items}


def _item(place: Place, request: HttpRequest | None) -> NavigationItem | None:
    try:
        address = reverse(place.url_name)
    except NoReverseMatch:
        return None
    match = getattr(request, "resolver_match", None)
    view_name = match.view_name if match else ""
    current = ""
    if place.covers(view_name):
        current = "page" if request and request.path == address else "true"
    year = request.GET.get("year", "") if request else ""
    if place.keeps_year and year.replace("-", "").isalnum() and year.isascii():
        address += f"?year={year}"
    return NavigationItem(place.words, address, current)


@register.inclusion_tag("_forms/error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    """List all errors of a form, each linked to its field."""
    problems = [("", str(error)) for error in form.non_field_errors()]
    for field in form:
        anchor = "" if field.is_hidden else field.error_anchor  # type: ignore[attr-defined]
        problems += [(anchor, str(error)) for error in field.errors]
    return {"problems": problems}


register.filter(words.plain_date)
register.filter(words.plain_time)
register.filter(words.clock)
register.filter(words.with_article)


@register.simple_block_tag
def back_navigation(content: str) -> str:
    """Wrap the link that leads back in a landmark; leave nothing where there is no such link."""
    return format_html('<nav aria-label="Back">{}</nav>', content) if content.strip() else ""


@register.simple_tag
def any_illustrative(rows: Iterable[Any]) -> bool:
    """Say whether any of the rows holds made-up content."""
    return any(getattr(row, "illustrative", False) for row in rows)


@register.simple_tag
def differences(old: str, new: str) -> list[Change]:
    """Return the words of two texts with what was taken out and what was put in."""
    return word_difference(old, new)
