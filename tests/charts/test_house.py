"""The colours of charts can be told from the ground and from one another, however somebody sees them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ctreport.charts import draw_trend, house
from ctreport.charts.plotly_lines import _SYMBOLS

# G. M. Machado and others, "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE Transactions
# on Visualization and Computer Graphics 15 (2009): what is seen without one kind of cone, in linear light.
SIGHTS = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def luminance(colour, sight="full"):
    """Return the relative luminance of WCAG 2.2 as somebody with this sight has it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    seen = [min(1, max(0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in SIGHTS[sight]]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), seen, strict=True))


def contrast(one, other, sight="full"):
    low, high = sorted((luminance(one, sight), luminance(other, sight)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("sight", SIGHTS)
def test_each_series_has_a_contrast_of_3_to_1_with_the_ground_and_with_its_neighbours(sight):
    for colour in house.COLOURS:
        assert contrast(colour, house.PAPER, sight) >= 3
    for one, other in pairwise(house.COLOURS):
        assert contrast(one, other, sight) >= 3


def test_words_have_a_contrast_of_4_5_to_1_and_lines_that_mean_something_3_to_1():
    for colour in (house.INK, house.MUTED, house.GAP):
        assert contrast(colour, house.PAPER) >= 4.5


def test_neighbours_differ_by_dash_and_by_mark_too():
    for looks in (house.DASHES, draw_trend.DASHES, draw_trend.MARKERS, _SYMBOLS):
        assert len(looks) == len(house.COLOURS)
        assert all(one != other for one, other in pairwise(looks))
