"""When a person last looked at a year, so that the page can say what changed since.

Reading the page writes nothing. The page's script says, once it is shown, that it was looked at; a browser that only
prefetches, or asks for the head, does not. A visit lasts an hour: until it is over, the page goes on to say what
changed since the visit before, however often it is loaded. "Mark as read" ends it at once.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models, transaction

from ctreport.accounts.models import User
from objectives.models import ReportingYear

VISIT = timedelta(hours=1)


class Look(models.Model):
    """A person's last visit to a year. ``since`` is when they had looked before that visit began."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    year = models.ForeignKey(ReportingYear, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    visited_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "year"], name="look_one_a_person_and_year")]

    def __str__(self) -> str:
        return f"{self.person} at {self.year}"

    def last(self, now: datetime) -> datetime:
        """Return when the person had last looked, for a page that is shown at ``now``."""
        return self.since if now - self.visited_at <= VISIT else self.visited_at


def last_look(*, person: User, year: ReportingYear, now: datetime) -> datetime | None:
    """Return when a person had last looked at a year; None where they never have."""
    look = Look.objects.filter(person=person, year=year).first()
    return look.last(now) if look else None


@transaction.atomic
def note_look(*, person: User, year: ReportingYear, shown_at: datetime, is_read: bool = False) -> None:
    """Note that a person was shown a year's page at ``shown_at``; ``is_read`` says that they have read it all."""
    fresh = {"since": shown_at, "visited_at": shown_at}
    look, is_new = Look.objects.select_for_update().get_or_create(person=person, year=year, defaults=fresh)
    if is_new:
        return
    if is_read:
        look.since = look.visited_at = max(shown_at, look.since)
    elif shown_at - look.visited_at > VISIT:
        look.since, look.visited_at = look.visited_at, shown_at
    else:
        return
    look.save(update_fields=["since", "visited_at"])
