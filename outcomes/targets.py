"""A target's versions: the original stays beside the revised one, with who, when and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType

from ctreport.review.actions import CONTENT_ACTS
from ctreport.review.history import revisions_of
from ctreport.review.models import PENDING, Revision, State
from outcomes.models import Target
from outcomes.quantity import Quantity
from outcomes.vocabulary import Comparator


@dataclass(frozen=True)
class TargetVersion:
    """One version of a target as it was set; ``state`` says where a proposed one stands, ``approved_by`` who agreed."""

    name: str
    text: str
    tolerance: str
    by: str
    at: datetime
    reason: str
    approved_by: str = ""
    state: str = ""
    value: Decimal = Decimal(0)


def versions_of(target: Target) -> list[TargetVersion]:
    """Return the versions of a target that differ in what is to be reached, the original first.

    Once one is approved, these are the approved ones and, last, what is proposed: a draft that was replaced before
    anybody approved it was never the force's target.
    """
    return _versions(target, revisions_of(target).filter(act__in=CONTENT_ACTS).order_by("number"))


def versions_by_target(targets: Sequence[Target]) -> dict[int, list[TargetVersion]]:
    """Return the versions of many targets by their keys, as ``versions_of`` gives each; one query for all of them."""
    if not targets:
        return {}
    by_target: dict[int, list[Revision]] = {target.pk: [] for target in targets}
    found = Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(Target), object_id__in=by_target, act__in=CONTENT_ACTS
    )
    for revision in found.order_by("number"):
        by_target[revision.object_id].append(revision)
    return {target.pk: _versions(target, by_target[target.pk]) for target in targets}


def _versions(target: Target, revisions: Iterable[Revision]) -> list[TargetVersion]:
    """Return the versions among a target's revisions, the earliest first."""
    found: list[TargetVersion] = []
    for revision in revisions:
        is_proposed = revision.state in PENDING
        if target.is_approved and revision.state == State.REPLACED:
            continue
        text, tolerance = _in_words(target, revision.data)
        if found and (text, tolerance) == (found[-1].text, found[-1].tolerance):
            continue
        name = f"Revision {len(found)}" if found else "Original"
        found.append(
            TargetVersion(
                name=name,
                text=text,
                tolerance=tolerance,
                by=revision.by_name,
                at=revision.at,
                reason=revision.reason,
                approved_by="" if is_proposed else revision.reviewed_by_name,
                state=f"{revision.get_state_display()}: not in the report" if is_proposed else "",
                value=Decimal(revision.data["value"]["value"]),
            )
        )
    return found


def _in_words(target: Target, data: dict[str, Any]) -> tuple[str, str]:
    value = Decimal(data["value"]["value"])
    number = Quantity(unit=target.unit, value=value, decimals=target.measure.decimals).number
    tolerance = Decimal(data["tolerance"]["value"]).normalize()
    return f"{Comparator(data['comparator']['value']).label} {number}", f"{tolerance:f}" if tolerance else "none"
