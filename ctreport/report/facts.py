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
class Run:
    """A stretch of a sentence that reads in one way.

    ``kind`` is that of ``narrative.sentences.Piece`` ("text", "figure", "change", "untraced", "missing"), or "note"
    for the mark of a footnote, whose ``text`` is its number. A text that is "\n" alone breaks the line. ``address`` is
    that of a link: "https:", "http:", "mailto:", or "#" with an anchor of the report.
    """

    kind: str
    text: str
    token: str = ""
    figure_id: int | None = None
    is_bold: bool = False
    is_italic: bool = False
    address: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, quotation or list of a text.

    ``kind`` is "paragraph", "heading", "quote", "bullets" or "numbers". A paragraph or heading has ``runs``; a
    quotation has ``blocks``; a list has ``items``, each of which holds blocks.
    """

    kind: str
    runs: tuple[Run, ...] = ()
    blocks: tuple[Block, ...] = ()
    items: tuple[tuple[Block, ...], ...] = ()


@dataclass(frozen=True)
class Picture:
    """A picture that is no chart. ``name`` is its file in the edition, made from its SHA-256."""

    name: str
    media_type: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Branding:
    """What the report looks like: two colours as "#rrggbb", and the force's logo."""

    primary: str
    secondary: str
    logo: Picture | None = None


@dataclass(frozen=True)
class Foreword:
    """What somebody says before the report begins."""

    blocks: tuple[Block, ...]
    name: str = ""
    post: str = ""
    portrait: Picture | None = None


@dataclass(frozen=True)
class Chapter:
    """A part of the report in its place.

    ``kind`` says what stands in it: see ``report.models.ChapterKind``; or it is "footnotes", which nobody plans. In a
    report by golden thread, "said" holds the pledges one by one, each with what was done and what came of it.
    """

    kind: str
    anchor: str
    title: str
    introduction: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Footnote:
    """A footnote that is printed. ``target`` is what it hangs on: see ``report.models.FootnotePlan``.

    Numbers run in the order in which the marks stand in the report.
    """

    number: int
    target: str
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class GlossaryTerm:
    """A word and what it means."""

    term: str
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class FigureFact:
    """One published figure as data. ``key`` is its token without braces, "figure:feel-safe:online:day".

    ``value`` is a decimal number as text, empty where a symbol or a grade stands in its place (then in ``text``).
    ``categories`` are pairs of a dimension and the category in it. ``base`` is empty where it is not known.
    """

    key: str
    code: str
    measure: str
    programme: str
    definition: str
    unit: str
    polarity: str
    categories: tuple[tuple[str, str], ...]
    qualifier: str
    value: str
    symbol: str
    text: str
    base: str
    status: str
    change: str
    target: str
    source: str
    note: str
    period_start: str
    period_end: str
    is_illustrative: bool = False


@dataclass(frozen=True)
class Correction:
    """One thing that an edition puts right, in words for its readers."""

    where: str
    what: str
    old: str
    new: str
    reason: str
    date: str


@dataclass(frozen=True)
class Stamp:
    """What makes facts an edition: its number, the moment at which it was frozen (UTC, ISO 8601) and by which version.

    ``corrections`` are what this edition puts right of the one before it.
    """

    edition: int
    made_at: str
    software: str
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True)
class Statement:
    """A pledge, activity or outcome in its own words; ``details`` stand after the sentence, never in it.

    ``runs`` are the same words as ``text`` with what stands behind each number; ``notes`` are numbers of footnotes.
    """

    reference: str
    text: str
    details: tuple[str, ...] = ()
    children: tuple[Statement, ...] = ()
    runs: tuple[Run, ...] = ()
    notes: tuple[int, ...] = ()


@dataclass(frozen=True)
class KeyValue:
    """One number of a key figure. ``name`` says which part of the measure it is; empty where it is the whole.

    ``notes`` are numbers of footnotes.
    """

    qualifier: str
    number: str
    name: str = ""
    change: str = ""
    notes: tuple[int, ...] = ()


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
    """A record on the thread of a pledge, and what hangs on it. ``kind`` is "activity" or "outcome".

    ``text`` is shortened. ``is_told`` says that the record's statement stands here in full: so it is in a report by
    golden thread, at the first of the places where the record belongs.
    """

    kind: str
    reference: str
    text: str
    reason: str = ""
    figures: tuple[str, ...] = ()
    gap: str = ""
    steps: tuple[ThreadStep, ...] = ()
    is_told: bool = False


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

    ``notes`` are the numbers of notes beneath the table, ``footnotes`` those of footnotes of its figure.
    """

    measure: str
    cells: tuple[tuple[str, bool], ...]
    notes: tuple[int, ...] = ()
    footnotes: tuple[int, ...] = ()


@dataclass(frozen=True)
class FigureTable:
    """The figures of one programme. ``columns`` are the heads after "Measure", each with whether it holds numbers."""

    name: str
    title: str
    columns: tuple[tuple[str, bool], ...]
    rows: tuple[FigureRow, ...]
    notes: tuple[str, ...] = ()
    source: str = ""
    footnotes: tuple[int, ...] = ()

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
    """All that the report of a year says.

    What stands in no chapter is left out of it, but for ``tables`` and ``figures``, which are data in their own right.
    """

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
    layout: str = "three_part"
    chapters: tuple[Chapter, ...] = ()
    foreword: Foreword | None = None
    glossary: tuple[GlossaryTerm, ...] = ()
    contact: tuple[Block, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    branding: Branding | None = None
    figures: tuple[FigureFact, ...] = ()
    stamp: Stamp | None = None
    loose: tuple[ThreadStep, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said, done or counted yet, so that there is no report to print."""
        return not (self.pledges or self.activities or self.outcomes or self.threads or self.tables)

    @property
    def is_by_thread(self) -> bool:
        """Whether the report tells what was done and what came of it pledge by pledge."""
        return self.layout == "golden_thread"

    def statement_of(self, kind: str, reference: str) -> Statement:
        """Return the statement of a pledge, an activity or an outcome; raise LookupError where the report has none."""
        waiting = list({"pledge": self.pledges, "activity": self.activities, "outcome": self.outcomes}[kind])
        while waiting:
            one = waiting.pop()
            if one.reference == reference:
                return one
            waiting += one.children
        raise LookupError(f"The report tells nothing of {kind} {reference}.")

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
