"""Pre-release access: few named people may read an edition shortly before it is public, each by a link of their own.

The Code of Practice for Statistics asks for as few recipients as may be, named in a published list, at most 24 hours
ahead. The link is signed; it works from the hour that was given until the release, in one browser only: the first one
in which its owner confirms the e-mail address. Each opening is logged, and so is each refusal.
"""

from __future__ import annotations

import hashlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from ctreport.accounts.models import User
from ctreport.publication.errors import PublicationError
from ctreport.publication.events import log
from ctreport.publication.models import Edition, EditionEvent, PreReleaseAccess, PreReleaseOpening
from ctreport.ui.words import plain_time

_SALT = "ctreport.publication.pre_release"
WRONG_ADDRESSES = 5  # after so many, only a new link helps
WRONG = "The e-mail address is not the one to which access was given."
OTHER_BROWSER = "This link was opened in another browser first, and works only there."


@dataclass(frozen=True)
class Opening:
    """What came of opening a link: the edition where it may be read, otherwise why not, or that it is to be confirmed.

    ``access`` is whose link it is, as far as that is known. ``is_public`` says that everybody may read it by now.
    """

    access: PreReleaseAccess | None
    edition: Edition | None = None
    refused: str = ""
    must_confirm: bool = False
    is_public: bool = False


@transaction.atomic
def give_access(  # noqa: PLR0913 - all of it is named
    *, edition: Edition, name: str, post: str, email: str, reason: str, hours: int, by: User
) -> PreReleaseAccess:
    """Let a person read an edition from ``hours`` before its release. ``link_of`` is then to be sent to them.

    Raises PublicationError where the edition is not on the calendar, something is left out, the hours are more than
    the house allows, or the person has access already.
    """
    stored = Edition.objects.select_for_update(of=("self",)).select_related("year").get(pk=edition.pk)
    now = timezone.now()
    if stored.state != Edition.State.SCHEDULED or stored.release_at is None or stored.release_at <= now:
        raise PublicationError("Access is given to an edition that is on the calendar and not public yet.")
    if not 1 <= hours <= settings.PRE_RELEASE_HOURS:
        raise PublicationError(f"Give access for 1 to {settings.PRE_RELEASE_HOURS} hours before the release.")
    told = {"name": name.strip(), "post": post.strip(), "reason": reason.strip()}
    if not all(told.values()):
        raise PublicationError("Enter the name, the post and the reason.")
    address = _address(email)
    held = stored.pre_release.filter(email=address).first()
    if held and held.ended_at is None:
        raise PublicationError(f"{held.name} has access already.")
    access = held or PreReleaseAccess(edition=stored, email=address)
    access.name, access.post, access.reason = told["name"], told["post"], told["reason"]
    access.opens_at = stored.release_at - timedelta(hours=hours)
    access.given_by_name, access.given_at, access.ended_at = by.name, now, None
    access.serial, access.browser = uuid.uuid4(), ""
    access.save()
    comment = f"{access.name}, {access.post}, from {plain_time(access.opens_at)}: {access.reason}"
    log(stored, EditionEvent.Act.ACCESS_GIVEN, by=by, comment=comment)
    return access


@transaction.atomic
def end_access(*, access: PreReleaseAccess, by: User) -> PreReleaseAccess:
    """Take a person's access away; nothing happens where it has ended already."""
    stored = _held(access.pk)
    if stored.ended_at is None:
        stored.ended_at = timezone.now()
        stored.save(update_fields=["ended_at"])
        log(stored.edition, EditionEvent.Act.ACCESS_ENDED, by=by, comment=f"{stored.name}, {stored.post}")
    return stored


@transaction.atomic
def renew_link(*, access: PreReleaseAccess, by: User) -> PreReleaseAccess:
    """Make the link that a person has void and give them another, for one who changed their browser."""
    stored = _held(access.pk)
    if stored.ended_at is not None or stored.edition.state != Edition.State.SCHEDULED:
        raise PublicationError(f"{stored.name} has no access any more.")
    stored.serial, stored.browser = uuid.uuid4(), ""
    stored.save(update_fields=["serial", "browser"])
    log(stored.edition, EditionEvent.Act.ACCESS_GIVEN, by=by, comment=f"{stored.name}, {stored.post}: a new link")
    return stored


def link_of(access: PreReleaseAccess) -> str:
    """Return the link by which a person reads the edition."""
    return settings.BASE_URL + reverse("publication:pre_release", args=[token_of(access)])


def token_of(access: PreReleaseAccess) -> str:
    """Return what is signed into the link of an access."""
    return signing.dumps(access.serial.hex, salt=_SALT)


def new_browser_key() -> str:
    """Return a secret for a browser to keep in a cookie."""
    return secrets.token_urlsafe(32)


def open_access(*, token: str, browser_key: str, what: str, from_address: str | None) -> Opening:
    """Open the page or file ``what`` by a link, in the browser that keeps ``browser_key``; log it, let in or not."""
    with transaction.atomic():
        access = _access_of(token)
        if access is None:
            return Opening(None, refused="This link is not valid.")
        if access.edition.state in Edition.READABLE:
            return Opening(access, refused="The report is public now.", is_public=True)
        refused = _closed(access, timezone.now())
        if not refused and not access.browser:
            return Opening(access, must_confirm=True)
        if not refused and access.browser != _hash(browser_key):
            refused = OTHER_BROWSER
        _log_opening(access, what, from_address, refused)
        return Opening(access, refused=refused) if refused else Opening(access, access.edition)


def confirm_address(*, token: str, email: str, browser_key: str, from_address: str | None) -> Opening:
    """Bind a link to the browser that keeps ``browser_key``, if the person knows to whom it was given."""
    with transaction.atomic():
        access = _access_of(token)
        if access is None:
            return Opening(None, refused="This link is not valid.")
        what, refused = "confirmation", _closed(access, timezone.now())
        tried = access.openings.filter(what=what, refused=WRONG, at__gte=access.given_at).count()
        if not refused and tried >= WRONG_ADDRESSES:
            refused = "A wrong address was entered too often. Ask for a new link."
        elif not refused and access.browser and access.browser != _hash(browser_key):
            refused = OTHER_BROWSER
        elif not refused and email.strip().lower() != access.email:
            refused = WRONG
        if not refused:
            access.browser = _hash(browser_key)
            access.save(update_fields=["browser"])
        _log_opening(access, what, from_address, refused)
        return (
            Opening(access, refused=refused, must_confirm=refused == WRONG)
            if refused
            else Opening(access, access.edition)
        )


def access_list(edition: Edition) -> list[tuple[str, str]]:
    """Return the name and post of those who could read an edition before it was public: the published list."""
    until = edition.published_at or edition.release_at
    return [
        (one.name, one.post)
        for one in edition.pre_release.all()
        if (one.ended_at is None or one.ended_at > one.opens_at) and (until is None or one.opens_at < until)
    ]


def _closed(access: PreReleaseAccess, now: datetime) -> str:
    """Return why a link does not work at a moment, in whichever browser; empty where it does."""
    edition = access.edition
    if access.ended_at is not None:
        return "This access was ended."
    if edition.state != Edition.State.SCHEDULED or edition.release_at is None:
        return "This edition is not on the calendar any more."
    if now >= edition.release_at:
        return "The report is being published. Read it on the public site."
    if now < access.opens_at:
        return f"This link works from {plain_time(access.opens_at)}."
    return ""


def _access_of(token: str) -> PreReleaseAccess | None:
    try:
        serial = uuid.UUID(hex=str(signing.loads(token, salt=_SALT)))
    except (signing.BadSignature, ValueError):
        return None
    pk = PreReleaseAccess.objects.filter(serial=serial).values_list("pk", flat=True).first()
    return _held(pk) if pk else None


def _held(pk: int) -> PreReleaseAccess:
    """Return an access with its edition, held against others, so that two browsers cannot both be the first."""
    return PreReleaseAccess.objects.select_for_update(of=("self",)).select_related("edition__year").get(pk=pk)


def _log_opening(access: PreReleaseAccess, what: str, from_address: str | None, refused: str) -> None:
    PreReleaseOpening.objects.create(
        access=access, at=timezone.now(), what=what[:200], from_address=from_address, refused=refused[:200]
    )


def _address(email: str) -> str:
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise PublicationError("Enter an e-mail address, like name@example.com.") from error
    return address


def _hash(browser_key: str) -> str:
    return hashlib.sha256(browser_key.encode()).hexdigest()
