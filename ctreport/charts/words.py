"""The words of charts: titles, summaries and notes, written from the points that are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ctreport.charts.description import Panel, Point, Reference
from ctreport.ui.words import join
from outcomes.models import Category, Figure, Target
from outcomes.quantity import Unit

REFERENCE = "Public statistics, for context: these are not the force’s own figures."
SENSITIVE = "OFFICIAL-SENSITIVE: some of these figures are never published."
ILLUSTRATIVE = "Illustrative figures: made up to show how the report works, not what happened."
AXIS_TITLES: dict[str, str] = {
    Unit.COUNT: "Number",
    Unit.PERCENTAGE: "Per cent",
    Unit.RATE: "Rate",
    Unit.MONEY: "Pounds",
}
NOT_RECORDED = "[x]"
_GOES_ON = "followed by two arrow heads, for how far the number goes beyond is not known"

_SYMBOLS = {
    "[c]": "[c] stands for confidential.",
    "[x]": "[x] stands for not available.",
    "[z]": "[z] stands for not applicable.",
    "[low]": "[low] stands for a number that rounds to zero.",
}


def warnings_of(figures: Iterable[Figure | Target]) -> tuple[str, ...]:
    """Say what must be known first of the figures of a chart: they are marked, made up or not the force's."""
    found = list(figures)
    told = (
        (SENSITIVE, any(one.is_sensitive for one in found)),
        (ILLUSTRATIVE, any(one.illustrative or one.measure.illustrative for one in found)),
        (REFERENCE, any(one.measure.is_reference for one in found)),
    )
    return tuple(words for words, is_so in told if is_so)


def lower_first(text: str) -> str:
    """Return a name as it stands inside a sentence: "survey mode", but "CONTEST strand"."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def cell_name(categories: Iterable[Category]) -> str:
    """Return the names of a cell's categories as they read after one another: "Online, after dark"."""
    first, *others = [str(category) for category in categories] or [""]
    return ", ".join([first, *(lower_first(one) for one in others)])


def title_of(title: str, *, is_illustrative: bool) -> str:
    """Return a chart's title, which says so where its figures are made up."""
    return f"{title} (illustrative figures)" if is_illustrative else title


def grid_summary(panels: Iterable[Panel]) -> str:
    """Say the figures of a breakdown, category by category: "Online: day 90%, after dark 65%."."""
    said: dict[str, list[str]] = {}
    for panel in panels:
        for one in panel.series:
            for point in one.points:
                said.setdefault(point.category, []).append(f"{lower_first(one.name)} {point.text}".strip())
    if all(len(texts) == 1 for texts in said.values()):
        return f"{join([f'{category} {texts[0]}' for category, texts in said.items()])}."
    return " ".join(f"{category}: {', '.join(texts)}." for category, texts in said.items())


def list_summary(panels: Iterable[Panel]) -> str:
    """Say the figures of one-number measures, one after another: "Deployments: over 600."."""
    points = [point for panel in panels for one in panel.series for point in one.points]
    return f"{'; '.join(f'{point.category}: {point.text}' for point in points)}."


def trend_summary(panels: Iterable[Panel]) -> str:
    """Say the figures of each line, year by year, and the years that have none."""
    said = []
    for panel in panels:
        for one in panel.series:
            name = one.name or panel.title
            known = [f"{point.category} {point.text}" for point in one.points if point.text != NOT_RECORDED]
            gaps = [point.category for point in one.points if point.text == NOT_RECORDED]
            missing = f" No figure for {join(gaps)}." if gaps else ""
            said.append(f"{f'{name}: ' if name else ''}{', '.join(known)}.{missing}")
    return " ".join(said)


def reference_sentence(line: Reference) -> str:
    """Say in a summary where the reference line lies and what it stands for."""
    return f"The line at {line.text} marks {lower_first(line.label)}."


def reference_note(line: Reference) -> str:
    """Say beside a table what the reference line is."""
    return f"Reference line at {line.words}."


def point_notes(points: Sequence[Point], *, is_trend: bool = False) -> tuple[str, ...]:
    """Say what must be known to read the points that are drawn; only what occurs is said."""
    lower = [point.text for point in points if point.is_lower_bound]
    upper = [point.text for point in points if point.is_upper_bound]
    notes = [
        *_bound_note(lower, "lowest", "marked by a triangle that points up" if is_trend else _GOES_ON),
        *_bound_note(upper, "highest", "marked by a triangle that points down" if is_trend else "drawn hatched"),
    ]
    if any(point.is_provisional for point in points):
        notes.append(f"[p] marks a provisional figure, which may change{'; its marker is hollow' if is_trend else ''}.")
    notes += break_notes(points)
    shown = " ".join(point.text for point in points)
    return (*notes, *(words for symbol, words in _SYMBOLS.items() if symbol in shown))


def break_notes(points: Iterable[Point]) -> list[str]:
    """Say of each break in series what came between the figures."""
    reasons = dict.fromkeys((point.category, point.break_reason) for point in points if point.break_reason)
    return [
        f"[b] marks a break in series: the figures before {category} cannot be compared with those from then on. "
        f"{_upper_first(reason.rstrip('.'))}."
        for category, reason in reasons
    ]


def _bound_note(texts: Sequence[str], word: str, look: str) -> Iterable[str]:
    if len(texts) == 1:
        yield f"“{_upper_first(texts[0])}” is a {word} value: it is {look}."
    elif texts:
        yield f"“{_upper_first(texts[0])}” and the like are {word} values: they are {look}."


def scale_note(panels: Sequence[Panel]) -> tuple[str, ...]:
    """Say that panels have scales of their own, where there are several."""
    if len(panels) < 2:
        return ()
    return (
        f"The measures differ too much in size for one scale. Each of the {len(panels)} panels has its own, from "
        "zero: compare bars within a panel only.",
    )


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
