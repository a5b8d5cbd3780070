"""Nothing of the evidence reaches what is published: no name, no link, no content, not who supplied it."""

import dataclasses
import subprocess

import pikepdf
import pytest

from activities.models import Activity
from ctreport.evidence.actions import CheckedFile, attach_files
from ctreport.evidence.kinds import TEXT
from ctreport.evidence.models import Attachment
from ctreport.report.build import build_report
from ctreport.report.pdf import pdf_of
from ctreport.report.render import file_html, print_html
from outcomes.models import Figure

SECRETS = ("secretname", "secretwords", "secrethost", "secretunit", "/evidence/")


@pytest.fixture
def attach(people):
    """Attach a file to a record of the real year."""

    def do(record):
        file = CheckedFile(name="secretname.csv", kind=TEXT, data=b"April;41")
        attach_files(record=record, files=[file], by=people.analyst, description="secretwords")

    return do


@pytest.fixture
def year_with_evidence(records_2018_19, attach):
    """Every figure and activity of the real records has a file, a link, and somebody who supplied it."""
    year = records_2018_19
    records = [*Figure.objects.filter(year=year), *Activity.objects.filter(year=year)]
    for record in records:
        attach(record)
    for model in (Figure, Activity):
        model.objects.filter(year=year).update(
            evidence_url="https://secrethost.example.org/return", supplied_by="secretunit"
        )
    assert Attachment.objects.count() == len(records) > 10
    return year


def assert_silent(text):
    assert len(text) > 500
    assert [secret for secret in SECRETS if secret in text] == []


def test_the_facts_of_the_report_hold_none_of_it(year_with_evidence):
    report = build_report(year_with_evidence)
    assert_silent(repr(dataclasses.asdict(report)))


def test_the_report_on_screen_in_one_file_and_for_print_holds_none_of_it(year_with_evidence, client_for):
    report = build_report(year_with_evidence)
    assert_silent(file_html(report))
    assert_silent(print_html(report))
    assert_silent(client_for("leader").get(f"/report/{year_with_evidence.slug}/").text)


def test_the_pdf_holds_none_of_it_in_its_text_its_links_or_its_files(year_with_evidence, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf_of(build_report(year_with_evidence)))
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True, text=True)
    assert_silent(done.stdout)
    with pikepdf.open(path) as document:
        assert not document.attachments
        annotations = [one for page in document.pages for one in page.get("/Annots", [])]
        assert_silent("".join(repr(one) for one in annotations) + repr(document.docinfo) + " " * 500)


def test_the_same_report_comes_out_with_and_without_evidence(records_2018_19, attach):
    before = build_report(records_2018_19)
    attach(Figure.objects.filter(year=records_2018_19).first())
    assert build_report(records_2018_19) == before
