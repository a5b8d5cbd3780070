"""A target's versions: the original stays beside the revised one, with who, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from ctreport.review.actions import CONTENT_ACTS
from ctreport.review.history import revisions_of
from ctreport.review.models import PENDING, State
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


def versions_of(target: Target) -> list[TargetVersion]:
    """Return the versions of a target that differ in what is to be reached, the original first.

    Once one is approved, these are the approved ones and, last, what is proposed: a draft that was replaced before
    anybody approved it was never the force's target.
    """
    found: list[TargetVersion] = []
    for revision in revisions_of(target).filter(act__in=CONTENT_ACTS).order_by("number"):
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
            )
        )
    return found


def _in_words(target: Target, data: dict[str, Any]) -> tuple[str, str]:
    value = Decimal(data["value"]["value"])
    number = Quantity(unit=target.unit, value=value, decimals=target.measure.decimals).number
    tolerance = Decimal(data["tolerance"]["value"]).normalize()
    return f"{Comparator(data['comparator']['value']).label} {number}", f"{tolerance:f}" if tolerance else "none"
