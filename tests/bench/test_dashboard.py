"""The leaders' page is measured with as many figures as it says, and held against the aims as it is."""

from __future__ import annotations

import pytest

from outcomes.models import Figure
from tests.bench.dashboard import DEEP, EARLIER, SIZE, YearTime, judge_dashboard
from tests.bench.figures import empty_again, fill_up, make_figures
from tests.bench.timing import Spell


def times(*, at_first=90, earlier=100, deep=100, queries=29):
    rows = [("SQLite", SIZE, at_first, 29), ("PostgreSQL", SIZE, 90, 29)]
    rows += [("PostgreSQL", EARLIER, earlier, queries), ("PostgreSQL", DEEP, deep, 29)]
    return [YearTime(one, size, 1, Spell(ms / 1000, 0, 0, 1), 1, 1, 1, count, 9) for one, size, ms, count in rows]


def missed(**found):
    return [name for name, _, _, is_reached in judge_dashboard(times(**found)) if not is_reached]


@pytest.mark.parametrize(
    ("found", "names"),
    [
        ({}, []),
        ({"at_first": 101}, [f"Dashboard, {SIZE}, SQLite"]),
        ({"earlier": 118}, [f"Dashboard, {EARLIER}"]),
        ({"deep": 118}, [f"Dashboard, {DEEP}"]),
        ({"queries": 30}, ["Dashboard, queries at any size"]),
    ],
)
def test_what_misses_its_aim_is_said(found, names):
    assert missed(**found) == names


def test_there_are_as_many_figures_as_said_and_the_page_shows_the_year(records_2018_19, client_for):
    already = Figure.objects.count()
    assert make_figures(2) == already + 20 * 2 * 4
    assert "Something that is counted in the areas" in client_for("leader").get("/years/2018-19/").text
    assert fill_up(already + 400, in_the_same_years=True) == already + 400
    assert Figure.objects.filter(year=records_2018_19, measure__code="bench-0").count() == 10
    empty_again()
    assert Figure.objects.count() == already + 160
