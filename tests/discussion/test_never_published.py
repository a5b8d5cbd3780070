"""No word of a comment gets into anything that is printed, drawn or published."""

import subprocess

import pytest

from activities.models import Activity
from ctreport.discussion.actions import add_comment, answer, resolve_thread
from ctreport.report.build import build_report
from ctreport.report.pdf import pdf_of
from ctreport.report.render import file_html
from objectives.models import Pledge
from outcomes.models import Assessment, Figure, Measure, Outcome, Target

MARK = "Zephyrine"


@pytest.fixture
def commented(records_2018_19, people):
    """The real records, each with an open and a resolved thread."""
    for model in (Pledge, Activity, Outcome, Measure, Figure, Target, Assessment):
        for record in model.objects.all():
            first = add_comment(record=record, by=people.leader, text=f"{MARK} asks.", mentioned=[people.analyst])
            answer(comment=first, record=record, by=people.analyst, text=f"{MARK} answers.")
            resolve_thread(comment=first, by=people.analyst)
            add_comment(record=record, by=people.comms, text=f"{MARK} again.")
    add_comment(record=records_2018_19, by=people.comms, text=f"{MARK} on the year.")
    return records_2018_19


def test_the_facts_and_the_file_of_the_report_hold_no_comment(commented):
    report = build_report(commented)
    assert MARK not in repr(report)
    assert MARK not in file_html(report)


def test_the_pdf_holds_no_comment(commented, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf_of(build_report(commented)))
    text = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode()
    assert "said we would" in text or "What we said" in text
    assert MARK not in text
    assert MARK.encode() not in path.read_bytes()


@pytest.mark.parametrize("path", ["/report/2018-19/", "/years/2018-19/", "/charts/2018-19/breakdown-feel-safe.json"])
def test_the_pages_of_the_report_and_the_dashboard_hold_no_comment(commented, client_for, path):
    page = client_for("comms").get(path)
    assert page.status_code == 200
    assert MARK not in page.text


def test_the_page_of_a_record_does_hold_it_so_the_mark_is_a_fair_test(commented, client_for):
    assert MARK in client_for("comms").get(Pledge.objects.first().get_absolute_url()).text
