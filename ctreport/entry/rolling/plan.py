"""What a person chose to carry on into the next year, kept between the steps."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self

from ctreport.entry.grid.build import measures_of
from objectives.models import Pledge, ReportingYear
from outcomes.models import Measure, Target


@dataclass(frozen=True)
class Source:
    """What a year holds that can go on into the next."""

    year: ReportingYear
    pledges: list[Pledge]
    measures: list[Measure]
    targets: list[Target]

    @classmethod
    def of(cls, year: ReportingYear) -> Self:
        """Load what ``year`` holds, in three queries: the measures are those of its grid and those with a target."""
        targets = list(Target.objects.for_year(year).with_cell().order_by("measure__order", "measure__code", "pk"))
        measures = {one.pk: one for one in [*measures_of(year), *(target.measure for target in targets)]}
        pledges = Pledge.objects.for_year(year).select_related("strand", "year").order_by("order", "reference")
        ordered = sorted(measures.values(), key=lambda measure: (measure.order, measure.code))
        return cls(year, list(pledges), ordered, targets)


def mark_of(text: str) -> str:
    """Return a short mark by which a text is recognised."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class PledgePlan:
    """What was decided on one pledge, and what the pledge said when it was decided."""

    pk: int
    goes_on: bool
    reference: str
    statement: str
    seen_reference: str
    seen_statement: str  # a mark of the statement

    @classmethod
    def untouched(cls, pledge: Pledge) -> Self:
        """Return the plan with which a pledge begins: it goes on as it is."""
        return cls(pledge.pk, True, pledge.reference, pledge.statement, pledge.reference, mark_of(pledge.statement))

    @property
    def is_reworded(self) -> bool:
        """Whether the person gave the pledge other words than it had."""
        return mark_of(self.statement) != self.seen_statement

    @property
    def is_renumbered(self) -> bool:
        """Whether the person gave the pledge another reference than it had."""
        return self.reference != self.seen_reference

    def brought_up_to(self, pledge: Pledge) -> Self:
        """Take over what was changed in the pledge since, where the person had left it as it was."""
        return replace(
            self,
            reference=self.reference if self.is_renumbered else pledge.reference,
            statement=self.statement if self.is_reworded else pledge.statement,
            seen_reference=pledge.reference,
            seen_statement=mark_of(pledge.statement),
        )


@dataclass(frozen=True)
class Plan:
    """All that was decided."""

    pledges: list[PledgePlan] = field(default_factory=list)
    measures: list[int] = field(default_factory=list)
    targets: list[int] = field(default_factory=list)

    @classmethod
    def whole(cls, source: Source) -> Self:
        """Return the plan with which a person begins: all pledges and measures go on, no target does.

        A target is a decision for its year, so carrying one on is offered and not assumed.
        """
        return cls(
            [PledgePlan.untouched(pledge) for pledge in source.pledges], [measure.pk for measure in source.measures]
        )

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """Return a plan as it was kept."""
        return cls(
            [PledgePlan(**one) for one in stored.get("pledges", [])],
            list(stored.get("measures", [])),
            list(stored.get("targets", [])),
        )

    def to_json(self) -> dict[str, Any]:
        """Return the plan as it is kept."""
        return asdict(self)

    @property
    def size(self) -> int:
        """How many records would be made."""
        return sum(one.goes_on for one in self.pledges) + len(self.measures) + len(self.targets)

    def brought_up_to(self, source: Source) -> Self:
        """Return the plan for what the source holds now; what was added to it since is left for the person to see."""
        by_pk = {one.pk: one for one in self.pledges}
        pledges = [
            by_pk[pledge.pk].brought_up_to(pledge)
            if pledge.pk in by_pk
            else replace(PledgePlan.untouched(pledge), goes_on=False)
            for pledge in source.pledges
        ]
        measures = _still(self.measures, (measure.pk for measure in source.measures))
        targets = _still(self.targets, (one.pk for one in source.targets if one.measure_id in set(measures)))
        return replace(self, pledges=pledges, measures=measures, targets=targets)


def _still(chosen: Iterable[int], there: Iterable[int]) -> list[int]:
    """Return what was chosen and is there, in the order in which it is there."""
    wanted = set(chosen)
    return [pk for pk in there if pk in wanted]
