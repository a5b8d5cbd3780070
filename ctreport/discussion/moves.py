"""Records that were submitted, approved or returned: gathered while a transaction runs, told when it is committed.

A thousand records may move in one transaction, in a bulk approval or an import, so nothing is asked of the database
at each. When the transaction is committed, what happened is compared with what is stored, which drops what a rolled
back savepoint undid or a later step of the same transaction overtook; the rest is written in a few queries.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q

from ctreport.accounts.access import Act
from ctreport.accounts.models import User
from ctreport.discussion.kinds import NoticeKind
from ctreport.discussion.notices import News, tell
from ctreport.discussion.people import colleagues
from ctreport.discussion.records import label_of, noun, year_of
from ctreport.review.models import Revision, State

_gathered = threading.local()
_CHUNK = 5000  # numbers in one query: well below what either database allows


@dataclass(frozen=True)
class Move:
    """One step of one version of a record, with all that is needed to tell of it."""

    revision_id: int
    state: State
    content_type_id: int
    object_id: int
    year_key: str
    year_label: str
    label: str
    maker_id: int | None
    submitter: str
    by_id: int
    by_name: str
    has_comment: bool

    @property
    def group(self) -> str:
        """What stands in the key of a notice that speaks of all records of a kind in a year."""
        return f"{self.content_type_id}:{self.year_key}"


def hear_of_a_move(*, revision: Revision, by: User, state: State, **kwargs: Any) -> None:
    """Keep what happened, to be told when the transaction is committed."""
    year_key, year_label = year_of(revision.data)
    content_type = ContentType.objects.get_for_id(revision.content_type_id)
    move = Move(
        revision_id=revision.pk,
        state=State(state),
        content_type_id=revision.content_type_id,
        object_id=revision.object_id,
        year_key=year_key,
        year_label=year_label,
        label=label_of(noun(content_type), revision.data, revision.record_text),
        maker_id=revision.by_id,
        submitter=revision.submitted_by_name,
        by_id=by.pk,
        by_name=by.name,
        has_comment=bool(revision.review_comment),
    )
    _waiting_moves().append(move)
    # At each, since a savepoint that is rolled back takes its own with it. The first that runs tells all.
    transaction.on_commit(tell_of_moves, robust=True)


def tell_of_moves() -> None:
    """Tell of all moves that were gathered and that were committed."""
    moves = _waiting_moves()
    if not moves:
        return
    _gathered.moves = []
    committed = _committed(moves)
    submitted = [move for move in committed if move.state == State.SUBMITTED]
    reviewed = [move for move in committed if move.state != State.SUBMITTED]
    tell([*_to_reviewers(submitted), *_to_authors(reviewed)])


def _waiting_moves() -> list[Move]:
    if not hasattr(_gathered, "moves"):
        _gathered.moves = []
    moves: list[Move] = _gathered.moves
    return moves


def _committed(moves: Sequence[Move]) -> list[Move]:
    """Return the moves that the stored history bears out, each once."""
    stored: dict[int, tuple[object, ...]] = {}
    numbers = [move.revision_id for move in moves]
    for start in range(0, len(numbers), _CHUNK):
        rows = Revision.objects.filter(pk__in=numbers[start : start + _CHUNK]).order_by()
        for pk, *held in rows.values_list("pk", "state", "content_type_id", "object_id"):
            stored[pk] = tuple(held)
    borne_out = {
        move.revision_id: move
        for move in moves
        if stored.get(move.revision_id) == (move.state, move.content_type_id, move.object_id)
    }
    return list(borne_out.values())


def _to_reviewers(moves: Sequence[Move]) -> Iterator[News]:
    """Tell each reviewer of each kind and year of which something waits that they may review, in one line."""
    if not moves:
        return
    reviewers = colleagues(Act.REVIEW)
    groups: dict[str, list[Move]] = defaultdict(list)
    for move in moves:
        groups[move.group].append(move)
    for group, waiting in groups.items():
        for reviewer in reviewers:
            theirs = [move for move in waiting if reviewer.pk not in (move.maker_id, move.by_id)]
            if theirs:
                yield News(
                    person_id=reviewer.pk,
                    kind=NoticeKind.REVIEW,
                    key=f"review:{group}",
                    content_type_id=theirs[-1].content_type_id,
                    year_key=theirs[-1].year_key,
                    year_label=theirs[-1].year_label,
                    by_name=theirs[-1].by_name,
                )


def _to_authors(moves: Sequence[Move]) -> Iterator[News]:
    """Tell who made and who submitted a version what became of it; nobody is told what they did themselves."""
    if not moves:
        return
    by_pk, by_name = _authors(moves)
    for move in moves:
        concerned = by_name.get(move.submitter, set()) | ({move.maker_id} if move.maker_id in by_pk else set())
        for person_id in concerned - {move.by_id}:
            yield _answer(move, person_id)


def _authors(moves: Iterable[Move]) -> tuple[set[int], dict[str, set[int]]]:
    """Return the active people among the makers and, by name, those who submitted, where the name is one person's."""
    makers = {move.maker_id for move in moves if move.maker_id}
    names = {move.submitter for move in moves if move.submitter}
    people = User.objects.filter(Q(pk__in=makers) | Q(name__in=names), is_active=True).values_list("pk", "name")
    by_name: dict[str, set[int]] = defaultdict(set)
    for pk, name in people:
        by_name[name].add(pk)
    return {pk for pk, _name in people}, {name: found for name, found in by_name.items() if len(found) == 1}


def _answer(move: Move, person_id: int) -> News:
    """Say what became of a version: a line of its own where there is something to do or to read, else one for all."""
    is_return = move.state == State.RETURNED
    kind = NoticeKind.RETURNED if is_return else NoticeKind.APPROVED
    stands_alone = is_return or move.has_comment
    place = f"{move.content_type_id}:{move.object_id}:one" if stands_alone else move.group
    return News(
        person_id=person_id,
        kind=kind,
        key=f"{kind}:{place}",
        content_type_id=move.content_type_id,
        object_id=move.object_id,
        year_key=move.year_key,
        year_label=move.year_label,
        label=move.label,
        by_name=move.by_name,
        adds_up=not stands_alone,
    )
