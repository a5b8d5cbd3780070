"""The whole life of a report: proof, errors mended, signed off, scheduled, read early, published, corrected."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from ctreport.publication import release
from ctreport.publication.models import Edition, PreReleaseAccess
from ctreport.publication.site.build import renew_site
from ctreport.publication.site.reading import current_site
from ctreport.report.models import ChapterPlan
from ctreport.review.actions import save_record
from ctreport.review.workflow import approve_record, submit_record
from objectives.models import Pledge


@pytest.fixture
def press(records_2018_19, people, settings, tmp_path):
    """The real year with a number typed by hand, folders of its own, and a public site with nothing on it."""
    settings.EDITIONS_DIR, settings.SITE_DIR = str(tmp_path / "editions"), str(tmp_path / "site")
    ChapterPlan.objects.create(year=records_2018_19, kind="said", introduction="We kept 17 promises.")
    renew_site()
    return records_2018_19


def accept_all(page):
    """Accept what can be accepted, check by check, as it stands on the list."""
    page.goto(page.url.split("/publication/")[0] + "/publication/2018-19/checklist/")
    while (button := page.get_by_role("button", name="Accept in my name", include_hidden=True)).count():
        form = page.locator("form").filter(has=button.first).first
        for box in form.get_by_role("checkbox").all():
            box.check()
        form.locator("summary").click()
        form.get_by_label("Why it may be published as it is").fill("Looked at, and right.")
        form.get_by_role("button", name="Accept in my name").click()
        page.get_by_text("accepted in your name").wait_for()


def files_of(number):
    start = f"reports/2018-19/editions/{number}/"
    lines = {path: line for path, line in current_site().lines.items() if path.startswith(start)}
    return {path: line.sha256 for path, line in lines.items() if not path.endswith("index.html")}


def pass_time(edition):
    Edition.objects.filter(pk=edition.pk).update(release_at=timezone.now() - timedelta(seconds=1))
    release.publish_due()
    edition.refresh_from_db()
    assert edition.state == "published"


def the_checklist_is_cleared_and_a_proof_made(press, people, visit, sign_in):
    """The checklist: the typed number is an error; a person accepts what may be accepted."""
    page = visit.page
    sign_in("comms")
    visit.go("/publication/2018-19/")
    expect(page.get_by_text("The checklist has 1 error")).to_be_visible()
    visit.go("/publication/2018-19/checklist/")
    visit.check()
    expect(page.get_by_label("What we said, paragraph 1 says “17”.")).to_be_visible()
    ChapterPlan.objects.update(introduction="We kept all promises.")
    accept_all(page)
    visit.go("/publication/2018-19/")
    page.get_by_role("button", name="Make the proof").click()
    expect(page.get_by_text("is ready to be read and signed off").last).to_be_visible(timeout=60_000)


def a_leader_signs_off(press, people, visit, sign_in):
    """A leader reads exactly what was frozen, and signs it off."""
    page = visit.page
    sign_in("leader")
    visit.go("/publication/2018-19/")
    page.get_by_role("link", name="Read it").click()
    expect(page.get_by_text("Proof: not public")).to_be_visible()
    visit.check()
    page.go_back()
    page.get_by_role("link", name="Sign off").click()
    page.get_by_role("button", name="Sign off").click()
    expect(page.get_by_text("You signed off edition 1 of 2018/19.")).to_be_visible()
    assert Client().get("/reports/2018-19/").status_code == 404


def it_is_scheduled_and_read_early(press, people, visit, sign_in):
    """Scheduled, announced, read early by one person."""
    page = visit.page
    sign_in("comms")
    visit.go("/publication/2018-19/")
    page.get_by_role("link", name="Put it on the calendar").click()
    day = page.get_by_label("Day").input_value()
    page.get_by_label("Day").fill("1 January 2001")
    page.get_by_role("button", name="Put it on the calendar").click()
    expect(page.get_by_text("Choose a day and time to come.").first).to_be_visible()
    visit.check()
    page.get_by_label("Day").fill(day)
    page.get_by_role("button", name="Put it on the calendar").click()
    expect(page.get_by_text("Edition 1 of 2018/19 is on the calendar.")).to_be_visible()
    renew_site()
    visit.go("/calendar/")
    expect(page.get_by_text("2018/19").first).to_be_visible()
    edition = Edition.objects.get()
    Edition.objects.filter(pk=edition.pk).update(release_at=timezone.now() + timedelta(hours=2))
    visit.go(f"/publication/editions/{edition.pk}/access/")
    for label, words in (
        ("Name", "Kim Ex"),
        ("Post and organisation", "Chair of the Authority"),
        ("E-mail address", "kim@a.example"),
    ):
        page.get_by_label(label).fill(words)
    page.get_by_label("Why they need it").fill("Answers the press.")
    page.get_by_role("button", name="Give access").click()
    link = page.locator("code").filter(has_text="/pre-release/").inner_text()
    visit.check()
    page.context.clear_cookies()
    visit.go("/pre-release/" + link.split("/pre-release/")[1])
    visit.check()
    page.get_by_label("Your e-mail address").fill("kim@a.example")
    page.get_by_role("button", name="Open the report").click()
    expect(page.get_by_text("For Kim Ex only")).to_be_visible()
    page.wait_for_load_state("networkidle")  # its charts too: once the report is public, the link gives nothing more
    assert PreReleaseAccess.objects.get().openings.count() >= 2


def it_is_published(press, people, visit, sign_in):
    """Published at the time."""
    page = visit.page
    pass_time(Edition.objects.get())
    visit.go("/")
    page.get_by_role("link", name="2018/19").first.click()
    expect(page.get_by_text("Engage with City Businesses").first).to_be_visible()
    visit.check()
    assert {"report.pdf", "manifest.json"} <= {path.rsplit("/", 1)[1] for path in files_of(1)}


def it_is_corrected(press, people, visit, sign_in):
    """Corrected: edition 2 says what changed, edition 1 is what it was."""
    page, first = visit.page, files_of(1)
    pledge = Pledge.objects.get(year=press, reference="P1")
    pledge.statement = pledge.statement.replace("Work in", "Work every day in")
    save_record(record=pledge, by=people.analyst, reason="A word was lost.")
    submit_record(record=pledge, by=people.analyst)
    approve_record(record=pledge, by=people.reviewer, number=pledge.version)
    sign_in("comms")
    visit.go("/publication/2018-19/corrections/")
    visit.check()
    for box in page.get_by_role("textbox").all():
        box.fill("A word was lost in printing.")
    page.get_by_role("button", name="Save the reasons").click()
    expect(page.get_by_text("Each change has its reason.")).to_be_visible()
    accept_all(page)
    visit.go("/publication/2018-19/")
    page.get_by_role("button", name="Make the proof").click()
    expect(page.get_by_text("is ready to be read and signed off").last).to_be_visible(timeout=60_000)
    second = Edition.objects.get(number=2)
    sign_in("leader")
    visit.go(f"/publication/editions/{second.pk}/sign-off/")
    page.get_by_role("button", name="Sign off").click()
    expect(page.get_by_text("You signed off edition 2 of 2018/19.")).to_be_visible()
    sign_in("comms")
    visit.go(f"/publication/editions/{second.pk}/publish-now/")
    page.get_by_label("Why it cannot wait").fill("The wrong words are being quoted.")
    page.get_by_role("button", name="Publish now").click()
    expect(page.get_by_text("is being published")).to_be_visible()
    pass_time(second)
    page.context.clear_cookies()
    visit.go("/reports/2018-19/what-changed/")
    expect(page.get_by_text("A word was lost in printing.").first).to_be_visible()
    expect(page.get_by_text("Work every day in").first).to_be_visible()
    visit.check()
    visit.go("/reports/2018-19/editions/1/")
    expect(page.get_by_text("superseded").first).to_be_visible()
    assert files_of(1) == first


def test_a_report_lives_from_proof_to_correction(press, people, visit, sign_in):
    assert Client().get("/reports/2018-19/").status_code == 404
    the_checklist_is_cleared_and_a_proof_made(press, people, visit, sign_in)
    a_leader_signs_off(press, people, visit, sign_in)
    it_is_scheduled_and_read_early(press, people, visit, sign_in)
    it_is_published(press, people, visit, sign_in)
    it_is_corrected(press, people, visit, sign_in)
