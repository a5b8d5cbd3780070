"""Addresses of the pages on which a report is edited; joined to those of the report."""

urlpatterns: list[object] = []
