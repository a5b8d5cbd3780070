"""The dashboard's summary: a few sentences written from the facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ctreport.dashboard.key_figures import KeyFigure, Movement
from ctreport.dashboard.pledges import PledgeState
from ctreport.thread.threads import GapKind, Thread
from objectives.financial_year import label_of
from objectives.models import ReportingYear
from outcomes.models import Assessment
from outcomes.quantity import Direction

_WAYS = {Direction.UP: "went up", Direction.DOWN: "went down", Direction.SAME: "stayed the same"}
NAMED = 6  # records that a sentence names; more are counted only


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: "1 pledge", "10 pledges"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def join(parts: Sequence[str]) -> str:
    """Join with commas and a last "and"."""
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)


def summary_of(
    year: ReportingYear,
    pledges: Sequence[PledgeState],
    thread: Thread,
    figures: Sequence[KeyFigure],
    assessments: Sequence[Assessment],
) -> tuple[str, ...]:
    """Return the summary, the most telling sentence first; sentences with nothing to tell are left out."""
    sentences = [
        complete_sentence(pledges),
        _missing(pledges),
        _figures(figures, thread),
        *_moved(figures, label_of(year.start_year - 1), is_made_up=year.illustrative),
        _assessed(assessments),
    ]
    return tuple(sentence for sentence in sentences if sentence)


def complete_sentence(pledges: Sequence[PledgeState]) -> str:
    """Say how many pledges have a complete thread."""
    total, complete = len(pledges), sum(pledge.is_complete for pledge in pledges)
    if not total:
        return "No pledge has been entered yet."
    thread = "a complete thread: an activity, an outcome and a figure"
    if total == 1:
        return f"The only pledge has {thread}." if complete else "The only pledge does not have a complete thread."
    if complete == total:
        return f"All {total} pledges have {thread}."
    if not complete:
        return f"None of the {total} pledges has {thread}."
    return f"{complete} of {total} pledges {'has' if complete == 1 else 'have'} {thread}."


def _missing(pledges: Sequence[PledgeState]) -> str:
    """Tell each pledge with a gap once, by the first thing that it lacks."""
    parts: list[str] = []
    for lack in ("no activity", "no outcome", "no figure"):
        names = [one.node.reference for one in pledges if one.lacks and one.lacks[0] == lack]
        if names:
            more = " more" if parts else ""
            listed = f" ({join(names)})" if len(names) <= NAMED else ""
            parts.append(f"{len(names)}{more} {'has' if len(names) == 1 else 'have'} {lack}{listed}")
    text = join(parts)
    return f"{text}." if text else ""


def _figures(figures: Sequence[KeyFigure], thread: Thread) -> str:
    number = sum(len(one.cells) for one in figures)
    without = sum(gap.kind is GapKind.MEASURE_WITHOUT_FIGURE for gap in thread.gaps)
    if not number:
        return "No figure has been recorded yet."
    verb = "is" if number == 1 else "are"
    text = f"{counted(number, 'figure')} {verb} recorded, for {counted(len(figures), 'measure')}."
    return f"{text} {counted(without, 'more measure')} {'has' if without == 1 else 'have'} none." if without else text


def _moved(figures: Sequence[KeyFigure], before: str, *, is_made_up: bool) -> Iterable[str]:
    cells = [cell for one in figures for cell in one.cells]
    moves = [cell.movement for cell in cells if cell.movement]
    if not cells:
        return
    if not moves:
        yield f"No figure of {before} is recorded to compare with, so no change can be shown."
        return
    ways = Counter(move.direction for move in moves)
    parts = [f"{ways[way]} {words}" for way, words in _WAYS.items() if ways[way]]
    unknown = len(cells) - sum(ways[way] for way in _WAYS)
    if unknown:
        parts.append(f"for {unknown} the change is not known")
    mixed = any(move.is_illustrative for move in moves) and not is_made_up
    warning = f" The figures of {before} are illustrative." if mixed else ""
    yield f"Since {before}: of {counted(len(cells), 'figure')}, {join(parts)}.{warning}"
    yield _judged(moves)


def _judged(moves: Iterable[Movement]) -> str:
    judged = Counter(move.judgement for move in moves)
    parts = [f"{judged[judgement]} got {judgement}" for judgement in ("better", "worse") if judged[judgement]]
    return f"Where more or less is better, {join(parts)}." if parts else ""


def _assessed(assessments: Sequence[Assessment]) -> str:
    if not assessments:
        return "No pledge or measure has been assessed yet."
    words = Counter(str(one.word).lower() for one in sorted(assessments, key=lambda one: one.word.order))
    return f"Assessments: {join([f'{number} {word}' for word, number in words.items()])}."
