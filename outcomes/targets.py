"""A target's versions: the original stays beside the revised one, with who, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from ctreport.review.history import revisions_of
from outcomes.models import Target
from outcomes.quantity import Quantity
from outcomes.vocabulary import Comparator


@dataclass(frozen=True)
class TargetVersion:
    """One version of a target as it was set."""

    name: str
    text: str
    tolerance: str
    by: str
    at: datetime
    reason: str


def versions_of(target: Target) -> list[TargetVersion]:
    """Return the versions of a target that differ in what is to be reached, the original first."""
    found: list[TargetVersion] = []
    for revision in revisions_of(target).order_by("number"):
        text, tolerance = _in_words(target, revision.data)
        if found and (text, tolerance) == (found[-1].text, found[-1].tolerance):
            continue
        name = f"Revision {len(found)}" if found else "Original"
        found.append(TargetVersion(name, text, tolerance, revision.by_name, revision.at, revision.reason))
    return found


def _in_words(target: Target, data: dict[str, Any]) -> tuple[str, str]:
    value = Decimal(data["value"]["value"])
    number = Quantity(unit=target.unit, value=value, decimals=target.measure.decimals).number
    tolerance = Decimal(data["tolerance"]["value"]).normalize()
    return f"{Comparator(data['comparator']['value']).label} {number}", f"{tolerance:f}" if tolerance else "none"
