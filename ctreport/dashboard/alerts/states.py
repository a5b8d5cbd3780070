"""How things stand with what is followed, and what changed from one state to another, in words without content.

A state is a mapping of facets to digests: "figure:2018:7", with the start of its year, to that of its amount,
"assessment:2018" to that of its word. A facet that is not there is one that there is not. A few queries serve all
that is followed in a year.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ctreport.dashboard.alerts.models import Subscription, Watch
from ctreport.narrative.sentences import cell_of
from ctreport.thread.threads import Gap, GapKind, Node, Thread, build_thread
from objectives.financial_year import label_of
from objectives.models import ReportingYear
from outcomes.models import Assessment, Figure, Measure, Target

State = Mapping[str, str]
GONE: State = {"gone": "yes"}
SENSITIVE = "marked OFFICIAL-SENSITIVE"
_LONGEST_NAME = 90

_ADDED = {
    "figure": "a figure{} was approved",
    "assessment": "an assessment{} was approved",
    "target": "a figure{} can now be held against its target",
}
_CHANGED = {
    "figure": "an approved figure{} changed",
    "assessment": "its assessment{} changed",
    "target": "how it stands against its target{} changed",
    "thread": "what its golden thread lacks changed",
}
_REMOVED = {
    "figure": "a figure{} was taken away",
    "assessment": "its assessment{} was taken away",
    "target": "its target{} was taken away",
}


@dataclass(frozen=True)
class Standing:
    """How one thing stands: its name without its year and content, its state, and the record that it is about."""

    name: str
    state: State
    record_kind: str
    record_id: int | None = None


def standings_of(watches: Iterable[Watch]) -> dict[Watch, Standing]:
    """Return how each thing stands now. Takes a few queries for measures, and a few for each year of the others."""
    watches = set(watches)
    found = _measures([one for one in watches if one.kind == Subscription.Kind.MEASURE])
    by_year: dict[int, list[Watch]] = defaultdict(list)
    for one in watches:
        if one.kind != Subscription.Kind.MEASURE and one.year_id is not None:
            by_year[one.year_id].append(one)
    for year in ReportingYear.objects.filter(pk__in=by_year):
        found |= _of_year(year, by_year[year.pk])
    return found


def changes_between(old: State, new: State) -> tuple[str, ...]:
    """Return what changed, in words: "a figure was approved"; each once, in the order of the facets."""
    if new == GONE:
        return () if old == GONE else ("it was deleted or is not approved any more",)
    if old == GONE:
        return ("it is approved again",)
    said = [_words(facet, old.get(facet), new.get(facet)) for facet in sorted({*old, *new})]
    return tuple(dict.fromkeys(words for words in said if words))


def key_of(gap: Gap) -> str:
    """Return the key by which a gap is followed."""
    return f"{gap.kind.name.lower()}:{gap.node.kind}:{gap.node.pk}"


def _words(facet: str, old: str | None, new: str | None) -> str:
    kind, *year = facet.split(":")
    if old == new:
        return ""
    if kind == "gap":
        return "it was closed" if new == "closed" else "it is open again"
    if kind == "thread" and new == "complete":
        return "its golden thread is complete now"
    if kind == "thread" and old == "complete":
        return "its golden thread is not complete any more"
    words = (_ADDED if old is None else _REMOVED if new is None else _CHANGED)[kind]
    return words.format(f" of {label_of(int(year[0]))}" if year else "")


def _measures(watches: Sequence[Watch]) -> dict[Watch, Standing]:
    """Return how measures stand: their approved figures, what these say about targets, and how they were assessed."""
    wanted = [int(one.key) for one in watches]
    if not wanted:
        return {}
    measures: dict[int, Measure] = Measure.objects.approved().in_bulk(wanted)
    facets: dict[int, dict[str, tuple[int, str]]] = defaultdict(dict)  # by measure: facet to year and digest
    figures = {}
    for figure in Figure.objects.approved().filter(measure__in=measures).with_cell():
        figures[(figure.year_id, *cell_of(figure))] = figure
        facet = f"figure:{figure.year.start_year}:{figure.pk}"
        facets[figure.measure_id][facet] = figure.year_id, _digest(figure.quantity, figure.status)
    for target in Target.objects.approved().filter(measure__in=measures).with_cell():
        held = figures.get((target.year_id, *cell_of(target)))
        if held is not None and held.quantity.is_known:
            verdict = held.quantity.held_against(
                comparator=target.comparator, target=target.value, tolerance=target.tolerance
            )
            facet = f"target:{target.year.start_year}:{target.pk}"
            facets[target.measure_id][facet] = target.year_id, _digest(verdict.name)
    for one in Assessment.objects.approved().filter(measure__in=measures).select_related("year"):
        facets[one.measure_id or 0][f"assessment:{one.year.start_year}"] = one.year_id, _digest(one.word_id)
    return {watch: _of_measure(watch, measures.get(int(watch.key)), facets[int(watch.key)]) for watch in watches}


def _of_measure(watch: Watch, measure: Measure | None, facets: Mapping[str, tuple[int, str]]) -> Standing:
    if measure is None:
        return Standing("a measure", GONE, "measure")
    state = {facet: digest for facet, (year, digest) in facets.items() if watch.year_id in (None, year)}
    name = f"a measure {SENSITIVE}" if measure.is_sensitive else f"measure “{measure.title[:_LONGEST_NAME]}”"
    return Standing(name, state, "measure", measure.pk)


def _of_year(year: ReportingYear, watches: Sequence[Watch]) -> dict[Watch, Standing]:
    thread = build_thread(year, only_approved=True)
    words = dict(
        Assessment.objects.approved().filter(year=year, pledge__isnull=False).values_list("pledge_id", "word_id")
    )
    open_gaps = {key_of(gap) for gap in thread.gaps}
    return {
        watch: _of_pledge(thread, watch, words)
        if watch.kind == Subscription.Kind.PLEDGE
        else _of_gap(thread, watch, open_gaps)
        for watch in watches
    }


def _of_pledge(thread: Thread, watch: Watch, words: Mapping[int, int]) -> Standing:
    node = thread.nodes.get(("pledge", int(watch.key)))
    if node is None:
        return Standing("a pledge", GONE, "pledge")
    lacks = sorted(gap.kind.value for gap in thread.gaps_of(node))
    state = {"thread": ",".join(lacks) or "complete"}
    if node.pk in words:
        state["assessment"] = _digest(words[node.pk])
    return Standing(_name_of(node), state, "pledge", node.pk)


def _of_gap(thread: Thread, watch: Watch, open_gaps: set[str]) -> Standing:
    gap, kind, pk = watch.key.split(":")
    node = thread.nodes.get((kind, int(pk)))
    name = f"gap “{_name_of(node) if node else f'a {kind}'} {GapKind[gap.upper()].value}”"
    state = {"gap": "open" if watch.key in open_gaps else "closed"}
    return Standing(name, state, kind, node.pk if node else None)


def _name_of(node: Node) -> str:
    """Return what a record is called without its content: that of a figure holds its amount."""
    if node.is_sensitive:
        return f"a {node.kind} {SENSITIVE}"
    if node.kind == "figure":
        return f"figure “{node.text.rpartition(':')[0][:_LONGEST_NAME]}”"
    return f"{node.kind} {node.reference}" if node.reference else f"{node.kind} “{node.text[:_LONGEST_NAME]}”"


def _digest(*parts: object) -> str:
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:16]
