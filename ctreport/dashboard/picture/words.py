"""What is said of a record in the picture, the matrix and the lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ctreport.charts.words import lower_first
from ctreport.dashboard.picture.arrange import Arrangement
from ctreport.dashboard.picture.text import listed
from ctreport.narrative.sentences import FigureBook
from ctreport.thread.threads import GapKind, Node
from outcomes.models import Figure

PLURALS = {
    "pledge": "pledges",
    "activity": "activities",
    "outcome": "outcomes",
    "measure": "measures",
    "figure": "figures",
}
# A gap in the fewest words, at the end of a line that leads nowhere.
SHORT = {
    GapKind.PLEDGE_WITHOUT_ACTIVITY: "no activity",
    GapKind.PLEDGE_WITHOUT_OUTCOME: "no outcome",
    GapKind.PLEDGE_WITHOUT_FIGURE: "no figure",
    GapKind.ACTIVITY_WITHOUT_PLEDGE: "no pledge",
    GapKind.OUTCOME_WITHOUT_THREAD: "no pledge",
    GapKind.OUTCOME_WITHOUT_MEASURE: "no measure",
    GapKind.MEASURE_WITHOUT_FIGURE: "no figure this year",
    GapKind.FIGURE_WITHOUT_EVIDENCE: "no source",
}
BACKWARD = {GapKind.ACTIVITY_WITHOUT_PLEDGE, GapKind.OUTCOME_WITHOUT_THREAD}
_NAMED = 12  # records that the name of an element lists


@dataclass(frozen=True)
class Value:
    """A figure apart from what it measures: "Online, after dark" and "65%"."""

    names: str
    text: str


Values = Mapping[int, Value]


def values_of(book: FigureBook) -> dict[int, Value]:
    """Return the figures of a book by their keys."""
    return {figure.pk: Value(_names(figure), str(figure.quantity)) for figure in book.figures.values()}


def _names(figure: Figure) -> str:
    first, *others = [str(category) for category in figure.categories] or [""]
    return ", ".join([first, *(lower_first(one) for one in others)])


def short_name(node: Node) -> str:
    """Return "P5"; of what has no reference, its text."""
    return node.reference or node.text


def beyond_words(arrangement: Arrangement, node: Node) -> str:
    """Say what a record leads back to that is not shown: "Also leads back to P6"."""
    names = [short_name(one) for one in arrangement.part.beyond(node)]
    return f"Also leads back to {listed(names, 3)}" if names else ""


def gap_words(arrangement: Arrangement, node: Node) -> str:
    """Say what a record lacks in the fewest words: "no activity, no outcome, no figure"; empty where nothing."""
    return ", ".join(SHORT[gap.kind] for gap in arrangement.part.gaps_of(node))


def full_name(arrangement: Arrangement, node: Node, *, year_is_made_up: bool) -> str:
    """Return all that the picture tells of a record, as its name for those who hear it and its tip for a pointer."""
    part = arrangement.part
    parts = [f"{node.name}: {node.text}" if node.reference else f"{node.kind.capitalize()}: {node.text}"]
    if node.kind != "figure":  # whose text begins with its measure
        parts += _links("Leads back to", (tie.node for tie in part.above(node)), arrangement)
    parts += _links("Leads on to", (tie.node for tie in part.below(node)), arrangement)
    parts.append(beyond_words(arrangement, node))
    parts += [f"Gap: {gap.kind.value}" for gap in part.gaps_of(node)]
    parts.append("OFFICIAL-SENSITIVE" if node.is_sensitive else "")
    parts.append("Illustrative" if node.is_illustrative and not year_is_made_up else "")
    return " ".join(one if one.endswith((".", "!", "?")) else f"{one}." for one in parts if one)


def _links(words: str, nodes: Iterable[Node], arrangement: Arrangement) -> Iterable[str]:
    kinds: dict[str, list[Node]] = {}
    for node in nodes:
        kinds.setdefault(node.kind, []).append(node)
    told = [_kind_words(kind, arrangement.in_order(tuple(found))) for kind, found in kinds.items()]
    if told:
        yield f"{words} {listed(told, len(told))}"


def _kind_words(kind: str, nodes: tuple[Node, ...]) -> str:
    if kind == "figure":
        return f"{len(nodes)} {PLURALS[kind] if len(nodes) > 1 else kind}"
    return f"{kind if len(nodes) == 1 else PLURALS[kind]} {listed([short_name(one) for one in nodes], _NAMED)}"


def marks_of(node: Node, *, year_is_made_up: bool) -> tuple[str, ...]:
    """Return the marks that a record bears wherever it is shown."""
    return tuple(
        mark
        for mark, applies in (
            ("OFFICIAL-SENSITIVE", node.is_sensitive),
            ("Illustrative", node.is_illustrative and not year_is_made_up),
        )
        if applies
    )
