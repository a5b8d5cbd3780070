"""Keeps what a person said about the lineage of a pledge."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from ctreport.accounts.models import User
from ctreport.entry.models import LineageDecision
from ctreport.review.actions import StaleRecordError, save_record
from ctreport.review.history import as_edited, changes_since
from objectives.models import Pledge

REASON = "Said from which earlier pledge it goes on"


@transaction.atomic
def confirm_lineage(
    *, pledge: Pledge, earlier: Pledge | None, by: User, expected_version: int, reason: str = ""
) -> bool:
    """Say from which earlier pledge a pledge goes on, None for a new one; return whether that changed it.

    An approved pledge gets a draft beside it. Raises ValidationError where somebody changed the pledge meanwhile, and
    where the earlier pledge or a closed year refuses it.
    """
    edited = as_edited(pledge)
    is_other = edited.rolled_forward_from_id != (earlier.pk if earlier else None)
    if is_other:
        edited.rolled_forward_from = earlier
        _save(edited, by, expected_version, reason)
    LineageDecision.objects.update_or_create(pledge=pledge, defaults={"by": by, "by_name": by.name})
    return is_other


def _save(edited: Pledge, by: User, expected_version: int, reason: str) -> None:
    try:
        save_record(record=edited, by=by, expected_version=expected_version, reason=reason or REASON)
    except StaleRecordError as error:
        revisions, changes = changes_since(edited, expected_version)
        if changes or not revisions:
            name = revisions[0].by_name if revisions else "Somebody"
            raise ValidationError(
                f"{name} changed {edited.reference} meanwhile. Look at it again, then save once more."
            ) from error
        save_record(record=edited, by=by, expected_version=error.current_version, reason=reason or REASON)
