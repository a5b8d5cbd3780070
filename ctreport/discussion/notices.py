"""Writing notices: many at a time, each person's grouped by its key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ctreport.accounts.models import User
from ctreport.discussion import mail
from ctreport.discussion.kinds import NoticeKind
from ctreport.discussion.models import Notice

# What a person is told anew when a notice of the same key comes again.
_TAKEN_OVER = ("object_id", "label", "by_name", "comment_id", "count", "at", "read_at", "mailed_at")


@dataclass(frozen=True, kw_only=True)
class News:
    """Something to tell one person. ``adds_up``: while unread, it is counted together with what came before."""

    person_id: int
    kind: NoticeKind
    key: str
    content_type_id: int
    object_id: int | None = None
    year_key: str = ""
    year_label: str = ""
    label: str = ""
    by_name: str = ""
    comment_id: int | None = None
    count: int = 1
    adds_up: bool = False


def tell(news: Iterable[News]) -> None:
    """Write the news into the inboxes and, once that is committed, to those who asked for an e-mail at once.

    Takes three queries, however many there are.
    """
    merged = _merge(news)
    if not merged:
        return
    with transaction.atomic():
        _write(merged)
        people = {person_id for person_id, _key in merged}
        transaction.on_commit(lambda: mail.send_at_once(people), robust=True)


def _merge(news: Iterable[News]) -> dict[tuple[int, str], News]:
    """Return the news by person and key: the latest of each, with the counts added up where they add up."""
    merged: dict[tuple[int, str], News] = {}
    for one in news:
        place = (one.person_id, one.key)
        earlier = merged.get(place)
        merged[place] = replace(one, count=one.count + earlier.count) if earlier and one.adds_up else one
    return merged


def _write(merged: dict[tuple[int, str], News]) -> None:
    # In one order for all, so that two who write at once do not wait for each other.
    stored = {
        (notice.person_id, notice.key): notice
        for notice in Notice.objects.filter(
            person__in={person_id for person_id, _key in merged}, key__in={key for _person_id, key in merged}
        )
        .select_for_update()
        .order_by("pk")
    }
    now = timezone.now()
    new, again = [], []
    for place, one in sorted(merged.items()):
        notice = stored.get(place)
        if notice is None:
            new.append(_fill(Notice(person_id=one.person_id, key=one.key, kind=one.kind), one))
        else:
            again.append(_fill(notice, one))
    for notice in (*new, *again):
        notice.at, notice.read_at, notice.mailed_at = now, None, None
    Notice.objects.bulk_update(again, _TAKEN_OVER)
    Notice.objects.bulk_create(new, ignore_conflicts=True)


def _fill(notice: Notice, one: News) -> Notice:
    earlier = notice.count if notice.pk and one.adds_up and notice.read_at is None else 0
    notice.content_type_id, notice.object_id = one.content_type_id, one.object_id
    notice.year_key, notice.year_label = one.year_key, one.year_label
    notice.label, notice.by_name, notice.comment_id = one.label, one.by_name, one.comment_id
    notice.count = earlier + one.count
    return notice


def read_one(*, person: User, pk: int) -> bool:
    """Mark one notice of a person as read; say whether there is such a notice."""
    mine = Notice.objects.of(person).filter(pk=pk)
    mine.filter(read_at=None).update(read_at=timezone.now())
    return mine.exists()


def read_all(*, person: User) -> None:
    """Mark all that a person has not read as read."""
    Notice.objects.of(person).unread().update(read_at=timezone.now())


def read_key(key: str) -> None:
    """Mark the notices of a key as read in every inbox, since what they ask for has been done."""
    Notice.objects.filter(key=key, read_at=None).update(read_at=timezone.now())


def read_thread(*, person: User, thread_id: int) -> None:
    """Mark what a person was told of a thread as read, since they have just answered in it."""
    of_thread = Q(comment=thread_id) | Q(comment__parent=thread_id)
    Notice.objects.of(person).filter(of_thread, read_at=None).update(read_at=timezone.now())
