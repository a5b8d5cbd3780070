"""What each record shares, and its history."""

from ctreport.review.models.history import Revision
from ctreport.review.models.records import (
    PENDING,
    SUBMITTABLE,
    Illustrated,
    Link,
    Marking,
    Record,
    Reviewed,
    Sourced,
    State,
    marking_known,
)

__all__ = [
    "PENDING",
    "SUBMITTABLE",
    "Illustrated",
    "Link",
    "Marking",
    "Record",
    "Reviewed",
    "Revision",
    "Sourced",
    "State",
    "marking_known",
]
