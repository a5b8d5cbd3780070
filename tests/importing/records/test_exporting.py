"""Lists as files: what the filtered list shows, in its order, all pages; and the grid."""

import io
import zipfile

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from ctreport.accounts.access import Role
from ctreport.importing.records.kinds import KINDS
from ctreport.importing.sheets import CONTENT_TYPES, read_table
from ctreport.importing.sheets import KINDS as FORMATS
from objectives.models import Pledge
from outcomes.models import Figure, Measure
from tests.review.kinds import KINDS as MADE
from tests.review.kinds import year_of


def rows_of(response, fmt="csv"):
    table = read_table(response.content, filename=f"a.{fmt}")
    return [dict(zip(table.head.texts, (*row.texts, *[""] * 30), strict=False)) for row in table.rows]


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_list_can_be_had_in_every_format(records_2018_19, client_for, kind, fmt):
    response = client_for(Role.LEADER).get(f"/import/export/{kind}/{fmt}/")
    assert response.status_code == 200
    assert response["Content-Type"] == CONTENT_TYPES[fmt]
    assert response["Content-Disposition"].startswith('attachment; filename="')
    table = read_table(response.content, filename=f"a.{fmt}")
    assert list(table.head.texts) == KINDS[kind].head


def test_the_file_holds_what_the_list_shows_all_pages_in_its_order(illustrative_history, client_for):
    client = client_for(Role.ANALYST)
    assert len(rows_of(client.get("/import/export/pledge/csv/"))) == 10  # the latest year, as the list
    found = rows_of(client.get("/import/export/pledge/csv/?year=all&per_page=1&page=2"))
    assert len(found) == Pledge.objects.count()
    found = rows_of(client.get("/import/export/pledge/csv/?year=2018-19&sort=-reference"))
    assert [row["Reference"] for row in found][:2] == ["P10", "P9"]
    found = rows_of(client.get("/import/export/pledge/csv/?year=2018-19&q=terrorism"))
    assert 0 < len(found) < 10
    assert all("terrorism" in row["Statement"] for row in found)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("pledge/csv/", "pledges-2018-19.csv"),
        ("pledge/ods/?year=all", "pledges-all-years.ods"),
        ("pledge/xlsx/?q=act", "pledges-2018-19-filtered.xlsx"),
        ("measure/csv/", "measures.csv"),
        ("assessment_word/csv/", "assessment-words.csv"),
        ("grid/2018-19/csv/", "grid-2018-19.csv"),
    ],
)
def test_the_name_of_the_file_says_what_is_in_it(records_2018_19, client_for, address, name):
    response = client_for(Role.LEADER).get(f"/import/export/{address}")
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'


@pytest.mark.parametrize(
    "address", ["nothing/csv/", "pledge/pdf/", "pledge/csv/?year=1999-00", "grid/1999-00/csv/", "grid/2018-19/pdf/"]
)
def test_what_there_is_not_is_not_found(records_2018_19, client_for, address):
    assert client_for(Role.LEADER).get(f"/import/export/{address}").status_code == 404


@pytest.mark.parametrize("address", ["/import/export/pledge/csv/", "/import/export/grid/2018-19/csv/"])
def test_a_download_is_asked_for_not_sent(records_2018_19, client_for, address):
    assert client_for(Role.ANALYST).post(address).status_code == 405


def test_a_filter_that_makes_no_sense_gives_an_empty_list_as_on_the_page(records_2018_19, client_for):
    assert rows_of(client_for(Role.LEADER).get("/import/export/measure/csv/?unit=pieces")) == []


def test_each_row_says_where_its_record_stands_in_the_review(records_2018_19, client_for):
    Pledge.objects.filter(reference="P1").update(state="submitted", approved_version=None)
    found = rows_of(client_for(Role.LEADER).get("/import/export/pledge/csv/"))
    assert [row["State"] for row in found[:2]] == ["Submitted", "Approved"]


def test_links_stand_in_the_row_with_their_reasons(records_2018_19, client_for):
    row = rows_of(client_for(Role.LEADER).get("/import/export/activity/csv/"))[1]
    assert (row["Reference"], row["Pledges"]) == ("A2", "P1; P3; P8")
    assert row["Reasons for the pledges"].startswith("P1: “Worked closely with our partners")


def test_a_figure_stands_as_one_would_say_it(records_2018_19, client_for):
    response = client_for(Role.LEADER).get("/import/export/figure/xlsx/")
    found = {(row["Measure code"], row["Category 1"], row["Category 2"]): row for row in rows_of(response, "xlsx")}
    assert found["briefings", "", ""]["Value"] == "over 500"
    assert found["feel-safe", "online", "day"]["Value"] == "90%"
    assert found["arrests", "", ""]["Value"] == "95"


def test_the_grid_has_a_row_a_measure_and_a_column_a_cell(records_2018_19, client_for):
    found = rows_of(client_for(Role.LEADER).get("/import/export/grid/2018-19/csv/"))
    safe = next(row for row in found if row["Measure code"] == "feel-safe")
    assert safe["Online / During the day"] == "90%"


@pytest.mark.parametrize("fmt", FORMATS)
def test_no_text_is_written_as_a_formula(records_2018_19, client_for, fmt):
    Pledge.objects.filter(reference="P1").update(statement="=HYPERLINK(1)", owner="\t=1+1")
    response = client_for(Role.LEADER).get(f"/import/export/pledge/{fmt}/")
    if fmt == "csv":
        assert b",'=HYPERLINK(1)," in response.content
    else:
        with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
            parts = b"".join(archive.read(name) for name in archive.namelist())
        assert b">'=HYPERLINK(1)<" in parts
        assert b"<f>" not in parts
        assert b"table:formula" not in parts
    assert rows_of(response, fmt)[0]["Statement"] == "=HYPERLINK(1)"


@pytest.mark.parametrize("kind", MADE, ids=str)
def test_a_longer_list_needs_no_more_queries(db, client_for, kind):
    year_of()
    client = client_for(Role.LEADER)
    counts = []
    for number in (2, 12):
        for place in range(1 if number == 2 else 3, number + 1):
            kind.make(place)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = client.get(f"/import/export/{kind.model.record_kind}/csv/")
        assert len(rows_of(response)) == kind.model._default_manager.count()
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] <= 15


def test_drafts_beside_what_is_approved_need_one_query_in_all(records_2018_19, client_for, people):
    from ctreport.review.actions import save_record

    client, counts = client_for(Role.LEADER), []
    for number in (1, 8):
        for pledge in Pledge.objects.order_by("pk")[:number]:
            pledge.owner = f"Post {number}"
            save_record(record=pledge, by=people.analyst)
        with CaptureQueriesContext(connection) as queries:
            assert rows_of(client.get("/import/export/pledge/csv/"))[0]["Owner"] == f"Post {number}"
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_measure_without_figures_has_a_row_of_its_own(records_2018_19, client_for):
    Figure.objects.all().delete()
    found = rows_of(client_for(Role.LEADER).get("/import/export/measure/csv/"))
    assert len(found) == Measure.objects.count()


@pytest.mark.parametrize(
    ("role", "kind", "leads_to"),
    [
        (Role.ANALYST, "pledge", "/import/records/"),
        (Role.ADMINISTRATOR, "strand", "/import/set-up/"),
        (Role.LEADER, "pledge", ""),
    ],
)
def test_the_links_of_a_list_keep_its_filters_and_lead_back_in(people, rf, role, kind, leads_to):
    request = rf.get("/pledges/?year=2018-19&page=2&q=act")
    context = {"kind": kind, "can_write": bool(leads_to), "user": getattr(people, role.value)}
    text = render_to_string("importing/_export_links.html", context, request)
    assert f'href="/import/export/{kind}/xlsx/?year=2018-19&amp;q=act"' in text
    assert (f'href="{leads_to}"' in text) is bool(leads_to)
