"""The times of records that come from a fixture, which Django saves as they stand, without its automatic values."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from ctreport.review.models import Record


def stamp_loaded_record(*, instance: object, raw: bool, **kwargs: Any) -> None:
    """Give a record that is loaded from a fixture the time of loading, so that no fixture needs to state it."""
    if not raw or not isinstance(instance, Record):
        return
    now = timezone.now()
    instance.created_at = instance.created_at or now
    instance.updated_at = instance.updated_at or now
