"""What stands behind a number."""

from __future__ import annotations

import pytest

from ctreport.report.trace.provenance import provenance_of
from ctreport.review.actions import save_record
from ctreport.review.workflow import approve_record, submit_record
from outcomes.models import Figure

pytestmark = pytest.mark.django_db


@pytest.fixture
def briefings(records_2018_19):
    return Figure.objects.get(measure__code="briefings", year=records_2018_19)


def address(figure):
    return f"/report/figures/{figure.pk}/"


def test_the_page_says_what_the_number_is_and_where_it_is_printed(briefings, client_for):
    page = client_for("leader").get(address(briefings)).text
    for words in ("over 500", "A lowest value: the true number is higher", "Activity A1", "Whole history"):
        assert words in page


def test_a_page_that_asks_for_the_part_gets_the_part(briefings, client_for):
    part = client_for("leader").get(address(briefings), headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert "over 500" in part


def test_it_names_who_entered_and_who_approved(briefings, people):
    briefings.source = "Briefing log"
    save_record(record=briefings, by=people.analyst, reason="The source was missing.")
    submit_record(record=briefings, by=people.analyst)
    newest = briefings.version
    approve_record(record=briefings, by=people.reviewer, number=newest)
    found = provenance_of(Figure.objects.get(pk=briefings.pk))
    assert (found.entered.by, found.approved.by) == ("Analyst Person", "Reviewer Person")


def test_a_change_that_waits_is_said(briefings, people, client_for):
    briefings.value = 600
    save_record(record=briefings, by=people.analyst, reason="Counted anew.")
    assert "A change waits beside it." in client_for("leader").get(address(briefings)).text


def test_comms_people_see_that_there_is_evidence_and_no_link_to_it(briefings, client_for, people):
    from ctreport.evidence.models import Attachment

    Attachment.objects.create(
        record=briefings,
        name="minutes.pdf",
        media_type="application/pdf",
        size=10,
        stored_as="a" * 64,
        by=people.analyst,
    )
    assert "minutes.pdf" in client_for("leader").get(address(briefings)).text
    page = client_for("comms").get(address(briefings)).text
    assert "minutes.pdf" not in page
    assert "which your role may not open" in page


def test_an_unknown_figure_has_no_page(records_2018_19, client_for):
    assert client_for("leader").get("/report/figures/999999/").status_code == 404
