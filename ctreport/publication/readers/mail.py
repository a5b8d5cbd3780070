"""The mail that asks a reader to confirm their address."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from ctreport.publication.readers.links import CONFIRM_WITHIN, confirm_address, unfollow_address

log = logging.getLogger(__name__)


def send_confirmation(email: str) -> None:
    """Send the link. A mail server that fails is logged and not told to the reader, who is asked to try again later."""
    context = {
        "force": settings.FORCE_NAME,
        "title": settings.REPORT_TITLE,
        "address": confirm_address(email),
        "days": CONFIRM_WITHIN // (24 * 60 * 60),
    }
    message = EmailMessage(
        subject=f"Confirm that you want to follow the reports of {settings.FORCE_NAME}",
        body=render_to_string("site/email/confirm.txt", context),
        to=[email],
    )
    try:
        message.send()
    except (OSError, SMTPException):
        log.exception("The mail that asks a reader to confirm their address could not be sent")


def unfollow_headers(email: str) -> dict[str, str]:
    """Return the headers by which a mail program offers to unsubscribe (RFC 8058), for each mail to a follower."""
    return {"List-Unsubscribe": f"<{unfollow_address(email)}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
