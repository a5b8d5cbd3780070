"""Lets a request through to a view only if the person may do what the view does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from ctreport.accounts.access import act_of, may

# Sign-in pages: each signed-in person's own, whatever the role.
OWN_ACCOUNT_MODULES = ("allauth.account.views",)


class RoleRequiredMiddleware:
    """Refuses views to people without the role, and views that name no act to everybody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Raise PermissionDenied (shown as a page that says whom to ask) unless the person may go on."""
        if not getattr(view, "login_required", True) or view.__module__ in OWN_ACCOUNT_MODULES:
            return
        act = act_of(view)
        if act is None or not may(request.user, act):
            raise PermissionDenied
