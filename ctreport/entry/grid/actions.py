"""Acts on the cells of the grid: each entry is saved, or refused in words, by itself.

Nobody overwrites unseen what another person entered: an entry carries the version that its author began from, and
what changed since is merged where the two do not touch the same thing, and told where they do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from ctreport.accounts.models import User
from ctreport.entry.grid.entries import WORDS_LENGTH, Answer, Entry, Result, read_amount
from ctreport.entry.grid.merging import Merged, merge, who_changed
from ctreport.entry.grid.places import Place
from ctreport.entry.grid.undoing import UndoError, delete_draft, undo
from ctreport.review.actions import StaleRecordError, save_record
from ctreport.review.history import as_edited, revisions_of
from ctreport.review.models import Revision
from objectives.models import ReportingYear
from outcomes.models import Category, Figure, Measure
from outcomes.quantity import QuantityError

_TRIES = 3  # how often an entry is taken up again because somebody saved the same cell at the same moment
NO_CELL = "This cell is not in the grid any more. Reload the page."
IS_APPROVED = "An approved figure is not emptied here. Delete it on its own page, or type what is right."


@dataclass(frozen=True)
class _Desk:
    """What is needed to take entries: loaded once for all of them."""

    year: ReportingYear
    by: User
    measures: Mapping[int, Measure]
    categories: Mapping[int, Category]
    figures: dict[Place, Figure]
    touched: set[Place] = field(default_factory=set)  # saved here, so that what was read of them is out of date


def enter(*, year: ReportingYear, entries: Iterable[Entry], by: User) -> tuple[list[Answer], list[Measure]]:
    """Take entries one by one; return an answer to each, and the measures to whose cells they belong.

    One that is refused keeps none of the others from being saved.
    """
    taken = list(entries)
    desk = _prepare(year, taken, by)
    return [_answer(desk, entry) for entry in taken], list(desk.measures.values())


def _prepare(year: ReportingYear, entries: list[Entry], by: User) -> _Desk:
    places = [entry.place for entry in entries]
    measures = Measure.objects.with_dimensions().in_bulk({place.measure_id for place in places})
    wanted = {key for place in places for key in (place.first, place.second) if key}
    categories = Category.objects.in_bulk(wanted) if wanted else {}
    figures = {}
    for figure in Figure.objects.filter(year=year, measure__in=list(measures)).order_by():
        figure.measure, figure.year = measures[figure.measure_id or 0], year
        figures[_place_of(figure)] = figure
    return _Desk(year, by, measures, categories, figures)


def _place_of(figure: Figure) -> Place:
    return Place(figure.measure_id or 0, figure.category_1_id, figure.category_2_id)


def _answer(desk: _Desk, entry: Entry) -> Answer:
    if not _is_there(desk, entry.place):
        return Answer(entry, Result.REFUSED, NO_CELL)
    if entry.place in desk.touched:
        _read_again(desk, entry.place)
    desk.touched.add(entry.place)
    act = _undo if entry.undo else _take
    for _ in range(_TRIES):
        try:
            return act(desk, entry)
        except (StaleRecordError, Figure.DoesNotExist):  # changed, or deleted, since it was read
            _read_again(desk, entry.place)
        except UndoError as error:
            return Answer(entry, Result.REFUSED, str(error))
        except ValidationError as error:
            if not _was_taken_meanwhile(desk, entry.place):
                return Answer(entry, Result.REFUSED, " ".join(error.messages))
    return Answer(entry, Result.REFUSED, "Others are saving this cell at this moment. Try again.")


def _is_there(desk: _Desk, place: Place) -> bool:
    measure = desk.measures.get(place.measure_id)
    if measure is None:
        return False
    for key, dimension in ((place.first, measure.dimension_1_id), (place.second, measure.dimension_2_id)):
        category = desk.categories.get(key or 0)
        if key and (category is None or category.dimension_id != dimension):
            return False
    return True


def _read_again(desk: _Desk, place: Place) -> None:
    """Read a cell anew, as somebody else has saved it."""
    cell = Figure.objects.filter(year=desk.year, measure=place.measure_id)
    figure = cell.filter(category_1=place.first, category_2=place.second).first()
    if figure is None:
        desk.figures.pop(place, None)
        return
    figure.measure, figure.year = desk.measures[place.measure_id], desk.year
    desk.figures[place] = figure


def _was_taken_meanwhile(desk: _Desk, place: Place) -> bool:
    """Say whether somebody filled the cell while it was being filled, and if so read what they entered."""
    was_there = place in desk.figures
    _read_again(desk, place)
    return not was_there and place in desk.figures


def _take(desk: _Desk, entry: Entry) -> Answer:
    figure = desk.figures.get(entry.place)
    measure = desk.measures[entry.place.measure_id]
    too_long = any(len(words) > WORDS_LENGTH for words in entry.explanations.values())
    if too_long:
        return Answer(entry, Result.REFUSED, f"Keep the explanation to {WORDS_LENGTH} characters.")
    text = " ".join(entry.text.split())
    if figure is None:
        return _fill(desk, entry, measure, text)
    newest = as_edited(figure)
    try:
        merged = merge(figure=figure, newest=newest, entry=entry, text=text, measure=measure)
    except QuantityError as error:
        return Answer(entry, Result.REFUSED, str(error))
    if merged.conflict:
        return Answer(entry, Result.CONFLICT, merged.conflict, theirs=str(newest.quantity))
    if merged.is_emptied:
        return _empty(desk, entry, figure)
    return _change(desk, entry, newest, merged)


def _fill(desk: _Desk, entry: Entry, measure: Measure, text: str) -> Answer:
    """Fill a cell that is empty."""
    if not text:
        return Answer(entry, Result.UNCHANGED)
    if entry.version:
        return Answer(entry, Result.CONFLICT, _who_emptied(desk, entry.place), theirs="")
    place = entry.place
    figure = Figure(measure=measure, year=desk.year)
    figure.category_1, figure.category_2 = (
        desk.categories[key] if key else None for key in (place.first, place.second)
    )
    try:
        figure.quantity = read_amount(text, measure)
    except QuantityError as error:
        return Answer(entry, Result.REFUSED, str(error))
    desk.figures[place] = save_record(record=figure, by=desk.by)
    return Answer(entry, Result.SAVED, undo="new")


def _who_emptied(desk: _Desk, place: Place) -> str:
    gone = Revision.objects.filter(
        act=Revision.Act.DELETED,
        content_type__app_label="outcomes",
        content_type__model="figure",
        data__measure__value=str(place.measure_id),
        data__year__value=str(desk.year.pk),
        data__category_1__value=str(place.first) if place.first else None,
        data__category_2__value=str(place.second) if place.second else None,
    )
    last = gone.order_by("-at").first()
    return who_changed(last, "emptied this cell") if last else "Somebody emptied this cell meanwhile."


def _change(desk: _Desk, entry: Entry, newest: Figure, merged: Merged) -> Answer:
    before = newest.version
    if merged.quantity is not None:
        newest.quantity = merged.quantity
    newest.explanations = merged.explanations
    saved = save_record(record=newest, by=desk.by, expected_version=before)
    if saved.version == before:
        return Answer(entry, Result.UNCHANGED)
    return Answer(entry, Result.SAVED, undo=f"v{before}")


def _empty(desk: _Desk, entry: Entry, figure: Figure) -> Answer:
    if figure.is_approved:
        return Answer(entry, Result.REFUSED, IS_APPROVED)
    deleted = delete_draft(figure=figure, by=desk.by, expected_version=figure.version)
    desk.figures.pop(entry.place, None)
    return Answer(entry, Result.EMPTIED, undo=f"gone-{deleted.pk}")


def _undo(desk: _Desk, entry: Entry) -> Answer:
    figure = desk.figures.get(entry.place)
    version = figure.version if figure else 0
    if version != entry.version:
        theirs = str(as_edited(figure).quantity) if figure else ""
        last = revisions_of(figure).first() if figure else None
        changed = who_changed(last, f"changed this to “{theirs}”") if last else _who_emptied(desk, entry.place)
        return Answer(entry, Result.REFUSED, f"{changed} Your change cannot be undone any more.", theirs=theirs)
    undo(figure=figure, entry=entry, year=desk.year, by=desk.by)
    return Answer(entry, Result.UNDONE)
