"""What people say about a record, and what they find in their inbox, in a browser."""

import re

import pytest
from playwright.sync_api import expect

from ctreport.discussion.actions import add_comment, answer, resolve_thread
from ctreport.discussion.models import Comment
from ctreport.review.actions import save_record
from ctreport.review.workflow import return_record, submit_record
from objectives.models import Pledge, ReportingYear


@pytest.fixture
def pledge(people):
    year = ReportingYear.objects.create(start_year=2018)
    return save_record(record=Pledge(year=year, reference="P1", statement="We will listen."), by=people.analyst)


@pytest.fixture
def question(pledge, people):
    """What opens a thread with an answer; beside it stands a thread that was resolved."""
    first = add_comment(record=pledge, by=people.leader, text="@Analyst Person, to whom?", mentioned=[people.analyst])
    answer(comment=first, record=pledge, by=people.comms, text="To everybody, I hope:\nresidents and commuters.")
    settled = add_comment(record=pledge, by=people.comms, text="Is “listen” the right word?")
    resolve_thread(comment=settled, by=people.leader)
    return first


@pytest.fixture
def full_inbox(pledge, question, people):
    """A pledge that was returned, a mention and an answer for the analyst."""
    submit_record(record=pledge, by=people.analyst)
    return_record(record=pledge, by=people.reviewer, number=1, comment="Say to whom, and how we will show it.")


def test_the_threads_of_a_record_are_accessible_open_and_folded(visit, sign_in, pledge, question):
    sign_in("analyst")
    page = visit.go(pledge.get_absolute_url())
    visit.check()
    for words in ("Answer", "1 resolved thread", "Choose whom to tell"):
        page.locator("summary").filter(has_text=words).first.click()
    expect(page.get_by_text("Is “listen” the right word?")).to_be_visible()
    expect(page.get_by_label("Reviewer Person", exact=True)).to_be_visible()
    visit.check()


def test_a_question_is_answered_and_resolved_by_keyboard(visit, sign_in, pledge, question):
    sign_in("analyst")
    page = visit.go(pledge.get_absolute_url())
    page.locator("summary").filter(has_text="Answer").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("To all who live or work here.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".ct-comment--answer").last).to_contain_text("To all who live or work here.")
    assert page.url.endswith(f"#comment-{Comment.objects.latest('pk').pk}")
    page.get_by_role("button", name="Resolve").click()
    expect(page.locator("main")).to_contain_text("2 resolved threads")
    expect(page.locator("main")).to_contain_text("Thread resolved.")
    visit.check()


def test_a_comment_tells_the_person_who_was_chosen(visit, sign_in, pledge, people):
    sign_in("leader")
    page = visit.go(pledge.get_absolute_url())
    page.get_by_text("Choose whom to tell").click()
    page.get_by_label("Analyst Person", exact=True).check()
    page.get_by_label("Comment", exact=True).fill("Is this still ours?")
    page.get_by_role("button", name="Add comment").click()
    expect(page.locator(".ct-comment")).to_contain_text("Is this still ours?")
    sign_in("analyst")
    page = visit.go("/pledges/")
    page.get_by_role("link", name=re.compile(r"^Inbox\s*1\s*unread$")).click()
    page.get_by_role("link", name="Leader Person mentioned you in a comment on pledge P1 of 2018/19").click()
    expect(page.locator(".ct-comment")).to_be_in_viewport()
    expect(page.get_by_role("link", name="Inbox", exact=True)).to_be_visible()


@pytest.mark.parametrize("text", ["", "@Nobody, look."])
def test_a_refused_comment_says_why_accessibly(visit, sign_in, pledge, text):
    sign_in("leader")
    page = visit.go(pledge.get_absolute_url())
    page.get_by_label("Comment", exact=True).fill(text)
    page.get_by_role("button", name="Add comment").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page.get_by_label("Comment", exact=True)).to_have_value(text)
    visit.check()


def test_the_pages_of_a_comment_are_accessible(visit, sign_in, pledge, question, people):
    mine = add_comment(record=pledge, by=people.analyst, text="Mine.")
    sign_in("analyst")
    for address in (
        f"/comments/pledge/{pledge.pk}/",
        f"/comments/{question.pk}/answer/",
        f"/comments/{mine.pk}/edit/",
        f"/comments/{mine.pk}/delete/",
    ):
        visit.go(address)
        visit.check()


@pytest.mark.parametrize("address", ["/inbox/", "/inbox/?show=all", "/inbox/settings/"])
def test_a_full_inbox_is_accessible(visit, sign_in, full_inbox, address):
    sign_in("analyst")
    visit.go(address)
    visit.check()


def test_a_notice_is_put_away_without_opening_it(visit, sign_in, full_inbox):
    sign_in("analyst")
    page = visit.go("/inbox/")
    before = page.locator(".ct-inbox__line").count()
    page.get_by_role("button", name="Mark as read").first.click()
    expect(page.locator(".ct-inbox__line")).to_have_count(before - 1)
    visit.check()
    page.get_by_role("button", name="Mark all as read").click()
    expect(page.locator("main")).to_contain_text("Nothing waits for you.")
    visit.check()


def test_a_comment_can_be_made_without_script(browser, context, live_server, sign_in, pledge):
    sign_in("leader")
    plain = browser.new_context(java_script_enabled=False)
    plain.add_cookies(context.cookies())
    page = plain.new_page()
    page.goto(live_server.url + pledge.get_absolute_url())
    page.get_by_label("Comment", exact=True).fill("Is this still ours?")
    page.get_by_role("button", name="Add comment").click()
    expect(page.locator(".ct-comment")).to_contain_text("Is this still ours?")
    plain.close()
