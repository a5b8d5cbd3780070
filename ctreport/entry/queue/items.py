"""What a reviewer sees of each record that waits: what it becomes, what it was, and what is asked about it.

Loaded for many at once, in a number of queries that depends on the kinds and years among them, not on how many wait.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ctreport.entry.queue.waiting import Place
from ctreport.narrative.sentences import FigureBook, render
from ctreport.review.history import FieldChange, changes_between, edited_as
from ctreport.review.kinds import related_fields, reviewed_models
from ctreport.review.models import Reviewed, Revision
from objectives.models import Pledge, ReportingYear
from outcomes.checks import questions_about
from outcomes.models import Assessment, Figure, Measure, Target
from outcomes.surroundings import CellKey, Surroundings, amount_of

LARGE_CHANGE = "large-change"
# Fields that the large words of an item tell already, or that have a place of their own on its page.
_TOLD: dict[str, frozenset[str]] = {
    "pledge": frozenset({"statement"}),
    "activity": frozenset({"narrative"}),
    "outcome": frozenset({"narrative"}),
    "measure": frozenset({"title"}),
    "figure": frozenset({"value", "qualifier", "shorthand", "grade", "unit", "explanations"}),
    "target": frozenset({"value", "comparator", "unit"}),
    "assessment": frozenset({"word"}),
}
# Records that a kind's own page names at one remove.
_FURTHER: dict[str, tuple[str, ...]] = {"pledge": ("rolled_forward_from__year",)}


@dataclass(frozen=True)
class Asked:
    """A question about a record, with the answer that was given, if any."""

    text: str
    answer: str = ""
    code: str = ""


@dataclass(frozen=True)
class Comparison:
    """What a record is held against: ``label`` says of when, ``old`` what it said, ``words`` the movement in words."""

    label: str
    old: str
    words: str = ""
    is_illustrative: bool = False
    figure_id: int | None = None


@dataclass
class Item:
    """One record that waits: as it is proposed, beside what is approved and what last year said."""

    place: Place
    stored: Reviewed
    record: Any
    revision: Revision
    headline: str = ""
    approved: Comparison | None = None
    last_year: Comparison | None = None
    questions: list[Asked] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """Its kind, as it stands in addresses."""
        return self.place.kind

    @property
    def mark(self) -> str:
        """What a tick in the bulk approval sends: the record, and the version that was seen."""
        return f"{self.kind}-{self.place.pk}-{self.revision.number}"

    @property
    def is_number(self) -> bool:
        """Whether its large words are an amount, which is compared as a whole and not word by word."""
        return self.kind in ("figure", "target")

    @property
    def noun(self) -> str:
        """Its kind in words."""
        return str(self.stored._meta.verbose_name)

    @property
    def name(self) -> str:
        """What it is called beside its kind and year."""
        if reference := getattr(self.record, "reference", ""):
            return str(reference)
        if isinstance(self.record, Assessment):
            return str(self.record.pledge.reference if self.record.pledge else self.record.measure)
        return str(self.record).removesuffix(f", {getattr(self.record, 'year', '')}")

    @property
    def figure_id(self) -> int | None:
        """The figure that its large words are, where it is one."""
        return self.place.pk if self.kind == "figure" else None

    @property
    def open_questions(self) -> list[Asked]:
        """The questions that nobody has answered."""
        return [question for question in self.questions if not question.answer]

    @property
    def is_large_change(self) -> bool:
        """Whether it moved more since last year than its measure lets pass unasked."""
        return any(question.code == LARGE_CHANGE for question in self.questions)

    @property
    def is_unremarkable(self) -> bool:
        """Whether nothing is asked about it."""
        return not self.questions

    @property
    def changes(self) -> list[FieldChange]:
        """The other fields in which it differs from what is approved; none where nothing was approved."""
        if not self.stored.is_approved:
            return []
        found = changes_between(self.stored.snapshot(), self.revision.data)
        return [change for change in found if change.name not in _TOLD[self.kind]]

    @property
    def held_against(self) -> Comparison | None:
        """What it replaces: the approved version or, where there is none, what last year said."""
        return self.approved or self.last_year

    @property
    def movement(self) -> str:
        """How it moved, in a few words."""
        if self.last_year and self.last_year.words:
            return f"on {self.last_year.label}: {self.last_year.words}"
        if self.approved:
            return "changed" if self.approved.old != self.headline else "changed in its details"
        if self.last_year:
            return "same words" if self.last_year.old == self.headline else "reworded"
        return "new"


def load_items(places: Sequence[Place]) -> list[Item]:
    """Return the items of some places, in the same order; those that were decided or deleted meanwhile are left out."""
    revisions = Revision.objects.in_bulk([place.revision_pk for place in places])
    found: dict[tuple[str, int], Item] = {}
    for kind, model in reviewed_models().items():
        here = {place.pk: place for place in places if place.kind == kind}
        if not here:
            continue
        names = (*related_fields(model), *_FURTHER.get(kind, ()))
        for record in model._default_manager.select_related(*names).filter(pk__in=here).order_by():
            place = here[record.pk]
            if place.revision_pk in revisions:
                revision = revisions[place.revision_pk]
                found[place.key] = Item(place, record, edited_as(record, revision), revision)
    items = [found[place.key] for place in places if place.key in found]
    _tell_figures([item for item in items if item.kind == "figure"])
    _tell_narratives([item for item in items if hasattr(item.record, "NARRATIVE")])
    for item in items:
        _tell_plainly(item)
    return items


def _by_year(items: Iterable[Item]) -> dict[ReportingYear, list[Item]]:
    found: dict[ReportingYear, list[Item]] = {}
    for item in items:
        found.setdefault(item.record.year, []).append(item)
    return found


def _tell_figures(items: Sequence[Item]) -> None:
    """Fill in what figures become, and ask about them what the grid asks."""
    for year, here in _by_year(items).items():
        measures = {item.record.measure_id: item.record.measure for item in here}
        around = Surroundings.of(year, measures.values())
        earlier = _earlier_figures(year, measures.values())
        for item in here:
            figure: Figure = item.record
            item.headline = str(figure.quantity)
            if isinstance(item.stored, Figure) and item.stored.is_approved:
                item.approved = Comparison("In the report now", str(item.stored.quantity), figure_id=item.stored.pk)
            item.last_year = _last_year(figure, around, earlier)
            given = figure.explanations or {}
            item.questions = [
                Asked(question.text, given.get(question.code, "").strip(), question.code)
                for question in questions_about(figure, around)
            ]


def _last_year(figure: Figure, around: Surroundings, earlier: Mapping[CellKey, tuple[int, bool]]) -> Comparison | None:
    before = around.at(amount_of(figure), years_back=1)
    if before is None:
        return None
    was = before.quantity(figure.measure)
    label = ReportingYear(start_year=before.start_year).label
    pk, is_made_up = earlier.get(before.key, (None, False))
    return Comparison(label, str(was), figure.quantity.change_from(was).text, is_made_up, pk)


def _earlier_figures(year: ReportingYear, measures: Iterable[Measure]) -> dict[CellKey, tuple[int, bool]]:
    """Return the figures of the year before by their cells: the key of each, and whether it is made up."""
    rows = Figure.objects.filter(year__start_year=year.start_year - 1, measure__in=list(measures)).order_by()
    cell = ("measure_id", "year__start_year", "category_1_id", "category_2_id")
    return {(*key,): (pk, is_made_up) for *key, pk, is_made_up in rows.values_list(*cell, "pk", "illustrative")}


def _tell_narratives(items: Sequence[Item]) -> None:
    """Fill in how sentences will read, and note the numbers in them that no figure stands behind."""
    for year, here in _by_year(items).items():
        book = FigureBook.for_year(year)
        for item in here:
            pieces = render(item.record.narrative, book)
            item.headline = "".join(piece.text for piece in pieces)
            if item.stored.is_approved:
                was = "".join(piece.text for piece in render(item.stored.narrative, book))  # type: ignore[attr-defined]
                item.approved = Comparison("In the report now", was)
            item.questions = [
                Asked(f"{piece.text}: the sentence refers to a figure that there is not.")
                if piece.kind == "missing"
                else Asked(f"“{piece.text}” was typed by hand: no figure stands behind it.")
                for piece in pieces
                if piece.kind in ("missing", "untraced")
            ]


def _tell_plainly(item: Item) -> None:
    """Fill in what the other kinds become."""
    words = _words_of(item.record)
    if not words:
        return
    item.headline = words
    if item.stored.is_approved:
        item.approved = Comparison("In the report now", _words_of(item.stored))
    earlier = item.record.rolled_forward_from if isinstance(item.record, Pledge) else None
    if earlier is not None:
        label = f"{earlier.reference} of {earlier.year}"
        item.last_year = Comparison(label, earlier.statement, is_illustrative=earlier.illustrative)


def _words_of(record: Reviewed) -> str:
    if isinstance(record, Pledge):
        return record.statement
    if isinstance(record, Measure):
        return record.title
    if isinstance(record, Target):
        return record.text[:1].upper() + record.text[1:]
    return str(record.word) if isinstance(record, Assessment) else ""
