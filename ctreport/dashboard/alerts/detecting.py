"""Finding what changed: looked for when something was approved, linked or deleted, and told once.

Each subscription keeps the state of which its person was last told. Comparing and keeping the new one happen under
the subscription's lock, so that of two approvals at the same moment one tells of both, or each of its own. Where
nobody follows anything it costs one query.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ctreport.accounts.access import Act
from ctreport.dashboard.alerts.models import Subscription
from ctreport.dashboard.alerts.states import Standing, changes_between, standings_of
from ctreport.discussion.kinds import NoticeKind
from ctreport.discussion.notices import News, tell
from ctreport.discussion.people import colleagues
from ctreport.discussion.records import year_of
from ctreport.review.kinds import model_of
from ctreport.review.models import Revision, State

EVERY_YEAR = ""
# What is no step of the review and yet changes what is approved, or what hangs on it.
_ACTS = (Revision.Act.LINKED, Revision.Act.DELETED, Revision.Act.LOADED)
_LONGEST = 200
_touched = threading.local()


def hear_of_a_move(*, revision: Revision, state: State, **kwargs: Any) -> None:
    """Note that something was approved."""
    if state == State.APPROVED:
        _note(revision)


def hear_of_an_entry(*, instance: Revision, created: bool, **kwargs: Any) -> None:
    """Note that links were drawn or removed, that a record was deleted, or that approved records were loaded."""
    if created and instance.act in _ACTS:
        _note(instance)


def _note(revision: Revision) -> None:
    """Keep the year of a record, to be looked at when the transaction is committed: once, however many records."""
    years: set[str] = _touched.__dict__.setdefault("years", set())
    years.add(year_of(revision.data)[1])  # EVERY_YEAR for a measure, which has none
    # At each, since a savepoint that is rolled back takes its own with it. The first that runs looks at all.
    transaction.on_commit(look, robust=True)


def look() -> None:
    """Compare what is followed in the years that were touched, and tell of what changed."""
    years: set[str] = _touched.__dict__.pop("years", set())
    if not years:
        return
    concerned = Subscription.objects.all()
    if EVERY_YEAR not in years:
        starts = [int(label[:4]) for label in years]
        concerned = concerned.filter(Q(year=None) | Q(year__start_year__in=starts))
    if concerned.exists():
        with transaction.atomic():
            _compare(list(concerned.select_for_update(of=("self",)).select_related("year").order_by("pk")))


def _compare(subscriptions: list[Subscription]) -> None:
    # After the locks are held: what another transaction committed while this one waited is seen.
    standings = standings_of(one.watch for one in subscriptions)
    now = timezone.now()
    changed: list[tuple[Subscription, Standing, tuple[str, ...]]] = []
    for one in subscriptions:
        standing = standings.get(one.watch)
        said = changes_between(one.state, standing.state) if standing else ()
        if standing is None or not said:
            continue
        name = one.label if standing.record_id is None else standing.name
        one.state, one.changed_at, one.label = dict(standing.state), now, name[:_LONGEST]
        changed.append((one, standing, said))
    Subscription.objects.bulk_update([one for one, *_ in changed], ["state", "changed_at", "label"], batch_size=200)
    tell(_news(changed))


def _news(changed: Iterable[tuple[Subscription, Standing, tuple[str, ...]]]) -> Iterable[News]:
    readers: set[int] | None = None
    for one, standing, said in changed:
        if one.is_muted:
            continue
        readers = readers or {person.pk for person in colleagues(Act.VIEW)}
        if one.person_id not in readers:
            continue
        year = f" of {one.year}" if one.year else ""
        yield News(
            person_id=one.person_id,
            kind=NoticeKind.ALERT,
            key=f"alert:{one.pk}",
            content_type_id=ContentType.objects.get_for_model(model_of(standing.record_kind)).pk,
            object_id=standing.record_id,
            year_label=str(one.year or ""),
            label=_fitting(f"{one.label}{year}", said),
            adds_up=True,
        )


def _fitting(name: str, said: tuple[str, ...]) -> str:
    """Return the name with as much of what was said as a line of the inbox holds."""
    text = f"{name}: {', '.join(said)}"
    return text if len(text) <= _LONGEST else f"{name[: _LONGEST - 30]}: {len(said)} changes"
