"""Choose a file, look at the preview, confirm it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from ctreport.importing.figures import actions
from ctreport.importing.models import Upload
from ctreport.importing.sheets import KINDS
from ctreport.jobs.models import Job
from ctreport.review.models import Revision
from objectives.models import ReportingYear
from outcomes.models import Figure, Measure
from tests.importing.figures.files import figure, imported, table

pytestmark = pytest.mark.usefixtures("years")
GOOD = ("arrests,2019/20,,,5", "briefings,2018/19,,,over 600", "stop-searches,2018/19,,,123")


@pytest.fixture
def client(client_for):
    """The analyst's browser."""
    return client_for("analyst")


def choose(client, *lines, content=None, name="figures.csv", **more):
    file = SimpleUploadedFile(name, table(*lines) if content is None else content)
    return client.post("/import/figures/", {"file": file, **more}, follow=True)


def preview_of(client, *lines):
    """The address of the preview of a file of these lines."""
    return choose(client, *lines).redirect_chain[-1][0]


def confirm(client, address, **data):
    upload = Upload.objects.get(key=address.split("/")[-2])
    return client.post(address, {"fingerprint": upload.fingerprint, **data}, follow=True)


def test_the_start_page_offers_figures_and_templates(client):
    text = client.get("/import/").text
    assert 'href="/import/figures/"' in text
    assert 'href="/import/figures/template/xlsx/"' in text


@pytest.mark.parametrize("kind", KINDS)
def test_the_template_is_read_as_a_file_without_figures(client, kind):
    response = client.get(f"/import/figures/template/{kind}/")
    assert f"figures-template.{kind}" in response["Content-Disposition"]
    assert "There is nothing to import." in choose(client, content=response.content, name=f"a.{kind}").text


def test_there_is_no_template_of_another_kind(client):
    assert client.get("/import/figures/template/pdf/").status_code == 404


def test_the_preview_says_what_would_be_done_and_writes_nothing(client):
    before = Figure.objects.count(), Revision.objects.count()
    response = choose(client, *GOOD)
    assert "The file holds 1 figure to be added, 1 to be changed and 1 unchanged." in response.text
    assert "Import 2 figures" in response.text
    assert "over 500" in response.text
    assert "over 600" in response.text
    assert "Waits beside the approved figure" in response.text
    assert (Figure.objects.count(), Revision.objects.count()) == before


def test_each_list_of_the_preview_can_be_opened(client):
    address = preview_of(client, *GOOD)
    assert "Arrests" in client.get(address, {"show": "added"}).text
    assert "Stop and searches" in client.get(address, {"show": "unchanged"}).text
    assert "to be changed" in client.get(address, {"show": "nonsense", "page": "x"}).text


def test_confirming_imports_and_says_so(client, people):
    response = confirm(client, preview_of(client, *GOOD))
    assert "Imported on" in response.text
    assert "1 figure added, 1 changed and 1 unchanged" in response.text
    assert str(figure("arrests", 2019).quantity) == "5"
    made = Revision.objects.get(object_id=figure("arrests", 2019).pk)
    assert (made.by, made.reason) == (people.analyst, "Import of figures.csv")


def test_confirming_twice_imports_once(client):
    address = preview_of(client, *GOOD)
    confirm(client, address)
    before = Revision.objects.count()
    response = confirm(client, address)
    assert "Imported on" in response.text
    assert Revision.objects.count() == before


def test_the_same_file_again_has_nothing_to_import(client):
    confirm(client, preview_of(client, *GOOD))
    text = choose(client, *GOOD).text
    assert "There is nothing to import." in text
    assert "All 3 figures of the file are recorded already" in text
    assert '<button class="govuk-button" data-module' not in text


def test_a_refused_row_stops_the_import_and_says_how_to_mend_it(client):
    address = preview_of(client, *GOOD, "arests,2018/19,,,5")
    text = client.get(address).text
    assert "1 row cannot be imported as written, so nothing can be imported yet." in text
    assert "Row 5, column A (Measure code)" in text
    assert "The nearest code is “arrests”." in text
    assert "Import 2 figures" not in text
    confirm(client, address)
    assert not Figure.objects.filter(year__start_year=2019).exists()


def test_what_changed_meanwhile_is_shown_before_anything_is_imported(client):
    address = preview_of(client, *GOOD)
    imported("briefings,2018/19,,,over 550")
    response = confirm(client, address)
    assert "The records were changed since this preview was made, so nothing was imported." in response.text
    assert "over 550" in response.text
    assert not Figure.objects.filter(year__start_year=2019).exists()
    assert "Imported on" in confirm(client, address).text


def test_a_preview_that_was_not_the_last_one_seen_is_not_imported(client):
    address = preview_of(client, *GOOD)
    response = confirm(client, address, fingerprint="of an older preview")
    assert "nothing was imported" in response.text


def test_a_figure_added_in_the_same_moment_stops_the_import(client, monkeypatch):
    address = preview_of(client, *GOOD)
    real = actions.write

    def too_late(checked, **more):
        arrests = figure("arrests")
        Figure.objects.create(measure=arrests.measure, year=ReportingYear.objects.get(start_year=2019), value=7)
        real(checked, **more)

    monkeypatch.setattr(actions, "write", too_late)
    response = confirm(client, address)
    assert "There is a figure for this measure, year and categories already" in response.text
    assert str(figure("briefings").quantity) == "over 500"


@pytest.mark.parametrize(
    "pasted", ["Measure code\tYear\tValue\narrests\t2019/20\t5", "Code,Year,Value\narrests,2019/20,5"]
)
def test_a_table_can_be_pasted(client, pasted):
    response = client.post("/import/figures/", {"pasted": pasted}, follow=True)
    assert "The file holds 1 figure to be added." in response.text


def test_a_file_with_the_bytes_of_excel_for_windows_is_understood(client):
    content = "\ufeffMeasure code;Year;Value;Note\r\narrests;2019/20;5;caf\u00e9\r\n\r\n".encode("utf-16")
    assert "1 figure to be added" in choose(client, content=content).text
    content = "Measure code;Year;Value;Note\r\narrests;2019/20;5;£5\r\n".encode("cp1252")
    assert "Windows-1252" in choose(client, content=content).text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Choose a file, or paste the table beneath."),
        ({"pasted": "   "}, "Choose a file, or paste the table beneath."),
        ({"pasted": "arrests 5"}, "The table has no column"),
        ({"file": SimpleUploadedFile("a.csv", b"")}, "The file is empty."),
        ({"file": SimpleUploadedFile("a.xlsx", b"code,year,value\n")}, "its content is plain text"),
        ({"file": SimpleUploadedFile("a.csv", table()), "pasted": "x"}, "You chose a file and pasted a table too."),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_field_and_not_kept(client, imports_dir, data, words):
    response = client.post("/import/figures/", data)
    assert response.status_code == 200
    assert words in response.text
    assert "There is a problem" in response.text
    assert not Upload.objects.exists()
    assert not (imports_dir.exists() and list(imports_dir.iterdir()))


def test_a_file_that_is_too_large_is_refused(client, monkeypatch):
    monkeypatch.setattr("ctreport.importing.figures.forms.LARGEST", 10)
    assert "Split it into smaller files." in choose(client, *GOOD).text


def test_only_who_chose_the_file_may_open_its_preview(client, client_for):
    address = preview_of(client, *GOOD)
    other = client_for("reviewer")
    assert other.get(address).status_code == 404
    assert other.post(address).status_code == 404
    assert client_for("leader").get(address).status_code == 403


def test_a_preview_expires_after_a_day_and_is_forgotten(client, imports_dir):
    address = preview_of(client, *GOOD)
    Upload.objects.update(at=timezone.now() - timedelta(days=1, minutes=1))
    response = client.get(address)
    assert response.status_code == 404
    assert "it has expired" in response.text
    preview_of(client, "arrests,2019/20,,,6")
    assert Upload.objects.count() == 1
    assert len(list(imports_dir.iterdir())) == 2


def test_two_previews_of_one_file_share_its_bytes_until_both_are_forgotten(client, imports_dir):
    preview_of(client, *GOOD)
    address = preview_of(client, *GOOD)
    first = Upload.objects.earliest("at")
    Upload.objects.filter(pk=first.pk).update(at=timezone.now() - timedelta(days=2))
    preview_of(client, *GOOD)
    assert "Imported on" in confirm(client, address).text


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
@pytest.mark.parametrize("path", ["/import/", "/import/figures/", "/import/figures/template/csv/"])
def test_other_methods_are_refused(client, method, path):
    assert getattr(client, method)(path).status_code == 405


def test_a_form_without_its_token_is_refused(people):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(people.analyst)
    assert strict.post("/import/figures/", {"pasted": "x"}).status_code == 403


@pytest.fixture
def many(years):
    """Measures for many rows."""
    Measure.objects.bulk_create([Measure(code=f"m-{number}", title=f"M {number}") for number in range(120)])
    return [f"m-{number},{year},,,{number}" for number in range(120) for year in ("2018/19", "2019/20")]


def test_pages_of_the_preview_open_with_the_same_few_queries(client, many, django_assert_max_num_queries):
    for lines in (many[:2], many):
        address = preview_of(client, *lines)
        with django_assert_max_num_queries(5):
            response = client.get(address, {"show": "added"})
    assert "Showing 1 to 50 of 240" in response.text
    text = client.get(address, {"show": "added", "page": 5}).text
    assert "Showing 201 to 240 of 240" in text
    assert "M 119" in text


def test_many_rows_are_previewed_and_imported_in_the_background(client, many, monkeypatch):
    monkeypatch.setattr(actions, "DIRECT_ROWS", 100)
    response = choose(client, *many)
    job = Job.objects.get(kind="preview_figures")
    assert response.redirect_chain[-1][0] == job.get_absolute_url()
    assert job.message == "The preview is ready: 240 figures to be added."
    assert "Import 240 figures" in client.get(job.address).text
    response = confirm(client, job.address)
    done = Job.objects.get(kind="import_figures")
    assert response.redirect_chain[-1][0] == done.get_absolute_url()
    assert done.message == "Imported: 240 figures added."
    assert done.total == done.done == 240
    assert "Imported on" in client.get(job.address).text
    assert Figure.objects.filter(measure__code__startswith="m-").count() == 240


def test_a_long_file_with_refused_rows_says_so_when_it_is_read(client, many, monkeypatch):
    monkeypatch.setattr(actions, "DIRECT_ROWS", 100)
    choose(client, *many, "arests,2018/19,,,5")
    assert Job.objects.get().message == "The preview is ready. 1 row cannot be imported as written."


def test_a_long_file_that_cannot_be_read_in_full_is_refused_in_words(client, many, monkeypatch):
    monkeypatch.setattr(actions, "DIRECT_ROWS", 100)
    choose(client, *many, 'x,"never closed')
    assert Job.objects.get().state == Job.State.FAILED
    assert "quotation mark is not closed" in Job.objects.get().message


def test_before_a_long_file_is_read_its_page_says_where_to_look(client, many, monkeypatch):
    monkeypatch.setattr(actions, "DIRECT_ROWS", 100)
    monkeypatch.setattr("ctreport.jobs.actions.run_job", lambda job: False)
    choose(client, *many)
    upload = Upload.objects.get()
    text = client.get(f"/import/figures/{upload.key}/").text
    assert "The preview is not made yet" in text
    assert upload.job_address in text


def test_a_name_that_is_code_or_endless_does_no_harm(client):
    text = choose(client, *GOOD, name="<script>alert(1)</script>.csv").text
    assert "<script>alert" not in text
    assert choose(client, *GOOD, name="a" * 5_000 + ".csv").status_code == 200
