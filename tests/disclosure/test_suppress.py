"""What is hidden, and that it cannot be worked out."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from ctreport.disclosure.attack import attack
from ctreport.disclosure.suppress import suppress
from ctreport.disclosure.table import Base, Cell, Limit, Ratio, Sum, Table
from tests.disclosure.tables import grid, row


def test_nothing_is_hidden_without_a_small_count():
    assert not suppress(row(a=5, b=0, c=40)).hidden


def test_a_true_zero_is_published_and_so_is_the_threshold_itself():
    assert not suppress(row(a=0, b=5)).hidden
    assert suppress(row(a=0, b=4, c=9, d=20)).hidden == {"b", "c"}


def test_a_threshold_of_its_own_decides():
    assert suppress(row(a=9, b=20, c=30, threshold=10)).hidden == {"a", "b"}


def test_the_smallest_other_number_goes_and_the_total_stays():
    found = suppress(row(a=3, b=50, c=9))
    assert (found.primary, found.secondary) == ({"a"}, {"c"})


def test_rows_and_columns_are_protected_at_once():
    table = grid([[3, 20, 30], [40, 50, 60]])
    found = suppress(table)
    assert found.hidden == {"r0c0", "r0c1", "r1c0", "r1c1"}
    assert {str(one) for one in attack(table, found.hidden).values()} == {"0 to 23", "20 to 43", "47 to 70"}


def test_a_total_goes_where_all_else_is_zero():
    assert suppress(row(a=3, b=0)).hidden == {"a", "all"}


def test_two_ones_under_a_published_total_leave_no_room():
    """1 and a true 0 hidden together would be 0 or 1: too narrow, so a third number goes with them."""
    table = row(a=1, b=0, c=30)
    found = suppress(table)
    assert "c" in found.hidden
    assert all(one.is_at_least(2) for one in attack(table, found.hidden).values())


def test_a_percentage_goes_where_it_would_tell_the_count():
    cells = (Cell("positive", 3, 3, 5), Cell("searches", 40, 40))
    rate = Ratio("rate", "positive", "searches", Fraction(745, 10_000), Fraction(755, 10_000))
    assert suppress(Table(cells, (rate, Base("rate", "searches")))).hidden == {"positive", "rate"}


def test_parts_that_make_up_a_whole_are_protected_like_a_row():
    cells = (Cell("arrests", 3, 3, 5), Cell("nfa", 60, 60), Cell("searches", 63, 63))
    relations = (Limit("arrests", "searches"), Limit("nfa", "searches"), Sum("searches", ("arrests", "nfa")))
    assert suppress(Table(cells, relations)).hidden == {"arrests", "nfa"}


def test_shares_that_make_up_all_are_protected_too():
    cells = (Cell("yes", 970, 970, width=40), Cell("no", 30, 30, width=40), Cell("100%", 1000, 1000, is_fixed=True))
    table = Table(cells, (Sum("100%", ("yes", "no"), 1),), frozenset({"no"}))
    assert suppress(table).hidden == {"yes", "no"}


def test_what_an_earlier_edition_told_is_not_hidden_in_vain():
    found = suppress(row(a=3, b=9, c=40, earlier=[{"b": 9}]))
    assert found.hidden == {"a", "c"}
    lost = suppress(row(a=3, b=9, c=40, earlier=[{"a": 3}]))
    assert lost.weak == {"a"}


COUNTS = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 8, 20, 100])
GRIDS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(COUNTS, min_size=width, max_size=width), min_size=1, max_size=4)
)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(GRIDS, st.integers(2, 10))
def test_no_hidden_number_can_be_worked_out(counts, threshold):
    table = grid(counts, threshold)
    found = suppress(table)
    assert not found.weak
    assert {cell.key for cell in table.cells if 0 < cell.low < threshold} <= found.hidden
    for key, one in attack(table, found.hidden).items():
        assert one.is_at_least(2), key
        assert one.low <= table.by_key[key].low


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.integers(1, 60), st.integers(0, 60), st.integers(0, 2), st.booleans())
def test_no_count_can_be_worked_out_from_its_rate(part, rest, places, tells_base):
    whole = part + rest
    percent = round(Fraction(100 * part, whole) * 10**places)
    half = Fraction(1, 2)
    ends = [(percent - half) / (100 * 10**places), (percent + half) / (100 * 10**places)]
    relations = [Ratio("rate", "part", "whole", max(Fraction(0), ends[0]), ends[1]), Limit("part", "whole")]
    relations += [Base("rate", "whole")] if tells_base else []
    table = Table((Cell("part", part, part, 5), Cell("whole", whole, whole, 5)), tuple(relations))
    found = suppress(table)
    assert not found.weak
    assert all(one.is_at_least(2) for one in attack(table, found.hidden).values())
