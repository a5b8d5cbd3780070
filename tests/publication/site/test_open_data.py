"""The open data API, read only, over the files of the editions."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import urljoin

import pytest

from ctreport.publication.api import schemas
from ctreport.publication.site.data import figures_csv

V1 = "/api/v1/"


def test_the_documents_are_what_the_openapi_document_says(site):
    read = {name: site.get(V1 + name).json() for name in ("reports.json", "reports/2018-19.json")}
    schemas.ReportList.model_validate(read["reports.json"])
    report = schemas.Report.model_validate(read["reports/2018-19.json"])
    assert [one.edition for one in report.editions] == [2, 1]
    assert [one["edition"] for one in read["reports.json"]["reports"]] == [2, None]
    for one in report.editions:
        edition = schemas.Edition.model_validate(site.get(f"{V1}reports/{one.address}").json())
        assert {"report.pdf", "manifest.json"} <= {file.path for file in edition.files}
    figures = schemas.Figures.model_validate(site.get(f"{V1}reports/2018-19/figures.json").json())
    assert [one.text for one in figures.figures] == ["over 500", "96%"]


def test_every_address_in_a_document_leads_somewhere(site):
    start = f"{V1}reports/2018-19/editions/1.json"
    for file in site.get(start).json()["files"]:
        assert site.get(urljoin(start, file["address"])).status_code == 200
    page = site.get(f"{V1}reports/2018-19.json").json()["page"]
    assert site.get(urljoin(f"{V1}reports/2018-19.json", page)).status_code == 301


def test_a_withdrawn_edition_is_named_with_the_reason_and_without_files(site):
    edition = site.get(f"{V1}reports/2017-18/editions/1.json").json()
    assert (edition["state"], edition["withdrawn_reason"]) == ("withdrawn", "It named a person.")
    assert "files" not in edition
    assert site.get(f"{V1}reports/2017-18/facts.json").status_code == 404


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ("measure=briefings", ["briefings"]),
        ("measure=nothing", []),
        ("category=online", ["feel-safe"]),
        ("category=By+day&measure=feel-safe", ["feel-safe"]),
    ],
)
def test_figures_can_be_chosen_by_measure_and_category(site, question, codes):
    response = site.get(f"{V1}reports/2018-19/figures.json?{question}")
    assert [one["code"] for one in response.json()["figures"]] == codes
    again = site.get(f"{V1}reports/2018-19/figures.json?{question}", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    rows = csv.DictReader(io.StringIO(site.get(f"{V1}reports/2018-19/editions/2/figures.csv?{question}").text))
    assert [one["code"] for one in rows] == codes


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("reports/2018-19/figures.json?measures=briefings", 400),
        ("reports/1066-67.json", 404),
        ("reports/2018-19/editions/9/figures.json?measure=a", 404),
        ("nonsense", 404),
    ],
)
def test_what_goes_wrong_is_told_as_problem_details(site, address, status):
    response = site.get(V1 + address)
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert schemas.Problem.model_validate(json.loads(response.content)).status == status


def test_the_page_of_the_api_lists_every_address_of_the_openapi_document(site):
    document = site.get(f"{V1}openapi.json").json()
    page = site.get("/api/").text
    assert document["servers"] == [{"url": "./"}]
    for path in document["paths"]:
        assert f"GET v1{path}" in page


def test_no_cell_of_the_csv_is_a_formula():
    figure = {"categories": [], "value": "-5", "measure": "=1+1", "note": "\t@x", "is_illustrative": True}
    [row] = csv.DictReader(io.StringIO(figures_csv({"year": "1", "edition": 1, "figures": [figure]}).decode()))
    assert (row["value"], row["measure"], row["note"], row["is_illustrative"]) == ("-5", "'=1+1", "'\t@x", "yes")
