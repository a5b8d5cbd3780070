"""The addresses of a record's five pages."""

from __future__ import annotations

from types import ModuleType

from django.urls import URLPattern, path


def record_paths(folder: str, kind: str, views: ModuleType) -> list[URLPattern]:
    """Return the addresses of a kind's pages: ``pledges/``, ``pledges/new/``, ``pledges/7/``, …

    The views are found in the module by their names: ``PledgeListView`` and so on for the kind "pledge".
    """
    prefix = "".join(word.capitalize() for word in kind.split("_"))
    places = {
        "list": "",
        "create": "new/",
        "detail": "<int:pk>/",
        "edit": "<int:pk>/edit/",
        "delete": "<int:pk>/delete/",
    }
    return [
        path(f"{folder}/{place}", getattr(views, f"{prefix}{page.capitalize()}View").as_view(), name=f"{kind}_{page}")
        for page, place in places.items()
    ]
