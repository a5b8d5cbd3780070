"""The threads of comments on a record, as its page shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ctreport.accounts.models import User
from ctreport.discussion.models import Comment
from ctreport.review.models import Record


@dataclass
class Thread:
    """A first comment and the answers to it, the oldest first."""

    first: Comment
    answers: list[Comment] = field(default_factory=list)

    @property
    def comments(self) -> list[Comment]:
        """All that was said, in order."""
        return [self.first, *self.answers]

    @property
    def last(self) -> Comment:
        """What was said last."""
        return self.comments[-1]

    @property
    def is_resolved(self) -> bool:
        """Whether the thread is folded away as settled."""
        return self.first.is_resolved

    def changeable_by(self, person: User) -> Comment | None:
        """Return the comment that a person may still edit or delete.

        It is the last of an open thread, if they wrote it. Once somebody has answered, or the thread was resolved,
        what was said stands, so that an answer cannot come to mean something else.
        """
        return self.last if not self.is_resolved and self.last.by_id == person.pk else None


def threads_of(record: Record) -> list[Thread]:
    """Return the threads on a record, the oldest first. Takes one query."""
    return _threads(Comment.objects.on(record))


def thread_of(comment: Comment) -> Thread:
    """Return the thread that a comment belongs to."""
    return _threads(Comment.objects.in_thread(comment.thread_id))[0]


def _threads(comments: Iterable[Comment]) -> list[Thread]:
    """Group comments, the oldest first, so that a first comment comes before its answers."""
    threads: dict[int, Thread] = {}
    for comment in comments:
        if comment.parent_id is None:
            threads[comment.pk] = Thread(comment)
        elif comment.parent_id in threads:
            threads[comment.parent_id].answers.append(comment)
    return list(threads.values())
