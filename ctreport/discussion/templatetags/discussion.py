"""The threads of a record and the link to the inbox in templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from ctreport.accounts.access import Act, may
from ctreport.accounts.models import User
from ctreport.discussion.forms import CommentForm
from ctreport.discussion.models import Comment
from ctreport.discussion.people import colleagues
from ctreport.discussion.standing import unread_of
from ctreport.discussion.threads import Thread, threads_of
from ctreport.review.models import Record

register = template.Library()


@register.inclusion_tag("discussion/_discussion.html", takes_context=True)
def discussion(context: Context, record: Record) -> dict[str, Any]:
    """Show what people say about a record, with ways to add to it. Takes two queries, however much was said."""
    request = context.get("request")
    user = getattr(request, "user", None)
    if not isinstance(user, User) or not may(user, Act.VIEW):
        return {}
    threads = threads_of(record)
    can_discuss = may(user, Act.DISCUSS)
    people = colleagues(Act.DISCUSS) if can_discuss else []
    return {
        "record": record,
        "user": user,
        "open_threads": [_shown(one, user, people) for one in threads if not one.is_resolved],
        "resolved_threads": [_shown(one, user, people) for one in threads if one.is_resolved],
        "can_discuss": can_discuss,
        "form": CommentForm(people=people, by=user, auto_id="comment-%s") if can_discuss else None,
        "next": request.get_full_path() if request else "",
    }


def _shown(thread: Thread, user: User, people: list[User]) -> dict[str, Any]:
    form = CommentForm(people=people, by=user, auto_id=f"answer-{thread.first.pk}-%s", with_chooser=False)
    form.fields["text"].label = "Answer"
    changeable: Comment | None = thread.changeable_by(user)
    return {"thread": thread, "form": form, "changeable": changeable}


@register.simple_tag(takes_context=True)
def unread_notices(context: Context) -> int:
    """Return how many notices the person should read; asked for where the header is shown."""
    user = context.get("user")
    return unread_of(user) if isinstance(user, User) else 0
