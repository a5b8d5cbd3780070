"""The unremarkable ones: a summary first, then one press."""

import pytest

from ctreport.review.models import State
from tests.review.moving import change, number_of, submit

BULK = "/review/bulk/"


def mark_of(record):
    return f"{record.record_kind}-{record.pk}-{number_of(record)}"


def state_of(record):
    record.refresh_from_db()
    return record.state


def test_summary_shows_was_becomes_and_change_with_all_boxes_ticked(reviewer, waiting):
    page = reviewer.get(BULK).text
    assert "3 records are unremarkable" in page
    for record in (waiting.searches, waiting.activity, waiting.pledge):
        assert f'value="{mark_of(record)}" id="id_{mark_of(record)}" checked' in page
    row = page.split(f'for="id_{mark_of(waiting.searches)}"')[1].split("</tr>")[0]
    for words in (">100</a> <span", "(2018/19)", "104", "On 2018/19: up 4 (4%) from 100", "Analyst Person"):
        assert words in row


def test_what_something_is_asked_about_is_left_to_be_looked_at(reviewer, people, waiting):
    assert mark_of(waiting.arrests) not in reviewer.get(BULK).text
    change(waiting.arrests, people.analyst, explanations={"large-change": "More officers."})
    submit(waiting.arrests, people)
    page = reviewer.get(BULK).text
    assert mark_of(waiting.arrests) not in page, "an answer is to be read"
    assert "1 other is left to be looked at one by one." in page


def test_what_the_reviewer_made_is_not_among_them(reviewer, people, waiting):
    submit(change(waiting.searches, people.reviewer, value=105), people)
    assert mark_of(waiting.searches) not in reviewer.get(BULK).text


def test_ticked_ones_are_approved_and_no_other(reviewer, waiting):
    page = reviewer.post(BULK, {"chosen": [mark_of(waiting.searches), mark_of(waiting.pledge)]}, follow=True)
    assert "2 records were approved." in page.text
    assert state_of(waiting.searches) == state_of(waiting.pledge) == State.APPROVED
    assert state_of(waiting.activity) == State.SUBMITTED


def test_those_changed_since_are_left_out_and_said(reviewer, people, waiting):
    chosen = [mark_of(waiting.searches), mark_of(waiting.pledge)]
    submit(change(waiting.pledge, people.analyst, statement="Train schools."), people)
    page = reviewer.post(BULK, {"chosen": chosen}, follow=True).text
    assert "1 record was approved." in page
    assert "Not approved: pledge P1: it was changed after you opened the page." in page
    assert state_of(waiting.pledge) == State.SUBMITTED


@pytest.mark.parametrize("chosen", ["", "figure", "figure-x-1", "rumour-1-1", "strand-1-1", "figure-1-", None])
def test_nothing_ticked_or_nonsense_approves_nothing(reviewer, waiting, chosen):
    page = reviewer.post(BULK, {} if chosen is None else {"chosen": [chosen]})
    assert page.status_code == 200
    assert "Tick what you want to approve, or go back to the queue." in page.text
    assert state_of(waiting.searches) == State.SUBMITTED


def test_own_record_slipped_into_the_choice_is_refused(reviewer, people, waiting):
    submit(change(waiting.searches, people.reviewer, value=105), people)
    page = reviewer.post(BULK, {"chosen": [mark_of(waiting.searches)]}, follow=True).text
    assert "you made it, so somebody else must approve it" in page
    assert state_of(waiting.searches) == State.SUBMITTED


def test_narrowed_to_a_kind_only_these_are_offered(reviewer, waiting):
    page = reviewer.get(BULK, {"kind": "pledge"}).text
    assert mark_of(waiting.pledge) in page
    assert mark_of(waiting.searches) not in page


def test_nothing_unremarkable_leads_to_the_queue(reviewer, people, figure_of, db):
    page = reviewer.get(BULK).text
    assert "Nothing is left to approve together." in page


def test_bulk_is_for_reviewers_only(client_for, reviewer, waiting):
    for role in ("analyst", "leader", "comms", "administrator"):
        assert client_for(role).post(BULK, {"chosen": [mark_of(waiting.searches)]}).status_code == 403
    assert reviewer.put(BULK).status_code == 405
