"""The thread as nested lists: each pledge, what was done about it, what came of that, and the figures behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ctreport.dashboard.picture.arrange import Arrangement
from ctreport.dashboard.picture.telling import Counted, Teller, Told
from ctreport.dashboard.picture.words import Values
from ctreport.thread.threads import Key, Node

# What hangs on each kind of record, in the order in which it is listed. Figures stand in the line of their measure.
_BELOW = {
    "pledge": ("activity", "outcome"),
    "activity": ("outcome", "measure"),
    "outcome": ("outcome", "measure"),
}


@dataclass(frozen=True)
class Entry:
    """A record in a list, why it is linked, and what hangs on it; a measure comes with its figures.

    ``told_above`` says that what hangs on it stands above already, under the same pledge.
    """

    told: Told
    reason: str
    entries: tuple[Entry, ...] = ()
    counted: Counted | None = None
    told_above: bool = False


@dataclass(frozen=True)
class Listing:
    """A list under its heading."""

    title: str
    entries: tuple[Entry, ...]


def listings_of(arrangement: Arrangement, values: Values, *, year_is_made_up: bool = False) -> tuple[Listing, ...]:
    """Return the lists, in the order of the picture."""
    teller = Teller(arrangement, values, year_is_made_up)
    part = arrangement.part
    return tuple(
        Listing(
            section.title,
            tuple(
                _entry(teller, part.nodes[key], "", {})
                for band in section.bands
                for key in band.keys
                if not part.above(part.nodes[key])
            ),
        )
        for section in arrangement.sections
    )


def _entry(teller: Teller, node: Node, reason: str, above: dict[Key, Node]) -> Entry:
    """Name a record with what hangs on it; ``above`` holds what stands above it under the same pledge."""
    if node.kind == "measure":
        return Entry(teller.told(node), reason, counted=teller.counted(node))
    told_above = node.key in above and bool(teller.part.below(node))
    above[node.key] = node
    entries = () if told_above else tuple(_below(teller, node, above))
    return Entry(teller.told(node), reason, entries, told_above=told_above)


def _below(teller: Teller, node: Node, above: dict[Key, Node]) -> Iterable[Entry]:
    for kind in _BELOW[node.kind]:
        reasons = {tie.node.key: tie.reason for tie in teller.part.below(node, kind)}
        for one in teller.arrangement.in_order(tuple(tie.node for tie in teller.part.below(node, kind))):
            yield _entry(teller, one, reasons[one.key], above)
