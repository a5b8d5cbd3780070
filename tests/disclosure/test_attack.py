"""What a reader can work out of a number that is not published."""

from __future__ import annotations

import itertools
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from ctreport.disclosure.attack import attack
from ctreport.disclosure.table import Base, Cell, Limit, Ratio, Sum, Table, tables_apart
from tests.disclosure.tables import bounds, grid, row


def test_one_hidden_number_in_a_row_is_the_total_less_the_rest():
    assert bounds(attack(row(day=3, night=40), {"day"})) == {"day": "3"}


def test_two_hidden_numbers_share_what_the_rest_leaves():
    assert bounds(attack(row(a=3, b=9, c=40), {"a", "b"})) == {"a": "0 to 12", "b": "0 to 12"}


def test_a_hidden_row_is_told_by_its_columns():
    table = grid([[3, 20], [7, 30]])
    assert bounds(attack(table, {"r0c0", "r0c1"})) == {"r0c0": "3", "r0c1": "20"}
    assert bounds(attack(table, {"r0c0", "r0c1", "r1c0", "r1c1"}))["r0c0"] == "0 to 10"


def test_what_stands_in_no_relation_can_be_anything():
    assert bounds(attack(Table((Cell("alone", 3, 3, 5),)))) == {"alone": "0 or more"}


def test_a_percentage_tells_its_numerator_and_its_base_tells_the_whole():
    cells = (Cell("positive", 3, 3, 5), Cell("searches", 40, 40))
    rounded = Ratio("rate", "positive", "searches", Fraction(745, 10_000), Fraction(755, 10_000))
    assert bounds(attack(Table(cells, (rounded,)))) == {"positive": "3"}
    whole = attack(Table(cells, (rounded, Base("rate", "searches"))), {"positive", "searches"})
    assert bounds(whole) == {"searches": "40", "positive": "3"}
    assert bounds(attack(Table(cells, (rounded,)), {"positive", "rate"})) == {"positive": "0 or more"}


def test_a_coarse_percentage_leaves_whole_numbers_only():
    cells = (Cell("positive", 3, 3, 5), Cell("searches", 250, 250))
    coarse = Ratio("rate", "positive", "searches", Fraction(1, 200), Fraction(3, 200))
    assert bounds(attack(Table(cells, (coarse,)))) == {"positive": "2 to 3"}


def test_a_part_is_never_more_than_its_whole():
    table = Table((Cell("part", 3, 3, 5), Cell("whole", 4, 4)), (Limit("part", "whole"),))
    assert bounds(attack(table)) == {"part": "0 to 4"}


def test_an_inexact_number_leaves_room():
    table = Table((Cell("a", 3, 3, 5), Cell("b", 500, None), Cell("all", 510, 510)), (Sum("all", ("a", "b")),))
    assert bounds(attack(table)) == {"a": "0 to 10"}


def test_an_earlier_edition_tells_what_it_published_and_what_follows_from_it():
    told = row(a=3, b=9, earlier=[{"a": 3}])
    assert bounds(attack(told, {"a", "b"})) == {"a": "3", "b": "9"}
    followed = row(a=3, b=9, c=40, earlier=[{"all": 52, "b": 9, "c": 40}])
    assert bounds(attack(followed, {"a", "b"}))["a"] == "3"
    revised = row(a=3, b=9, earlier=[{"a": 6}])
    assert bounds(attack(revised, {"a", "b"})) == {"a": "0 to 12", "b": "0 to 12"}


def test_a_total_published_before_a_revision_still_tells_what_was_left():
    """Then 3 + 12 = 15 with a hidden; now b is 14 and hidden as well: the first edition still gives a away."""
    table = row(a=3, b=14, earlier=[{"b": 12, "all": 15}])
    assert bounds(attack(table, {"a", "b"}))["a"] == "3"


def test_tables_without_a_relation_are_dealt_with_apart():
    two = Table((*row(a=1, b=2).cells, *row("sum", c=1).cells), (Sum("all", ("a", "b")), Sum("sum", ("c",))))
    assert [sorted(part.by_key) for part in tables_apart(two)] == [["a", "all", "b"], ["c", "sum"]]


@settings(max_examples=15, deadline=None, derandomize=True)
@given(
    st.lists(st.lists(st.integers(0, 4), min_size=2, max_size=2), min_size=2, max_size=2),
    st.sets(st.sampled_from(["r0c0", "r0c1", "r1c0", "r1c1", "r0", "c1", "all"]), min_size=1, max_size=3),
)
def test_bounds_are_those_that_trying_all_numbers_finds(counts, hidden):
    table = grid(counts)
    most = 16  # the sum of all
    values = {cell.key: cell.low for cell in table.cells}
    numbers = itertools.product(range(most + 3), repeat=len(hidden))
    tried = [dict(zip(sorted(hidden), some, strict=True)) for some in numbers]
    fit = [one for one in tried if all(_holds(values | one, relation) for relation in table.relations)]
    for key, found in attack(table, hidden).items():
        assert found.low == min(one[key] for one in fit)
        highest = max(one[key] for one in fit)
        assert highest >= most if found.high is None else found.high == highest


def _holds(values, relation):
    return sum(values[part] for part in relation.parts) == values[relation.total]
