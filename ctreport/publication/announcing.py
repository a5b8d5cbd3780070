"""When an edition may be released, and at which notice.

The Code of Practice for Statistics asks for a date announced four weeks ahead and a release at 9.30am on a weekday. A
force applies it of its own will, so each can be set aside: short notice for a reason, the rest after a warning.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from ctreport.publication.errors import PublicationError

LONDON = ZoneInfo("Europe/London")
DAYS_OF_WORK = 5


def usual_moment(now: datetime) -> datetime:
    """Return the first usual moment of release that leaves the whole notice: a weekday, at the house's time."""
    day = now.astimezone(LONDON).date() + timedelta(days=settings.ANNOUNCED_DAYS_AHEAD)
    if day.weekday() >= DAYS_OF_WORK:
        day += timedelta(days=7 - day.weekday())
    return datetime.combine(day, time.fromisoformat(settings.RELEASE_TIME), LONDON)


def days_of_notice(release_at: datetime, now: datetime) -> int:
    """Return how many days lie between today and the day of release, in London."""
    return (release_at.astimezone(LONDON).date() - now.astimezone(LONDON).date()).days


def refuse_moment(release_at: datetime, now: datetime, short_notice_reason: str) -> None:
    """Raise PublicationError for a moment that is past, and for short notice without a reason."""
    if release_at.tzinfo is None:
        raise ValueError("A moment of release needs its time zone.")
    if release_at <= now:
        raise PublicationError("Choose a day and time to come.")
    if days_of_notice(release_at, now) < settings.ANNOUNCED_DAYS_AHEAD and not short_notice_reason.strip():
        raise PublicationError(
            f"This is less than {settings.ANNOUNCED_DAYS_AHEAD} days ahead. Say why, or choose a later day."
        )


def warnings_about(release_at: datetime) -> list[str]:
    """Return what is unusual about a moment of release, in words."""
    local = release_at.astimezone(LONDON)
    found = []
    if local.weekday() >= DAYS_OF_WORK:
        found.append(f"{local:%-d %B %Y} is a {local:%A}. Releases are made on a weekday.")
    if local.time() != time.fromisoformat(settings.RELEASE_TIME):
        found.append(f"The usual time of release is {settings.RELEASE_TIME}.")
    return found
