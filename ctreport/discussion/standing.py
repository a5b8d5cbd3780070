"""How things stand with what notices speak of.

Whether something still waits is never copied onto a notice: it is asked of the history each time. So a notice cannot
grow stale, whoever reviewed, changed, took back or deleted the record meanwhile, and in whichever way. It is asked
for many notices at once, in two queries at most, which read only the versions that wait and the records named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, Max, OuterRef, Q, TextField, Value
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Coalesce

from ctreport.accounts.models import User
from ctreport.discussion.kinds import NoticeKind
from ctreport.discussion.models import Notice
from ctreport.review.models import Revision, State

Kind = tuple[int, str]  # a kind of record, and the year as its history holds it
Place = tuple[int, int | None]  # a kind of record, and its number


@dataclass(frozen=True)
class Heap:
    """Versions of one kind and year that one person made and that wait for a reviewer."""

    maker_id: int | None
    count: int
    newest: int


@dataclass(frozen=True)
class Standing:
    """What waits, what was returned and what is gone, as far as some notices ask."""

    heaps: Mapping[Kind, Sequence[Heap]]
    returned: frozenset[Place]
    gone: frozenset[Place]

    @classmethod
    def of(cls, notices: Iterable[Notice]) -> Standing:
        """Return how things stand with what ``notices`` speak of."""
        notices = list(notices)
        heaps = _heaps() if any(one.kind == NoticeKind.REVIEW for one in notices) else {}
        returned, gone = _ends({_place(one) for one in notices if one.object_id is not None})
        return cls(heaps, returned, gone)

    def waiting(self, notice: Notice) -> int:
        """Return how many versions wait that the person of a notice may review."""
        return sum(heap.count for heap in self._theirs(notice))

    def only_version(self, notice: Notice) -> int | None:
        """Return the number of the version that waits, where just one does."""
        theirs = self._theirs(notice)
        return theirs[0].newest if len(theirs) == 1 and theirs[0].count == 1 else None

    def is_gone(self, notice: Notice) -> bool:
        """Say whether the one record that a notice names was deleted."""
        return notice.count == 1 and _place(notice) in self.gone

    def is_over(self, notice: Notice) -> bool:
        """Say that nothing is to be done about a notice any more, whether it was read or not."""
        if notice.kind == NoticeKind.REVIEW:
            return not self._theirs(notice)
        if notice.kind == NoticeKind.RETURNED and _place(notice) not in self.returned:
            return True
        return self.is_gone(notice)

    def _theirs(self, notice: Notice) -> list[Heap]:
        heaps = self.heaps.get((notice.content_type_id, notice.year_key), ())
        return [heap for heap in heaps if heap.maker_id != notice.person_id]


def unread_of(person: User) -> int:
    """Return how many notices a person has not read and should: the number beside the link to the inbox.

    Takes one query where nothing is unread, three at most.
    """
    fields = ("kind", "person", "content_type", "object_id", "year_key", "count")
    unread = list(Notice.objects.of(person).unread().only(*fields).order_by())
    if not unread:
        return 0
    standing = Standing.of(unread)
    return sum(not standing.is_over(notice) for notice in unread)


def _place(notice: Notice) -> Place:
    return notice.content_type_id, notice.object_id


def _heaps() -> dict[Kind, list[Heap]]:
    """Return what waits for reviewers, by kind and year and, within these, by who made it."""
    deleted = Revision.objects.filter(
        content_type=OuterRef("content_type"), object_id=OuterRef("object_id"), act=Revision.Act.DELETED
    ).order_by()
    year = KeyTextTransform("value", KeyTransform("year", "data"))
    rows = (
        Revision.objects.filter(~Exists(deleted), state=State.SUBMITTED)
        .annotate(year_key=Coalesce(year, Value(""), output_field=TextField()))
        .order_by()
        .values_list("content_type_id", "year_key", "by_id")
        .annotate(count=Count("pk"), newest=Max("pk"))
    )
    heaps = defaultdict(list)
    for kind, year_key, maker_id, count, newest in rows:
        heaps[kind, year_key].append(Heap(maker_id, count, newest))
    return heaps


def _ends(places: set[Place]) -> tuple[frozenset[Place], frozenset[Place]]:
    """Return which of some records stand returned, and which were deleted."""
    if not places:
        return frozenset(), frozenset()
    rows = (
        Revision.objects.filter(
            Q(act=Revision.Act.DELETED) | Q(state=State.RETURNED),
            content_type__in={kind for kind, _pk in places},
            object_id__in={pk for _kind, pk in places},
        )
        .order_by()
        .values_list("content_type_id", "object_id", "act")
    )
    gone = {(kind, pk) for kind, pk, act in rows if act == Revision.Act.DELETED}
    returned = {(kind, pk) for kind, pk, act in rows if act != Revision.Act.DELETED}
    return frozenset(returned - gone), frozenset(gone)
