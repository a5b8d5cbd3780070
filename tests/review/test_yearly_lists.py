"""The lists of records that belong to a year."""

import pytest
from django.urls import reverse

from ctreport.accounts.access import Role
from tests.review.kinds import KINDS, year_of


@pytest.fixture(params=[kind for kind in KINDS if hasattr(kind.model, "year")], ids=str)
def kind(request, db):
    """Each kind that belongs to a year, with 2018/19 open."""
    year_of()
    return request.param


@pytest.fixture
def address(kind):
    return reverse(kind.url_name("list"))


@pytest.mark.parametrize("year", ["2031-32", "2018", "nonsense", "2018-20"])
def test_year_that_has_not_been_opened_is_answered_helpfully(client_for, address, year):
    page = client_for(Role.LEADER).get(address, {"year": year})
    assert page.status_code == 404
    assert "The years that have been opened: 2018/19." in page.text


def test_list_shows_the_latest_year_unless_all_are_asked_for(client_for, kind, records, address):
    records(2)
    year_of(2019)
    client = client_for(Role.LEADER)
    assert "in 2019/20 yet" in client.get(address).text
    assert "Showing 1 to 2 of 2" in client.get(address, {"year": "2018-19"}).text
    everything = client.get(address, {"year": "all"}).text
    assert "Showing 1 to 2 of 2" in everything
    assert ">Year</a>" in everything


def test_list_without_any_year_leads_to_opening_one(client_for, kind, address):
    year_of().delete()
    page = client_for(Role.ANALYST).get(address).text
    assert "No year has been opened yet." in page
    assert reverse("objectives:year_create") in page
