"""The signed links in mails to readers: the signature is the proof, so that nothing is kept before they confirm."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse

CONFIRM_WITHIN = 3 * 24 * 60 * 60  # seconds
_CONFIRM = "ctreport.publication.follow"
_LEAVE = "ctreport.publication.unfollow"


def confirm_address(email: str) -> str:
    """Return the link by which a reader confirms that the address is theirs."""
    return _address("publication:follow_confirm", signing.dumps(email, salt=_CONFIRM))


def unfollow_address(email: str) -> str:
    """Return the link by which a reader stops being told. It holds for ever: it stands in old mails."""
    return _address("publication:unfollow", signing.dumps(email, salt=_LEAVE))


def email_to_confirm(token: str) -> str:
    """Return the address in a link of ``confirm_address``. Raises BadSignature where it is none or too old."""
    return str(signing.loads(token, salt=_CONFIRM, max_age=CONFIRM_WITHIN))


def email_to_unfollow(token: str) -> str:
    """Return the address in a link of ``unfollow_address``. Raises BadSignature where it is none."""
    return str(signing.loads(token, salt=_LEAVE))


def _address(name: str, token: str) -> str:
    return settings.BASE_URL + reverse(name, args=[token])
