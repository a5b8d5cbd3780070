"""The thread of one record as nested lists, upwards to pledges and downwards to figures."""

from __future__ import annotations

from dataclasses import dataclass

from ctreport.thread.threads import Gap, Node, Thread

# Where one may go on from a kind of record. A pledge's outcomes stand under the activities that they came of, and
# directly beneath the pledge only where no activity leads to them.
_DOWN = {
    "pledge": ("activity", "outcome"),
    "activity": ("outcome", "measure"),
    "outcome": ("outcome", "measure"),
    "measure": ("figure",),
    "figure": (),
}
_UP = {
    "pledge": (),
    "activity": ("pledge",),
    "outcome": ("outcome", "activity", "pledge"),
    "measure": ("outcome", "activity"),
    "figure": ("measure",),
}


@dataclass(frozen=True)
class Branch:
    """A record in the list, the reason for its link, what hangs on it and what it lacks."""

    node: Node
    reason: str
    branches: tuple[Branch, ...]
    gaps: tuple[Gap, ...] = ()


def branches_down(thread: Thread, node: Node) -> tuple[Branch, ...]:
    """Return what hangs on a record."""
    ties = [tie for kind in _DOWN[node.kind] for tie in thread.below(node, kind)]
    if node.kind == "pledge":
        through = {
            outcome.key for tie in thread.below(node, "activity") for outcome in thread.all_below(tie.node, "outcome")
        }
        ties = [tie for tie in ties if tie.node.key not in through]
    return tuple(
        Branch(tie.node, tie.reason, branches_down(thread, tie.node), thread.gaps_of(tie.node)) for tie in ties
    )


def branches_up(thread: Thread, node: Node) -> tuple[Branch, ...]:
    """Return what a record leads back to."""
    ties = [tie for kind in _UP[node.kind] for tie in thread.above(node, kind)]
    if node.kind == "outcome":
        through = {
            pledge.key for tie in ties if tie.node.kind != "pledge" for pledge in thread.all_above(tie.node, "pledge")
        }
        ties = [tie for tie in ties if tie.node.key not in through]
    return tuple(Branch(tie.node, tie.reason, branches_up(thread, tie.node)) for tie in ties)
