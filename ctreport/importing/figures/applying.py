"""Writing what was checked: many figures in few statements, with the same rows and history as saving one by one.

``ctreport.review.actions.save_record`` says what saving a figure is: a new one is a draft; a change to a draft changes
its row; a change to what is approved is a pending revision beside it; an earlier pending one is replaced; a figure
without history gets one that begins with what was loaded. ``tests/importing/figures/test_as_one_by_one.py`` holds the
two against each other, row for row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from ctreport.accounts.models import User
from ctreport.importing.figures.checking import Checked, Found
from ctreport.importing.figures.histories import Historian
from ctreport.importing.figures.statements import insert, update
from ctreport.review.history import in_batches
from ctreport.review.models import PENDING, Revision, State
from ctreport.review.rules import message_for
from outcomes.models import Figure

WRITTEN = [
    field.attname
    for field in Figure._meta.concrete_fields
    if field.name not in Figure.BOOKKEEPING or field.name in ("version", "state", "updated_at")
]


class NotWrittenError(Exception):
    """The database refused what had been checked; the message says why. Nothing was written."""


@transaction.atomic
def write(checked: Checked, *, by: User | None, reason: str, report: Callable[[int], None] | None = None) -> None:
    """Write all rows that add or change a figure, or none. ``checked`` must have locked the figures that it read.

    ``by`` is None for a command that names nobody. Raises NotWrittenError where the database refuses a row, as where
    somebody else adds a figure to the same cell at the same moment.
    """
    if checked.is_refused:
        raise NotWrittenError("Rows are refused, so nothing was imported.")
    now = timezone.now()
    historian = Historian(by=by, reason=reason, at=now)
    done = 0
    try:
        for work, rows in ((_add, checked.added), (_change, checked.changed)):
            for batch in in_batches(rows):
                work(batch, historian, now)
                done += len(batch)
                if report:
                    report(done)
    except IntegrityError as error:
        raise NotWrittenError(f"Nothing was imported. {message_for(error, Figure)}") from error


def _add(batch: list[Found], historian: Historian, now: datetime) -> None:
    figures = [one.figure for one in batch]
    for figure in figures:
        figure.created_at = figure.updated_at = now
    last = Figure.objects.aggregate(last=Max("pk"))["last"] or 0
    insert(Figure, [figure.__dict__ for figure in figures])
    _find_keys(figures, after=last)
    insert(Revision, historian.entries(figures, Revision.Act.CREATED))


def _find_keys(figures: list[Figure], *, after: int) -> None:
    """Give figures that were just inserted the keys that the database gave them: keys only rise."""
    rows = Figure.objects.filter(pk__gt=after)
    cells = ("measure_id", "year_id", "category_1_id", "category_2_id")
    keys = {tuple(cell): key for key, *cell in rows.order_by().values_list("pk", *cells)}
    for figure in figures:
        figure.pk = keys[tuple(getattr(figure, name) for name in cells)]


def _change(batch: list[Found], historian: Historian, now: datetime) -> None:
    _keep_first_states([one.before for one in batch if one.before is not None], historian)
    figures = [one.figure for one in batch]
    history_of(figures).filter(state__in=PENDING).update(state=State.REPLACED)
    for figure in figures:
        figure.version += 1
        figure.state = State.DRAFT
        figure.updated_at = now
    drafts = [figure.__dict__ for figure in figures if not figure.is_approved]
    update(Figure, drafts, WRITTEN)
    _mark_as_edited([figure for figure in figures if figure.is_approved], now)
    insert(Revision, historian.entries(figures, Revision.Act.CHANGED))


def _mark_as_edited(figures: list[Figure], now: datetime) -> None:
    """Raise the version of approved figures, which stay as they are until somebody approves the draft beside them."""
    by_version: dict[int, list[int]] = {}
    for figure in figures:
        by_version.setdefault(figure.version, []).append(figure.pk)
    for version, keys in by_version.items():
        Figure.objects.filter(pk__in=keys).update(version=version, state=State.DRAFT, updated_at=now)


def _keep_first_states(figures: list[Figure], historian: Historian) -> None:
    """Note what loaded figures held before their first change, since loading leaves no history."""
    known = set(history_of(figures).values_list("object_id", flat=True).distinct())
    loaded = [figure for figure in figures if figure.pk not in known]
    insert(Revision, historian.entries(loaded, Revision.Act.LOADED))


def history_of(figures: Iterable[Figure]) -> QuerySet[Revision]:
    """Return the revisions of several figures."""
    kind = ContentType.objects.get_for_model(Figure)
    return Revision.objects.filter(content_type=kind, object_id__in=[figure.pk for figure in figures])
