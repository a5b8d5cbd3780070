"""Acts on comments: each writes the comment and tells those whom it concerns, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ctreport.accounts.models import User
from ctreport.discussion.kinds import NoticeKind
from ctreport.discussion.models import Comment
from ctreport.discussion.notices import News, read_thread, tell
from ctreport.discussion.records import name_of
from ctreport.discussion.threads import Thread, thread_of
from ctreport.review.models import Record
from ctreport.ui.words import clock


class DiscussionError(Exception):
    """The step cannot be taken; the message says why, to the person who tried."""


@transaction.atomic
def add_comment(*, record: Record, by: User, text: str, mentioned: Iterable[User] = ()) -> Comment:
    """Begin a thread on a record and tell those whom it mentions."""
    comment = Comment.objects.create(
        content_type=ContentType.objects.get_for_model(type(record)),
        object_id=record.pk,
        text=text,
        by=by,
        by_name=str(by),
    )
    _tell(comment, record, by, mentioned=mentioned)
    return comment


@transaction.atomic
def answer(*, comment: Comment, record: Record, by: User, text: str, mentioned: Iterable[User] = ()) -> Comment:
    """Answer in the thread of ``comment``, tell those who take part in it, and open it again if it was resolved.

    An answer to a thread that somebody resolved meanwhile opens it, so that what was typed is neither lost nor
    folded away unread.
    """
    thread = _locked_thread(comment)
    first = thread.first
    reply = Comment.objects.create(
        content_type_id=first.content_type_id,
        object_id=first.object_id,
        parent=first,
        text=text,
        by=by,
        by_name=str(by),
    )
    if first.is_resolved:
        _set_resolved(first, by=None)
    read_thread(person=by, thread_id=first.pk)
    _tell(reply, record, by, mentioned=mentioned, thread=thread)
    return reply


@transaction.atomic
def edit_comment(*, comment: Comment, record: Record, by: User, text: str, mentioned: Iterable[User] = ()) -> Comment:
    """Change one's own comment; tell only those whom it did not mention before. Raises DiscussionError."""
    comment = changeable(comment=comment, by=by)
    if text != comment.text:
        comment.text, comment.edited_at = text, timezone.now()
        comment.save(update_fields=["text", "edited_at"])
    known = set(comment.mentions.values_list("pk", flat=True))
    _tell(comment, record, by, mentioned=[person for person in mentioned if person.pk not in known])
    return comment


@transaction.atomic
def delete_comment(*, comment: Comment, by: User) -> None:
    """Take back one's own comment, with the notices of it. Raises DiscussionError where it was answered."""
    changeable(comment=comment, by=by).delete()


@transaction.atomic
def resolve_thread(*, comment: Comment, by: User) -> None:
    """Fold a thread away as settled. Raises DiscussionError where somebody else has done so."""
    first = _locked_thread(comment).first
    if first.resolved_at is not None:
        raise DiscussionError(f"{first.resolved_by_name} resolved the thread already, at {clock(first.resolved_at)}.")
    _set_resolved(first, by=by)


@transaction.atomic
def reopen_thread(*, comment: Comment, by: User) -> None:
    """Open a resolved thread again. Raises DiscussionError where it is open."""
    first = _locked_thread(comment).first
    if not first.is_resolved:
        raise DiscussionError("The thread is open already.")
    _set_resolved(first, by=None)


def _locked_thread(comment: Comment) -> Thread:
    """Return the thread as stored, held against other writers until the transaction ends.

    Raises DiscussionError where it was deleted meanwhile.
    """
    if not Comment.objects.select_for_update().filter(pk=comment.thread_id):
        raise DiscussionError("The comment was deleted meanwhile.")
    return thread_of(comment)


@transaction.atomic
def changeable(*, comment: Comment, by: User) -> Comment:
    """Return one's own comment as stored, if it may still be changed. Raises DiscussionError that says why not."""
    thread = _locked_thread(comment)
    found = thread.changeable_by(by)
    if found is not None and found.pk == comment.pk:
        return found
    if comment.by_id != by.pk:
        raise DiscussionError("Only who wrote a comment can change it.")
    if thread.is_resolved:
        raise DiscussionError("The thread is resolved. Open it again to change your comment.")
    raise DiscussionError("Somebody has answered, so the comment stays as it is. Add another to correct it.")


def _set_resolved(first: Comment, *, by: User | None) -> None:
    first.resolved_at = timezone.now() if by else None
    first.resolved_by_name = str(by) if by else ""
    first.save(update_fields=["resolved_at", "resolved_by_name"])


def _tell(
    comment: Comment, record: Record, by: User, *, mentioned: Iterable[User], thread: Thread | None = None
) -> None:
    """Tell those whom a comment mentions and, in one line a thread, those who took part in the thread."""
    called = {person.pk for person in mentioned} - {by.pk}
    comment.mentions.add(*called)
    others = _taking_part(thread) - called - {by.pk} if thread else set()
    name = name_of(record)
    about: dict[str, Any] = {
        "content_type_id": comment.content_type_id,
        "object_id": comment.object_id,
        "year_key": name.year_key,
        "year_label": name.year_label,
        "label": name.label,
        "by_name": str(by),
        "comment_id": comment.pk,
    }
    tell(
        [
            *(News(person_id=pk, kind=NoticeKind.MENTION, key=f"mention:{comment.pk}", **about) for pk in called),
            *(News(person_id=pk, kind=NoticeKind.REPLY, key=f"reply:{comment.thread_id}", **about) for pk in others),
        ]
    )


def _taking_part(thread: Thread) -> set[int]:
    """Return the people, still at work here, who wrote in a thread or were mentioned in it."""
    numbers = [comment.pk for comment in thread.comments]
    people = User.objects.filter(Q(comments__in=numbers) | Q(mentioned_in__in=numbers), is_active=True)
    return set(people.values_list("pk", flat=True))
