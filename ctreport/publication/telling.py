"""Telling staff in their inboxes what an edition waits for: leaders of a proof, comms of what came of it."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.contenttypes.models import ContentType

from ctreport.accounts.access import Act
from ctreport.discussion.kinds import NoticeKind
from ctreport.discussion.notices import News, read_key, tell
from ctreport.discussion.people import colleagues
from ctreport.publication.models import Edition, EditionEvent

_READERS: Mapping[str, tuple[Act, ...]] = {
    EditionEvent.Act.FROZEN: (Act.SIGN_OFF,),
    EditionEvent.Act.RETURNED: (Act.PUBLISH,),
    EditionEvent.Act.SIGNED_OFF: (Act.PUBLISH,),
    EditionEvent.Act.SCHEDULED: (Act.SIGN_OFF,),
    EditionEvent.Act.UNSCHEDULED: (Act.SIGN_OFF,),
    EditionEvent.Act.PUBLISHED: (Act.SIGN_OFF, Act.PUBLISH),
    EditionEvent.Act.WITHDRAWN: (Act.SIGN_OFF, Act.PUBLISH),
    EditionEvent.Act.DISCARDED: (),
}
_WORDS: Mapping[str, str] = {
    EditionEvent.Act.FROZEN: "waits for your sign-off",
    EditionEvent.Act.RETURNED: "was returned",
    EditionEvent.Act.SIGNED_OFF: "was signed off: it can be published",
    EditionEvent.Act.SCHEDULED: "is on the calendar",
    EditionEvent.Act.UNSCHEDULED: "was taken off the calendar",
    EditionEvent.Act.PUBLISHED: "was published",
    EditionEvent.Act.WITHDRAWN: "was withdrawn",
}


def tell_staff(edition: Edition, act: str, by_id: int | None) -> None:
    """Tell those whom a step of an edition concerns, all but who took it; what was told of it before is read by that.

    There is one line an edition in an inbox, so nobody is asked for what somebody else has done.
    """
    if act not in _READERS:
        return
    key = f"edition:{edition.pk}"
    read_key(key)
    people = {person.pk for who in _READERS[act] for person in colleagues(who)} - {by_id}
    kind = ContentType.objects.get_for_model(Edition).pk
    tell(
        News(
            person_id=person,
            kind=NoticeKind.EDITION,
            key=key,
            content_type_id=kind,
            object_id=edition.pk,
            year_label=str(edition.year),
            label=f"edition {edition.number} of the report for {edition.year} {_WORDS[act]}",
        )
        for person in sorted(people)
    )
