"""Small work on words."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_TOKEN = re.compile(r"\{\{.*?\}\}")


def shortened(text: str, width: int = 80) -> str:
    """Return the beginning of a text, cut between words; figures that a narrative refers to become dots."""
    return textwrap.shorten(_TOKEN.sub("…", text), width=width, placeholder=" …")


def join(parts: Sequence[str]) -> str:
    """Return a list as it stands in a sentence: "A1, A2 and A3"; empty for none."""
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)


def with_article(noun: str) -> str:
    """Return a noun with "a" or "an" before it, by its first letter."""
    return f"{'an' if noun[:1].lower() in 'aeio' else 'a'} {noun}"


def plain_date(value: date | None) -> str:
    """Return a date as it is written: "31 March 2019"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else ""


def plain_time(value: datetime | None) -> str:
    """Return a moment as it is written, in the house's time zone: "31 March 2019 at 09:05"."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return f"{plain_date(local.date())} at {local:%H:%M}"


def clock(value: datetime) -> str:
    """Return the time of day in the house's time zone, "09:05", with the date where that is not today."""
    local = timezone.localtime(value)
    return f"{local:%H:%M}" if local.date() == timezone.localdate() else f"{local:%H:%M} on {plain_date(local.date())}"
