"""Addresses of the open data API. Nobody signs in for it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, path

from ctreport.publication.api.service import api, unknown_address


def _open(pattern: URLPattern | URLResolver) -> URLPattern | URLResolver:
    """Let everybody through to a view that the API's library has made."""
    if isinstance(pattern, URLPattern):
        pattern.callback = login_not_required(pattern.callback)
    return pattern


_patterns, _, _namespace = api.urls
urlpatterns = [
    path("v1/", ([_open(one) for one in _patterns], "open_data", _namespace)),
    path("<path:rest>", login_not_required(unknown_address), name="api_unknown"),
]
