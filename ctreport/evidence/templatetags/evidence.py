"""A record's evidence on its page."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from ctreport.accounts.access import Act, may
from ctreport.accounts.models import User
from ctreport.evidence.forms import AttachForm
from ctreport.evidence.kinds import size_in_words
from ctreport.evidence.models import Attachment
from ctreport.review.models import Record

register = template.Library()
register.filter("size_in_words", size_in_words)


@register.inclusion_tag("evidence/_evidence.html", takes_context=True)
def evidence(context: Context, record: Record) -> dict[str, Any]:
    """Show a record's files, with a form to attach more; nothing to people who may not open them. Takes one query."""
    user = context.get("user")
    if not isinstance(user, User) or not may(user, Act.EVIDENCE):
        return {}
    return {
        "user": user,
        "record": record,
        "attachments": Attachment.objects.of(record),
        "form": AttachForm(auto_id="evidence-%s") if may(user, Act.ENTER) else None,
    }


@register.simple_tag(takes_context=True)
def may_remove(context: Context, attachment: Attachment) -> bool:
    """Say whether the person who looks may take a file away."""
    user = context.get("user")
    return isinstance(user, User) and attachment.may_be_removed_by(user)
