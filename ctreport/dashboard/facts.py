"""What the dashboard of a year shows: plain facts, in a number of queries that does not grow with the records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from ctreport.charts.description import Chart
from ctreport.dashboard.filters import Choice, Options
from ctreport.dashboard.key_figures import KeyFigure, key_figures
from ctreport.dashboard.loading import Loaded, charts_of, load
from ctreport.dashboard.measures import MeasureRow
from ctreport.dashboard.pledges import (
    MeasureAction,
    StrandState,
    by_strand,
    measure_actions,
    pledge_states,
)
from ctreport.dashboard.quality import Note, files_of, quality_notes
from ctreport.dashboard.ratios import Ratios, ratios_of
from ctreport.dashboard.summary import Moves, Summary, names_of, summary_of
from ctreport.dashboard.year_records import YearRecords
from ctreport.thread.threads import Gap, Node
from objectives.models import ReportingYear

MOST_GAPS = 12
MOST_LISTED = 60  # measures without a card that are listed by name
NO_CHOICE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class ToldGap:
    """A gap, with its record as it reads."""

    gap: Gap
    said: str

    @property
    def node(self) -> Node:
        """The record at which the thread breaks."""
        return self.gap.node

    @property
    def text(self) -> str:
        """The gap as a sentence."""
        return self.gap.text


@dataclass(frozen=True)
class Dashboard:
    """A year in facts. What is "unseen" is counted and not listed."""

    year: ReportingYear
    before: ReportingYear | None
    options: Options
    choice: Choice
    summary: Summary
    strands: tuple[StrandState, ...]
    measure_actions: tuple[MeasureAction, ...]
    key_figures: tuple[KeyFigure, ...]
    ratios: Ratios
    others: tuple[MeasureRow, ...]
    others_unseen: int
    references: tuple[MeasureRow, ...]
    gaps: tuple[ToldGap, ...]
    gaps_unseen: int
    notes: tuple[Note, ...]
    charts: tuple[Chart, ...]
    pledges_shown: int
    pledges_all: int
    is_empty: bool
    is_illustrative: bool
    is_sensitive: bool

    @property
    def label(self) -> str:
        """The year as it is written: "2018/19"."""
        return self.year.label

    @property
    def slug(self) -> str:
        """The year as it stands in addresses."""
        return self.year.slug

    @property
    def is_narrowed(self) -> bool:
        """Whether only a part of the year is shown."""
        return bool(self.choice.given)

    @property
    def finds_nothing(self) -> bool:
        """Whether the choice leaves neither a pledge nor a measure."""
        return self.is_narrowed and not (self.pledges_shown or self.key_figures or self.others or self.references)


def build_dashboard(
    year: ReportingYear,
    today: date,
    *,
    before: ReportingYear | None = None,
    asked: Mapping[str, str] = NO_CHOICE,
) -> Dashboard:
    """Gather a year's facts. ``today`` tells which actions are overdue; ``before`` is the year to compare with.

    ``asked`` is what the page is narrowed to, by the names of ``filters.KINDS``.
    """
    records = YearRecords.load(year, today, before, asked)
    shown, judgements = records.shown, records.shown_judgements
    loaded = load(records, [one.node.text for one in records.gaps[:MOST_GAPS]])
    states = pledge_states(records.thread, judgements, shown.pledges)
    rows = {one.pk: one for one in shown.measures}
    cards = key_figures(loaded.book, loaded.targets, judgements, loaded.cards, records.counted.broken)
    others = [one for one in shown.measures if one.code not in loaded.cards]
    recorded = [one for one in shown.measures if one.pk in records.thread.recorded]
    ratios = ratios_of(recorded, loaded.book.figures.values())
    moves = Moves(year, before, records.counts, loaded.movers, loaded.by_key, not shown.is_all)
    return Dashboard(
        year=year,
        before=before,
        options=records.options,
        choice=records.choice,
        summary=summary_of(states, moves, (judgements, names_of(judgements, states, rows)), records.gaps, ratios),
        strands=by_strand(states, records.strands),
        measure_actions=measure_actions(rows, judgements),
        key_figures=cards,
        ratios=ratios,
        others=tuple(others[:MOST_LISTED]),
        others_unseen=max(0, len(others) - MOST_LISTED),
        references=tuple(records.shown_references[:MOST_LISTED]),
        gaps=tuple(ToldGap(one, loaded.read(one.node.text)) for one in records.gaps[:MOST_GAPS]),
        gaps_unseen=max(0, len(records.gaps) - MOST_GAPS),
        notes=quality_notes(records, files_of(year)),
        charts=charts_of(loaded.book, loaded.drawn),
        pledges_shown=len(states),
        pledges_all=len(records.thread.of_kind("pledge")),
        is_empty=not (records.thread.nodes or records.references),
        is_illustrative=_is_illustrative(records, loaded),
        is_sensitive=_is_sensitive(records, loaded),
    )


def _is_illustrative(records: YearRecords, loaded: Loaded) -> bool:
    return (
        records.year.illustrative
        or bool(records.counts.illustrative or records.counts.made_up_before)
        or any(node.is_illustrative for node in records.thread.nodes.values())
        or any(one.is_illustrative for one in records.shown_judgements)
        or any(one.illustrative for one in loaded.targets)
        or any(one.illustrative for one in records.shown_references)
    )


def _is_sensitive(records: YearRecords, loaded: Loaded) -> bool:
    return (
        bool(records.counts.sensitive)
        or any(node.is_sensitive for node in records.thread.nodes.values())
        or any(one.is_sensitive for one in records.shown_judgements)
        or any(one.is_sensitive for one in (*loaded.targets, *loaded.by_key.values()))
        or any(one.is_sensitive for one in records.shown_references)
    )
