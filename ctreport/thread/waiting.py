"""How much of a year is not approved yet, so that a page which leaves it out can say so."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Value

from activities.models import Activity
from ctreport.ui.words import join
from objectives.models import Pledge, ReportingYear
from outcomes.models import Assessment, Figure, Outcome, Target

_KINDS: tuple[Any, ...] = (Pledge, Activity, Outcome, Figure, Target, Assessment)


def unapproved_words(year: ReportingYear) -> str:
    """Return "1 pledge and 12 figures of 2018/19 are not approved yet." and so on; empty where all are. One query."""
    counts = [
        kind.objects.for_year(year).pending().order_by().values(place=Value(place)).annotate(count=Count("pk"))
        for place, kind in enumerate(_KINDS)
    ]
    found = sorted(counts[0].union(*counts[1:], all=True).values_list("place", "count"))
    parts = [_counted(number, place) for place, number in found if number]
    if not parts:
        return ""
    verb = "is" if sum(number for _, number in found) == 1 else "are"
    return f"{join(parts)} of {year} {verb} not approved yet. Until then the report leaves such changes out."


def _counted(number: int, place: int) -> str:
    meta = _KINDS[place]._meta
    return f"{number} {meta.verbose_name if number == 1 else meta.verbose_name_plural}"
