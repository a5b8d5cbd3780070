"""The year in a few sentences, written from the data: what is kept, what moved, what is due, what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ctreport.charts.words import lower_first
from ctreport.dashboard.judgements import Judgement, by_due_date
from ctreport.dashboard.key_figures import Movement, cell_name, movement_of
from ctreport.dashboard.measures import MeasureRow
from ctreport.dashboard.movers import Mover
from ctreport.dashboard.pledges import PledgeState
from ctreport.dashboard.ratios import Ratios
from ctreport.dashboard.tallies import Tally
from ctreport.dashboard.words import (
    NAMED,
    NOTHING,
    Run,
    Sentence,
    complete_sentence,
    counted,
    has,
    joined_runs,
    upper_first,
)
from ctreport.thread.threads import Gap, GapKind
from ctreport.ui.words import join, plain_date
from objectives.financial_year import label_of
from objectives.models import ReportingYear
from outcomes.models import Figure

_LACKS = ("no activity", "no outcome", "no figure")
_GAPS = {
    GapKind.OUTCOME_WITHOUT_MEASURE: (("outcome", "has no measure"), ("outcomes", "have no measure")),
    GapKind.OUTCOME_WITHOUT_THREAD: (
        ("outcome", "does not lead back to a pledge"),
        ("outcomes", "do not lead back to a pledge"),
    ),
    GapKind.ACTIVITY_WITHOUT_PLEDGE: (("activity", "serves no pledge"), ("activities", "serve no pledge")),
    GapKind.MEASURE_WITHOUT_FIGURE: (("measure", "has no figure this year"), ("measures", "have no figure this year")),
}


@dataclass(frozen=True)
class Summary:
    """The summary: a first sentence, then under a word each what moved, what is due and what is missing."""

    lead: Sentence
    points: tuple[tuple[str, tuple[Sentence, ...]], ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in order."""
        return (self.lead, *(one for _, sentences in self.points for one in sentences))


@dataclass(frozen=True)
class Moves:
    """How the figures moved between two years: the counts, and the figures that moved most, both ends loaded."""

    year: ReportingYear
    before: ReportingYear | None
    counts: Tally
    most: tuple[Mover, ...] = ()
    figures: Mapping[int, Figure] | None = None
    is_part: bool = False


def summary_of(
    pledges: Sequence[PledgeState],
    moves: Moves,
    assessments: tuple[Sequence[Judgement], Mapping[int, str]],
    gaps: Sequence[Gap],
    ratios: Ratios,
) -> Summary:
    """Return the summary. ``assessments`` are those of what is shown, with what the assessed are called."""
    judgements, names = assessments
    points = (
        ("Pledges", _some(missing_threads(pledges))),
        ("What moved", _some(*moved(moves))),
        ("What is due", _some(*due(judgements, names), assessed(judgements))),
        ("What is missing", _some(*missing(gaps, moves.counts))),
        ("To check", _some(*(one.short_check for one in ratios.shown))),
    )
    lead = Sentence.of(complete_sentence(pledges))
    return Summary(lead, tuple((word, sentences) for word, sentences in points if sentences))


def _some(*sentences: Sentence) -> tuple[Sentence, ...]:
    return tuple(one for one in sentences if one)


def missing_threads(pledges: Sequence[PledgeState]) -> Sentence:
    """Tell each pledge with a gap once, by the first thing that it lacks."""
    parts: list[list[str | Run]] = []
    for lack in _LACKS:
        lacking = [one.node for one in pledges if one.lacks and one.lacks[0] == lack]
        if lacking:
            more = " more" if parts else ""
            names = [Run(node.reference, anchor=f"pledge-{node.reference}") for node in lacking]
            listed = [" (", *joined_runs(names), ")"] if len(names) <= NAMED else []
            parts.append([f"{len(lacking)}{more} {has(len(lacking))} {lack}", *listed])
    if not parts:
        return NOTHING
    flat: list[str | Run] = []
    for place, part in enumerate(parts):
        flat += [", " if place < len(parts) - 1 else " and "] if place else []
        flat += part
    return Sentence.of(*flat, ".")


def moved(moves: Moves) -> Iterable[Sentence]:
    """Say how many figures moved which way, of those that can be compared exactly, and which moved most."""
    counts, before = moves.counts, moves.before
    if not counts.figures:
        yield Sentence.of(
            "No figure is recorded for what is shown." if moves.is_part else "No figure has been recorded yet."
        )
        return
    if before is None or counts.unpaired == counts.figures:
        named = label_of(before.start_year if before else moves.year.start_year - 1)
        yield Sentence.of(
            f"{counted(counts.figures, 'figure')} {'is' if counts.figures == 1 else 'are'} recorded. "
            f"No figure of {named} is recorded to compare with, so no change can be shown."
        )
        return
    ways = {"went up": counts.up, "went down": counts.down, "stayed the same": counts.same}
    parts = [f"{number} {words}" for words, number in ways.items() if number]
    exact = counts.up + counts.down + counts.same
    said = f"{join(parts)}" if parts else "none can be compared exactly"
    yield Sentence.of(f"Since {before}, of {counted(counts.figures, 'figure')}: {said}.{_not_compared(counts, exact)}")
    for is_up, words in ((True, "Up most"), (False, "Down most")):
        yield _most(moves, [one for one in moves.most if one.is_up is is_up], words)
    if counts.made_up_before and not moves.year.illustrative:
        yield Sentence.of(f"The figures of {before} are illustrative.")


def _not_compared(counts: Tally, exact: int) -> str:
    reasons = []
    if counts.unlike and exact:
        reasons.append(
            f"{counts.unlike} cannot be compared exactly: bounds such as “over”, other periods or breaks in series"
        )
    if counts.unpaired:
        reasons.append(f"{counts.unpaired} {has(counts.unpaired)} no earlier figure")
    return f" {upper_first('; '.join(reasons))}." if reasons else ""


def _most(moves: Moves, found: Sequence[Mover], words: str) -> Sentence:
    """Name the number and the percentage that moved most one way, each with what it was."""
    parts: list[str | Run] = []
    for one in found:
        figure, earlier = (moves.figures or {}).get(one.figure_id), (moves.figures or {}).get(one.earlier_id)
        if figure is None or earlier is None:
            continue
        movement = movement_of(figure, earlier)
        parts += ["; among percentages, " if parts else (": " if not one.is_share else " among percentages: ")]
        name = lower_first(figure.measure.title) if len(parts) > 1 else figure.measure.title
        cell = f", {lower_first(cell_name(figure))}" if figure.categories else ""
        parts += [f"{name}{cell}, ", Run(str(figure.quantity), figure.pk), ", ", *movement.sentence.runs]
        parts.append(polarity(movement))
    return Sentence.of(words, *parts, ".") if parts else NOTHING


def polarity(movement: Movement) -> str:
    """Say what a movement means: nothing where its measure is for context only or chance may explain it."""
    if movement.is_context:
        return " (context only: neither is better)"
    return f" ({movement.judgement})" if movement.judgement else ""


def due(judgements: Sequence[Judgement], names: Mapping[int, str]) -> Iterable[Sentence]:
    """Say what is overdue and what is due next."""
    waiting = by_due_date(judgements)
    overdue = [one for one in waiting if one.is_overdue]
    later = [one for one in waiting if not one.is_overdue and one.due_on]
    undated = len(waiting) - len(overdue) - len(later)
    if overdue:
        verb = "is" if len(overdue) == 1 else "are"
        first = f"{names[overdue[0].pk]}, since {plain_date(overdue[0].due_on)}"
        words = f": {first}" if len(overdue) == 1 else f", the longest {first}"
        yield Sentence.of(f"{counted(len(overdue), 'action')} {verb} overdue{words}.")
    if later:
        yield Sentence.of(
            f"{counted(len(later), 'action')} {'is' if len(later) == 1 else 'are'} due, the next on "
            f"{plain_date(later[0].due_on)}: {names[later[0].pk]}."
        )
    if undated:
        yield Sentence.of(f"{counted(undated, 'action')} {has(undated)} no date.")
    if judgements and not waiting:
        yield Sentence.of("No action is due.")


def assessed(judgements: Sequence[Judgement]) -> Sentence:
    """Say how many assessments there are in each word."""
    if not judgements:
        return Sentence.of("No pledge or measure has been assessed yet, so no action is due.")
    words = Counter(one.word.lower() for one in judgements)
    return Sentence.of(f"Assessments: {join([f'{number} {word}' for word, number in words.items()])}.")


def missing(gaps: Sequence[Gap], counts: Tally) -> Iterable[Sentence]:
    """Say what the thread lacks beside what the pledges lack, and that percentages have no base."""
    parts = []
    for kind, forms in _GAPS.items():
        nodes = [gap.node for gap in gaps if gap.kind is kind]
        if nodes:
            noun, verb = forms[len(nodes) > 1]
            references = [node.reference for node in nodes if node.reference]
            listed = f" ({join(references)})" if references and len(references) <= NAMED else ""
            parts.append(f"{len(nodes)} {noun} {verb}{listed}")
    if parts:
        yield Sentence.of(f"{upper_first(join(parts))}.")
    if counts.baseless:
        yield Sentence.of(_baseless(counts))


def _baseless(counts: Tally) -> str:
    if counts.shares == 1:
        return "The only percentage has no base, so no confidence interval can be shown."
    which = f"All {counts.shares}" if counts.baseless == counts.shares else f"{counts.baseless} of {counts.shares}"
    return f"{which} percentages {has(counts.baseless)} no base, so no confidence interval can be shown."


def names_of(
    judgements: Iterable[Judgement], pledges: Iterable[PledgeState], measures: Mapping[int, MeasureRow]
) -> dict[int, str]:
    """Return what each assessed pledge or measure is called in a sentence, by the key of the assessment."""
    called = {one.node.pk: f"pledge {one.node.reference}" for one in pledges}
    return {one.pk: called.get(one.pledge_id or 0) or f"“{measures[one.measure_id or 0].title}”" for one in judgements}
