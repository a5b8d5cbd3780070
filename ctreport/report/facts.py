"""The facts of an annual report: plain values, without database objects and without HTML.

Whatever is drawn from them (page, file, PDF) says the same, and the same facts always give the same bytes.
"""

from __future__ import annotations

import enum
import hashlib
import json
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from ctreport.charts.description import Chart


@dataclass(frozen=True)
class Statement:
    """A pledge, activity or outcome in its own words; ``details`` stand after the sentence, never in it."""

    reference: str
    text: str
    details: tuple[str, ...] = ()
    children: tuple[Statement, ...] = ()


@dataclass(frozen=True)
class KeyValue:
    """One number of a key figure. ``name`` says which part of the measure it is; empty where it is the whole."""

    qualifier: str
    number: str
    name: str = ""
    change: str = ""


@dataclass(frozen=True)
class KeyFigure:
    """What one measure came to in the year."""

    label: str
    values: tuple[KeyValue, ...]
    is_illustrative: bool = False

    @property
    def changes(self) -> tuple[str, ...]:
        """The changes on the year that are known, each with the part it speaks of."""
        return tuple(f"{one.name}: {one.change}" if one.name else one.change for one in self.values if one.change)


@dataclass(frozen=True)
class ThreadStep:
    """A record on the thread of a pledge, and what hangs on it. ``kind`` is "activity" or "outcome"."""

    kind: str
    reference: str
    text: str
    reason: str = ""
    figures: tuple[str, ...] = ()
    gap: str = ""
    steps: tuple[ThreadStep, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """The assessment of a pledge: the word, why, and what follows."""

    word: str
    reason: str
    action: str = ""
    due: str = ""


@dataclass(frozen=True)
class PledgeThread:
    """The golden thread of one pledge; ``gap`` says in plain words what it lacks."""

    reference: str
    statement: str
    strand: str
    steps: tuple[ThreadStep, ...]
    gap: str
    judgement: Judgement | None = None


@dataclass(frozen=True)
class FigureRow:
    """One row of a table of figures: each cell with whether it holds a number.

    ``notes`` are the numbers of notes beneath the table.
    """

    measure: str
    cells: tuple[tuple[str, bool], ...]
    notes: tuple[int, ...] = ()


@dataclass(frozen=True)
class FigureTable:
    """The figures of one programme. ``columns`` are the heads after "Measure", each with whether it holds numbers."""

    name: str
    title: str
    columns: tuple[tuple[str, bool], ...]
    rows: tuple[FigureRow, ...]
    notes: tuple[str, ...] = ()
    source: str = ""

    @property
    def is_crowded(self) -> bool:
        """Whether it has a column for which the usual widths leave no room."""
        return any(head in ("Target", "Source") for head, _ in self.columns)


@dataclass(frozen=True)
class Note:
    """A word, symbol or measure, and what is to be known of it."""

    term: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class NoteGroup:
    """Notes under one heading."""

    name: str
    title: str
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class AnnualReport:
    """All that the report of a year says."""

    force: str
    title: str
    year: str
    slug: str
    period: str
    year_end: str
    year_end_iso: str
    earlier_year: str
    has_earlier_figures: bool
    key_figures: tuple[KeyFigure, ...]
    more_key_figures: int
    pledges: tuple[Statement, ...]
    activities: tuple[Statement, ...]
    outcomes: tuple[Statement, ...]
    charts: tuple[Chart, ...]
    trends: tuple[Chart, ...]
    thread_summary: str
    threads: tuple[PledgeThread, ...]
    loose_ends: tuple[str, ...]
    tables: tuple[FigureTable, ...]
    notes: tuple[NoteGroup, ...]
    illustrative: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said, done or achieved yet, so that there is no report to print."""
        return not (self.pledges or self.activities or self.outcomes)

    @property
    def all_charts(self) -> tuple[Chart, ...]:
        """The charts of the year, then those over the years."""
        return self.charts + self.trends

    @property
    def fingerprint(self) -> str:
        """A hash of all facts: the same facts, the same hash."""
        return hashlib.sha256(as_json(self).encode()).hexdigest()


def as_json(report: AnnualReport) -> str:
    """Return the facts as JSON, keys in order. Numbers of database rows are no facts, and are left out."""
    return json.dumps(_without_ids(asdict(report)), default=_plain, ensure_ascii=False, sort_keys=True)


def _without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_ids(inner) for key, inner in value.items() if key != "figure_id"}
    return [_without_ids(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, enum.Enum):
        return str(value.value)
    raise TypeError(f"{value!r} is not a fact")  # pragma: no cover - a fact of a new kind needs a line here
