"""Takes figures out of cells, and puts back what a cell held before an entry was saved."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction

from ctreport.accounts.models import User
from ctreport.entry.grid.entries import Entry
from ctreport.entry.grid.places import Place
from ctreport.review.actions import (
    CONTENT_ACTS,
    StaleRecordError,
    delete_record,
    lock,
    log,
    save_record,
    set_columns,
)
from ctreport.review.history import revisions_of
from ctreport.review.models import PENDING, Revision, State
from objectives.models import ReportingYear
from outcomes.models import Figure

UNDONE = "Undone in the grid"


class UndoError(Exception):
    """It cannot be undone; the message says why."""


def undo(*, figure: Figure | None, entry: Entry, year: ReportingYear, by: User) -> None:
    """Undo what ``entry.undo`` names: "new" a first entry, "v3" a change of version 3, "gone-77" an emptied cell.

    Raises UndoError where there is nothing to put back, StaleRecordError where the cell was changed meanwhile.
    """
    kind, _, number = entry.undo.replace("v", "v-", 1).partition("-")
    if kind == "new" and figure is not None and not figure.is_approved:
        delete_draft(figure=figure, by=by, expected_version=figure.version)
    elif kind == "v" and figure is not None and _is_number(number):
        _put_back(figure, int(number), by)
    elif kind == "gone" and figure is None and _is_number(number):
        _bring_back(entry.place, int(number), year, by)
    else:
        raise UndoError("There is nothing to undo in this cell any more.")


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) < 19


def _put_back(figure: Figure, number: int, by: User) -> None:
    wanted = revisions_of(figure).filter(number=number, act__in=CONTENT_ACTS).first()
    if wanted is None:
        raise UndoError(f"Version {number} of this figure is not in its history.")
    if figure.is_approved and wanted.data == figure.snapshot():
        take_back_draft(figure=figure, by=by, expected_version=figure.version)
        return
    earlier = Figure.objects.get(pk=figure.pk)
    earlier.take_over(wanted.data)
    save_record(record=earlier, by=by, expected_version=figure.version, reason=UNDONE, act=Revision.Act.RESTORED)


@transaction.atomic
def take_back_draft(*, figure: Figure, by: User, expected_version: int) -> None:
    """Drop the draft that waits beside an approved figure, which then stands as approved without any.

    Raises StaleRecordError where the figure was changed since ``expected_version``.
    """
    stored = lock(figure)
    if stored.version != expected_version or not stored.has_separate_draft:
        raise StaleRecordError(stored.version)
    revisions_of(stored).filter(state__in=PENDING).update(state=State.REPLACED)
    set_columns(stored, version=stored.version + 1, state=State.APPROVED)
    log(record=stored, act=Revision.Act.RESTORED, by=by, reason=f"{UNDONE}: the draft was taken back")


def _bring_back(place: Place, key: int, year: ReportingYear, by: User) -> None:
    kind = ContentType.objects.get_for_model(Figure)
    gone = Revision.objects.filter(pk=key, content_type=kind, act=Revision.Act.DELETED).first()
    figure = Figure()
    if gone is not None:
        figure.take_over(gone.data)
    found = Place(figure.measure_id or 0, figure.category_1_id, figure.category_2_id)
    if gone is None or found != place or figure.year_id != year.pk:
        raise UndoError("What this cell held is not in the history.")
    save_record(record=figure, by=by, reason=UNDONE)


@transaction.atomic
def delete_draft(*, figure: Figure, by: User, expected_version: int) -> Revision:
    """Delete a figure that was never approved; return the entry in its history.

    Raises StaleRecordError where it was changed or approved since, and ValidationError where the year is closed.
    """
    stored = Figure.objects.select_for_update().filter(pk=figure.pk).order_by().first()
    if stored is None or stored.version != expected_version or stored.is_approved:
        raise StaleRecordError(stored.version if stored else 0)
    if figure.year.state == ReportingYear.State.CLOSED:
        raise ValidationError(f"{figure.year} is closed. Its records change only for a reason, on their own pages.")
    key = stored.pk
    delete_record(record=stored, by=by)
    gone = Figure()
    gone.pk = key
    return revisions_of(gone).filter(act=Revision.Act.DELETED).get()
