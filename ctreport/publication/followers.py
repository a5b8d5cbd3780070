"""Tells readers who asked for it, by e-mail, of each new report and correction: each of them once of each edition.

One process writes at a time, the one that holds the lock (``flock``). It notes after each message whom it told, so one
that was killed is followed by one that goes on there. At worst, somebody is written to twice by a process that was
killed between sending and noting it: both messages have the same ``Message-ID``, by which mail programs show one.
"""

from __future__ import annotations

import fcntl
import hashlib
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string

from ctreport.jobs.registry import each_round
from ctreport.publication.clock import is_time
from ctreport.publication.editions import facts_of
from ctreport.publication.models import Edition, Follower
from ctreport.publication.readers.links import unfollow_address
from ctreport.publication.readers.mail import unfollow_headers
from ctreport.publication.storage import EditionDamagedError

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_TRIES = 600


@each_round
def go_on_telling() -> None:
    """Write, at a process's first round and every ten minutes, to those whom a mail server's fault has left untold."""
    if settings.FOLLOW_BY_EMAIL and is_time("told", SECONDS_BETWEEN_TRIES):
        tell_followers()


def tell_followers() -> int:
    """Write to each follower who was not told of a current edition yet; return how many messages were sent.

    A failure is logged, tried again later, and stops nobody else's message. Nobody is told of an edition that is not
    current any more.
    """
    if not settings.FOLLOW_BY_EMAIL:
        return 0
    with _only_writer() as is_ours:
        editions = list(Edition.objects.published().select_related("year").order_by("published_at")) if is_ours else []
        return sum(_tell_all(edition) for edition in editions)


def _tell_all(edition: Edition) -> int:
    waiting = Follower.objects.filter(confirmed_at__lte=edition.published_at).order_by("pk")
    untold = [one for one in waiting if edition.key not in one.told_of]
    if not untold:
        return 0
    try:
        subject, text = _words(edition)
    except EditionDamagedError as error:
        logger.error("Followers cannot be told of %s: %s", edition, error)
        return 0
    return _send(edition, untold, subject, text)


def _send(edition: Edition, untold: Sequence[Follower], subject: str, text: str) -> int:
    sent = 0
    with get_connection() as connection:
        for follower in untold:
            body = text.replace("%LEAVE%", unfollow_address(follower.email))
            headers = {"Message-ID": _message_id(edition, follower), **unfollow_headers(follower.email)}
            message = EmailMessage(subject, body, to=[follower.email], headers=headers, connection=connection)
            try:
                message.send()
            except (OSError, SMTPException):
                logger.exception("A follower (%s) could not be told of %s; it is tried again", follower.pk, edition)
                continue
            _note(edition, follower)
            sent += 1
    return sent


def _note(edition: Edition, follower: Follower) -> None:
    """Note that a reader was told; an update, which brings no row back where they have gone meanwhile."""
    Follower.objects.filter(pk=follower.pk).update(told_of=[*follower.told_of, edition.key])


def _words(edition: Edition) -> tuple[str, str]:
    """Return the subject and the text of the message about an edition."""
    facts = facts_of(edition)
    corrections = facts.stamp.corrections if facts.stamp else ()
    what = "corrected" if edition.number > 1 else "published"
    context = {
        "facts": facts,
        "edition": edition,
        "corrections": corrections,
        "address": f"{settings.BASE_URL}/reports/{edition.year.slug}/",
        "leave": "%LEAVE%",
    }
    subject = " ".join(f"{facts.title} {facts.year}: report {what}".split())
    return subject, render_to_string("publication/email/published.txt", context)


def _message_id(edition: Edition, follower: Follower) -> str:
    told = hashlib.sha256(f"{edition.manifest_sha256} {follower.pk} {follower.email}".encode()).hexdigest()[:32]
    return f"<{told}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].strip('>') or 'localhost'}>"


@contextmanager
def _only_writer() -> Iterator[bool]:
    """Hold the lock of those who write to followers, and say whether it could be had."""
    folder = Path(settings.EDITIONS_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / ".followers.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
