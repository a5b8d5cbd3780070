"""The words in which a quantity is stated and judged. ``outcomes.quantity`` puts them to use."""

from __future__ import annotations

import enum
from typing import NamedTuple

from django.db.models import TextChoices


class Unit(TextChoices):
    """What a measure is counted in."""

    COUNT = "count", "Count"
    PERCENTAGE = "percentage", "Percentage"
    RATE = "rate", "Rate"
    MONEY = "money", "Money (£)"
    GRADE = "grade", "Grade"


class Qualifier(TextChoices):
    """How exactly a value is known."""

    EXACTLY = "exactly", "exactly"
    OVER = "over", "over"
    AT_LEAST = "at_least", "at least"
    ABOUT = "about", "about"
    UNDER = "under", "under"
    AT_MOST = "at_most", "at most"


LOWER_BOUNDS = (Qualifier.OVER, Qualifier.AT_LEAST)
UPPER_BOUNDS = (Qualifier.UNDER, Qualifier.AT_MOST)


class Shorthand(TextChoices):
    """Why there is no value."""

    CONFIDENTIAL = "[c]", "[c] confidential"
    NOT_AVAILABLE = "[x]", "[x] not available"
    NOT_APPLICABLE = "[z]", "[z] not applicable"
    LOW = "[low]", "[low] rounds to zero"


class Comparator(TextChoices):
    """How a figure is held against a target."""

    AT_LEAST = "at_least", "at least"
    AT_MOST = "at_most", "at most"
    EXACTLY = "exactly", "exactly"


class Verdict(enum.Enum):
    """What a figure says about a target."""

    MET = "met"
    WITHIN_TOLERANCE = "missed, but within the tolerance"
    MISSED = "missed"
    UNDECIDED = "not decided by the figure"


class Direction(enum.Enum):
    """Where a figure moved, which is apart from whether that is good."""

    UP = "up"
    DOWN = "down"
    SAME = "no change"
    UNKNOWN = "not known"


class Change(NamedTuple):
    """A movement from one year to the next, in words that do not claim more than the two figures say."""

    direction: Direction
    text: str
