"""A reviewer works through the queue with the keys, and what they may switch off stays off."""

import pytest
from playwright.sync_api import expect

from activities.models import Activity
from ctreport.review.actions import save_record
from ctreport.review.history import newest_content
from ctreport.review.models import State
from objectives.models import ReportingYear
from outcomes.models import Figure, Measure
from tests.review.moving import approve, change, send_back, submit

KEYS = "Keys: a approve, r return, s skip"


@pytest.fixture
def figures(people):
    """Three figures of 2019/20 that wait, each with one of the year before and a sentence."""
    earlier, year = (ReportingYear.objects.create(start_year=start) for start in (2018, 2019))
    found = []
    for number, code in enumerate(("arrests", "briefings", "searches"), start=1):
        measure = Measure.objects.create(code=code, title=code.capitalize())
        for when, value in ((earlier, 100), (year, 100 + 30 * number)):
            figure = Figure(measure=measure, year=when, value=value, unit="count", source="Return", note=f"Of {when}")
            save_record(record=figure, by=people.analyst)
            submit(figure, people) if when == year else approve(figure, people)
        found.append(figure)
    activity = Activity(year=year, reference="A1", narrative="We made {{figure:arrests}} arrests in 12 places.")
    save_record(record=activity, by=people.analyst)
    return found


def state_of(record):
    record.refresh_from_db()
    return record.state


def shows(page, name):
    """Wait until an item is there and its keys work."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    expect(page.get_by_label(KEYS)).to_be_visible()


def test_reviewer_works_through_the_queue_with_the_keys(figures, visit, sign_in):
    sign_in("reviewer")
    page = visit.go("/review/")
    page.get_by_role("link", name="Start with the first").click()
    shows(page, "Arrests")
    expect(page.get_by_text("1 of 3", exact=True)).to_be_visible()
    visit.check()

    page.keyboard.press("a")
    expect(page.get_by_role("status").filter(has_text="Approved: figure Arrests")).to_be_visible()
    shows(page, "Briefings")

    page.keyboard.press("s")
    shows(page, "Searches")

    page.keyboard.press("r")
    comment = page.get_by_label("What should be changed")
    expect(comment).to_be_focused()
    page.keyboard.type("As a sign of care: say what a search is.")
    expect(comment).to_have_value("As a sign of care: say what a search is.")
    visit.check()
    page.get_by_role("button", name="Return it").click()
    expect(page.get_by_role("heading", level=1, name="Review")).to_be_visible()

    assert [state_of(one) for one in figures] == [State.APPROVED, State.SUBMITTED, State.RETURNED]
    assert newest_content(figures[2]).review_comment == "As a sign of care: say what a search is."


def test_keys_that_were_switched_off_stay_off(figures, visit, sign_in):
    sign_in("reviewer")
    page = visit.go(f"/review/figure/{figures[0].pk}/")
    page.get_by_label(KEYS).uncheck()
    page.keyboard.press("a")
    page.reload()
    shows(page, "Arrests")
    expect(page.get_by_label(KEYS)).not_to_be_checked()
    page.keyboard.press("s")
    shows(page, "Arrests")
    page.get_by_label(KEYS).check()
    page.keyboard.press("s")
    shows(page, "Briefings")
    assert state_of(figures[0]) == State.SUBMITTED


def test_keys_do_nothing_while_one_types_or_holds_a_modifier(figures, visit, sign_in):
    sign_in("reviewer")
    page = visit.go(f"/review/figure/{figures[0].pk}/")
    shows(page, "Arrests")
    page.keyboard.press("Control+a")
    page.get_by_role("textbox", name="Comment").focus()
    page.keyboard.type("as")
    shows(page, "Arrests")
    assert state_of(figures[0]) == State.SUBMITTED


def test_without_a_script_the_same_is_done_by_buttons(figures, browser, live_server, client_for):
    client = client_for("reviewer")
    context = browser.new_context(java_script_enabled=False)
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/review/figure/{figures[0].pk}/")
    assert not page.get_by_label(KEYS).is_visible()
    page.get_by_role("button", name="Approve").click()
    assert "Approved: figure Arrests" in page.inner_text("main")
    assert state_of(figures[0]) == State.APPROVED
    context.close()


def test_unremarkable_ones_are_approved_together(figures, people, visit, sign_in):
    for figure in figures[:2]:
        measure = figure.measure
        measure.change_threshold = None
        measure.save()
    sign_in("reviewer")
    page = visit.go("/review/")
    visit.check()
    page.get_by_role("link", name="Approve the unremarkable ones together").click()
    expect(page.get_by_text("2 records are unremarkable")).to_be_visible()
    visit.check()
    page.get_by_label("Briefings").uncheck()
    page.get_by_role("button", name="Approve what is ticked").click()
    expect(page.get_by_text("1 record was approved.")).to_be_visible()
    assert [state_of(one) for one in figures] == [State.APPROVED, State.SUBMITTED, State.SUBMITTED]


def test_record_with_a_returned_change_is_accessible_in_page_form_and_history(figures, people, visit, sign_in):
    approve(figures[0], people)
    send_back(change(figures[0], people.analyst, value=7, reason="A slip"), people, "Which slip?")
    sign_in("analyst")
    page = visit.go(figures[0].get_absolute_url())
    expect(page.get_by_text("A change by Analyst Person waits: not in the report yet")).to_be_visible()
    visit.check()
    page.get_by_role("link", name="Edit", exact=True).click()
    expect(page.get_by_text("Which slip?")).to_be_visible()
    visit.check()
    visit.go(f"/history/figure/{figures[0].pk}/")
    visit.check()
    page.get_by_role("link", name="Open version 1").click()
    visit.check()
    page.get_by_role("link", name="Restore this version").click()
    visit.check()
    page.get_by_role("button", name="Restore version 1").click()
    expect(page.get_by_text("Draft change")).to_be_visible()


def test_page_that_refuses_to_delete_is_accessible(figures, people, visit, sign_in):
    approve(figures[0], people)
    sign_in("analyst")
    page = visit.go(f"/figures/{figures[0].pk}/delete/")
    expect(page.get_by_text("a reviewer must delete it")).to_be_visible()
    visit.check()
