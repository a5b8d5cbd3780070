"""Communications edit a report: each page is accessible and quiet, and works by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from ctreport.report.models import Branding, ChapterPlan, ChartPlan, FootnotePlan, GlossaryTerm
from tests.report.rich import rich_plan


@pytest.fixture(autouse=True)
def no_proofs(page):
    """Answer for the server where a page asks for a proof, which test_proof tries: so nothing is left to be made."""

    def answer(route):
        if route.request.headers.get("x-proof"):
            route.fulfill(content_type="text/html", body="<div data-proof-part></div>")
        else:
            route.continue_()

    page.route(re.compile(r"/report/"), answer)


PAGES = (
    *("edit", "edit/foreword", "edit/contact", "edit/layout", "edit/key-figures", "edit/charts", "edit/charts/new"),
    *("edit/footnotes", "edit/footnotes/new", "edit/chapters/new", "edit/chapters/said"),
)


def test_every_page_of_the_editor_is_accessible_quiet_and_fits(records_2018_19, visit, sign_in):
    sign_in("comms")
    for page in ("charts", "footnotes"):  # with nothing chosen yet
        visit.go(f"/report/2018-19/edit/{page}/")
        visit.check()
    rich_plan(records_2018_19)
    chapter, note = ChapterPlan.objects.get(kind="text"), FootnotePlan.objects.first()
    paths = [f"2018-19/{page}/" for page in PAGES]
    paths += [f"2018-19/edit/charts/{ChartPlan.objects.first().pk}/", f"2018-19/edit/footnotes/{note.pk}/"]
    paths += [f"2018-19/edit/chapters/{chapter.pk}/", f"2018-19/edit/chapters/{chapter.pk}/delete/"]
    paths += ["branding/", "glossary/", "glossary/new/", f"glossary/{GlossaryTerm.objects.first().pk}/"]
    for path in paths:
        visit.go(f"/report/{path}")
        visit.check()


def test_a_report_is_edited_by_keyboard(records_2018_19, visit, sign_in):
    sign_in("comms")
    page = visit.go("/report/2018-19/edit/")
    up = page.get_by_role("button", name="Up Outcome")
    for place in (4, 3):
        up.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_have_text(f"“Outcome” is at place {place} of 12.")
        expect(up).to_be_focused()

    page = visit.go("/report/2018-19/edit/foreword/")
    text = page.get_by_label("Foreword")
    text.fill("We held ")
    page.get_by_text("Put in a figure").click()
    page.get_by_label("Search the figures").fill("briefings")
    page.get_by_role("button", name=re.compile("^Briefings")).press("Enter")
    expect(text).to_have_value("We held {{figure:briefings}}")
    visit.check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Foreword saved.")

    page = visit.go("/report/branding/")
    page.get_by_role("textbox", name="First colour", exact=True).fill("#999999")
    expect(page.locator("#colours")).to_contain_text("2.8:1 on white; 4.5:1 is needed.")
    visit.check()
    page.get_by_role("button", name="Use #", exact=False).click()
    expect(page.locator("#colours")).to_contain_text("That is enough: 4.5:1 is needed.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Branding saved.")
    assert Branding.objects.get().primary_colour != "#999999"

    page = visit.go("/report/2018-19/edit/key-figures/")
    page.get_by_label("Another measure").select_option("Arrests")
    page.get_by_role("button", name="Add", exact=True).press("Enter")
    expect(page.get_by_role("button", name="Take out Arrests")).to_be_visible()
    expect(page.get_by_role("button", name="Add", exact=True)).to_be_focused()

    page = visit.go("/report/2018-19/edit/footnotes/new/")
    page.get_by_label("A table").check()
    assert page.get_by_label("Which").locator("optgroup").evaluate_all("all => all.map(one => one.label)") == ["Tables"]
    visit.check()
