"""What each record shares, and its history."""

from ctreport.review.models.history import Revision
from ctreport.review.models.records import (
    PENDING,
    SUBMITTABLE,
    Illustrated,
    Link,
    Record,
    Reviewed,
    Sourced,
    State,
)

__all__ = [
    "PENDING",
    "SUBMITTABLE",
    "Illustrated",
    "Link",
    "Record",
    "Reviewed",
    "Revision",
    "Sourced",
    "State",
]
