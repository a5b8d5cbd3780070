"""Corrections: each change to what was published has its reason before a further edition is frozen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.db import transaction
from django.utils import timezone

from ctreport.accounts.models import User
from ctreport.publication.changes import Change, between, pending_changes
from ctreport.publication.editions import facts_of, next_number, published, readable
from ctreport.publication.errors import PublicationError
from ctreport.publication.models import PlannedCorrection
from ctreport.report.facts import AnnualReport, Correction
from ctreport.review.actions import lock
from ctreport.ui.words import plain_date
from objectives.models import ReportingYear

NO_CHANGE = "Nothing has changed since edition {} was published, so there is nothing to publish again."


def plan_correction(*, year: ReportingYear, place: str, reason: str, by: User) -> None:
    """Say why one thing that was published is put right by the year's next edition; see ``plan_corrections``."""
    plan_corrections(year=year, reasons={place: reason}, by=by)


@transaction.atomic
def plan_corrections(*, year: ReportingYear, reasons: Mapping[str, str], by: User) -> None:
    """Say why things that were published are put right. ``reasons`` are by place; an empty one takes a reason back.

    Raises PublicationError where a place is not changed, or is no longer.
    """
    changes = {one.place: one for one in pending_changes(year)}
    number = next_number(lock(year))
    for place, reason in reasons.items():
        if place not in changes:
            raise PublicationError(f"“{place}” is the same as it was published by now. Look at the list again.")
        planned = PlannedCorrection.objects.filter(year=year, number=number, place=place)
        if not reason.strip():
            planned.delete()
            continue
        held = planned.first()
        if held and held.fingerprint == changes[place].fingerprint and held.reason == reason.strip():
            continue  # who gave it first, and when, stays
        PlannedCorrection.objects.update_or_create(
            year=year,
            number=number,
            place=place,
            defaults={
                "fingerprint": changes[place].fingerprint,
                "reason": reason.strip(),
                "by": by,
                "by_name": by.name,
                "at": timezone.now(),
            },
        )


def reasons_of(year: ReportingYear, changes: Iterable[Change]) -> dict[str, str]:
    """Return the reasons that were given for changes, by place; one given for what changed again is none."""
    return {change.place: planned.reason for change, planned in _planned(year, changes) if planned}


def blocking(year: ReportingYear) -> list[str]:
    """Return what keeps a further edition of a published year from being frozen, in words."""
    if readable(year) is None:
        return []
    changes = pending_changes(year)
    current = published(year)
    if current and not changes:
        return [NO_CHANGE.format(current.number)]
    return [f"{change.label}: say why it changed." for change, planned in _planned(year, changes) if planned is None]


def corrections_in(year: ReportingYear, report: AnnualReport) -> tuple[Correction, ...]:
    """Return what the next edition puts right, with these facts, of the one that readers have.

    Raises PublicationError where a change has no reason.
    """
    base = readable(year)
    if base is None:
        return ()
    found = []
    for change, planned in _planned(year, between(facts_of(base), report)):
        if planned is None:
            raise PublicationError(f"{change.label} has changed. Say why before the next edition is made.")
        found.append(
            Correction(
                where=change.label,
                what=f"{change.kind.capitalize()} {change.what.lower()}",
                old=change.old,
                new=change.new,
                reason=planned.reason,
                date=plain_date(timezone.localdate(planned.at)),
            )
        )
    return tuple(found)


def _planned(year: ReportingYear, changes: Iterable[Change]) -> Iterator[tuple[Change, PlannedCorrection | None]]:
    """Yield each change with the reason planned for it as it stands."""
    number = next_number(year)
    planned = {one.place: one for one in PlannedCorrection.objects.filter(year=year, number=number)}
    for change in changes:
        held = planned.get(change.place)
        yield change, held if held and held.fingerprint == change.fingerprint else None
