"""Notes on symbols, qualifiers and methods. Only what the report uses is explained."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.conf import settings

from ctreport.report.facts import FigureTable, Note, NoteGroup
from outcomes.models import Figure, Measure
from outcomes.quantity import Qualifier, Unit

QUALIFIERS = {
    Qualifier.OVER: "A lowest value: the true number is higher, by how much is not known. It is not read as {}.",
    Qualifier.AT_LEAST: "A lowest value: the true number is {} or higher.",
    Qualifier.ABOUT: "A rounded value: the true number lies near {}.",
    Qualifier.UNDER: "A highest value: the true number is lower than {}, by how much is not known.",
    Qualifier.AT_MOST: "A highest value: the true number is {} or lower.",
}
# Meanings as in the Government Analysis Function's guidance on symbols in tables.
SYMBOLS = {
    "[c]": "Confidential: the number is not published.",
    "[x]": "Not available.",
    "[z]": "Not applicable.",
    "[low]": "The number is not zero but rounds to it.",
    "[p]": "Provisional: the figure may change.",
    "[r]": "Revised: the figure has changed since it was first published.",
}
_CONTEXT = (
    "These are given as context: a higher number is not evidently better or worse than a lower one. Direction is told "
    "in words, and no colour stands for good or bad."
)
_NO_BASE = (
    "No confidence interval is shown for {}: the base, the number of people or cases behind the percentages, is not "
    "known. Percentages of different groups are never averaged."
)
_WITH_BASE = (
    "The base is shown beside each percentage. No confidence interval is shown for {}, as the records do not say "
    "whether the sample was drawn at random."
)


def notes_for(
    rows: Sequence[Figure], tables: Sequence[FigureTable], changes: Iterable[str], earlier_year: str
) -> tuple[NoteGroup, ...]:
    """Return the notes that the figures and tables need."""
    measures = list({row.measure_id: row.measure for row in rows}.values())
    groups = (
        NoteGroup("notes-qualifiers", "Words before a figure", tuple(_qualifiers(rows))),
        NoteGroup("notes-symbols", "Symbols in tables", tuple(_symbols(rows, tables))),
        NoteGroup("notes-reading", "Reading the figures", tuple(_reading(rows, measures, changes, earlier_year))),
        NoteGroup("notes-measures", "Measures and methods", tuple(_measures(measures))),
    )
    return tuple(group for group in groups if group.notes)


def _qualifiers(rows: Sequence[Figure]) -> Iterable[Note]:
    for qualifier, words in QUALIFIERS.items():
        example = next((row.quantity for row in rows if row.value is not None and row.qualifier == qualifier), None)
        if example:
            yield Note(f"“{str(example)[:1].upper()}{str(example)[1:]}”", (words.format(example.number),))


def _symbols(rows: Sequence[Figure], tables: Sequence[FigureTable]) -> Iterable[Note]:
    text = " ".join(cell for table in tables for row in table.rows for cell, _ in row.cells)
    for symbol, words in SYMBOLS.items():
        if symbol in text:
            yield Note(symbol, (words,))


def _reading(
    rows: Sequence[Figure], measures: Sequence[Measure], changes: Iterable[str], earlier_year: str
) -> Iterable[Note]:
    yield from _on_change(" ".join(changes).strip(), earlier_year)
    percentages = [row for row in rows if row.unit == Unit.PERCENTAGE and row.value is not None]
    for wanted, words in ((False, _NO_BASE), (True, _WITH_BASE)):
        titles = _titles(row.measure for row in percentages if bool(row.base) is wanted)
        if titles:
            yield Note("Confidence intervals", (words.format(titles),))
    context = [measure for measure in measures if measure.polarity == Measure.Polarity.CONTEXT]
    if context:
        yield Note("More is not always better", (f"{_titles(context)}.", _CONTEXT))


def _on_change(text: str, earlier_year: str) -> Iterable[Note]:
    if not text:
        yield Note("Change on the year", (f"There are no figures for {earlier_year}, so no change is shown.",))
        return
    words = [f"Each figure is compared with the same figure of {earlier_year}."]
    if "percentage point" in text:
        words.append("Percentages move by percentage points.")
    if "not known" in text:
        words.append("Where either figure is not exact, the size of the change is not known and none is given.")
    words.append(
        f"No percentage change is given where the earlier figure is below {settings.PERCENTAGE_CHANGE_BASE}: it would "
        "mislead."
    )
    yield Note("Change on the year", (" ".join(words),))


def _measures(measures: Sequence[Measure]) -> Iterable[Note]:
    for measure in measures:
        texts = (measure.definition, measure.method, f"Source: {measure.data_source}." if measure.data_source else "")
        if any(texts):
            yield Note(measure.title, tuple(text for text in texts if text))


def _titles(measures: Iterable[Measure]) -> str:
    return "; ".join(dict.fromkeys(measure.title for measure in measures))
