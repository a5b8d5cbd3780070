"""What stands in the way of writing a draft, in words; and what would be written, in numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError

from ctreport.importing.report.draft import Draft, DraftFigure, DraftLink, Kind
from ctreport.importing.report.figuring import narrative_of
from ctreport.importing.report.standing import Cell, Standing, cell_for, dimensions_of
from objectives.financial_year import label_of
from objectives.models import ReportingYear
from outcomes.models.dimension import CODE_VALIDATOR
from outcomes.quantity import QuantityError
from outcomes.vocabulary import Unit

STATEMENTS, FIGURES = "statements", "figures"
MAX_MEASURE_DECIMALS = 4


@dataclass(frozen=True)
class Problem:
    """Something to be put right first: the step where that is done, the part of the draft it is about, and words."""

    step: str
    part: str
    text: str


@dataclass
class Summary:
    """How much would be written: new records by kind, links, and what is there already or stays as it is."""

    pledges: int = 0
    activities: int = 0
    outcomes: int = 0
    sub_outcomes: int = 0
    measures: int = 0
    figures: int = 0
    earlier_figures: int = 0
    links: int = 0
    lineage: int = 0
    there: int = 0
    figures_there: int = 0
    left_out: int = 0
    typed: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing new would be written."""
        new = (self.pledges, self.activities, self.outcomes, self.sub_outcomes, self.measures, self.figures)
        return not any((*new, self.earlier_figures))


def find_problems(draft: Draft, standing: Standing) -> list[Problem]:
    """Return what stands in the way of writing the draft, in the order of its pages."""
    return [*_statement_problems(draft, standing), *_figure_problems(draft, standing)]


def _statement_problems(draft: Draft, standing: Standing) -> Iterator[Problem]:
    year = standing.year
    if year is not None and year.state == ReportingYear.State.CLOSED:
        yield Problem(STATEMENTS, "", f"{year} is closed. Its records change one at a time, each for a reason.")
    if not draft.of(Kind.PLEDGE, Kind.ACTIVITY, Kind.OUTCOME, Kind.SUB_OUTCOME):
        yield Problem(STATEMENTS, "", "There is nothing to write: no pledge, no activity and no outcome.")
    for statement in draft.of(Kind.SUB_OUTCOME):
        if draft.parent_of(statement) is None:
            yield Problem(
                STATEMENTS,
                statement.id,
                "This sub-outcome has no outcome above it. Move it down, or make it an outcome.",
            )


def _figure_problems(draft: Draft, standing: Standing) -> Iterator[Problem]:
    cells: dict[Cell, DraftFigure] = {}
    new: dict[str, DraftFigure] = {}
    for figure in recorded(draft):
        text = objection(figure, standing)
        cell = cell_for(figure)
        if not text and cell is not None:
            first = cells.setdefault(cell, figure)
            if first.quantity != figure.quantity:
                text = (
                    f"{first.quantity} stands for the same measure, year and categories on this page. "
                    "Choose another measure or category for one of the two, or do not record it."
                )
        if not text and figure.is_new and new.setdefault(figure.measure, figure).unit != figure.unit:
            text = f"“{figure.measure}” is counted in another unit on this page. Give this one a code of its own."
        if text:
            yield Problem(FIGURES, figure.id, text)


def recorded(draft: Draft) -> list[DraftFigure]:
    """Return the figures that are to be recorded, of statements that are not left out, in the order of the page."""
    kept = {one.id: at for at, one in enumerate(draft.statements) if one.kind != Kind.OUT}
    rows = [one for one in draft.figures if one.is_recorded and one.statement in kept]
    return sorted(rows, key=lambda one: (kept[one.statement], one.start))


def objection(figure: DraftFigure, standing: Standing) -> str:
    """Return why a figure cannot be recorded as it is, in words; empty where it can."""
    return (
        _year_objection(figure, standing) or _measure_objection(figure, standing) or _there_objection(figure, standing)
    )


def _year_objection(figure: DraftFigure, standing: Standing) -> str:
    if figure.start_year is None:
        return f"It is a figure of “{figure.period}”, not of a financial year. Choose its year, or do not record it."
    if figure.start_year == standing.start_year:
        return ""
    year, label = standing.years.get(figure.start_year), label_of(figure.start_year)
    if year is None:
        return f"{label} has not been opened. Open it first, or do not record this figure."
    if year.state == ReportingYear.State.CLOSED:
        return f"{label} is closed. Its figures change one at a time, each for a reason: do not record this one."
    return ""


def _measure_objection(figure: DraftFigure, standing: Standing) -> str:
    measure = standing.measures.get(figure.measure)
    if figure.is_new:
        text = _new_measure_objection(figure, standing)
    elif measure is None:
        text = "Choose a measure for it, or do not record it."
    elif measure.unit != figure.unit:
        unit = Unit(measure.unit).label.lower()
        text = f"The unit of “{measure}” is {unit}. Choose another measure, or that unit."
    else:
        text = _category_objection(figure, standing)
    return text or _quantity_objection(figure, MAX_MEASURE_DECIMALS if measure is None else measure.decimals)


def _new_measure_objection(figure: DraftFigure, standing: Standing) -> str:
    if figure.measure in standing.measures:
        return f"There is a measure “{figure.measure}” already: choose it, or give the new one another code."
    if not figure.label.strip():
        return "Say what the new measure counts."
    try:
        CODE_VALIDATOR(figure.measure)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _quantity_objection(figure: DraftFigure, decimals: int) -> str:
    try:
        replace(figure.quantity, decimals=decimals).check()
    except QuantityError as error:
        return str(error)
    return ""


def _category_objection(figure: DraftFigure, standing: Standing) -> str:
    rows = dimensions_of(standing.measures[figure.measure])
    for at, code in enumerate(figure.categories):
        if code and (at >= len(rows) or code not in {one.code for one in rows[at]}):
            return "The measure is not broken down this way. Choose its category again."
    return ""


def _there_objection(figure: DraftFigure, standing: Standing) -> str:
    there = standing.figure_for(figure)
    if there is None or _is_same(there.quantity, figure.quantity):
        return ""
    return (
        f"{label_of(figure.start_year or 0)} has the figure {there.quantity} for it already. "
        "Correct that figure on its own page if this one is right, and do not record this one."
    )


def _is_same(one: object, other: object) -> bool:
    return replace(one, decimals=0) == replace(other, decimals=0)  # type: ignore[type-var]


def summarise(draft: Draft, standing: Standing) -> Summary:
    """Return how much would be written."""
    summary = Summary(left_out=len(draft.of(Kind.OUT)) + sum(piece.fate in ("", "out") for piece in draft.pieces))
    names = {
        Kind.PLEDGE: "pledges",
        Kind.ACTIVITY: "activities",
        Kind.OUTCOME: "outcomes",
        Kind.SUB_OUTCOME: "sub_outcomes",
    }
    for statement in draft.of(*names):
        if standing.record_for(draft, statement) is not None:
            summary.there += 1
            continue
        setattr(summary, names[statement.kind], getattr(summary, names[statement.kind]) + 1)
        if statement.kind != Kind.PLEDGE:
            summary.typed += len(narrative_of(draft, statement, standing).left)
    rows = recorded(draft)
    summary.measures = len({one.measure for one in rows if one.is_new})
    for cell, figure in {cell_for(one): one for one in rows}.items():
        if cell in standing.figures:
            summary.figures_there += 1
        elif figure.start_year == standing.start_year:
            summary.figures += 1
        else:
            summary.earlier_figures += 1
    summary.links = len(kept_links(draft))
    new_pledges = {one.id for one in draft.of(Kind.PLEDGE) if standing.record_for(draft, one) is None}
    summary.lineage = sum(one.is_on and one.statement in new_pledges for one in draft.lineage)
    return summary


def kept_links(draft: Draft) -> list[DraftLink]:
    """Return the links that are ticked and whose two ends are kept."""
    kept = {one.id for one in draft.statements if one.kind != Kind.OUT}
    return [link for link in draft.links if link.is_on and link.source in kept and link.target in kept]
