"""The records of a year that the page is made of, and which of them a choice leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ctreport.dashboard.filters import Choice, Options, Shown, narrowed, options_of
from ctreport.dashboard.judgements import Judgement, judgements_of
from ctreport.dashboard.measures import MeasureRow, load_measures
from ctreport.dashboard.pledges import PLEDGE_LACKS
from ctreport.dashboard.tallies import Counted, Tally, count_figures, total
from ctreport.thread.threads import Gap, Thread, build_outline
from objectives.models import ReportingYear, Strand


@dataclass(frozen=True)
class YearRecords:
    """What is loaded of a year, its figures counted only."""

    year: ReportingYear
    before: ReportingYear | None
    counted: Counted
    thread: Thread
    own: tuple[MeasureRow, ...]
    measures: tuple[MeasureRow, ...]
    references: tuple[MeasureRow, ...]
    judgements: tuple[Judgement, ...]
    strands: tuple[str, ...]
    options: Options
    choice: Choice

    @classmethod
    def load(
        cls, year: ReportingYear, today: date, before: ReportingYear | None, asked: Mapping[str, str]
    ) -> YearRecords:
        """Load a year and read what is asked for; about twenty queries, however many records there are."""
        counted = count_figures(year, before)
        recorded = {pk for pk, tally in counted.tallies.items() if tally.figures}
        rows = load_measures()
        own = tuple(one for one in rows if not one.is_reference)
        thread = build_outline(year, own, recorded.intersection(one.pk for one in own))
        measures = tuple(one for one in own if ("measure", one.pk) in thread.nodes)
        references = tuple(one for one in rows if one.is_reference and one.pk in recorded)
        judgements = tuple(one for one in judgements_of(year, today) if one.subject in thread.nodes)
        strands = tuple(Strand.objects.order_by("order", "name").values_list("name", flat=True))
        options = options_of(strands, thread.of_kind("pledge"), (*measures, *references), judgements)
        choice = Choice.of(asked, options)
        return cls(year, before, counted, thread, own, measures, references, judgements, strands, options, choice)

    @property
    def tallies(self) -> dict[int, Tally]:
        """The tally of each measure's figures."""
        return self.counted.tallies

    @cached_property
    def shown(self) -> Shown:
        """The pledges and measures that the choice leaves."""
        return narrowed(self.choice, self.thread, self.measures, self.judgements)

    @cached_property
    def shown_keys(self) -> frozenset[tuple[str, int]]:
        """What the choice leaves, by the keys of the thread."""
        return frozenset(
            [*(one.key for one in self.shown.pledges), *(("measure", one.pk) for one in self.shown.measures)]
        )

    @cached_property
    def shown_judgements(self) -> tuple[Judgement, ...]:
        """The assessments of what the choice leaves."""
        return tuple(one for one in self.judgements if one.subject in self.shown_keys)

    @cached_property
    def shown_references(self) -> Sequence[MeasureRow]:
        """The public statistics that the choice leaves: they hang on no pledge and are not assessed."""
        if self.choice.strand or self.choice.owner or self.choice.assessment:
            return ()
        wanted = self.choice.programme
        return [one for one in self.references if not wanted or one.programme == wanted]

    @cached_property
    def counts(self) -> Tally:
        """The tally of all figures that the choice leaves."""
        return total(self.tallies, [one.pk for one in self.shown.measures])

    @cached_property
    def entered_measures(self) -> tuple[MeasureRow, ...]:
        """The measures whose figures are told of as entered: of the whole year, those without an approved one too."""
        return tuple(one for one in self.own if one.pk in self.tallies) if self.shown.is_all else self.shown.measures

    @cached_property
    def strays(self) -> int:
        """How many figures of the year belong to measures that nobody has approved, so that they are not shown."""
        known = {one.pk for one in (*self.own, *self.references)}
        return sum(one.entered for pk, one in self.tallies.items() if pk not in known) if self.shown.is_all else 0

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps beside those of the pledges, of what is shown and of what hangs on it."""
        gaps = tuple(gap for gap in self.thread.gaps if gap.kind not in PLEDGE_LACKS)
        if self.shown.is_all:
            return gaps
        near = set(self.shown_keys)
        for pledge in self.shown.pledges:
            for kind in ("activity", "outcome", "measure"):
                near.update(node.key for node in self.thread.all_below(pledge, kind))
        return tuple(gap for gap in gaps if gap.node.key in near)
