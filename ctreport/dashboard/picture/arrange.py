"""The order in which a part of the thread is shown: the same in the picture, the matrix and the lists."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import count

from ctreport.dashboard.picture.part import Part
from ctreport.dashboard.picture.untangle import Columns, Slot, Wire, untangled
from ctreport.thread.threads import Key, Node

# A figure stands in its measure.
COLUMNS = ("pledge", "activity", "outcome", "measure")
NOTHING_LINKED = "Pledges that nothing is linked to"
NO_PLEDGE = "What leads back to no pledge"


@dataclass(frozen=True)
class Band:
    """Records that hang together, and nothing else: the columns in which they stand, and the wires between them."""

    columns: Columns
    wires: tuple[Wire, ...]

    @property
    def keys(self) -> tuple[Key, ...]:
        """The records in their order, column by column."""
        return tuple(key for column in self.columns for slot in column if not slot.is_lane for key in slot.keys)


@dataclass(frozen=True)
class Section:
    """Bands under a heading; threads that begin with a pledge have none."""

    title: str
    bands: tuple[Band, ...]


@dataclass(frozen=True)
class Arrangement:
    """All that is shown, in its order."""

    part: Part
    sections: tuple[Section, ...]

    @property
    def bands(self) -> tuple[Band, ...]:
        """All bands from top to bottom."""
        return tuple(band for section in self.sections for band in section.bands)

    @cached_property
    def place(self) -> dict[Key, int]:
        """The place of each record in the order: that of their columns, from top to bottom."""
        keys = sorted(
            (key for band in self.bands for key in band.keys), key=lambda key: COLUMNS.index(self.part.nodes[key].kind)
        )
        return {key: place for place, key in enumerate(keys)}

    def of_kind(self, kind: str) -> tuple[Node, ...]:
        """Return the records of one kind, from top to bottom. Figures stand with their measures."""
        return tuple(self.part.nodes[key] for key in self.place if key[0] == kind)

    def in_order(self, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        """Return some records in the order in which they are shown."""
        return tuple(sorted(nodes, key=lambda node: self.place.get(node.key, 0)))


def arrange(part: Part) -> Arrangement:
    """Put a part in order: threads by their first pledge, then pledges without any, then what has no pledge."""
    groups: dict[str, list[Band]] = {"": [], NOTHING_LINKED: [], NO_PLEDGE: []}
    for keys in part.groups:
        has_pledge = any(kind == "pledge" for kind, _ in keys)
        title = NO_PLEDGE if not has_pledge else "" if len(keys) > 1 else NOTHING_LINKED
        groups[title].append(_band(part, keys))
    return Arrangement(part, tuple(Section(title, tuple(bands)) for title, bands in groups.items() if bands))


def _band(part: Part, keys: tuple[Key, ...]) -> Band:
    columns: list[list[Slot]] = [[] for _ in COLUMNS]
    for key in keys:
        node = part.nodes[key]
        if node.kind in COLUMNS and not part.above(node, node.kind):
            beneath = tuple(tie.node.key for tie in part.below(node, node.kind))
            columns[COLUMNS.index(node.kind)].append(Slot((key, *beneath)))
    wires, numbers = [], count()
    for key in keys:
        for tie in part.below(part.nodes[key], *COLUMNS):
            passed = range(COLUMNS.index(key[0]) + 1, COLUMNS.index(tie.node.kind))
            if tie.node.kind != key[0]:
                lanes = [("lane", next(numbers)) for _ in passed]
                wires.append(Wire((key, *lanes, tie.node.key)))
                for column, lane in zip(passed, lanes, strict=True):
                    columns[column].append(Slot((lane,)))
    laid = tuple(tuple(column) for column in columns)
    return Band(untangled(laid, wires), tuple(wires))
