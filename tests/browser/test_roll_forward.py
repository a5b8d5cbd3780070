"""A year is started from the one before, looked at and taken back: by keyboard alone, and at both widths."""

import re

import pytest
from playwright.sync_api import expect

from ctreport.jobs.models import Job
from objectives.models import Pledge, ReportingYear
from outcomes.models import Measure, Target


@pytest.fixture
def press(visit):
    """Go to something by Tab, which must show its focus, and press keys there."""
    page = visit.page

    def at(words, *keys, limit=140):
        for _ in range(limit):
            page.keyboard.press("Tab")
            name = page.evaluate(
                """() => { const one = document.activeElement;
                return (one.labels && one.labels[0] ? one.labels[0].textContent : one.innerText || '').trim() }"""
            )
            if re.match(words, name):
                for key in keys:
                    page.keyboard.press(key)
                return
        raise AssertionError(f"Tab does not reach {words}")

    return at


def test_a_year_is_started_and_taken_back_by_keyboard_alone(visit, sign_in, press, records_2018_19):
    Target.objects.create(measure=Measure.objects.get(code="arrests"), year=records_2018_19, value=90)
    sign_in("analyst")
    page = visit.go("/enter/2018-19/")
    press("Start next year")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    visit.check()
    press("P3 goes on", "Space")
    press("Statement of P6", "Control+a")
    page.keyboard.type("Provide current advice on protective security.")
    press("Carry on the target at least 90", "Space")
    press("Continue to the summary")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_text("9 go on as drafts, 1 of them reworded; 1 stays behind")).to_be_visible()
    visit.check()
    press("Start 2019/20")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="2019/20 is started")).to_be_visible()
    visit.check()
    assert Pledge.objects.get(year__start_year=2019, reference="P6").statement.startswith("Provide current")
    press("Take it back")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    visit.check()
    press("Take it back")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_text("The start of 2019/20 was taken back")).to_be_visible()
    assert not page.get_by_label("P3 goes on").is_checked()
    assert page.get_by_label("Statement of P6").input_value() == "Provide current advice on protective security."


def test_wrong_rows_are_refused_accessibly_and_what_was_typed_stays(visit, sign_in, records_2018_19):
    sign_in("analyst")
    page = visit.go("/enter/2018-19/roll-forward/")
    page.get_by_label("Statement of P7").fill("")
    page.get_by_label("Reference of P9").fill("P8")
    page.get_by_label("Statement of P4").fill("Something else")
    page.get_by_role("button", name="Continue to the summary").click()
    page.get_by_role("link", name="Enter what P7 says, or untick it.").click()
    assert page.evaluate("document.activeElement.name").startswith("statement-")
    assert page.get_by_label("Statement of P4").input_value() == "Something else"
    visit.check()


def test_the_browsers_way_back_loses_nothing_and_makes_nothing_twice(visit, sign_in, records_2018_19):
    sign_in("analyst")
    page = visit.go("/enter/2018-19/roll-forward/")
    page.get_by_label("P3 goes on").uncheck()
    page.get_by_role("button", name="Continue to the summary").click()
    page.get_by_role("heading", name="Check before you start 2019/20").wait_for()
    page.go_back()
    assert not page.get_by_label("P3 goes on").is_checked()
    page.get_by_role("button", name="Continue to the summary").click()
    page.get_by_role("button", name="Start 2019/20").click()
    page.get_by_role("heading", name="2019/20 is started").wait_for()
    page.go_back()
    page.get_by_role("heading", name="2019/20 is started").wait_for()
    assert Pledge.objects.filter(year__start_year=2019).count() == 9


def test_lineage_is_confirmed_with_the_difference_in_view(visit, sign_in, records_2018_19):
    later = ReportingYear.objects.create(start_year=2019)
    Pledge.objects.create(
        year=later, reference="P1", statement="Give residents and businesses current security advice."
    )
    Pledge.objects.create(year=later, reference="P2", statement="Recruit drone pilots.")
    sign_in("analyst")
    page = visit.go("/enter/2019-20/lineage/")
    visit.check()
    assert page.get_by_label("P1 goes on from").locator("option:checked").inner_text().startswith("P6 Provide")
    page.get_by_label("P2 goes on from").select_option("Decide later")
    page.get_by_role("button", name="Save these 2").click()
    expect(page.get_by_text("1 of 2 pledges wait for your word.")).to_be_visible()
    assert Pledge.objects.get(year=later, reference="P1").rolled_forward_from.reference == "P6"
    visit.check()


def test_a_year_that_was_started_by_somebody_else_is_refused_accessibly(visit, sign_in, records_2018_19):
    sign_in("analyst")
    page = visit.go("/enter/2018-19/roll-forward/")
    page.get_by_role("button", name="Continue to the summary").click()
    later = ReportingYear.objects.create(start_year=2019)
    Pledge.objects.create(year=later, reference="P1", statement="Of somebody else")
    page.get_by_role("button", name="Start 2019/20").click()
    expect(page.get_by_role("heading", name="2019/20 cannot be started")).to_be_visible()
    visit.check()


def test_a_long_one_leads_to_the_page_that_shows_how_far_it_has_come(visit, sign_in, records_2018_19, settings):
    settings.JOBS_IMMEDIATE = False
    Pledge.objects.bulk_create(
        Pledge(year=records_2018_19, reference=f"P{number}", statement=f"Promise {number}", order=number)
        for number in range(11, 260)
    )
    sign_in("analyst")
    page = visit.go("/enter/2018-19/roll-forward/")
    page.get_by_role("button", name="Continue to the summary").click()
    page.get_by_role("button", name="Start 2019/20").click()
    page.get_by_role("heading", name="Start of 2019/20 from 2018/19").wait_for()
    assert page.url.endswith(Job.objects.get().get_absolute_url())
    visit.check()
