"""The staff's pages of publication, walked through as their users do."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ctreport.publication import release
from ctreport.publication.checklist.actions import accept_findings
from ctreport.publication.checklist.run import run_checklist
from ctreport.publication.models import Edition, PreReleaseAccess
from ctreport.publication.pre_release import give_access, link_of
from ctreport.publication.site.build import renew_site

pytestmark = pytest.mark.django_db
YEAR = "/publication/2018-19/"


def follow(client, address, data=None):
    return client.post(address, data or {}, follow=True).text


def accept_all(press):
    """Accept all warnings, as communications staff would one by one."""
    for section in run_checklist(press.year).sections:
        subjects = [line.finding.subject for line in section.open if line.blocks]
        if subjects:
            accept_findings(
                year=press.year, code=section.check.code, subjects=subjects, reason="It is so.", by=press.comms
            )


def test_a_year_goes_from_proof_to_public_by_its_pages(press, client_for):
    comms, leader = client_for("comms"), client_for("leader")
    assert "Make the proof" not in comms.get(YEAR).text
    accept_all(press)
    assert "Make the proof" in comms.get(YEAR).text
    assert "Make the proof" not in leader.get(YEAR).text
    comms.post(f"{YEAR}proof/")
    edition = Edition.objects.get()
    base = f"/publication/editions/{edition.pk}/"
    assert "It waits for a leader to sign it off." in comms.get(YEAR).text
    assert "You signed off edition 1 of 2018/19." in follow(leader, f"{base}sign-off/", {"comment": "Well done"})
    later = timezone.localdate() + timedelta(days=40)
    day = later + timedelta(days=(7 - later.weekday()) % 7)
    page = follow(comms, f"{base}schedule/", {"date": day.strftime("%d/%m/%Y"), "at": "09:30"})
    assert re.search(r"Public from \d+ \w+ \d{4} at 09:30", page)
    press.let_time_pass(edition)
    release.publish_due()
    page = comms.get(YEAR).text
    assert "What the public reads: edition 1" in page
    assert "Well done" in page


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"date": "1/1/2001", "at": "09:30"}, "Choose a day and time to come."),
        ({"date": "", "at": "09:30"}, "This field is required"),
        ({"date": "6/6/2099", "at": "09:30"}, "Choose a weekday"),
        ({"date": "29/3/2099", "at": "half past"}, "Write the time as hours and minutes"),
    ],
)
def test_a_day_that_cannot_be_is_refused_in_words(press, client_for, typed, message):
    edition = press.signed_off()
    page = client_for("comms").post(f"/publication/editions/{edition.pk}/schedule/", typed).text
    assert message in page
    assert "There is a problem" in page
    edition.refresh_from_db()
    assert edition.state == "signed_off"


def test_short_notice_needs_a_reason(press, client_for):
    edition = press.signed_off()
    soon = timezone.localdate() + timedelta(days=3)
    soon += timedelta(days=(7 - soon.weekday()) % 7)
    typed = {"date": soon.isoformat(), "at": "09:30"}
    address = f"/publication/editions/{edition.pk}/schedule/"
    assert "less than 28 days ahead" in client_for("comms").post(address, typed).text
    assert "is on the calendar" in follow(client_for("comms"), address, typed | {"short_notice_reason": "An inquest."})


def test_a_step_taken_twice_says_that_somebody_was_quicker(press, client_for):
    edition = press.signed_off()
    page = client_for("leader").get(f"/publication/editions/{edition.pk}/sign-off/").text
    assert "This cannot be done now" in page


def test_what_blocks_is_said_and_no_proof_is_made(press, client_for):
    press.year.pledges.all().delete()
    assert "There is nothing to report for 2018/19 yet" in follow(client_for("comms"), f"{YEAR}proof/")
    assert not Edition.objects.exists()


def test_each_change_since_publication_takes_its_reason(press, client_for):
    comms = client_for("comms")
    press.published()
    assert "The records say what edition 1 says." in comms.get(f"{YEAR}corrections/").text
    press.reword("Engage with all our communities.")
    page = comms.get(f"{YEAR}corrections/").text
    assert "Engage with our communities." in page
    assert "Engage with all our communities." in page
    assert "Each change has its reason." in follow(comms, f"{YEAR}corrections/", {"reason-0": "A word was lost."})
    assert "A word was lost." in comms.get(f"{YEAR}corrections/").text


def test_before_publication_there_is_nothing_to_correct(press, client_for):
    assert "There is nothing to correct" in client_for("comms").get(f"{YEAR}corrections/").text


def test_access_before_release_is_given_listed_and_ended(press, client_for):
    comms, edition = client_for("comms"), press.scheduled()
    address = f"/publication/editions/{edition.pk}/access/"
    assert "Nobody has access before release." in comms.get(address).text
    person = {"name": "Kim Ex", "post": "Chair", "email": "kim@authority.example", "reason": "Answers questions."}
    assert "Give 24 hours at most." in comms.post(address, person | {"hours": 48}).text
    page = comms.post(address, person | {"hours": 24}).text
    assert link_of(PreReleaseAccess.objects.get()) in page
    assert "has access already" in comms.post(address, person | {"hours": 24}).text
    assert "Kim Ex has no access any more." in follow(
        comms, f"/publication/access/{PreReleaseAccess.objects.get().pk}/end/"
    )


def test_a_link_opens_in_the_first_browser_that_names_its_owner_and_in_no_other(press):
    edition = press.scheduled(hours=20)
    given = give_access(
        edition=edition, by=press.comms, name="Kim Ex", post="Chair", email="kim@a.example", reason="Why", hours=24
    )
    renew_site()
    path = link_of(given).split("8000", 1)[1]
    first, second = Client(), Client()
    assert "Confirm who you are" in first.get(f"{path}page.html").text
    assert "is not the one to which access was given" in first.post(path, {"email": "other@a.example"}).text
    first.post(path, {"email": "Kim@a.example"})
    page = first.get(path)
    assert "For Kim Ex only" in page.text
    assert page["Cache-Control"] == "private, no-store"
    assert b"".join(first.get(f"{path}facts.json")).startswith(b"{")
    assert first.get(f"{path}../../../etc/passwd").status_code in (403, 404)
    assert second.get(path).status_code == 403
    assert "opened in another browser first" in second.get(path).text
    assert given.openings.count() >= 5


def test_staff_read_a_frozen_edition_and_only_the_files_of_its_manifest(press, client_for):
    edition = press.proof()
    leader, base = client_for("leader"), f"/publication/editions/{edition.pk}/read/"
    assert "Proof: not public" in leader.get(base).text
    assert b"".join(leader.get(f"{base}facts.json")).startswith(b"{")
    assert leader.get(f"{base}nothing.json").status_code == 404
    assert leader.get(f"{base}../../db.sqlite3").status_code == 404


def test_without_a_year_the_page_says_what_to_do(client_for):
    assert "There is nothing to publish yet" in client_for("leader").get("/publication/").text
