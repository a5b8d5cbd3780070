"""The state of each pledge of a year, by strand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ctreport.thread.threads import GapKind, Node, Thread
from objectives.models import Strand
from outcomes.models import Assessment

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
    assessment: str = ""
    needs_action: bool = False

    @property
    def is_complete(self) -> bool:
        """Whether an activity, an outcome and a figure hang on the pledge."""
        return not self.lacks

    @property
    def text(self) -> str:
        """The state in words: "Thread complete", or "No activity, no outcome"."""
        text = ", ".join(self.lacks)
        return f"{text[:1].upper()}{text[1:]}" if text else "Thread complete"


@dataclass(frozen=True)
class StrandState:
    """The pledges of one strand."""

    name: str
    pledges: tuple[PledgeState, ...]

    @property
    def complete(self) -> int:
        """How many of the pledges have a complete thread."""
        return sum(pledge.is_complete for pledge in self.pledges)


def pledge_states(thread: Thread, assessments: Iterable[Assessment]) -> tuple[PledgeState, ...]:
    """Return the state of each pledge, in the report's order."""
    judged = {one.pledge_id: one.word for one in assessments if one.pledge_id}
    states = []
    for node in thread.of_kind("pledge"):
        word = judged.get(node.pk)
        lacks = tuple(PLEDGE_LACKS[gap.kind] for gap in thread.gaps_of(node))
        states.append(PledgeState(node, lacks, str(word or ""), bool(word and word.needs_action)))
    return tuple(states)


def by_strand(pledges: Iterable[PledgeState]) -> tuple[StrandState, ...]:
    """Return the pledges grouped by strand, in the strands' order; those without a strand stand last."""
    order = {name: place for place, name in enumerate(Strand.objects.values_list("name", flat=True))}
    groups: dict[str, list[PledgeState]] = {}
    for pledge in pledges:
        groups.setdefault(pledge.node.strand, []).append(pledge)
    names = sorted(groups, key=lambda name: order.get(name, len(order)))
    return tuple(StrandState(name or NO_STRAND, tuple(groups[name])) for name in names)
