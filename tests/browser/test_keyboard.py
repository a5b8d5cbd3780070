"""The main job by keyboard alone: enter a pledge, an activity, an outcome and a figure, link them, read the report."""

import re

import pytest
from playwright.sync_api import expect

from activities.models import Activity
from ctreport.review.history import newest_content
from ctreport.review.workflow import approve_record, submit_record
from objectives.models import Pledge, ReportingYear
from outcomes.models import Figure, Measure, Outcome


@pytest.fixture
def keys(visit):
    """Move and type with the keyboard only; each stop must show its focus."""
    page = visit.page

    def focused():
        return page.evaluate(
            """() => { const one = document.activeElement;
            const label = one.labels && one.labels[0] ? one.labels[0].innerText : '';
            const words = [label, one.getAttribute('aria-label'), one.innerText, one.id, one.name];
            return words.filter(Boolean).join(' | ') }"""
        )

    def shows_focus():
        return page.evaluate(
            """() => { const style = getComputedStyle(document.activeElement);
            const label = document.activeElement.nextElementSibling;
            const before = label ? getComputedStyle(label, '::before') : style;
            return style.outlineStyle !== 'none' || style.boxShadow !== 'none' || style.textDecorationLine !== 'none'
              || before.outlineStyle !== 'none' || before.boxShadow !== 'none' }"""
        )

    def tab_to(words, limit=120):
        for _ in range(limit):
            page.keyboard.press("Tab")
            if re.search(words, focused(), re.IGNORECASE):
                assert shows_focus(), f"The focus cannot be seen at {words}"
                return
        raise AssertionError(f"Tab does not reach {words}")

    def fill(words, text):
        tab_to(words)
        page.keyboard.press("Control+a")
        page.keyboard.type(text)

    def press(words):
        tab_to(words)
        with page.expect_navigation():
            page.keyboard.press("Enter")

    return type("Keys", (), {"tab_to": staticmethod(tab_to), "fill": staticmethod(fill), "press": staticmethod(press)})


def approve_everything(people):
    """Have somebody else approve what was entered, without which nothing is reported."""
    for model in (Measure, Pledge, Activity, Outcome, Figure):
        for record in model.objects.all():
            submit_record(record=record, by=people.analyst)
            approve_record(record=record, by=people.reviewer, number=newest_content(record).number)


def test_a_year_is_entered_linked_and_read_in_the_report_by_keyboard_alone(visit, keys, people, password):
    ReportingYear.objects.create(start_year=2019)
    page = visit.go("/account/login/")
    keys.fill("^E-mail address", people.analyst.email)
    keys.fill("^Password", password)
    keys.press("^Sign in")

    visit.go("/pledges/new/?year=2019-20")
    keys.fill("^Reference", "P1")
    keys.fill("^Statement", "Train the people of the City to know what is suspicious.")
    keys.press("^Save( pledge)?$|^Save\\b(?!.*another)")

    visit.go("/measures/new/")
    keys.fill("^Code", "people-trained")
    keys.fill("^Title", "People trained")
    keys.press("^Save( measure)?$|^Save\\b(?!.*another)")

    visit.go("/figures/new/?year=2019-20")
    keys.tab_to(r"^Measure\b")
    page.keyboard.type("People")
    keys.fill(r"^Figure\b", "over 700")
    keys.press("^Save( figure)?$|^Save\\b(?!.*another)")
    assert str(Figure.objects.get().quantity) == "over 700"

    visit.go("/activities/new/?year=2019-20")
    keys.fill("^Reference", "A1")
    keys.fill("^Narrative", "Held courses for ")
    keys.tab_to("people-trained")
    page.keyboard.press("Enter")
    page.keyboard.type(" people.")
    expect(page.locator("#narrative-preview")).to_contain_text("Held courses for over 700 people.")
    keys.press("^Save( activity)?$|^Save\\b(?!.*another)")

    keys.press("^Link pledges")
    keys.tab_to("Train the people")
    page.keyboard.press("Space")
    keys.fill("^Reason", "both name the people")
    keys.press("^Save links")

    visit.go("/outcomes/new/?year=2019-20")
    keys.fill("^Reference", "O1")
    keys.fill("^Narrative", "More people know what is suspicious.")
    keys.press("^Save( outcome)?$|^Save\\b(?!.*another)")
    keys.press("^Link activities")
    keys.tab_to("Held courses")
    page.keyboard.press("Space")
    keys.press("^Save links")
    keys.press("^Link measures")
    keys.tab_to("People trained")
    page.keyboard.press("Space")
    keys.press("^Save links")

    approve_everything(people)
    visit.go("/report/2019-20/")
    report = page.locator("body").inner_text()
    for words in ("Train the people of the City", "Held courses for over 700 people.", "More people know"):
        assert words in report
    assert "No activity" not in report
    visit.check()
