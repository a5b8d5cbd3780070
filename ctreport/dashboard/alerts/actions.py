"""Following, muting and stopping."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone

from ctreport.accounts.models import User
from ctreport.dashboard.alerts.models import LONGEST_KEY, Subscription, Watch
from ctreport.dashboard.alerts.states import GONE, standings_of
from ctreport.thread.threads import GapKind
from objectives.models import ReportingYear

_LARGEST = 2**63 - 1
_NODES = ("pledge", "activity", "outcome", "measure", "figure")


class AlertError(Exception):
    """It cannot be followed; the message says why, to the person who tried."""


def read_watch(kind: str, key: str, year_slug: str) -> Watch:
    """Return what a form names. Raises AlertError where there is nothing of the kind."""
    year = ReportingYear.objects.with_slug(year_slug).first() if year_slug else None
    is_lasting = kind == Subscription.Kind.MEASURE and not year_slug
    if kind not in Subscription.Kind.values or (year is None and not is_lasting) or not _is_key(kind, key):
        raise AlertError("There is no such thing to follow.")
    return Watch(kind, key, year.pk if year else None)


def _is_key(kind: str, key: str) -> bool:
    if kind != Subscription.Kind.GAP:
        return _is_number(key)
    gap, *node = key.split(":")
    is_gap = gap in {one.name.lower() for one in GapKind}
    return is_gap and len(key) <= LONGEST_KEY and len(node) == 2 and node[0] in _NODES and _is_number(node[1])


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 20 and int(text) <= _LARGEST


@transaction.atomic
def follow(*, person: User, watch: Watch) -> Subscription:
    """Let a person follow something from how it stands now; one who follows it already goes on as they do.

    Raises AlertError where it is not there or nobody has approved it.
    """
    standing = standings_of([watch]).get(watch)
    if standing is None or standing.state == GONE or standing.record_id is None:
        raise AlertError("It is not approved yet, or was deleted, so there is nothing to follow.")
    kept = {"label": standing.name[:200], "state": dict(standing.state)}
    try:
        with transaction.atomic():
            return Subscription.objects.create(person=person, **watch._asdict(), **kept)
    except IntegrityError:  # from another window, at the same moment or before
        mine = Subscription.objects.filter(person=person, kind=watch.kind, key=watch.key, year=watch.year_id)
        return mine.get()


def stop(*, subscription: Subscription) -> None:
    """Follow something no more."""
    subscription.delete()


def mute(*, subscription: Subscription) -> None:
    """Tell a person nothing of it for now."""
    Subscription.objects.filter(pk=subscription.pk, muted_at=None).update(muted_at=timezone.now())


def unmute(*, subscription: Subscription) -> None:
    """Tell a person of it again: of what changes from now on, not of what changed meanwhile."""
    Subscription.objects.filter(pk=subscription.pk).update(muted_at=None)
