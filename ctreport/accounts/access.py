"""Who may do what: the one place where it is decided.

A view names the act that it needs (``@requires(Act.ENTER)`` on a function, ``act = Act.ENTER`` on a class) and
``RoleRequiredMiddleware`` compares it with the roles of the person. A view that names no act is refused to all.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import TextChoices
from django.http import HttpRequest

from ctreport.accounts.models import User

View = TypeVar("View", bound=Callable[..., Any])


class Role(TextChoices):
    """The five kinds of people who work with the report. A person may have several."""

    ANALYST = "analyst", "Analyst"
    REVIEWER = "reviewer", "Reviewer"
    LEADER = "leader", "Leader"
    COMMS = "comms", "Communications"
    ADMINISTRATOR = "administrator", "Administrator"


class Act(enum.Enum):
    """What a page lets a person do."""

    VIEW = "see the records, the report and the dashboard"
    DISCUSS = "comment on records and answer comments"
    ENTER = "add, edit, link and delete records"
    EVIDENCE = "open the files that prove what a record says"
    REVIEW = "approve or return what somebody else entered"
    SET_UP = "open years and change strands, dimensions and assessment words"
    EDIT_REPORT = "word, order and illustrate the report of a year"
    PUBLISH = "take a report from proof to publication, and correct it"
    SIGN_OFF = "sign off the proof of a report"
    START_YEAR = "start a year from the one before: open it and enter its first records"


ALLOWED: Mapping[Act, frozenset[Role]] = {
    Act.VIEW: frozenset(Role),
    Act.DISCUSS: frozenset(Role),  # a leader's or a press officer's question is worth as much as an analyst's
    Act.ENTER: frozenset({Role.ANALYST, Role.REVIEWER}),
    # Not communications: what they work with is published, and evidence must never be.
    Act.EVIDENCE: frozenset({Role.ANALYST, Role.REVIEWER, Role.LEADER}),
    Act.REVIEW: frozenset({Role.REVIEWER}),
    Act.SET_UP: frozenset({Role.ANALYST, Role.ADMINISTRATOR}),
    Act.EDIT_REPORT: frozenset({Role.COMMS, Role.ANALYST}),
    Act.PUBLISH: frozenset({Role.COMMS}),
    Act.SIGN_OFF: frozenset({Role.LEADER}),  # and never the person who made the proof
    Act.START_YEAR: frozenset({Role.ANALYST}),  # those who may both set up and enter
}


def may(user: User | AnonymousUser, act: Act) -> bool:
    """Say whether ``user`` holds a role that ``act`` is allowed to. Nobody signed out may do anything."""
    return isinstance(user, User) and user.is_active and not ALLOWED[act].isdisjoint(user.roles)


def person(request: HttpRequest) -> User:
    """Return who sent the request. Raises PermissionDenied where nobody is signed in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def requires(act: Act) -> Callable[[View], View]:
    """Mark a function view with the act that it needs."""

    def mark(view: View) -> View:
        view.act = act  # type: ignore[attr-defined]
        return view

    return mark


def act_of(view: Callable[..., Any]) -> Act | None:
    """Return the act that a view, function or class, names; None if it names none."""
    return getattr(getattr(view, "view_class", view), "act", None)
