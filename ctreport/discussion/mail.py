"""E-mail: what waits unread on a person, at most once a day or, for those who asked for it, at once.

A message names records, people and numbers of things; it never holds a figure, a narrative or a comment, since what
is not published yet must not lie about in mailboxes. Nothing is lost when the mail server fails: a notice counts as
mailed only once the server has taken the message.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from ctreport.accounts.access import ALLOWED, Act
from ctreport.accounts.models import User
from ctreport.discussion.kinds import NoticeKind
from ctreport.discussion.models import MailPreference, Notice
from ctreport.discussion.standing import Standing
from ctreport.discussion.words import Line, lines_of

log = logging.getLogger(__name__)

LONGEST = 50  # lines of one message; the rest is counted, and stands in the inbox
_CHUNK = 100


@dataclass
class Run:
    """How a round of sending went."""

    sent: int = 0
    failed: list[str] = field(default_factory=list)


def base_url() -> str:
    """Return the address at which people reach ctreport, without a slash at its end."""
    return str(getattr(settings, "BASE_URL", "http://127.0.0.1:8000")).rstrip("/")


def send_digests() -> Run:
    """Write to each person on whom something waits unread and unmailed, if their preference lets us today.

    A failure with one person is logged, tried again in the next round, and stops nobody else's message.
    """
    return _send(_people_waiting())


def send_at_once(people: Iterable[int]) -> Run:
    """Write to those of ``people`` who asked to be told at once. Never raises: what fails is left for the digest."""
    wanted = MailPreference.objects.filter(person__in=set(people), rhythm=MailPreference.Rhythm.AT_ONCE)
    return _send(sorted(wanted.values_list("person", flat=True)))


def _people_waiting() -> list[int]:
    """Return the people to whom a digest may be due, each with a preference: one a day where they have stated none."""
    people = User.objects.filter(is_active=True, groups__name__in=ALLOWED[Act.VIEW]).exclude(
        mail_preference__rhythm=MailPreference.Rhythm.NEVER
    )
    waiting = Notice.objects.to_mail().filter(person__in=people).order_by("person").values_list("person", flat=True)
    found = list(dict.fromkeys(waiting))
    MailPreference.objects.bulk_create((MailPreference(person_id=pk) for pk in found), ignore_conflicts=True)
    return found


def _send(people: Sequence[int]) -> Run:
    run = Run()
    for pk in people:
        try:
            run.sent += _send_to(pk)
        except Exception as error:  # whatever a mail server or its library raises must not stop the others
            log.exception("The e-mail to person %s could not be sent; it will be tried again.", pk)
            run.failed.append(f"{User.objects.get(pk=pk)}: {error}")
    return run


def _send_to(person_id: int) -> bool:
    """Write to one person under a lease, so that nobody else writes to them meanwhile; say whether it was needed."""
    began = timezone.now()
    free = Q(sending_since=None) | Q(sending_since__lt=began - MailPreference.LEASE)
    mine = MailPreference.objects.filter(person=person_id)
    if not mine.filter(free).update(sending_since=began):
        return False  # another process is writing to them
    try:
        preference = mine.select_related("person").get()
        return _is_due(preference) and _write_to(preference)
    finally:
        mine.filter(sending_since=began).update(sending_since=None)


def _is_due(preference: MailPreference) -> bool:
    """Say whether a message may go out now: at once, or as the first digest of the day in the house's time zone."""
    if preference.rhythm == MailPreference.Rhythm.AT_ONCE:
        return True
    last = preference.last_digest_at
    is_first_today = last is None or timezone.localdate(last) < timezone.localdate()
    return preference.rhythm == MailPreference.Rhythm.DAILY and is_first_today


def _write_to(preference: MailPreference) -> bool:
    unmailed = list(Notice.objects.of(preference.person).to_mail().with_comments())
    standing = Standing.of(unmailed)
    notices = [notice for notice in unmailed if not standing.is_over(notice)]
    if not notices:
        return False
    message_to(preference.person, notices, standing).send()
    _note_as_mailed(notices)
    MailPreference.objects.filter(pk=preference.pk).update(last_digest_at=timezone.now())
    return True


def _note_as_mailed(notices: Sequence[Notice]) -> None:
    """Note what was mailed; a notice that became new again meanwhile has another time, and stays to be mailed."""
    now = timezone.now()
    for start in range(0, len(notices), _CHUNK):
        told = Q()
        for notice in notices[start : start + _CHUNK]:
            told |= Q(pk=notice.pk, at=notice.at)
        Notice.objects.filter(told).update(mailed_at=now)


def message_to(person: User, notices: Sequence[Notice], standing: Standing) -> EmailMultiAlternatives:
    """Return the message that tells a person of notices, loaded ``with_comments``."""
    lines = lines_of(notices[:LONGEST], standing)
    context = {
        "person": person,
        "lines": [{"text": line.text, "address": _address_of(line)} for line in lines],
        "left_off": len(notices) - len(lines),
        "inbox": base_url() + reverse("discussion:inbox"),
        "preferences": base_url() + reverse("discussion:preferences"),
        "force": settings.FORCE_NAME,
        "subject": _subject(notices, standing),
    }
    text = render_to_string("discussion/email/digest.txt", context)
    message = EmailMultiAlternatives(subject=context["subject"], body=text, to=[person.email])
    message.attach_alternative(render_to_string("discussion/email/digest.html", context), "text/html")
    return message


def _address_of(line: Line) -> str:
    return base_url() + reverse("discussion:open", args=[line.notice.pk])


def _subject(notices: Sequence[Notice], standing: Standing) -> str:
    """Return what waits in numbers: "ctreport: 17 to review, 1 returned, 2 mentions"."""
    parts = []
    for kind in NoticeKind:
        these = [notice for notice in notices if notice.kind == kind]
        count = sum(standing.waiting(one) if kind == NoticeKind.REVIEW else one.count for one in these)
        if count:
            parts.append(f"{count} {_COUNTED[kind][count != 1]}")
    return f"ctreport: {', '.join(parts)}"


_COUNTED = {
    NoticeKind.REVIEW: ("to review", "to review"),
    NoticeKind.RETURNED: ("returned", "returned"),
    NoticeKind.MENTION: ("mention", "mentions"),
    NoticeKind.REPLY: ("answer", "answers"),
    NoticeKind.APPROVED: ("approved", "approved"),
    NoticeKind.EDITION: ("report", "reports"),
    NoticeKind.ALERT: ("alert", "alerts"),
}
