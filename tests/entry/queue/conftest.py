"""A year with a year before it, and figures that wait."""

from types import SimpleNamespace

import pytest

from activities.models import Activity
from ctreport.accounts.access import Role
from ctreport.accounts.actions import add_person
from ctreport.review.actions import save_record
from objectives.models import Pledge
from outcomes.models import Figure
from tests.review.kinds import a_measure, year_of
from tests.review.moving import approve, submit


@pytest.fixture
def reviewer(client_for):
    """A client signed in as the reviewer."""
    return client_for(Role.REVIEWER)


@pytest.fixture
def second_reviewer(people):
    """Another reviewer than ``people.reviewer``."""
    return add_person(email="second@ctreport.example", name="Second Reviewer", roles=[Role.REVIEWER], password="x" * 14)


@pytest.fixture
def figure_of(people):
    """Return a function that enters a figure; the year before is 2018/19."""

    def enter(code="arrests", value=140, start=2019, by=None, **fields):
        measure = a_measure(code)
        figure = Figure(measure=measure, year=year_of(start), value=value, unit=measure.unit, **fields)
        return save_record(record=figure, by=by or people.analyst)

    return enter


@pytest.fixture
def waiting(people, figure_of):
    """What a reviewer finds: a figure that moved far, one that hardly moved, a reworded pledge and an activity."""
    approve(figure_of("arrests", 95, 2018), people)
    approve(figure_of("briefings", 500, 2018, qualifier="over"), people)
    approve(figure_of("searches", 100, 2018), people)
    activity = Activity(year=year_of(2019), reference="A1", narrative="We made {{figure:arrests}} arrests.")
    arrests = submit(figure_of("arrests", 140, source="Custody system", supplied_by="Performance Unit"), people)
    searches = submit(figure_of("searches", 104), people)
    save_record(record=activity, by=people.analyst)
    earlier = save_record(
        record=Pledge(year=year_of(2018), reference="P1", statement="Train residents."), by=people.analyst
    )
    approve(earlier, people)
    pledge = Pledge(
        year=year_of(2019), reference="P1", statement="Train residents and schools.", rolled_forward_from=earlier
    )
    save_record(record=pledge, by=people.analyst)
    return SimpleNamespace(
        arrests=arrests, searches=searches, activity=submit(activity, people), pledge=submit(pledge, people)
    )
