"""What the pages of a proposal show: cards of statements, figures and links, with what was typed where it is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from ctreport.importing.report.amending import NEW, UNITS
from ctreport.importing.report.checking import recorded
from ctreport.importing.report.draft import Draft, DraftFigure, DraftStatement, Kind, sureness
from ctreport.importing.report.figuring import sentence_of
from ctreport.importing.report.models import ReportProposal
from ctreport.importing.report.standing import Standing, dimensions_of
from ctreport.narrative.sentences import FigureBook, Piece, plain
from ctreport.review.models import Record
from objectives.financial_year import label_of
from outcomes.models import Category, Figure

STEPS = (
    ("statements", "Statements"),
    ("figures", "Figures"),
    ("links", "Links"),
    ("left_over", "Left over"),
    ("check", "Check and write"),
)
SURE = 0.8
MOST_MEASURES = 150  # in a list to choose from; beyond it, the code is typed
_STEMS = {Kind.PLEDGE: "P", Kind.ACTIVITY: "A", Kind.OUTCOME: "O"}
_WHY_NOT = {
    "change": "It is a movement, not an amount of the year.",
    "target": "It is a number that was promised or aimed at, not one that was reached.",
}


@dataclass(frozen=True)
class Step:
    """One step of the way, with how much there is in it."""

    name: str
    words: str
    address: str
    count: int | None
    is_here: bool


def steps(proposal: ReportProposal, draft: Draft, here: str) -> list[Step]:
    """Return the steps, the present one marked."""
    counts = {
        "statements": len(draft.statements) - len(draft.of(Kind.OUT)),
        "figures": len(draft.figures),
        "links": sum(link.is_on for link in draft.links),
        "left_over": len(draft.pieces),
    }
    return [
        Step(name, words, reverse(f"importing:report_{name}", args=[proposal.pk]), counts.get(name), name == here)
        for name, words in STEPS
    ]


def names_of(draft: Draft) -> dict[str, str]:
    """Return a short name for each statement: "P3", "O6.1"; empty for those left out."""
    names: dict[str, str] = {}
    for kind in (Kind.PLEDGE, Kind.ACTIVITY):
        names |= {one.id: f"{_STEMS[kind]}{number}" for number, one in enumerate(draft.of(kind), start=1)}
    outcome = child = 0
    for one in draft.of(Kind.OUTCOME, Kind.SUB_OUTCOME):
        outcome, child = (outcome + 1, 0) if one.kind == Kind.OUTCOME else (outcome, child + 1)
        names[one.id] = f"O{outcome}" if one.kind == Kind.OUTCOME else f"O{outcome}.{child}"
    return names


@dataclass(frozen=True)
class Card:
    """One statement on the page of statements."""

    statement: DraftStatement
    name: str
    place: str
    there: Record | None
    error: str
    figures: int
    rows: int
    is_first: bool
    is_last: bool

    @property
    def doubt(self) -> str:
        """How sure the reading is, where it is not sure."""
        return "" if self.statement.confidence >= SURE else sureness(self.statement.confidence)


def column(draft: Draft, kinds: tuple[Kind, ...], standing: Standing, errors: Mapping[str, str]) -> list[Card]:
    """Return the cards of one column."""
    names = names_of(draft)
    rows = draft.of(*kinds)
    return [
        Card(
            one,
            names.get(one.id, ""),
            f"{one.kind.words.lower()} {names[one.id]}" if one.id in names else f"what is left out, {at + 1}",
            standing.record_for(draft, one) if one.kind != Kind.OUT else None,
            errors.get(one.id, ""),
            len(draft.figures_of(one.id)),
            min(12, 2 + len(one.text) // 46 + one.text.count("\n")),
            at == 0,
            at == len(rows) - 1,
        )
        for at, one in enumerate(rows)
    ]


@dataclass(frozen=True)
class FigureCard:
    """One figure on the page of figures, with the values that its fields show."""

    figure: DraftFigure
    amount: str
    base: str
    error: str
    sureness: str
    match: str
    why_not: str
    years: list[tuple[int, str, bool]]
    measures: list[tuple[str, str, bool]]
    categories: list[tuple[int, str, list[tuple[Category, bool]]]]

    @property
    def is_new(self) -> bool:
        """Whether its measure is to be a new one."""
        return self.figure.is_new


@dataclass
class Group:
    """A statement with its figures that one page of figures shows."""

    statement: DraftStatement
    name: str
    sentence: tuple[Piece, ...]
    cards: list[FigureCard] = field(default_factory=list)


def groups(
    draft: Draft, figures: list[DraftFigure], standing: Standing, errors: Mapping[str, str], typed: Mapping[str, str]
) -> list[Group]:
    """Return the figures of a page, grouped by the statement that they stand in."""
    names = names_of(draft)
    found: dict[str, Group] = {}
    for figure in figures:
        if figure.statement not in found:
            statement = draft.statement(figure.statement)
            sentence = sentence_of(draft, statement, standing)
            found[figure.statement] = Group(statement, names.get(statement.id, ""), sentence)
        found[figure.statement].cards.append(_figure_card(figure, standing, errors.get(figure.id, ""), typed))
    return list(found.values())


def _figure_card(figure: DraftFigure, standing: Standing, error: str, typed: Mapping[str, str]) -> FigureCard:
    measure = None if figure.is_new else standing.measures.get(figure.measure)
    dimensions = [one for one in (measure.dimension_1, measure.dimension_2) if one] if measure else []
    years = {standing.start_year, *standing.years} if figure.start_year is None else {figure.start_year}
    near = sorted((year for year in years | {standing.start_year} if year <= standing.start_year), reverse=True)
    shown = typed if error else {}
    why_not = "" if figure.is_recorded else _WHY_NOT.get(figure.meaning, "")
    if not why_not and figure.start_year is None:
        why_not = f"It is of “{figure.period}”, not of a year that is kept here."
    return FigureCard(
        figure,
        shown.get(f"amount-{figure.id}", str(figure.quantity)),
        shown.get(f"base-{figure.id}", "" if figure.base is None else str(figure.base)),
        error,
        sureness(figure.confidence),
        sureness(figure.match) if measure and figure.match < 1 else "",
        why_not,
        [(year, label_of(year), year == figure.start_year) for year in near[:4]],
        _measures(figure, standing),
        [
            (at, dimensions[at].name, [(one, one.code == figure.categories[at]) for one in row])
            for at, row in enumerate(dimensions_of(measure))
        ],
    )


def _measures(figure: DraftFigure, standing: Standing) -> list[tuple[str, str, bool]]:
    """The measures to choose from: all, or of very many those in the figure's unit, up to a page's worth."""
    rows = list(standing.measures.values())
    if len(rows) > MOST_MEASURES:
        alike = [one for one in rows if one.unit == figure.unit or one.code == figure.measure]
        rows = sorted(alike, key=lambda one: one.code != figure.measure)[:MOST_MEASURES]
    chosen = NEW if figure.is_new else figure.measure
    return [
        (NEW, "A new measure", chosen == NEW),
        *((one.code, one.title, one.code == chosen) for one in rows),
    ]


UNIT_CHOICES = [(unit.value, unit.label) for unit in UNITS]


def figures_in_order(draft: Draft) -> list[DraftFigure]:
    """Return all figures of kept statements in the order of the page."""
    kept = {one.id: at for at, one in enumerate(draft.statements) if one.kind != Kind.OUT}
    rows = [one for one in draft.figures if one.statement in kept]
    return sorted(rows, key=lambda one: (kept[one.statement], one.start))


def outline(draft: Draft, standing: Standing) -> list[dict[str, Any]]:
    """Return what would be written, statement by statement, as it will read."""
    names = names_of(draft)
    return [
        {
            "name": names[one.id],
            "kind": one.kind,
            "sentence": sentence_of(draft, one, standing) if one.kind != Kind.PLEDGE else (Piece("text", one.text),),
            "there": standing.record_for(draft, one),
        }
        for one in draft.statements
        if one.kind != Kind.OUT
    ]


def new_measures(draft: Draft) -> list[tuple[str, str]]:
    """Return title and code of each new measure."""
    return list({one.measure: (one.label, one.measure) for one in recorded(draft) if one.is_new}.values())


def written_rows(
    proposal: ReportProposal, models: Mapping[str, type[Record]], book: FigureBook | None
) -> list[tuple[str, list[tuple[Record, str]]]]:
    """Return the records that were written and are there still, with how each reads, by kind in words."""
    keys: dict[str, list[int]] = {}
    for row in proposal.result.get("records", []):
        keys.setdefault(row["kind"], []).append(row["pk"])
    found = []
    for kind, model in models.items():
        rows: Any = model._default_manager.filter(pk__in=keys.get(kind, []))
        rows = rows.with_cell() if model is Figure else rows
        records = sorted(rows, key=lambda one: keys[kind].index(one.pk))
        if records:
            found.append((str(model._meta.verbose_name_plural), [(one, _reading(one, book)) for one in records]))
    return found


def _reading(record: Any, book: FigureBook | None) -> str:
    if isinstance(record, Figure):
        return f"{record}: {record.quantity}"
    text = getattr(record, "narrative", "") or getattr(record, "statement", "") or str(record)
    return plain(text, book) if book else str(text)
