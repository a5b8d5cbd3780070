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
    ENTER = "add, edit, link and delete records"
    REVIEW = "approve or return what somebody else entered"
    SET_UP = "open years and change strands, dimensions and assessment words"


ALLOWED: Mapping[Act, frozenset[Role]] = {
    Act.VIEW: frozenset(Role),
    Act.ENTER: frozenset({Role.ANALYST, Role.REVIEWER}),
    Act.REVIEW: frozenset({Role.REVIEWER}),
    Act.SET_UP: frozenset({Role.ANALYST, Role.ADMINISTRATOR}),
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
