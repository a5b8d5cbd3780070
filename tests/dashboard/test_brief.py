"""The page of a year on two sheets."""

from __future__ import annotations

import io
import subprocess
from datetime import date

import page as page_validation
import pikepdf
import pytest
from django.utils import timezone

from ctreport.dashboard.brief.printing import brief_pdf
from ctreport.dashboard.changes import Changes, changes_since
from ctreport.dashboard.facts import build_dashboard
from objectives.models import Pledge, ReportingYear
from outcomes.models import Assessment, AssessmentWord, Measure, Target
from tests.bench.multiply import multiply

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("born_approved")]


def text_of(pdf, tmp_path):
    path = tmp_path / "brief.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def pages(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)


def failures(pdf):
    return [(one.rule_id, one.message) for one in page_validation.validate_pdf_bytes(pdf, profile="ua1").failures]


def test_the_brief_is_the_narrowed_page_on_tagged_sheets(records_2018_19, client_for, tmp_path):
    response = client_for("leader").get("/years/2018-19/brief.pdf?strand=Prevent")
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "no-store"
    assert failures(response.content) == []
    text = text_of(response.content, tmp_path)
    assert "None of the 3 pledges has a complete thread" in text
    assert "Only strand Prevent: 3 of 10 pledges." in text
    assert "P10" not in text


def test_a_year_of_any_size_takes_two_pages_and_says_what_is_left_out(illustrative_history, tmp_path):
    year = ReportingYear.objects.get(start_year=2018)
    since = timezone.now()
    multiply(year, 30)
    word = AssessmentWord.objects.filter(needs_action=True).first()
    Assessment.objects.bulk_create(
        Assessment(
            year=year,
            pledge=pledge,
            word=word,
            assessment_reason="So.",
            action="Do what was promised. " * 40,
            due_on=date(2019, 9, 30),
        )
        for pledge in Pledge.objects.filter(year=year)
    )
    Pledge.objects.filter(year=year).update(statement="Unbreakable" * 90)
    Measure.objects.update(title="W" * 200)
    counts = Measure.objects.filter(unit="count")
    Target.objects.bulk_create(Target(year=year, measure=one, unit="count", value=9) for one in counts)
    facts = build_dashboard(year, date(2020, 6, 1), before=illustrative_history[-1])
    pdf = brief_pdf(facts, changes_since(year, since), timezone.now())
    assert pages(pdf) == 2
    assert failures(pdf) == []
    text = text_of(pdf, tmp_path)
    assert "300 actions are overdue" in text
    assert "more pledges, which the page of 2018/19 shows." in text
    assert "Holds illustrative figures" in text


def test_a_year_that_was_not_opened_has_no_brief(records_2018_19, client_for):
    assert client_for("leader").get("/years/2030-31/brief.pdf").status_code == 404


def test_an_empty_year_has_a_brief_that_says_so(db, tmp_path):
    year = ReportingYear.objects.create(start_year=2019)
    pdf = brief_pdf(build_dashboard(year, date(2019, 6, 1)), Changes(None), timezone.now())
    assert (pages(pdf), failures(pdf)) == (1, [])
    assert "No pledge has been entered yet." in text_of(pdf, tmp_path)


def test_a_brief_that_must_not_leave_the_force_says_so_in_its_name(records_2018_19, client_for):
    Pledge.objects.filter(year=records_2018_19, reference="P1").update(marking="official_sensitive")
    response = client_for("leader").get("/years/2018-19/brief.pdf")
    assert response["Content-Disposition"] == 'inline; filename="OFFICIAL-SENSITIVE-brief-2018-19.pdf"'
