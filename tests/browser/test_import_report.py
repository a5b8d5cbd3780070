"""A published report is imported at a browser: read, corrected, written; every page accessible, quiet and fitting."""

import re

import pytest
from django.urls import reverse

from ctreport.importing.report.models import ReportProposal
from objectives.models import Pledge
from outcomes.models import Figure
from tests.importing.published.counting import PAGES as SOURCES
from tests.importing.report.family import PAGES

SOURCE = (SOURCES / "countering_terrorism.txt").read_text()
VARIANT = (PAGES / "01_we_said_we_would.txt").read_text()
GO_ON = re.compile("^Save and go on")


@pytest.fixture
def read(records_2018_19, visit, sign_in):
    """Return a function that reads a report of a year, as far as its statements."""
    sign_in("analyst")

    def as_analyst(text, year="2017/18"):
        page = visit.go(reverse("importing:report"))
        page.get_by_label("Another year, which is not open yet").check()
        page.get_by_label("Financial year", exact=True).fill(year)
        page.get_by_label("Text of the page").fill(text)
        page.get_by_role("button", name="Read the report").click()
        page.get_by_role("heading", name="Is this what the report says?").wait_for()
        return page

    return as_analyst


def go_on(page, heading):
    page.get_by_role("button", name=GO_ON).click()
    page.get_by_role("heading", name=heading).wait_for()


def test_the_source_page_is_imported_as_it_is(read, visit):
    page = read(SOURCE)
    visit.check()
    assert page.get_by_label("Text of pledge P10").input_value().startswith("Make full use")
    go_on(page, "Are these the figures?")
    visit.check()
    assert page.get_by_role("checkbox", name=re.compile("^Record Over 9000")).is_checked()
    go_on(page, "What belongs together?")
    visit.check()
    go_on(page, "What belongs to none of the lists")
    assert "Nothing is left over" in page.locator("main").inner_text()
    visit.check()
    go_on(page, "Check and write")
    visit.check()
    page.get_by_role("button", name="Write them as drafts").click()
    page.get_by_role("heading", name="What was written").wait_for()
    visit.check()
    assert Pledge.objects.filter(year__start_year=2017).count() == 10
    assert Figure.objects.filter(year__start_year=2017).count() == 12


def test_what_was_misread_is_corrected_before_anything_is_written(read, visit):
    page = read(VARIANT, "2019/20")
    page.get_by_label("Text of pledge P1").fill("Work in partnership.\n\nListen to our community.")
    page.get_by_role("button", name="Save and stay here").click()
    page.get_by_label("Text of pledge P4").wait_for()
    page.get_by_role("button", name="Move pledge P2 up").click()
    page.wait_for_function(
        "document.querySelector('[aria-labelledby=column-pledge] textarea').value.startsWith('Listen')"
    )
    go_on(page, "Are these the figures?")
    amount = page.get_by_role("group", name="“more than 200” in A2").get_by_label("Amount")
    amount.fill("lots")
    page.get_by_role("button", name=GO_ON).click()
    page.locator(".govuk-error-summary").wait_for()
    assert page.title().startswith("Error: ")
    visit.check()
    assert amount.input_value() == "lots"
    amount.fill("over 250")
    go_on(page, "What belongs together?")
    page.get_by_role("link", name=re.compile("Statements")).click()
    assert "Trained over 250 front line staff" in page.get_by_label("Text of activity A2").input_value()
    assert ReportProposal.objects.get().applied_at is None


def test_what_is_not_recorded_asks_no_more_questions(read, visit):
    page = read(SOURCE)
    go_on(page, "Are these the figures?")
    group = page.get_by_role("group", name="“95” in O6.4")
    assert group.get_by_label("Amount").is_visible()
    group.get_by_role("checkbox").uncheck()
    assert not group.get_by_label("Amount").is_visible()


def test_a_refused_start_is_accessible(records_2018_19, visit, sign_in):
    sign_in("analyst")
    page = visit.go(reverse("importing:report"))
    visit.check()
    page.get_by_role("button", name="Read the report").click()
    page.locator(".govuk-error-summary").wait_for()
    visit.check()


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_it_works_without_script(read):
    page = read(SOURCE)
    for heading in ("Are these the figures?", "What belongs together?", "What belongs to none", "Check and write"):
        go_on(page, re.compile(heading.replace("?", r"\?")))
    page.get_by_role("button", name="Write them as drafts").click()
    page.get_by_role("heading", name="What was written").wait_for()
