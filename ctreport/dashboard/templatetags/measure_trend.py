"""The way from a measure's record to its page over the years, in templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from objectives.models import ReportingYear
from outcomes.models import Measure

register = template.Library()


@register.inclusion_tag("dashboard/measure/_way.html")
def measure_trend(measure: Measure) -> dict[str, Any]:
    """Lead to the measure over the years, up to the latest that has an approved figure; nothing where none has."""
    if not measure.is_approved:
        return {}
    years = ReportingYear.objects.filter(figures__measure=measure, figures__approved_version__isnull=False)
    latest = years.latest_first().first()
    return {"address": reverse("dashboard:measure", args=[latest.slug, measure.code])} if latest else {}
