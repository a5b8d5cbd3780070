"""Charts as data."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db
ADDRESS = "/charts/2018-19/programme-project-servator.json"


def test_a_chart_is_served_as_plotly_takes_it(records_2018_19, client_for):
    response = client_for("leader").get(ADDRESS)
    assert response.status_code == 200
    assert response.json().keys() >= {"data", "layout", "config"}


def test_an_unchanged_chart_is_not_sent_again(records_2018_19, client_for):
    client = client_for("leader")
    etag = client.get(ADDRESS)["ETag"]
    assert client.get(ADDRESS, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize(
    "address", ["/charts/2018-19/nothing.json", "/charts/2030-31/breakdown-feel-safe.json", "/charts/x/y.json"]
)
def test_an_unknown_chart_or_year_is_not_found(address, records_2018_19, client_for):
    assert client_for("leader").get(address).status_code == 404


def test_a_chart_can_only_be_read(records_2018_19, client_for):
    assert client_for("analyst").post(ADDRESS).status_code == 405


def test_nobody_sees_a_chart_before_signing_in(records_2018_19, client):
    assert client.get(ADDRESS).status_code == 302
