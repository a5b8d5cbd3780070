"""The golden thread of a year: pledge ← activity ← outcome, the measures and figures behind them, and its gaps."""

from __future__ import annotations

import enum
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from activities.models import Activity, ActivityPledge
from ctreport.narrative.sentences import FigureBook, plain
from objectives.models import Pledge, ReportingYear
from outcomes.models import ActivityMeasure, Figure, Measure, Outcome, OutcomeActivity, OutcomeMeasure, OutcomePledge

Key = tuple[str, int]
Link = tuple[Key, Key, str]  # the upper end, the lower end and the reason
_LINKS: tuple[tuple[Any, str, str], ...] = (
    (ActivityPledge, "pledge", "activity"),
    (OutcomeActivity, "activity", "outcome"),
    (OutcomePledge, "pledge", "outcome"),
    (ActivityMeasure, "activity", "measure"),
    (OutcomeMeasure, "outcome", "measure"),
)


class GapKind(enum.Enum):
    """What the thread can lack. The value says it in words that follow the record's name."""

    PLEDGE_WITHOUT_ACTIVITY = "has no activity"
    PLEDGE_WITHOUT_OUTCOME = "has no outcome"
    PLEDGE_WITHOUT_FIGURE = "has no figure behind it"
    ACTIVITY_WITHOUT_PLEDGE = "serves no pledge"
    OUTCOME_WITHOUT_THREAD = "does not lead back to a pledge"
    OUTCOME_WITHOUT_MEASURE = "has no measure behind it"
    MEASURE_WITHOUT_FIGURE = "has no figure this year"
    FIGURE_WITHOUT_EVIDENCE = "has no source or evidence"


@dataclass(frozen=True)
class Node:
    """A record in the thread. ``kind`` is pledge, activity, outcome, measure or figure; ``text`` is as it reads."""

    kind: str
    pk: int
    reference: str
    text: str
    parent: int | None = None
    strand: str = ""
    is_illustrative: bool = False
    is_sensitive: bool = False
    owner: str = ""

    @property
    def key(self) -> Key:
        """The node's key in the thread."""
        return self.kind, self.pk

    @property
    def name(self) -> str:
        """How the node is named in a sentence: "Pledge P10"."""
        return f"{self.kind.capitalize()} {self.reference}" if self.reference else self.text


@dataclass(frozen=True)
class Tie:
    """One end of a link: the node at the other end and the reason for the link."""

    node: Node
    reason: str = ""


@dataclass(frozen=True)
class Gap:
    """A place where the thread breaks, in plain words."""

    kind: GapKind
    node: Node

    @property
    def text(self) -> str:
        """The gap as a sentence: "Pledge P10 has no activity."."""
        return f"{self.node.name} {self.kind.value}."


@dataclass(frozen=True)
class Thread:
    """All records of a year with their links, downwards (pledge to figure) and upwards.

    ``recorded`` holds the keys of the measures that have a figure in the year, whether the figures are nodes or not.
    """

    year: str
    nodes: dict[Key, Node]
    down: dict[Key, tuple[Tie, ...]]
    up: dict[Key, tuple[Tie, ...]]
    gaps: tuple[Gap, ...]
    recorded: frozenset[int] = frozenset()

    def of_kind(self, kind: str) -> tuple[Node, ...]:
        """Return the nodes of one kind, in the report's order."""
        return tuple(node for node in self.nodes.values() if node.kind == kind)

    def below(self, node: Node, kind: str) -> tuple[Tie, ...]:
        """Return the ties from a node down to nodes of one kind."""
        return tuple(tie for tie in self.down.get(node.key, ()) if tie.node.kind == kind)

    def above(self, node: Node, kind: str) -> tuple[Tie, ...]:
        """Return the ties from a node up to nodes of one kind."""
        return tuple(tie for tie in self.up.get(node.key, ()) if tie.node.kind == kind)

    def children(self, outcome: Node) -> tuple[Node, ...]:
        """Return the sub-outcomes of an outcome."""
        return tuple(tie.node for tie in self.below(outcome, "outcome"))

    def all_below(self, node: Node, kind: str) -> tuple[Node, ...]:
        """Return each node of one kind that hangs, however far down, on a node."""
        return tuple(one for one in self._reach(node, self.down) if one.kind == kind)

    def all_above(self, node: Node, kind: str) -> tuple[Node, ...]:
        """Return each node of one kind that a node leads back to."""
        return tuple(one for one in self._reach(node, self.up) if one.kind == kind)

    def gaps_of(self, node: Node) -> tuple[Gap, ...]:
        """Return the gaps at a node."""
        return self._gaps_by_node.get(node.key, ())

    def is_complete(self, pledge: Node) -> bool:
        """Say whether a pledge has an activity, an outcome and a figure."""
        return not self.gaps_of(pledge)

    @cached_property
    def _gaps_by_node(self) -> dict[Key, tuple[Gap, ...]]:
        found: dict[Key, tuple[Gap, ...]] = {}
        for gap in self.gaps:
            found[gap.node.key] = (*found.get(gap.node.key, ()), gap)
        return found

    @property
    def complete_pledges(self) -> tuple[Node, ...]:
        """The pledges whose thread is complete."""
        return tuple(node for node in self.of_kind("pledge") if self.is_complete(node))

    @staticmethod
    def _reach(node: Node, ties: dict[Key, tuple[Tie, ...]]) -> list[Node]:
        seen: dict[Key, Node] = {}
        waiting = [node]
        while waiting:
            for tie in ties.get(waiting.pop().key, ()):
                if tie.node.key not in seen:
                    seen[tie.node.key] = tie.node
                    waiting.append(tie.node)
        return list(seen.values())


def build_thread(
    year: ReportingYear, book: FigureBook | None = None, *, only_approved: bool = False, publishable: bool = False
) -> Thread:
    """Load a year's thread in a number of queries that does not depend on its size.

    ``only_approved`` leaves out what nobody has approved yet, and the links to it. ``publishable`` leaves out what is
    OFFICIAL-SENSITIVE as well: what a report is built from. Public statistics are no part of a thread.
    """
    book = book or FigureBook.for_year(year, only_approved=only_approved, publishable=publishable)
    wanted = _publishable if publishable else _approved if only_approved else _all
    measures = (_node(one, "", one.title) for one in wanted(Measure.objects.own().linked_or_recorded_in(year)))
    figures = [one for one in book.figures.values() if not one.measure.is_reference]
    nodes = [*_statements(year, wanted, lambda text: plain(text, book)), *measures, *_figures(figures)]
    links = _links(year, nodes)
    links += [(("measure", one.measure_id), ("figure", one.pk), "") for one in figures]
    unsourced = {figure.pk for figure in figures if not (figure.source or figure.evidence_url)}
    return _joined(year, nodes, links, {figure.measure_id for figure in figures}, unsourced)


def build_outline(year: ReportingYear, measures: Iterable[Any], recorded: Collection[int]) -> Thread:
    """Load what is approved of a year's thread without its figures, for a page that counts them in another way.

    ``measures`` are approved ones, in order, as records or as anything with their fields; ``recorded`` are the keys
    of those that have a figure in the year. Those that are linked to nothing of the year and have none are left out.
    Narratives keep their tokens.
    """
    statements = list(_statements(year, _approved, str))
    links = _links(year, statements)
    wanted = {pk for _, (kind, pk), _ in links if kind == "measure"}.union(recorded)
    nodes = [*statements, *(_node(one, "", one.title) for one in measures if one.pk in wanted)]
    return _joined(year, nodes, links, recorded, ())


def _joined(
    year: ReportingYear,
    found: Iterable[Node],
    links: Iterable[Link],
    recorded: Collection[int],
    unsourced: Collection[int],
) -> Thread:
    """Join the nodes by the links whose ends are both among them, and find the gaps."""
    nodes = {node.key: node for node in found}
    down: dict[Key, list[Tie]] = {}
    up: dict[Key, list[Tie]] = {}
    for top, bottom, reason in links:
        if top not in nodes or bottom not in nodes:
            continue
        down.setdefault(top, []).append(Tie(nodes[bottom], reason))
        up.setdefault(bottom, []).append(Tie(nodes[top], reason))
    place = {key: number for number, key in enumerate(nodes)}
    for ties in (*down.values(), *up.values()):
        ties.sort(key=lambda tie: place[tie.node.key])
    thread = Thread(str(year), nodes, _frozen(down), _frozen(up), (), frozenset(recorded))
    gaps = tuple(Gap(kind, node) for node in nodes.values() for kind in _gaps_at(thread, node, unsourced))
    return replace(thread, gaps=gaps)


def _frozen(ties: dict[Key, list[Tie]]) -> dict[Key, tuple[Tie, ...]]:
    return {key: tuple(some) for key, some in ties.items()}


def _all(rows: Any) -> Any:
    return rows


def _approved(rows: Any) -> Any:
    return rows.approved()


def _publishable(rows: Any) -> Any:
    return rows.publishable()


def _statements(year: ReportingYear, wanted: Callable[[Any], Any], read: Callable[[str], str]) -> Iterable[Node]:
    """Return the pledges, activities and outcomes; ``read`` puts the figures into a narrative."""
    pledges, activities = Pledge.objects.for_year(year), Activity.objects.for_year(year)
    for pledge in wanted(pledges).select_related("strand").order_by("order", "reference"):
        strand = pledge.strand.name if pledge.strand else ""
        yield _node(pledge, pledge.reference, pledge.statement, strand=strand, owner=pledge.owner)
    for activity in wanted(activities).order_by("order", "reference"):
        yield _node(activity, activity.reference, read(activity.narrative))
    outcomes = list(wanted(Outcome.objects.for_year(year)).order_by("order", "reference"))
    shown = {outcome.pk: outcome for outcome in outcomes}
    for outcome in outcomes:
        outcome.parent = shown.get(outcome.parent_id)
        yield _node(outcome, outcome.reference, read(outcome.narrative), parent=outcome.parent_id)


def _figures(figures: Iterable[Figure]) -> Iterable[Node]:
    for figure in sorted(figures, key=_place):
        names = ", ".join(str(category) for category in figure.categories)
        text = f"{figure.measure.title}{f', {names}' if names else ''}: {figure.quantity}"
        yield _node(figure, "", text)


def _place(figure: Figure) -> tuple[Any, ...]:
    return figure.measure.order, figure.measure.code, *((one.order, one.code) for one in figure.categories)


def _node(record: Any, reference: str, text: str, **more: Any) -> Node:
    marks = {"is_illustrative": record.illustrative, "is_sensitive": record.is_sensitive}
    return Node(record.record_kind, record.pk, reference, text, **marks, **more)


def _links(year: ReportingYear, nodes: Iterable[Node]) -> list[Link]:
    return list(_links_of(year, nodes))


def _links_of(year: ReportingYear, nodes: Iterable[Node]) -> Iterable[Link]:
    for model, upper, lower in _LINKS:
        for top, bottom, reason in model.objects.for_year(year).order_by().values_list(upper, lower, "reason"):
            yield (upper, top), (lower, bottom), reason
    for node in nodes:
        if node.parent:
            yield ("outcome", node.parent), node.key, ""


def _gaps_at(thread: Thread, node: Node, unsourced: Collection[int]) -> Iterable[GapKind]:
    if node.kind == "pledge":
        yield from _pledge_gaps(thread, node)
    elif node.kind == "activity" and not thread.above(node, "pledge"):
        yield GapKind.ACTIVITY_WITHOUT_PLEDGE
    elif node.kind == "outcome":
        if not thread.all_above(node, "pledge"):
            yield GapKind.OUTCOME_WITHOUT_THREAD
        if not thread.all_below(node, "measure"):
            yield GapKind.OUTCOME_WITHOUT_MEASURE
    elif node.kind == "measure" and node.pk not in thread.recorded:
        yield GapKind.MEASURE_WITHOUT_FIGURE
    elif node.kind == "figure" and node.pk in unsourced:
        yield GapKind.FIGURE_WITHOUT_EVIDENCE


def _pledge_gaps(thread: Thread, pledge: Node) -> Iterable[GapKind]:
    if not thread.below(pledge, "activity"):
        yield GapKind.PLEDGE_WITHOUT_ACTIVITY
    if not thread.all_below(pledge, "outcome"):
        yield GapKind.PLEDGE_WITHOUT_OUTCOME
    if thread.recorded.isdisjoint(measure.pk for measure in thread.all_below(pledge, "measure")):
        yield GapKind.PLEDGE_WITHOUT_FIGURE
