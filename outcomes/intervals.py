"""How sure a share is: the 95% interval by Wilson's score method.

E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
Statistical Association 22 (1927), without a correction for continuity; R. G. Newcombe (Statistics in Medicine 17,
1998) found it to be among the best of seven.
"""

from __future__ import annotations

import math
from typing import NamedTuple

Z_95 = 1.959963984540054  # the 97.5th percentile of the normal distribution


class Interval(NamedTuple):
    """A lower and an upper limit, as shares from 0 to 1."""

    low: float
    high: float


def wilson(share: float, base: int) -> Interval:
    """Return the 95% interval of a share (0 to 1) of ``base`` people or cases.

    Raises ValueError for a base below 1 or a share outside 0 to 1. It says how far chance alone may have moved a
    share of a random sample: it must not be shown for people who chose themselves to answer.
    """
    if base < 1:
        raise ValueError("An interval needs a base of 1 or more.")
    if not 0 <= share <= 1:
        raise ValueError("A share lies between 0 and 1.")
    square = Z_95 * Z_95
    centre = (share + square / (2 * base)) / (1 + square / base)
    half = Z_95 * math.sqrt(share * (1 - share) / base + square / (4 * base * base)) / (1 + square / base)
    return Interval(max(centre - half, 0.0), min(centre + half, 1.0))
