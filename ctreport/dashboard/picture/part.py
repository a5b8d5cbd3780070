"""What of a year's thread is shown at once: what was asked for, in parts that can be taken in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ctreport.thread.threads import Gap, Key, Node, Thread, Tie

SHOWN_AT_ONCE = 120  # records in a part, where they can be parted
DRAWN_AT_MOST = 400  # records of one thread; beyond, neither a picture nor a matrix of it can be read

Ties = Mapping[Key, tuple[Tie, ...]]


@dataclass(frozen=True)
class Wish:
    """What a reader asks for. An empty wish leaves all in; ``strand`` is None where strands do not matter."""

    strand: str | None = None
    programme: str = ""
    pledge: str = ""

    def __bool__(self) -> bool:
        return self.strand is not None or bool(self.programme or self.pledge)


@dataclass(frozen=True)
class Part:
    """Some records of a thread, in the report's order, with the links between them."""

    thread: Thread
    nodes: dict[Key, Node]

    def of_kind(self, kind: str) -> tuple[Node, ...]:
        """Return the records of one kind."""
        return tuple(node for node in self.nodes.values() if node.kind == kind)

    def below(self, node: Node, *kinds: str) -> tuple[Tie, ...]:
        """Return the ties down to records that are shown: of some kinds, or of any where none is named."""
        return self._shown(self.thread.down, node, kinds)

    def above(self, node: Node, *kinds: str) -> tuple[Tie, ...]:
        """Return the ties up to records that are shown: of some kinds, or of any where none is named."""
        return self._shown(self.thread.up, node, kinds)

    def beyond(self, node: Node) -> tuple[Node, ...]:
        """Return what a record leads back to in the year, but not in this part."""
        return tuple(tie.node for tie in self.thread.up.get(node.key, ()) if tie.node.key not in self.nodes)

    def gaps_of(self, node: Node) -> tuple[Gap, ...]:
        """Return what a record lacks in the year as a whole."""
        return self.thread.gaps_of(node)

    @property
    def links(self) -> frozenset[tuple[Key, Key]]:
        """Each link that is shown, from the upper to the lower record."""
        return frozenset((node.key, tie.node.key) for node in self.nodes.values() for tie in self.below(node))

    @property
    def groups(self) -> tuple[tuple[Key, ...], ...]:
        """The records by what hangs together, in the report's order."""
        found: dict[Key, int] = {}
        for number, start in enumerate(self.nodes.values()):
            waiting = [start]
            while waiting:
                node = waiting.pop()
                if node.key not in found:
                    found[node.key] = number
                    waiting += [tie.node for tie in (*self.below(node), *self.above(node))]
        groups: dict[int, list[Key]] = {}
        for key in self.nodes:
            groups.setdefault(found[key], []).append(key)
        return tuple(tuple(keys) for keys in groups.values())

    @property
    def is_too_large(self) -> bool:
        """Whether it is one thread of so many records that no drawing of it could be read."""
        return len(self.nodes) > DRAWN_AT_MOST

    def _shown(self, ties: Ties, node: Node, kinds: tuple[str, ...]) -> tuple[Tie, ...]:
        return tuple(
            tie
            for tie in ties.get(node.key, ())
            if tie.node.key in self.nodes and (not kinds or tie.node.kind in kinds)
        )


def parts_of(thread: Thread, wish: Wish, programmes: Mapping[int, str]) -> tuple[Part, ...]:
    """Return what was asked for in parts that can be taken in, in the report's order.

    ``programmes`` gives the programme of measures by their keys. What hangs together stays together; where that alone
    is too much, the threads of its pledges stay whole, and what they share stands in each part. There is one part at
    least, which is empty where nothing fits.
    """
    whole = _part(thread, _wanted(thread, wish, programmes))
    parts: list[set[Key]] = [set()]
    for group in whole.groups:
        for keys in [set(group)] if len(group) <= SHOWN_AT_ONCE else _threads(whole, group):
            if parts[-1] and len(parts[-1] | keys) > SHOWN_AT_ONCE:
                parts.append(set())
            parts[-1] |= keys
    return tuple(_part(thread, keys) for keys in parts)


def _threads(whole: Part, group: Iterable[Key]) -> Iterable[set[Key]]:
    """Return what hangs on each record of a group that leads back to nothing."""
    for key in group:
        if not whole.above(whole.nodes[key]):
            yield _reach([key], whole.thread.down) & set(whole.nodes)


def _part(thread: Thread, keys: set[Key]) -> Part:
    return Part(thread, {key: node for key, node in thread.nodes.items() if key in keys})


def _wanted(thread: Thread, wish: Wish, programmes: Mapping[int, str]) -> set[Key]:
    wanted = set(thread.nodes)
    if wish.strand is not None or wish.pledge:
        pledges = (
            node.key
            for node in thread.of_kind("pledge")
            if wish.strand in (None, node.strand) and wish.pledge in ("", node.reference)
        )
        wanted &= _reach(pledges, thread.down)
    if wish.programme:
        measures = [node.key for node in thread.of_kind("measure") if programmes.get(node.pk) == wish.programme]
        wanted &= _reach(measures, thread.up) | _reach(measures, thread.down)
    return wanted


def _reach(start: Iterable[Key], ties: Ties) -> set[Key]:
    """Return where one comes to from some records, themselves among them."""
    waiting = list(start)
    seen = set(waiting)
    while waiting:
        for tie in ties.get(waiting.pop(), ()):
            if tie.node.key not in seen:
                seen.add(tie.node.key)
                waiting.append(tie.node.key)
    return seen
