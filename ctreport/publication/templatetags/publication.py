"""What publication's templates need: times as London reads them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django import template

register = template.Library()
LONDON = ZoneInfo("Europe/London")


@register.filter
def london(moment: datetime | None) -> str:
    """Write a moment as London reads it: "9:30am on 12 May 2020"; empty for none."""
    if moment is None:
        return ""
    there = moment.astimezone(LONDON)
    clock = f"{there.hour % 12 or 12}:{there:%M}{'am' if there.hour < 12 else 'pm'}"
    return f"{clock} on {there.day} {there:%B %Y}"
