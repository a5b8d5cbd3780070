"""Charts as files: pictures that stand by themselves, and their figures as a table."""

from __future__ import annotations

import csv
import io

import pytest

from ctreport.charts.build import find_chart
from ctreport.charts.files import csv_of, file_name
from ctreport.review.models import Marking
from outcomes.models import Figure

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "media_type", "begins"),
    [("svg", "image/svg+xml", b"<?xml"), ("png", "image/png", b"\x89PNG"), ("csv", "text/csv", b"\xef\xbb\xbfPanel,")],
)
def test_a_chart_can_be_taken_away_and_is_not_sent_again_unchanged(
    records_2018_19, client_for, kind, media_type, begins
):
    client, address = client_for("leader"), f"/charts/2018-19/ratio-stop-search-positives.{kind}"
    response = client.get(address)
    assert response["Content-Type"].startswith(media_type)
    assert response.content.startswith(begins)
    assert response["Content-Disposition"].endswith(f'filename="ratio-stop-search-positives-2018-19.{kind}"')
    assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert client.post(address).status_code == 405
    assert client.get(address.replace("ratio-", "years-")).status_code == 404  # one year alone


def test_the_picture_to_take_away_holds_its_title_and_notes(records_2018_19, client_for):
    words = client_for("leader").get("/charts/2018-19/ratio-stop-search-positives.svg").content.decode()
    assert "as a share of stop and searches, 2018/19" in words
    assert "University of Leicester" in words
    assert "style=" not in words


def test_the_table_says_of_each_figure_what_is_drawn_and_nothing_is_taken_for_a_formula(records_2018_19):
    Figure.objects.filter(measure__code="stop-search-positives").update(break_reason="=1+1")
    rows = list(
        csv.DictReader(
            io.StringIO(csv_of(find_chart(records_2018_19, "ratio-stop-search-positives")).decode("utf-8-sig"))
        )
    )
    assert [row["Figure as printed"] for row in rows] == ["72.4% (89 of 123) [b]", "37%"]
    assert (rows[0]["95% interval from"], rows[0]["95% interval to"]) == ("63.9", "79.5")
    assert rows[0]["Break in series"] == "'=1+1"


def test_a_file_that_must_stay_within_the_force_says_so_in_its_name(records_2018_19):
    Figure.objects.filter(measure__code="stop-searches").update(marking=Marking.SENSITIVE)
    chart = find_chart(records_2018_19, "ratio-stop-search-positives")
    assert file_name(chart, "2018-19", "png").startswith("OFFICIAL-SENSITIVE-")
