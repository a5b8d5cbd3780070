"""Wilson's interval, against Newcombe's worked examples and against scipy."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outcomes.intervals import wilson


@pytest.mark.parametrize(
    ("cases", "base", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_it_gives_the_limits_that_newcombe_printed_in_1998_table_i(cases, base, low, high):
    interval = wilson(cases / base, base)
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


@settings(deadline=None, max_examples=50)  # scipy takes long to load
@given(st.integers(1, 5000).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base))))
def test_it_agrees_with_scipy(pair):
    stats = pytest.importorskip("scipy.stats")
    cases, base = pair
    theirs = stats.binomtest(cases, base).proportion_ci(method="wilson")
    ours = wilson(cases / base, base)
    assert ours.low == pytest.approx(theirs.low, abs=1e-9)
    assert ours.high == pytest.approx(theirs.high, abs=1e-9)


@pytest.mark.parametrize(("share", "base"), [(0.5, 0), (1.2, 10), (-0.1, 10)])
def test_what_is_no_share_or_no_base_is_refused(share, base):
    with pytest.raises(ValueError, match=r"base|share"):
        wilson(share, base)
