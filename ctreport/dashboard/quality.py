"""How good the figures of a year are: approved, provisional, with evidence, with a base."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType

from ctreport.dashboard.measures import MeasureRow
from ctreport.dashboard.tallies import Tallies, Tally, total
from ctreport.dashboard.words import counted, has
from ctreport.dashboard.year_records import YearRecords
from ctreport.evidence.models import Attachment
from objectives.models import ReportingYear
from outcomes.models import Figure, Measure

SHOWN = 5  # measures that a note links to; the rest are counted


@dataclass(frozen=True)
class Note:
    """One remark, with the measures that it is about; ``unseen`` counts those that are not listed."""

    text: str
    measures: tuple[MeasureRow, ...] = ()
    unseen: int = 0


@dataclass(frozen=True)
class Files:
    """By measure, how many of its figures have a file as evidence though no link; by whether a source is named."""

    sourced: dict[int, int]
    unsourced: dict[int, int]


def files_of(year: ReportingYear) -> Files:
    """Count the figures of a year that an attached file proves; at most two queries, the files being few."""
    held = Attachment.objects.filter(content_type=ContentType.objects.get_for_model(Figure)).values("object_id")
    rows = Figure.objects.for_year(year).approved().filter(evidence_url="", pk__in=held).order_by()
    found = Files({}, {})
    for measure, source in rows.values_list("measure_id", "source"):
        shelf = found.sourced if source else found.unsourced
        shelf[measure] = shelf.get(measure, 0) + 1
    return found


def quality_notes(records: YearRecords, files: Files) -> tuple[Note, ...]:
    """Return the remarks on the figures of what is shown; none where there are no figures."""
    remarks = _Remarks(records.entered_measures, records.tallies, files, records.strays)
    return tuple(remarks.all(records.before)) if remarks.sum.entered + records.strays else ()


class _Remarks:
    def __init__(self, measures: Sequence[MeasureRow], tallies: Tallies, files: Files, strays: int) -> None:
        self.measures = [one for one in measures if one.pk in tallies]
        self.tallies = tallies
        self.files = files
        self.strays = strays
        self.sum = total(tallies, [one.pk for one in self.measures])

    def all(self, before: ReportingYear | None) -> Iterable[Note]:
        yield self.approved()
        yield from self.bases()
        yield from self.evidence()
        if self.sum.figures:
            yield self.provisional()
        if self.sum.symbols:
            text = f"{_of(self.sum.symbols, self.sum.figures, 'figure')} a symbol in place of a number."
            yield self.note(text, lambda row, one: one.symbols)
        if self.sum.alike and before:
            verb, question = ("reads", "Was it") if self.sum.alike == 1 else ("read", "Were they")
            text = f"{counted(self.sum.alike, 'figure')} {verb} the same as in {before}. {question} counted anew?"
            yield self.note(text, lambda row, one: one.alike)

    def approved(self) -> Note:
        entered, settled = self.sum.entered + self.strays, self.sum.settled
        if settled == entered:
            return Note("The only figure is approved." if entered == 1 else f"All {entered} figures are approved.")
        waiting = f"{_are(settled)} of {counted(entered, 'figure')} {'is' if settled == 1 else 'are'} approved."
        return self.note(
            f"{waiting} What is not approved is left out here.", lambda row, one: one.entered - one.settled
        )

    def bases(self) -> Iterable[Note]:
        """Say why percentages have no interval: no base, or a sample of which chance cannot be worked out."""
        shares, baseless = self.sum.shares, self.sum.baseless
        if baseless:
            text = (
                f"{_of(baseless, shares, 'percentage')} no base: how many people answered is not recorded, so no "
                "confidence interval can be shown."
            )
            yield self.note(text, lambda row, one: one.baseless)
        told = False
        for sample, reason in _SAMPLES.items():
            based = _Based(sample)
            if number := self.sum_of(based):
                text = f"{_of(number, shares, 'percentage')} a base but no confidence interval: {reason}."
                told = True
                yield self.note(text, based)
        if shares and not baseless and not told:
            yield Note("Every percentage has its base, and its sample was drawn at random.")

    def evidence(self) -> Iterable[Note]:
        figures = self.sum.figures
        bare = self.sum_of(self.bare)
        unlinked = self.sum_of(self.unlinked)
        if bare:
            yield self.note(f"{_of(bare, figures, 'figure')} no source and no evidence.", self.bare)
        if unlinked:
            yield self.note(f"{_of(unlinked, figures, 'figure')} a source but no evidence attached or linked.", None)
        if figures and not bare and not unlinked:
            yield Note("Every figure has its evidence.")

    def provisional(self) -> Note:
        number = self.sum.provisional
        if not number:
            return Note("No figure is provisional.")
        text = f"{counted(number, 'figure')} {'is' if number == 1 else 'are'} provisional and may change."
        return self.note(text, lambda row, one: one.provisional)

    def bare(self, row: MeasureRow, one: Tally) -> int:
        return one.unsourced - self.files.unsourced.get(row.pk, 0)

    def unlinked(self, row: MeasureRow, one: Tally) -> int:
        return one.unlinked - self.files.sourced.get(row.pk, 0)

    def sum_of(self, number: Callable[[MeasureRow, Tally], int]) -> int:
        return sum(number(row, self.tallies[row.pk]) for row in self.measures)

    def note(self, text: str, meant: Callable[[MeasureRow, Tally], int] | None) -> Note:
        rows = [row for row in self.measures if meant and meant(row, self.tallies[row.pk])]
        return Note(text, tuple(rows[:SHOWN]), max(0, len(rows) - SHOWN))


@dataclass(frozen=True)
class _Based:
    """Counts the percentages with a base of the measures whose sample came about in one way."""

    sample: str

    def __call__(self, row: MeasureRow, one: Tally) -> int:
        return one.shares - one.baseless if row.sample == self.sample else 0


_SAMPLES = {
    Measure.Sample.UNKNOWN: "it would need a sample drawn at random, which nobody has recorded",
    Measure.Sample.SELF_SELECTED: "the people chose to take part, so chance alone does not say how sure it is",
}


def _are(number: int) -> str:
    return "None" if number == 0 else str(number)


def _of(some: int, all_: int, noun: str) -> str:
    if all_ == 1:
        return f"The only {noun} has"
    if some == all_:
        return f"All {all_} {noun}s have"
    return f"{some} of {all_} {noun}s {has(some)}"
