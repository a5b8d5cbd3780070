"""The state of each pledge of a year, by strand: its thread, its assessment, what is done about it and by when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ctreport.dashboard.judgements import Judgement, by_due_date
from ctreport.dashboard.measures import MeasureRow
from ctreport.dashboard.words import upper_first
from ctreport.thread.threads import GapKind, Node, Thread

NO_STRAND = "No strand given"
PLEDGE_LACKS = {
    GapKind.PLEDGE_WITHOUT_ACTIVITY: "no activity",
    GapKind.PLEDGE_WITHOUT_OUTCOME: "no outcome",
    GapKind.PLEDGE_WITHOUT_FIGURE: "no figure",
}


@dataclass(frozen=True)
class PledgeState:
    """A pledge with what its thread lacks: "no activity", "no outcome", "no figure"; nothing where it is complete."""

    node: Node
    lacks: tuple[str, ...] = ()
    judgement: Judgement | None = None

    @property
    def is_complete(self) -> bool:
        """Whether an activity, an outcome and a figure hang on the pledge."""
        return not self.lacks

    @property
    def text(self) -> str:
        """The state in words: "Thread complete", or "No activity, no outcome"."""
        return upper_first(", ".join(self.lacks)) or "Thread complete"

    @property
    def is_sensitive(self) -> bool:
        """Whether it, or how it was assessed, is OFFICIAL-SENSITIVE."""
        return self.node.is_sensitive or bool(self.judgement and self.judgement.is_sensitive)

    @property
    def is_illustrative(self) -> bool:
        """Whether it, or how it was assessed, is made up."""
        return self.node.is_illustrative or bool(self.judgement and self.judgement.is_illustrative)


@dataclass(frozen=True)
class StrandState:
    """The pledges of one strand."""

    name: str
    pledges: tuple[PledgeState, ...]

    @property
    def complete(self) -> int:
        """How many of the pledges have a complete thread."""
        return sum(pledge.is_complete for pledge in self.pledges)


@dataclass(frozen=True)
class MeasureAction:
    """What is done about a measure, and by when."""

    measure: MeasureRow
    judgement: Judgement

    @property
    def is_sensitive(self) -> bool:
        """Whether the measure, or how it was assessed, is OFFICIAL-SENSITIVE."""
        return self.measure.is_sensitive or self.judgement.is_sensitive

    @property
    def is_illustrative(self) -> bool:
        """Whether the measure, or how it was assessed, is made up."""
        return self.measure.illustrative or self.judgement.is_illustrative


def pledge_states(
    thread: Thread, judgements: Iterable[Judgement], pledges: Iterable[Node] | None = None
) -> tuple[PledgeState, ...]:
    """Return the state of each pledge, or of each one given, in the report's order."""
    given = thread.of_kind("pledge") if pledges is None else pledges
    judged = {one.pledge_id: one for one in judgements if one.pledge_id}
    return tuple(
        PledgeState(node, tuple(PLEDGE_LACKS[gap.kind] for gap in thread.gaps_of(node)), judged.get(node.pk))
        for node in given
    )


def by_strand(pledges: Iterable[PledgeState], names: Sequence[str]) -> tuple[StrandState, ...]:
    """Return the pledges grouped by strand, in the order of ``names``; those without a strand stand last."""
    order = {name: place for place, name in enumerate(names)}
    groups: dict[str, list[PledgeState]] = {}
    for pledge in pledges:
        groups.setdefault(pledge.node.strand, []).append(pledge)
    found = sorted(groups, key=lambda name: order.get(name, len(order)))
    return tuple(StrandState(name or NO_STRAND, tuple(groups[name])) for name in found)


def measure_actions(measures: Mapping[int, MeasureRow], judgements: Iterable[Judgement]) -> tuple[MeasureAction, ...]:
    """Return what is done about the measures given, by the day on which it is due."""
    found = ((measures.get(one.measure_id or 0), one) for one in by_due_date(judgements))
    return tuple(MeasureAction(measure, one) for measure, one in found if measure is not None)
