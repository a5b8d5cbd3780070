"""The pages of the report."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache

from ctreport.report import views
from objectives.models import ReportingYear
from tests.bench.multiply import multiply
from tests.report.rich import picture, rich_plan

pytestmark = pytest.mark.django_db
PAGE, PDF = "/report/2018-19/", "/report/2018-19/report.pdf"
CHART = "/report/2018-19/charts/programme-project-servator.svg"


@pytest.fixture
def reader(client_for):
    return client_for("leader")


def test_the_page_shows_the_report_without_script_or_inline_style(records_2018_19, reader):
    response = reader.get(PAGE)
    html = response.content.decode()
    assert response.status_code == 200
    assert "Work in partnership with our community" in html
    assert "<script" not in html
    assert "<style" not in html
    assert " style=" not in html
    assert not re.search(r" on[a-z]+=", html)
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_the_pictures_have_addresses_that_are_served(records_2018_19, reader):
    sources = re.findall(r'<img src="([^"]+)"', reader.get(PAGE).content.decode())
    assert sources == ["/report/2018-19/charts/breakdown-feel-safe.svg", CHART]
    for source in sources:
        response = reader.get(source)
        assert response["Content-Type"] == "image/svg+xml"
        assert response.content.startswith(b"<?xml")


def test_the_pdf_is_served_under_a_name_that_says_what_it_is(records_2018_19, reader):
    response = reader.get(PDF)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="countering-terrorism-2018-19.pdf"'
    assert response.content.startswith(b"%PDF-1.7")


def test_the_pdf_is_made_once_for_the_same_facts(records_2018_19, reader, monkeypatch):
    made = []
    monkeypatch.setattr(views, "pdf_of", lambda report, pictures: made.append(report) or b"%PDF")
    cache.clear()
    first = reader.get(PDF)
    reader.get(PDF)
    assert len(made) == 1
    assert reader.get(PDF, headers={"If-None-Match": first["ETag"]}).status_code == 304
    cache.clear()


def test_an_unchanged_picture_is_not_sent_again(records_2018_19, reader):
    etag = reader.get(CHART)["ETag"]
    assert reader.get(CHART, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("name", ["nothing", "trend-arrests"])
def test_an_unknown_chart_is_not_found(name, records_2018_19, reader):
    assert reader.get(f"/report/2018-19/charts/{name}.svg").status_code == 404


@pytest.mark.parametrize("address", ["/report/2030-31/", "/report/2030-31/report.pdf"])
def test_an_unknown_year_gets_a_page_that_lists_the_years_there_are(address, records_2018_19, reader):
    response = reader.get(address)
    html = response.content.decode()
    assert response.status_code == 404
    assert "There is no report for “2030/31”" in html
    assert f'href="{PAGE}">2018/19' in html


@pytest.mark.parametrize("slug", ["last-year", "2018-20", "2018"])
def test_what_is_no_year_gets_a_page_that_says_how_a_year_is_written(slug, records_2018_19, reader):
    response = reader.get(f"/report/{slug}/")
    assert response.status_code == 404
    assert "/report/2018-19/" in response.content.decode()


def test_another_spelling_of_a_year_leads_to_it(records_2018_19, reader):
    assert reader.get("/report/2018-2019/")["Location"] == PAGE


def test_an_empty_year_says_to_those_who_enter_what_to_do_next(client_for):
    ReportingYear.objects.create(start_year=2019)
    response = client_for("analyst").get("/report/2019-20/")
    html = response.content.decode()
    assert response.status_code == 200
    assert "There is nothing to report for 2019/20 yet" in html
    assert 'href="/pledges/new/' in html


def test_an_empty_year_offers_no_entry_to_those_who_only_read(reader):
    ReportingYear.objects.create(start_year=2019)
    html = reader.get("/report/2019-20/").content.decode()
    assert "An analyst or a reviewer adds them." in html
    assert "/pledges/new/" not in html


def test_an_empty_year_has_no_empty_pdf(reader):
    ReportingYear.objects.create(start_year=2019)
    response = reader.get("/report/2019-20/report.pdf")
    assert response.status_code == 404
    assert "There is nothing to report for 2019/20 yet" in response.content.decode()


def test_the_latest_report_is_found(records_2018_19, reader):
    assert reader.get("/report/")["Location"] == PAGE


def test_without_a_year_there_is_a_page_that_says_so(reader):
    response = reader.get("/report/")
    assert response.status_code == 404
    assert "No year has been opened yet." in response.content.decode()


def test_made_up_figures_are_called_so_at_the_head_of_the_page(records_2018_19, illustrative_history, reader):
    assert "ct-banner--page" in reader.get(PAGE).content.decode()


@pytest.mark.parametrize("address", [PAGE, PDF, CHART, "/report/"])
def test_the_report_can_only_be_read(address, records_2018_19, client_for):
    assert client_for("analyst").post(address).status_code == 405


@pytest.mark.parametrize("address", [PAGE, PDF, CHART, "/report/"])
def test_nobody_sees_the_report_before_signing_in(address, records_2018_19, client):
    assert client.get(address)["Location"].startswith("/account/login/")


def test_the_queries_of_the_page_do_not_grow_with_the_records(records_2018_19, reader, django_assert_max_num_queries):
    with django_assert_max_num_queries(28) as once:
        reader.get(PAGE)
    multiply(records_2018_19, 3)
    with django_assert_max_num_queries(len(once)):
        reader.get(PAGE)


def test_colours_and_pictures_of_a_planned_report_have_addresses_that_are_served(records_2018_19, reader):
    rich_plan(records_2018_19)
    html = reader.get(PAGE).content.decode()
    assert "Proof: not for publication." in html
    assert '<link rel="stylesheet" href="/report/2018-19/brand.css">' in html
    assert "--brand: #3b1f5b;" in reader.get("/report/2018-19/brand.css").content.decode()
    pictures = re.findall(r'<img src="(/report/2018-19/pictures/[^"]+)"', html)
    for address, kind in zip(pictures, ("image/png", "image/jpeg"), strict=True):
        response = reader.get(address)
        assert response["Content-Type"] == kind
        assert reader.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_a_picture_that_the_report_does_not_show_is_not_found(records_2018_19, reader):
    rich_plan(records_2018_19)
    assert reader.get(f"/report/2018-19/pictures/{picture(9, 9, 'png').file_name}").status_code == 404
