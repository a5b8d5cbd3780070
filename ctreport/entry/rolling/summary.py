"""What rolling forward would make, shown before it is made."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType

from ctreport.entry.models import RollForward
from ctreport.entry.rolling.plan import Plan, PledgePlan, Source, mark_of
from ctreport.review.models import Revision
from objectives.models import Pledge, ReportingYear
from outcomes.models import Measure, Target


@dataclass(frozen=True)
class PledgeLine:
    """A pledge with what becomes of it, and what happened to it since the person decided."""

    pledge: Pledge
    plan: PledgePlan
    is_new_to_plan: bool = False
    was_changed: bool = False
    changed_by: str = ""
    words_before: str = ""

    @property
    def is_reworded(self) -> bool:
        """Whether it goes on in other words."""
        return self.plan.statement != self.pledge.statement

    @property
    def is_renumbered(self) -> bool:
        """Whether it goes on under another reference."""
        return self.plan.reference != self.pledge.reference


@dataclass(frozen=True)
class Summary:
    """All that would be made, and what would be left behind."""

    source: Source
    start_year: int
    to_year: ReportingYear | None
    plan: Plan
    lines: list[PledgeLine]
    gone: int  # how many of the chosen records were deleted since

    @property
    def going(self) -> list[PledgeLine]:
        """The pledges that go on."""
        return [line for line in self.lines if line.plan.goes_on]

    @property
    def dropped(self) -> list[PledgeLine]:
        """The pledges that stay behind."""
        return [line for line in self.lines if not line.plan.goes_on]

    @property
    def reworded(self) -> int:
        """How many pledges go on in other words."""
        return sum(line.is_reworded for line in self.going)

    @property
    def measures(self) -> list[Measure]:
        """The measures that go on."""
        return [one for one in self.source.measures if one.pk in set(self.plan.measures)]

    @property
    def measures_dropped(self) -> list[Measure]:
        """The measures that stay behind."""
        return [one for one in self.source.measures if one.pk not in set(self.plan.measures)]

    @property
    def targets(self) -> list[Target]:
        """The targets that go on."""
        return [one for one in self.source.targets if one.pk in set(self.plan.targets)]

    @property
    def size(self) -> int:
        """How many records would be made."""
        return self.plan.size

    @property
    def changed(self) -> list[PledgeLine]:
        """The pledges that were changed, or added, since the person decided."""
        return [line for line in self.lines if line.was_changed or line.is_new_to_plan]

    @cached_property
    def fingerprint(self) -> str:
        """A mark of all that is shown: what is confirmed is made only if it is still what was shown."""
        lines = [
            [line.pledge.pk, line.plan.goes_on, line.plan.reference, line.plan.statement, *_facts_of(line.pledge)]
            for line in self.lines
        ]
        targets = [_facts_of_target(target) for target in self.targets]
        measures = [one.pk for one in self.measures], [one.pk for one in self.measures_dropped]
        return mark_of(json.dumps([self.start_year, self.to_year is None, lines, targets, measures]))


def _facts_of(pledge: Pledge) -> list[Any]:
    return [pledge.reference, pledge.statement, pledge.strand_id, pledge.owner, pledge.order, pledge.illustrative]


def _facts_of_target(target: Target) -> list[Any]:
    amounts = [f"{value.normalize():f}" for value in (target.value, target.tolerance)]
    return [target.measure_id, target.category_1_id, target.category_2_id, target.comparator, *amounts, target.note]


def summarise(roll: RollForward) -> Summary:
    """Return what a plan would make of what its year holds now."""
    source = Source.of(roll.from_year)
    kept = Plan.from_json(roll.plan)
    plan = kept.brought_up_to(source)
    to_year = ReportingYear.objects.filter(start_year=roll.to_start_year).first()
    gone = sum(
        len({*before} - {*there})
        for before, there in (
            ([one.pk for one in kept.pledges if one.goes_on], [pledge.pk for pledge in source.pledges]),
            (kept.measures, plan.measures),
            (kept.targets, plan.targets),
        )
    )
    return Summary(source, roll.to_start_year, to_year, plan, _lines(source, kept, plan), gone)


def _lines(source: Source, kept: Plan, plan: Plan) -> list[PledgeLine]:
    decided = {one.pk: one for one in kept.pledges}
    changed = [pledge.pk for pledge in source.pledges if _was_changed(pledge, decided.get(pledge.pk))]
    names = _last_editors(changed)
    lines = []
    for pledge, now in zip(source.pledges, plan.pledges, strict=True):
        before = decided.get(pledge.pk)
        lines.append(
            PledgeLine(
                pledge,
                now,
                is_new_to_plan=before is None,
                was_changed=pledge.pk in names,
                changed_by=names.get(pledge.pk, ""),
                words_before=before.statement if before and not before.is_reworded else "",
            )
        )
    return lines


def _was_changed(pledge: Pledge, decided: PledgePlan | None) -> bool:
    return decided is not None and (
        decided.seen_reference != pledge.reference or decided.seen_statement != mark_of(pledge.statement)
    )


def _last_editors(keys: list[int]) -> dict[int, str]:
    """Return who last changed each of the pledges."""
    if not keys:
        return {}
    content_type = ContentType.objects.get_for_model(Pledge)
    rows = Revision.objects.filter(content_type=content_type, object_id__in=keys).order_by("number")
    return dict.fromkeys(keys, "Somebody") | dict(rows.values_list("object_id", "by_name"))
