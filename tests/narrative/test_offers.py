"""The figures that a narrative's editor offers."""

from __future__ import annotations

import pytest

from activities.models import Activity
from ctreport.narrative.offers import LIMIT, offers_for
from objectives.models import ReportingYear
from outcomes.models import ActivityMeasure, Figure, Measure

pytestmark = pytest.mark.django_db


def test_each_offer_reads_as_its_figure(cells):
    offers, total = offers_for(cells.year)
    assert total == 3
    assert {(one.token, one.title, one.value) for one in offers} == {
        ("{{figure:briefings}}", "Briefings", "over 500"),
        ("{{figure:arrests}}", "Arrests", "95"),
        ("{{figure:safe:online:day}}", "Safe, Online, Day", "90%"),
    }


def test_figures_of_linked_measures_stand_first(cells):
    activity = Activity.objects.create(year=cells.year, reference="A1", narrative="Words.")
    ActivityMeasure.objects.create(activity=activity, measure=cells.safe)
    offers, _ = offers_for(cells.year, activity)
    assert (offers[0].title, offers[0].is_linked) == ("Safe, Online, Day", True)
    assert not any(one.is_linked for one in offers[1:])


def test_a_search_narrows_by_measure_and_category(cells):
    assert [one.value for one in offers_for(cells.year, search="safe online")[0]] == ["90%"]
    assert offers_for(cells.year, search="zebra") == ([], 0)


def test_a_long_list_is_cut_and_its_length_told(db):
    year = ReportingYear.objects.create(start_year=2018)
    for number in range(LIMIT + 5):
        measure = Measure.objects.create(code=f"m-{number}", title=f"Measure {number}")
        Figure.objects.create(measure=measure, year=year, value=number)
    offers, total = offers_for(year)
    assert (len(offers), total) == (LIMIT, LIMIT + 5)
