"""The grid that is measured is as large as it says, and is held against the aims as it is."""

from __future__ import annotations

import pytest

from outcomes.models import Figure
from tests.bench.grid import GridTime, judge_grid, make_grid, measure_grid, sign_in
from tests.bench.timing import Spell


def spell(ms):
    return Spell(ms / 1000, ms / 1000, ms / 1000, 1)


def verdicts(*, opening=150, saving=20, queries=(14, 14)):
    grids = [
        GridTime(size, size * 4, spell(opening), queries[place], 60, spell(saving), 66)
        for place, size in enumerate((30, 300))
    ]
    return {name: is_reached for name, _, _, is_reached in judge_grid(grids)}


def test_all_is_reached_where_all_is_within_its_aim():
    assert set(verdicts().values()) == {True}


@pytest.mark.parametrize(
    ("found", "name"),
    [
        ({"opening": 151}, "Grid of 300 measures × 4 cells, server time"),
        ({"saving": 20.1}, "A cell of it saved"),
        ({"queries": (14, 20)}, "Grid, queries at any size"),
    ],
)
def test_what_is_past_its_aim_is_not_reached(found, name):
    reached = verdicts(**found)
    assert [one for one, is_reached in reached.items() if not is_reached] == [name]


def test_the_grid_has_as_many_cells_as_it_says_and_takes_the_same_queries_when_it_grows(db):
    client = sign_in()
    year = make_grid(4)
    small = measure_grid(client, year, 4, 2)
    make_grid(12, already=4)
    large = measure_grid(client, year, 12, 2)
    assert Figure.objects.filter(year=year).count() == large.cells == 48
    assert (small.opening_queries, small.saving_queries) == (large.opening_queries, large.saving_queries)
