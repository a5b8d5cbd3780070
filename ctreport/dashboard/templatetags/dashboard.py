"""Where the dashboard leads, in templates."""

from __future__ import annotations

from django import template
from django.urls import NoReverseMatch, reverse

from objectives.models import ReportingYear

register = template.Library()


@register.simple_tag
def measure_page(year: ReportingYear, code: str, pk: int) -> str:
    """Return the address of a measure over the years; where there is no such page, that of the measure's record."""
    try:
        return reverse("dashboard:measure", args=[year.slug, code])
    except NoReverseMatch:
        return reverse("outcomes:measure_detail", args=[pk])
