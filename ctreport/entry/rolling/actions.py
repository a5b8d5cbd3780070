"""Acts of rolling forward: keep a plan, make what it says, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils import timezone

from ctreport.accounts.models import User
from ctreport.entry.models import RollForward, YearMeasure
from ctreport.entry.rolling.plan import Plan
from ctreport.entry.rolling.summary import Summary, summarise
from ctreport.jobs.actions import start_job
from ctreport.review.actions import check_record, entry, save_record
from ctreport.review.models import Reviewed, Revision
from ctreport.review.rules import message_for
from ctreport.ui.words import plain_time
from objectives.financial_year import label_of
from objectives.models import Pledge, ReportingYear
from outcomes.models import Target

LARGE = 200  # records; from here on a worker makes them, so that nobody waits before a blank page
BATCH = 500
JOB = "roll_forward"


class RollForwardRefusedError(Exception):
    """It cannot be done; the message says why, ``address`` and ``words`` lead to what can be done instead."""

    def __init__(self, message: str, *, address: str = "", words: str = "") -> None:
        super().__init__(message)
        self.address, self.words = address, words


class PlanChangedError(Exception):
    """What would be made is not what the person was shown: it must be shown anew."""


@transaction.atomic
def keep_plan(*, year: ReportingYear, start_year: int, plan: Plan, by: User) -> RollForward:
    """Keep what a person chose to carry on from ``year``; each person has one plan a year.

    Raises RollForwardRefusedError while the person's plan is being carried out.
    """
    roll = RollForward.objects.select_for_update().filter(**_own(year, by)).first()
    if roll is not None and roll.is_being_made:
        raise _already_being_made(roll)
    values = {"to_start_year": start_year, "plan": plan.to_json(), "job": None, "by_name": by.name}
    kept, _ = RollForward.objects.update_or_create(**_own(year, by), defaults=values)
    return kept


@transaction.atomic
def discard_plan(*, year: ReportingYear, by: User) -> None:
    """Forget what a person chose. Raises RollForwardRefusedError while it is being carried out."""
    for roll in RollForward.objects.select_for_update().filter(**_own(year, by)):
        if roll.is_being_made:
            raise _already_being_made(roll)
        roll.delete()


def _own(year: ReportingYear, by: User) -> dict[str, Any]:
    return {"from_year": year, "by": by, "state": RollForward.State.PLANNED}


def _already_being_made(roll: RollForward) -> RollForwardRefusedError:
    address = roll.job.get_absolute_url() if roll.job else ""
    return RollForwardRefusedError(
        f"{roll.to_label} is being made at this moment.", address=address, words="See how far"
    )


@transaction.atomic
def confirm_plan(*, roll: RollForward, by: User, fingerprint: str) -> RollForward:
    """Make what the plan says, at once or, where it is much, by a worker; return the plan as it then stands.

    Confirming twice makes it once. Raises PlanChangedError where it is not what ``fingerprint`` stands for any more,
    and RollForwardRefusedError where the year was started meanwhile.
    """
    roll = _lock(roll.pk)
    if roll.state == RollForward.State.DONE or roll.is_being_made:
        return roll
    summary = _checked(roll, fingerprint)
    if summary.size <= LARGE:
        return _make(roll, summary, by, lambda done, words: None)
    title = f"Start of {roll.to_label} from {roll.from_year}"
    arguments = {"roll": roll.pk, "by": by.pk, "fingerprint": fingerprint}
    roll.job = start_job(kind=JOB, title=title, by=by, arguments=arguments)
    roll.save(update_fields=["job"])
    roll.refresh_from_db()
    return roll


@transaction.atomic
def make_planned(*, roll: int, by: User, fingerprint: str, progress: Callable[[int, str], None]) -> RollForward:
    """Make what the plan with the key ``roll`` says, for a worker; raises as ``confirm_plan`` does."""
    locked = _lock(roll)
    if locked.state == RollForward.State.DONE:
        return locked
    return _make(locked, _checked(locked, fingerprint), by, progress)


def _lock(pk: int) -> RollForward:
    """Return the plan, held with the years that it joins, so that two people never start one year twice."""
    roll = RollForward.objects.select_for_update(of=("self",)).select_related("from_year", "job").get(pk=pk)
    years = ReportingYear.objects.filter(start_year__in=(roll.from_year.start_year, roll.to_start_year))
    list(years.select_for_update(no_key=True).order_by("pk"))
    return roll


def _checked(roll: RollForward, fingerprint: str) -> Summary:
    if refusal := objection_to(roll.from_year, roll.to_start_year):
        raise refusal
    summary = summarise(roll)
    if summary.fingerprint != fingerprint:
        raise PlanChangedError
    return summary


def objection_to(year: ReportingYear, start_year: int) -> RollForwardRefusedError | None:
    """Return why ``start_year`` cannot be started from ``year``; None where it can."""
    label = label_of(start_year)
    if start_year <= year.start_year:
        return RollForwardRefusedError(f"Choose a year after {year}: pledges go on into a later year.")
    there = ReportingYear.objects.filter(start_year=start_year).first()
    if there is None:
        return None
    if there.state == ReportingYear.State.CLOSED:
        return RollForwardRefusedError(f"{label} is closed. Choose a year that is open, or not opened yet.")
    pledges = Pledge.objects.for_year(there).count()
    if not pledges:
        return None
    count = f"{pledges} {'pledge' if pledges == 1 else 'pledges'}"
    done = RollForward.objects.filter(to_year=there, state=RollForward.State.DONE)
    if earlier := done.select_related("from_year").first():
        begun = f"{earlier.by_name} started {label} from {earlier.from_year} on {plain_time(earlier.at)}"
        return RollForwardRefusedError(
            f"{begun}. It holds {count}.",
            address=reverse("entry:roll_result", args=[there.slug]),
            words=f"See how {label} was started",
        )
    return RollForwardRefusedError(
        f"{label} holds {count} already, so it cannot be started again. You can say from which earlier pledges they "
        "go on.",
        address=reverse("entry:roll_lineage", args=[there.slug]),
        words=f"Say from which earlier pledges those of {label} go on",
    )


def _make(roll: RollForward, summary: Summary, by: User, progress: Callable[[int, str], None]) -> RollForward:
    year = summary.to_year or _open_year(roll, by)
    pledges = [_pledge(line, year) for line in summary.going]
    targets = [_target(target, year) for target in summary.targets]
    for done, record in enumerate([*pledges, *targets], start=1):
        _check(record)
        progress(done, f"Checking {record}"[:120])
    progress(summary.size, "Writing them down")
    reason = f"Carried on from {roll.from_year}"
    _write(pledges, by, reason)
    _write(targets, by, reason)
    chosen = _choose_measures(year, summary)
    made: list[models.Model] = [*([year] if summary.to_year is None else []), *pledges, *targets, *chosen]
    roll.made = [{"kind": one._meta.model_name, "pk": one.pk} for one in made]
    roll.to_year, roll.state, roll.at = year, RollForward.State.DONE, timezone.now()
    roll.save(update_fields=["made", "to_year", "state", "at"])
    return roll


def _open_year(roll: RollForward, by: User) -> ReportingYear:
    year = ReportingYear(start_year=roll.to_start_year, illustrative=roll.from_year.illustrative)
    try:
        return save_record(record=year, by=by, reason=f"Started from {roll.from_year}")
    except ValidationError as error:
        raise RollForwardRefusedError(
            f"Somebody else opened {roll.to_label} at the same moment. Nothing was made for you."
        ) from error


def _pledge(line: Any, year: ReportingYear) -> Pledge:
    earlier: Pledge = line.pledge
    return Pledge(
        year=year,
        reference=line.plan.reference,
        statement=line.plan.statement,
        strand=earlier.strand,
        owner=earlier.owner,
        order=earlier.order,
        marking=earlier.marking,
        illustrative=earlier.illustrative,
        rolled_forward_from=earlier,
    )


def _target(earlier: Target, year: ReportingYear) -> Target:
    return Target(
        measure=earlier.measure,
        year=year,
        category_1=earlier.category_1,
        category_2=earlier.category_2,
        unit=earlier.measure.unit,
        comparator=earlier.comparator,
        value=earlier.value,
        tolerance=earlier.tolerance,
        note=earlier.note,
        marking=earlier.marking,
        illustrative=earlier.illustrative,
    )


def _check(record: Reviewed) -> None:
    """Check a record's own fields; what spans records is kept by the database, which is asked once for all."""
    try:
        record.clean_fields(exclude={field.name for field in record._meta.concrete_fields if field.is_relation})
        check_record(record)
    except ValidationError as error:
        raise RollForwardRefusedError(f"{record}: {' '.join(error.messages)}") from error


def _write(records: Sequence[Reviewed], by: User, reason: str) -> None:
    """Write new drafts with an entry each in their history."""
    if not records:
        return
    model = type(records[0])
    try:
        with transaction.atomic():
            model._default_manager.bulk_create(records, batch_size=BATCH)
    except IntegrityError as error:
        raise RollForwardRefusedError(message_for(error, model)) from error
    entries = [entry(record=record, act=Revision.Act.CREATED, by=by, reason=reason) for record in records]
    Revision.objects.bulk_create(entries, batch_size=BATCH)


def _choose_measures(year: ReportingYear, summary: Summary) -> list[YearMeasure]:
    there = set(YearMeasure.objects.filter(year=year).values_list("measure", flat=True))
    rows = [YearMeasure(year=year, measure=one) for one in summary.measures if one.pk not in there]
    return YearMeasure.objects.bulk_create(rows, batch_size=BATCH)
