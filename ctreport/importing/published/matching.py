"""Which measure, and which of its categories, a figure that was found belongs to."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from ctreport.importing.published.proposal import FoundFigure
from ctreport.importing.published.wording import Likeness, stems

MIN_LIKENESS = 0.3


class MeasureLike(Protocol):
    """What is needed of a measure; ``outcomes.models.Measure`` has it."""

    code: str
    title: str
    unit: str


class Match(NamedTuple):
    """A measure's code, empty where none is like enough, and how sure that is, from 0 to 1."""

    code: str
    confidence: float


def match_measure(figure: FoundFigure, measures: Iterable[MeasureLike], *, context: str = "") -> Match:
    """Return the measure of the figure's unit whose title is most like what the figure counts.

    ``context`` is the text around the statement, such as its parent outcome: "Project Servator outcomes" makes
    "deployments" those of Project Servator. It decides between measures, and never makes a match by itself.
    """
    known = [measure for measure in measures if measure.unit == figure.unit]
    likeness = Likeness([measure.title for measure in known])
    label, around = stems(figure.label), stems(f"{figure.sentence} {context}")
    scored = sorted(
        ((_score(measure, figure.label, label, around, likeness), measure.code) for measure in known),
        key=lambda pair: (-pair[0], pair[1]),
    )
    if not scored or scored[0][0] < MIN_LIKENESS:
        return Match("", 0.0)
    best, code = scored[0]
    lead = best - scored[1][0] if len(scored) > 1 else best
    return Match(code, round(min(best, 0.99) * (1.0 if lead >= 0.1 else 0.6), 2))


def _score(measure: MeasureLike, text: str, label: list[str], around: list[str], likeness: Likeness) -> float:
    title = stems(measure.title)
    own = likeness.score(label, title)
    if not own:
        return 0.0
    title_held = likeness.covers([*label, *around], [*title, *stems(getattr(measure, "programme", "") or "")])
    spelling = difflib.SequenceMatcher(None, text.casefold(), measure.title.casefold()).ratio()
    return 0.6 * own + 0.25 * title_held + 0.15 * spelling


def match_categories(figure: FoundFigure, dimensions: Sequence[Sequence[tuple[str, str]]]) -> tuple[str, ...]:
    """Return the code of the one category in each dimension that the figure's label names; "" where none or several.

    Each dimension is its categories as (code, name). "Online respondents feeling safe after dark" is online, dark.
    """
    label = set(stems(figure.label))
    return tuple(_category(label, categories) for categories in dimensions)


def _category(label: set[str], categories: Sequence[tuple[str, str]]) -> str:
    scored = sorted(
        ((max(_held(label, name), _held(label, code.replace("-", " "))), code) for code, name in categories),
        reverse=True,
    )
    if not scored or scored[0][0] == 0 or (len(scored) > 1 and scored[0][0] == scored[1][0]):
        return ""
    return scored[0][1]


def _held(label: set[str], name: str) -> float:
    words = set(stems(name))
    return len(words & label) / len(words) if words else 0.0
