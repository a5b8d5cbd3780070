"""The words of a measure over the years: where it stands, how it moved, its highest and lowest, what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ctreport.charts.description import Panel
from ctreport.charts.history import CellHistory, MeasureHistory
from ctreport.ui.words import join, plain_date
from objectives.financial_year import label_of
from outcomes.control import Signal
from outcomes.models import Figure
from outcomes.sureness import interval_words
from outcomes.vocabulary import Direction

FEWEST_TO_RANK = 3  # years: of two, one is always the higher
MOST_CELLS = 8  # of a measure that are told one by one


def summary(history: MeasureHistory) -> Iterator[str]:
    """Say what a measure's figures show, cell by cell, or of many cells how many moved; then how sure they are."""
    if len(history.cells) > MOST_CELLS:
        yield _together(history)
    else:
        yield from (of_cell(cell, history.starts) for cell in history.cells)
    if sure := interval_words(history.figures):
        yield sure


def of_cell(cell: CellHistory, starts: Sequence[int]) -> str:
    """Say where one cell stands, how it moved, its highest and lowest, and the years that have none."""
    sentences = [one for one in (_latest(cell), _extremes(cell, starts), _missing(cell, starts)) if one]
    name = f"{cell.name}: " if cell.name else ""
    return f"{name}{' '.join(sentences)}"


def _together(history: MeasureHistory) -> str:
    """Say how many of a measure's cells moved which way: one by one, nobody would read them."""
    start = history.year.start_year
    now = [cell for cell in history.cells if start in cell.figures]
    if not now:
        return f"None of its {len(history.cells)} parts has a figure for {history.year}. The table shows each."
    ways = Counter(_way(cell, start) for cell in now)
    said = [
        f"{ways[way] or 'none'} {words}"
        for way, words in (
            (Direction.UP, "went up"),
            (Direction.DOWN, "went down"),
            (Direction.SAME, "stayed the same"),
            (Direction.UNKNOWN, "cannot be compared"),
        )
        if ways[way] or way in (Direction.UP, Direction.DOWN)
    ]
    have = "part has" if len(now) == 1 else "parts have"
    return (
        f"{len(now)} {have} a figure for {history.year}. Since the figure before it, {join(said)}. "
        "The table shows each."
    )


def _way(cell: CellHistory, start: int) -> Direction:
    found = compared_with(cell, start)
    if found is None or found[1]:
        return Direction.UNKNOWN
    return cell.figures[start].change_from(found[0]).direction


def compared_with(cell: CellHistory, start: int) -> tuple[Figure, bool] | None:
    """Return the last figure before a year's own, and whether a break in series lies between; None without either."""
    figure = cell.figures.get(start)
    earlier = [year for year, one in cell.figures.items() if year < start and not one.shorthand]
    if figure is None or figure.shorthand or not earlier:
        return None
    between = (one for year, one in cell.figures.items() if max(earlier) < year <= start)
    return cell.figures[max(earlier)], any(one.break_reason for one in between)


def _moved(cell: CellHistory, start: int) -> str:
    found = compared_with(cell, start)
    if found is None:
        return ""
    earlier, is_broken = found
    before = label_of(earlier.year.start_year)
    if is_broken:
        return f" The {earlier.quantity} of {before} cannot be compared: the series breaks in between [b]."
    return f" Since {before}: {cell.figures[start].change_from(earlier).text}."


def _latest(cell: CellHistory) -> str:
    start = max(cell.figures)
    said = f"{cell.figures[start].quantity} in {label_of(start)}."
    return f"{said[:1].upper()}{said[1:]}{_moved(cell, start)}"


def _extremes(cell: CellHistory, starts: Iterable[int]) -> str:
    """Say which of the comparable years is highest and which lowest; only exact figures can be ranked."""
    years = cell.comparable(starts)
    known = {year: value for year, value in zip(years, cell.exact(years), strict=True) if value is not None}
    if len(known) < FEWEST_TO_RANK or len(set(known.values())) == 1:
        return ""
    parts = []
    for word, edge in (("highest", max(known.values())), ("lowest", min(known.values()))):
        at = [year for year, value in known.items() if value == edge]
        parts.append(f"{word} {cell.figures[at[0]].quantity} in {join([label_of(year) for year in at])}")
    return f"Of {len(known)} exact figures: {'; '.join(parts)}."


def _missing(cell: CellHistory, starts: Iterable[int]) -> str:
    gaps = [label_of(start) for start in starts if start not in cell.figures]
    return f"No figure for {join(gaps)}." if gaps else ""


def signal_words(signal: Signal, starts: Sequence[int]) -> str:
    """Return a rule that fired with the years at which it did: "2016/17: beyond the limits …"."""
    return f"{join([label_of(starts[place]) for place in signal.places])}: {signal.words}."


def scale_note(panels: Sequence[Panel]) -> Iterator[str]:
    """Say whether panels can be compared by height."""
    if len(panels) > 1 and panels[0].least_top == 0:
        yield f"Each of the {len(panels)} panels has a scale of its own, from zero: compare years within a panel only."


def period_notes(figures: Iterable[Figure]) -> Iterator[str]:
    """Say which figures cover another period than their financial year."""
    told: dict[str, None] = {}
    for one in figures:
        if not one.is_whole_year:
            told.setdefault(f"The figure of {one.year} covers {' to '.join(plain_date(day) for day in one.period)}.")
    yield from told
