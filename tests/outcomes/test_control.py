"""Limits and signals of a series, against the NIST/SEMATECH e-Handbook."""

import pytest

from outcomes.control import Limits, limits_of, signals_in

NIST_FLOW_RATES = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]  # section 6.3.2.2, ten batches
UNIT = Limits(mean=0, sigma=1, mean_range=1.128)


def test_the_limits_are_those_that_nist_prints():
    limits = limits_of(NIST_FLOW_RATES)
    assert round(limits.mean, 2) == 50.81
    assert round(limits.mean_range, 4) == 1.8778
    assert (round(limits.lower, 4), round(limits.upper, 4)) == (45.8159, 55.8041)
    assert signals_in(NIST_FLOW_RATES, limits) == ()


def test_fewer_than_ten_values_have_no_limits():
    assert limits_of(NIST_FLOW_RATES[:9]) is None


def test_no_moving_range_is_taken_across_a_missing_year():
    with_gap = [1.0, 2.0, 1.0, 2.0, 1.0, None, 101.0, 102.0, 101.0, 102.0, 101.0]
    assert limits_of(with_gap).mean_range == 1.0


@pytest.mark.parametrize(
    ("values", "words", "places"),
    [
        ([0, 3.1, 0], "beyond the limits", (1,)),
        ([2.1, 0, 2.1], "two of three years", (0, 2)),
        ([-1.1, -1.1, 0, -1.1, -1.1], "four of five years", (0, 1, 3, 4)),
        ([0.1] * 8, "eight years in a row", tuple(range(8))),
    ],
)
def test_each_western_electric_rule_fires_where_it_is_broken(values, words, places):
    [signal] = signals_in(values, UNIT)
    assert words in signal.words
    assert signal.places == places


@pytest.mark.parametrize(
    "values",
    [
        [0, 3.0, 0],
        [2.1, 0, -2.1],
        [1.1, 1.1, -1.1, 1.1, 0.9],
        [0.1] * 7,
        [0.1, 0.1, 0.1, 0.1, None, 0.1, 0.1, 0.1, 0.1],
    ],
)
def test_no_rule_fires_just_short_of_it_or_across_a_gap(values):
    assert signals_in(values, UNIT) == ()
