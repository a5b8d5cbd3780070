"""The golden thread in templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse

from ctreport.accounts.access import Act, may
from ctreport.review.models import Record
from ctreport.thread.branches import branches_down, branches_up
from ctreport.thread.links import MODELS, PARTNERS, is_outside_thread
from ctreport.thread.threads import Node, build_thread
from ctreport.thread.waiting import unapproved_words
from objectives.models import ReportingYear

register = template.Library()

_APPS = {
    "pledge": "objectives",
    "activity": "activities",
    "outcome": "outcomes",
    "measure": "outcomes",
    "figure": "outcomes",
}


@register.filter
def node_url(node: Node) -> str:
    """Return the address of a node's record."""
    return reverse(f"{_APPS[node.kind]}:{node.kind}_detail", args=[node.pk])


@register.simple_tag
def not_approved(year: ReportingYear) -> str:
    """Say how many records of a year are not approved yet; empty where all are."""
    return unapproved_words(year)


@register.inclusion_tag("thread/_golden_thread.html", takes_context=True)
def golden_thread(context: Context, record: Record) -> dict[str, Any]:
    """Show what a record leads back to, what hangs on it and what it lacks, with ways to change its links."""
    request = context.get("request")
    if is_outside_thread(record):
        return {"is_outside": True}
    year = _year_of(record, request.GET.get("year", "") if request else "")
    partners = [
        {"kind": other, "plural": str(MODELS[other]._meta.verbose_name_plural)}
        for other in PARTNERS.get(record.record_kind, ())
    ]
    found: dict[str, Any] = {
        "request": request,
        "record": record,
        "year": year,
        "partners": partners,
        "can_link": request is not None and may(request.user, Act.ENTER),
        "is_measure": record.record_kind == "measure",
    }
    thread = build_thread(year) if year else None
    node = thread.nodes.get((record.record_kind, record.pk)) if thread else None
    if thread and node:
        found |= {
            "node": node,
            "up": branches_up(thread, node),
            "down": branches_down(thread, node),
            "gaps": thread.gaps_of(node),
        }
    return found


def _year_of(record: Record, slug: str) -> ReportingYear | None:
    year = getattr(record, "year", None)
    if year is not None:
        return year
    asked = ReportingYear.objects.with_slug(slug).first()
    if asked is None and record.record_kind == "measure":
        asked = ReportingYear.objects.filter(figures__measure=record.pk).latest_first().first()
    return asked or ReportingYear.objects.latest_first().first()
