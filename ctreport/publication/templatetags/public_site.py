"""How the public site writes times and sizes."""

from __future__ import annotations

from datetime import UTC, datetime

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def day(at: datetime) -> str:
    """Return the date at which a moment falls in the site's time zone: "3 June 2019"."""
    here = timezone.localtime(at)
    return f"{here.day} {here:%B %Y}"


@register.filter
def moment(at: datetime) -> str:
    """Return time and date in the site's time zone, as GOV.UK writes them: "9:30am on 3 June 2019"."""
    here = timezone.localtime(at)
    minutes = f":{here:%M}" if here.minute else ""
    return f"{here.hour % 12 or 12}{minutes}{'am' if here.hour < 12 else 'pm'} on {day(at)}"


@register.filter
def utc(at: datetime) -> str:
    """Return a moment as machines read it: "2019-06-03T08:30:00Z"."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


@register.filter
def size(number: int) -> str:
    """Return how large a file is, as people say it: "310 kB", "1.4 MB"."""
    if number < 1000:
        return f"{number} bytes"
    return f"{number / 1000:.0f} kB" if number < 999_500 else f"{number / 1_000_000:.1f} MB"


@register.filter
def ics_time(at: datetime) -> str:
    """Return a moment as iCalendar writes it: "20190603T083000Z"."""
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


@register.filter
def ics_text(text: str) -> SafeString:
    """Return a text with what has a meaning in iCalendar escaped (RFC 5545, 3.3.11). It is no HTML."""
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return mark_safe(text.replace("\n", "\\n"))  # noqa: S308
