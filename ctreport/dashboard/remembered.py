"""What was worked out of the figures of some years, kept in memory until one of those figures changes.

Counting tens of thousands of figures takes the database many times as long as seeing that they are still the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache import cache
from django.db import connection
from django.db.models import Count, F, Max, Sum
from django.db.models.functions import Coalesce

from outcomes.models import Figure

Found = TypeVar("Found")


def remembered(name: str, years: list[int], asked: Any, work: Callable[[], Found]) -> Found:
    """Return what ``work`` finds in the figures of some years, given by key; from memory if nothing has changed since.

    ``asked`` is whatever else the answer depends on. A query for each year, and those of ``work`` where it must be
    done. Within a transaction it always is: what is seen there may yet be undone.
    """
    if connection.in_atomic_block:
        return work()
    # Looked at before the work, so that a change meanwhile makes the answer newer than it says, and never older.
    standing = ([_standing(year) for year in years], asked)
    kept = cache.get(name)
    if kept is not None and kept[0] == standing:
        found: Found = kept[1]
        return found
    found = work()
    cache.set(name, (standing, found))
    return found


def _standing(year: int) -> dict[str, Any]:
    """Return numbers that no other state of a year's figures has, now or later; from an index alone.

    Keys only rise, so of as many figures the sum of the keys tells which they are. Of the same figures, each act
    raises the version or, by approving, the approved version, and none lowers either. The moment tells a database
    that was put back from one that went on. What is written past the acts, such as by hand, shows when the cache lets
    go: after five minutes.
    """
    versions = Sum(F("version") + Coalesce("approved_version", 0))
    return Figure.objects.filter(year=year).aggregate(Count("pk"), Sum("pk"), Max("updated_at"), versions=versions)
