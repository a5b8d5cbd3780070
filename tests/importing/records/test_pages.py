"""The pages of the import of records: choose a file, look at its preview, confirm it."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ctreport.accounts.access import Role
from ctreport.importing.models import Upload
from ctreport.importing.records import actions
from ctreport.importing.records.exporting import export_all
from ctreport.importing.records.kinds import KINDS
from objectives.models import Pledge, ReportingYear, Strand
from outcomes.models import Dimension
from tests.importing.records.helpers import edited, file_of
from tests.importing.test_round_trip import everything

HEAD = ["Year", "Reference", "Statement"]
NEW = ["2018/19", "P11", "We will listen."]
CHANGED = ["2018/19", "P1", "We will work with our partners."]


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


def choose(client, head, *rows, page="records", name="pledges.csv", **data):
    file = SimpleUploadedFile(name, file_of(head, *rows))
    return client.post(reverse(f"importing:{page}"), {"file": file, **data}, follow=True)


def confirm(client, response, **data):
    fingerprint = re.search(r'name="fingerprint" value="(\w+)"', response.text)
    return client.post(response.request["PATH_INFO"], {"fingerprint": fingerprint[1], **data}, follow=True)


def test_the_preview_shows_what_would_change_word_by_word_and_writes_nothing(records_2018_19, client_for):
    client = client_for(Role.ANALYST)
    before = everything()
    response = choose(client, HEAD, NEW, CHANGED)
    assert "Nothing is written yet. The file holds 1 row to be added and 1 to be changed." in words(response)
    assert "<del>" in response.text
    assert "put in: </span>We will" in response.text
    assert "Waits beside the approved version" in response.text
    assert Pledge.objects.count() == 10
    after = everything()
    assert {name: rows for name, rows in after.items() if name != "importing.upload"} == {
        name: rows for name, rows in before.items() if name != "importing.upload"
    }


def test_confirming_imports_what_was_shown(records_2018_19, client_for):
    client = client_for(Role.ANALYST)
    response = confirm(client, choose(client, HEAD, NEW, CHANGED))
    assert re.search(r"Imported on .* 1 row added and 1 changed\.", words(response))
    assert Pledge.objects.get(reference="P11").statement == "We will listen."


def test_the_same_file_again_has_nothing_to_import(records_2018_19, client_for):
    client = client_for(Role.ANALYST)
    confirm(client, choose(client, HEAD, NEW, CHANGED))
    response = choose(client, HEAD, NEW, CHANGED)
    assert "There is nothing to import. All 2 rows of the file say what is recorded already." in words(response)
    assert "fingerprint" not in response.text


def test_links_are_shown_as_they_would_be(records_2018_19, client_for):
    head, row = edited("activity", 1, Pledges="P1; P2", Reasons_for_the_pledges="P1: So.\nP2: As well.")
    text = words(choose(client_for(Role.ANALYST), head, row))
    assert "Link to P2 : As well." in text
    assert "No link to P3 any more" in text
    assert "Another reason for the link to P1:" in text


def test_a_refused_row_says_where_and_why_and_stops_the_whole(records_2018_19, client_for):
    response = choose(client_for(Role.ANALYST), HEAD, NEW, ["2030/31", "P1", "Later."])
    assert "1 row cannot be imported as written, so nothing can be imported yet." in words(response)
    assert "Row 3, column A (Year) There is no year 2030/31." in words(response)
    assert "fingerprint" not in response.text


def test_a_confirmation_that_was_made_up_imports_nothing(records_2018_19, client_for):
    client = client_for(Role.ANALYST)
    response = choose(client, HEAD, NEW)
    response = client.post(response.request["PATH_INFO"], {"fingerprint": "0" * 64}, follow=True)
    assert "nothing was imported" in words(response)
    assert Pledge.objects.count() == 10


def test_records_changed_meanwhile_give_a_new_preview_and_no_import(records_2018_19, client_for):
    client = client_for(Role.ANALYST)
    response = choose(client, HEAD, CHANGED)
    Pledge.objects.filter(reference="P1").update(version=5)
    response = confirm(client, response)
    assert "The records were changed since this preview was made, so nothing was imported." in words(response)
    response = confirm(client, response)
    assert "Imported on" in response.text
    assert Pledge.objects.get(reference="P1").version == 6


def test_confirming_twice_imports_once(records_2018_19, client_for):
    client = client_for(Role.ANALYST)
    preview = choose(client, HEAD, CHANGED)
    confirm(client, preview)
    confirm(client, preview)
    assert Pledge.objects.get(reference="P1").version == 2


def test_a_preview_is_its_owners_alone_and_for_a_day(records_2018_19, client_for):
    analyst = client_for(Role.ANALYST)
    address = choose(analyst, HEAD, NEW).request["PATH_INFO"]
    assert client_for(Role.REVIEWER).get(address).status_code == 404
    assert analyst.get(address).status_code == 200
    Upload.objects.update(at=timezone.now() - timedelta(days=2))
    response = analyst.get(address)
    assert response.status_code == 404
    assert "Choose the file again" in response.text


@pytest.mark.parametrize("data", [{}, {"kind": "nothing", "pasted": "a,b"}, {"pasted": "Colour\nred"}])
def test_a_form_without_a_table_is_shown_again_with_what_is_wrong(records_2018_19, client_for, data):
    response = client_for(Role.ANALYST).post(reverse("importing:records"), data)
    assert response.status_code == 200
    assert "govuk-error-summary" in response.text
    assert response.text.count("<title>Error: ") == 1


def test_a_table_can_be_pasted(records_2018_19, client_for):
    pasted = "\t".join(HEAD) + "\n" + "\t".join(NEW)
    response = client_for(Role.ANALYST).post(reverse("importing:records"), {"pasted": pasted}, follow=True)
    assert "1 row to be added" in words(response)


def test_a_table_that_could_be_several_is_of_the_kind_that_is_chosen(records_2018_19, client_for):
    client = client_for(Role.ANALYST)
    head, row = ["Year", "Reference", "Narrative"], ["2018/19", "A9", "We listened."]
    assert "could hold activities or outcomes. Choose which." in words(choose(client, head, row))
    response = choose(client, head, row, kind="activity")
    assert "Import of activities" in words(response)


@pytest.mark.parametrize("data", [{}, {"kind": "figures"}])
def test_figures_go_on_to_the_import_of_figures(records_2018_19, client_for, data):
    head, row = ["Measure code", "Year", "Value"], ["arrests", "2018/19", 96]
    response = choose(client_for(Role.ANALYST), head, row, **data)
    assert response.request["PATH_INFO"].startswith("/import/figures/")
    assert "Import of figures" in words(response)


def test_who_enters_but_does_not_set_up_brings_in_no_strands(records_2018_19, client_for):
    response = choose(client_for(Role.REVIEWER), ["Strand", "Order"], ["New", 5])
    assert "By its headings the table holds strands, which you may not import here." in words(response)
    assert not Upload.objects.exists()


def test_an_administrator_brings_in_what_is_set_up(records_2018_19, client_for):
    client = client_for(Role.ADMINISTRATOR)
    response = confirm(client, choose(client, ["Dimension"], ["Age"], page="set_up_records"))
    assert "1 row added" in words(response)
    assert Dimension.objects.filter(name="Age").exists()


@pytest.mark.parametrize(
    ("head", "row", "message"),
    [
        (HEAD, NEW, "the table holds pledges, which you may not import here"),
        (["Measure code", "Year", "Value"], ["arrests", "2018/19", 9], "An analyst or a reviewer can import them."),
    ],
)
def test_an_administrator_brings_in_nothing_else(records_2018_19, client_for, head, row, message):
    assert message in words(choose(client_for(Role.ADMINISTRATOR), head, row, page="set_up_records"))
    assert not Upload.objects.exists()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
@pytest.mark.parametrize("page", ["records", "set_up_records"])
def test_other_methods_are_not_allowed(records_2018_19, client_for, page, method):
    assert getattr(client_for(Role.ANALYST), method)(reverse(f"importing:{page}")).status_code == 405


def test_many_rows_are_previewed_and_imported_in_the_background(records_2018_19, client_for, monkeypatch):
    monkeypatch.setattr(actions, "DIRECT_ROWS", 1)
    client = client_for(Role.ANALYST)
    response = choose(client, HEAD, NEW, CHANGED)
    assert response.request["PATH_INFO"].startswith("/jobs/")
    assert "The preview is ready: 1 row to be added and 1 to be changed." in words(response)
    preview = client.get(reverse("importing:records_preview", args=[Upload.objects.get().key]))
    response = confirm(client, preview)
    assert "Imported: 1 row added and 1 changed." in words(response)
    assert Pledge.objects.filter(reference="P11").exists()


def test_background_work_says_why_a_file_cannot_be_imported(records_2018_19, client_for, monkeypatch):
    monkeypatch.setattr(actions, "DIRECT_ROWS", 0)
    response = choose(client_for(Role.ANALYST), HEAD, ["2030/31", "P1", "Later."])
    assert "The preview is ready. 1 row cannot be imported as written." in words(response)


def test_long_previews_are_shown_in_pages(records_2018_19, client_for):
    rows = [["2018/19", f"P{number}", f"Pledge {number}"] for number in range(100, 160)]
    client = client_for(Role.ANALYST)
    response = choose(client, HEAD, *rows)
    assert "Showing 1 to 50 of 60" in words(response)
    response = client.get(response.request["PATH_INFO"] + "?show=added&page=2")
    assert "P159, 2018/19" in words(response)


def test_a_longer_preview_needs_no_more_queries(records_2018_19, client_for):
    client = client_for(Role.ANALYST)
    counts = []
    for number in (2, 40):
        rows = [["2018/19", f"P{100 + place}", "Words"] for place in range(number)]
        address = choose(client, HEAD, *rows).request["PATH_INFO"]
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_comparing_a_longer_list_needs_no_more_queries(records_2018_19):
    from ctreport.importing.records.planning import make_plan
    from ctreport.importing.records.reading import read_records

    counts = []
    for number in (1, 60):
        for place in range(number):
            Pledge.objects.get_or_create(year=records_2018_19, reference=f"P{100 + place}", statement="Words")
        content = export_all(KINDS["pledge"]).content("csv")
        with CaptureQueriesContext(connection) as queries:
            assert make_plan(read_records(content, filename="a.csv")).to_write == []
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_file_whose_bytes_are_gone_has_to_be_chosen_again(records_2018_19, client_for, settings, tmp_path):
    client = client_for(Role.ANALYST)
    preview = choose(client, HEAD, NEW)
    settings.IMPORTS_DIR = str(tmp_path)
    assert client.get(preview.request["PATH_INFO"]).status_code == 404
    assert confirm(client, preview).status_code == 404


def test_a_year_can_be_opened_by_a_file(records_2018_19, client_for):
    client = client_for(Role.ANALYST)
    confirm(client, choose(client, ["Financial year", "Open or closed"], ["2019/20", "Open"]))
    assert ReportingYear.objects.filter(start_year=2019).exists()


def test_what_is_set_up_is_said_to_change_at_once(records_2018_19, client_for):
    response = choose(client_for(Role.ANALYST), ["Strand", "Order"], [Strand.objects.first().name, 77])
    assert "The change holds at once, without a review." in words(response)
