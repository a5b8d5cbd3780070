"""The facts of the grid, or of a few of its measures, in a number of queries that does not grow with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, Q

from ctreport.entry.grid.facts import Cell, Row
from ctreport.entry.grid.places import Place, categories_of, lines_of
from ctreport.entry.models import RollForward, YearMeasure
from ctreport.review.models import PENDING, Revision, State
from objectives.financial_year import label_of
from objectives.models import ReportingYear
from outcomes.checks import questions_on
from outcomes.forms.cell import WHOLE
from outcomes.models import ActivityMeasure, Category, Figure, Measure, OutcomeMeasure
from outcomes.quantity import Quantity
from outcomes.surroundings import COLUMNS, Amount, Surroundings, amount_in, waiting_versions
from outcomes.vocabulary import Direction

_OWN = ("pk", "version", "state", "approved_version", "illustrative", "explanations")


def measures_of(year: ReportingYear) -> list[Measure]:
    """Return the measures that stand in a year's grid.

    Those with a figure in the year or the one before it, those that the year's activities and outcomes are linked
    to, and those that somebody chose for the year. Where the year was started from another it was chosen then which
    of last year's measures go on, so the others stand in it no longer.
    """
    was_chosen = RollForward.objects.filter(to_year=year, state=RollForward.State.DONE)
    recorded = Figure.objects.filter(
        Q(year=year) | (Q(year__start_year=year.start_year - 1) & ~Exists(was_chosen))
    ).order_by()
    wanted = (
        Q(pk__in=recorded.values("measure"))
        | Q(pk__in=ActivityMeasure.objects.filter(activity__year=year).order_by().values("measure"))
        | Q(pk__in=OutcomeMeasure.objects.filter(outcome__year=year).order_by().values("measure"))
        | Q(pk__in=YearMeasure.objects.filter(year=year).order_by().values("measure"))
    )
    return list(Measure.objects.filter(wanted).order_by("order", "code"))


@dataclass(slots=True)
class _Stored:
    """A figure as stored: what its row says, its newest content where that is kept apart, and its bookkeeping."""

    row: Amount
    newest: Amount
    pk: int
    version: int
    state: str
    approved_version: int | None
    illustrative: bool
    explanations: Mapping[str, str]
    waiting: Revision | None = None


def build_rows(year: ReportingYear, measures: Sequence[Measure], *, with_related: bool = False) -> list[Row]:
    """Return the rows of the measures in the order given, each cell with what is asked about it.

    ``with_related`` adds the measures that those given are parts of, and their parts.
    """
    around = Surroundings.before(year, measures)
    shown = [*measures, *_related(measures, around)] if with_related else measures
    categories = categories_of(shown)
    around.category_counts = {dimension: len(found) for dimension, found in categories.items()}
    stored = _load(year, around)
    for one in stored.values():
        around.put(one.newest)
    marks = _last_marks(year, around)
    rows = []
    for measure in shown:
        lines = [
            [_cell(measure, pair, year, stored, around, marks) for pair in line]
            for line in lines_of(measure, categories)
        ]
        row = Row(measure, lines)
        _mark_expected(row)
        rows.append(row)
    return rows


def _related(measures: Sequence[Measure], around: Surroundings) -> list[Measure]:
    found = {key for measure in measures for key in around.related(measure)}
    return [around.measures[key] for key in found.difference(measure.pk for measure in measures)]


def _load(year: ReportingYear, around: Surroundings) -> dict[Place, _Stored]:
    figures = Figure.objects.filter(year=year, measure__in=list(around.measures))
    found: dict[Place, _Stored] = {}
    has_waiting = False
    for row in figures.order_by().values_list(*_OWN, *COLUMNS):
        amount = Amount._make(row[len(_OWN) :])
        one = _Stored(amount, amount, *row[: len(_OWN)])
        found[Place(amount.measure_id, amount.category_1_id, amount.category_2_id)] = one
        has_waiting |= one.state in PENDING and (one.approved_version is not None or one.state == State.RETURNED)
    if has_waiting:
        _lay_over(found, waiting_versions(figures), year)
    return found


def _lay_over(found: Mapping[Place, _Stored], waiting: Mapping[int, Revision], year: ReportingYear) -> None:
    """Let the draft beside an approved figure stand in its cell, with what was approved kept beside it."""
    for one in found.values():
        revision = waiting.get(one.pk)
        if revision is None:
            continue
        one.waiting = revision
        if one.approved_version is not None:
            one.newest = amount_in(revision, year.start_year)
            one.explanations = revision.data["explanations"]["value"] or {}


def _last_marks(year: ReportingYear, around: Surroundings) -> dict[Place, tuple[bool, bool, int]]:
    """Return whether last year's figures are drafts and made up, and their keys, by place."""
    rows = Figure.objects.filter(year__start_year=year.start_year - 1, measure__in=list(around.measures))
    columns = ("measure_id", "category_1_id", "category_2_id", "approved_version", "illustrative", "pk")
    return {Place(*row[:3]): (row[3] is None, row[4], row[5]) for row in rows.order_by().values_list(*columns)}


def _cell(  # noqa: PLR0913, PLR0917 - private to the building of a row
    measure: Measure,
    pair: tuple[Category | None, Category | None],
    year: ReportingYear,
    stored: Mapping[Place, _Stored],
    around: Surroundings,
    marks: Mapping[Place, tuple[bool, bool, int]],
) -> Cell:
    first, second = pair
    place = Place(measure.pk, first.pk if first else None, second.pk if second else None)
    cell = Cell(place, label_for(measure, first, second))
    last = around.amounts.get((place.measure_id, year.start_year - 1, place.first, place.second))
    was = last.quantity(measure) if last else None
    if was is not None:
        cell.last_text = str(was)
        cell.last_is_draft, cell.last_is_illustrative, cell.last_figure_id = marks.get(place, (False, False, None))
    one = stored.get(place)
    if one is None:
        return cell
    cell.figure_id, cell.version, cell.state = one.pk, one.version, one.state
    cell.explanations, cell.illustrative = one.explanations or {}, one.illustrative
    now = one.newest.quantity(measure)
    cell.text = str(now)
    if one.newest is not one.row:
        cell.approved_text = str(one.row.quantity(measure))
    if one.waiting is not None and one.state == State.RETURNED:
        cell.review_comment, cell.reviewed_by = one.waiting.review_comment, one.waiting.reviewed_by_name
    if was is not None:
        cell.change_text = _change(now, was, cell.last_text)
    cell.questions = questions_on(one.newest, around)
    return cell


def label_for(measure: Measure, first: Category | None, second: Category | None) -> str:
    """Return what a cell is called beside its measure: "Online, day"; empty where the measure is not broken down."""
    if measure.dimension_1_id is None:
        return ""
    names = [category.name for category in (first, second) if category]
    return ", ".join([names[0], *(name.lower() for name in names[1:])]) if names else WHOLE


def _change(now: Quantity, was: Quantity, last_text: str) -> str:
    """Return the change on the year without last year's figure, which stands beside it: "up 13 (3%)"."""
    change = now.change_from(was)
    if change.direction == Direction.UNKNOWN:
        return "change not known" if now.is_known and was.is_known else ""
    return change.text.replace(f" from {last_text}", "", 1)


def _mark_expected(row: Row) -> None:
    """Say which cells are expected to be filled, so that "empty" means something.

    Those that had a figure last year. For a measure without any in either year: the figure itself or, where the
    measure is broken down, each full combination of its categories.
    """
    cells = list(row.cells)
    if any(cell.last_text for cell in cells):
        for cell in cells:
            cell.is_expected = bool(cell.last_text)
        return
    if any(cell.state for cell in cells):
        return
    depth = (row.measure.dimension_1_id is not None) + (row.measure.dimension_2_id is not None)
    for cell in cells:
        given = (cell.place.first is not None) + (cell.place.second is not None)
        cell.is_expected = given == depth


def last_label(year: ReportingYear) -> str:
    """Return the year before, as it is written."""
    return label_of(year.start_year - 1)
