"""One record that waits: what the reviewer is shown, and what comes of the decision."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ctreport.accounts.access import Role
from ctreport.review.history import newest_content
from ctreport.review.models import State
from ctreport.review.workflow import approve_record
from objectives.models import Pledge
from outcomes.models import Figure
from tests.review.moving import approve, change, number_of, submit
from tests.traces import untraced


def address_of(record):
    return f"/review/{record.record_kind}/{record.pk}/"


def decide(client, record, decision="approve", *, number=None, query="", **data):
    sent = {"decision": decision, "number": number_of(record) if number is None else number} | data
    return client.post(address_of(record) + query, sent, follow=True)


def state_of(record):
    record.refresh_from_db()
    return record.state


def test_figure_is_shown_against_last_year_with_what_is_asked_and_where_it_will_appear(reviewer, waiting):
    page = untraced(reviewer.get(address_of(waiting.arrests)).text)
    for words in (
        '<p class="ct-decision__value">140</p>',
        "2018/19</span> <strong>95</strong>",
        "Up 45 (47%) from 95",
        "Say what lies behind it, or correct the figure.",
        "Not answered",
        "We made <mark",
        "Custody system",
        "Performance Unit",
        "1 of 4",
    ):
        assert words in page
    assert "140</mark> arrests." in page


def test_answer_to_a_question_stands_beneath_it(reviewer, people, waiting):
    change(waiting.arrests, people.analyst, explanations={"large-change": "More officers were on duty."})
    submit(waiting.arrests, people)
    page = reviewer.get(address_of(waiting.arrests)).text
    assert "<strong>Answer:</strong> More officers were on duty." in page
    assert "Not answered" not in page


def test_change_of_an_approved_figure_shows_what_is_in_the_report_now(reviewer, people, waiting):
    approve(waiting.searches, people)
    submit(change(waiting.searches, people.analyst, value=110, note="By shift", reason="Counted again"), people)
    page = reviewer.get(address_of(waiting.searches)).text
    assert "<del>104</del> in the report now" in untraced(page)
    assert '<p class="ct-decision__value">110</p>' in untraced(page)
    assert "Reason: Counted again" in page
    assert "By shift</ins>" in page


def test_pledge_is_held_against_the_one_that_it_was_rolled_forward_from(reviewer, waiting):
    page = reviewer.get(address_of(waiting.pledge)).text
    assert "Against P1 of 2018/19:" in page
    assert "residents and schools.</ins>" in page


def test_change_of_an_approved_pledge_is_shown_word_by_word(reviewer, people, waiting):
    approve(waiting.pledge, people)
    submit(change(waiting.pledge, people.analyst, statement="Train residents and shops."), people)
    text = reviewer.get(address_of(waiting.pledge)).text.split('class="ct-decision__text"')[1].split("</p>")[0]
    assert "Train residents and" in text
    assert "schools.</del>" in text
    assert "shops.</ins>" in text


def test_sentence_is_shown_as_it_will_read_with_the_numbers_that_nothing_stands_behind(reviewer, people, waiting):
    narrative = "We made {{figure:arrests}} arrests in 12 places."
    submit(change(waiting.activity, people.analyst, narrative=narrative), people)
    page = reviewer.get(address_of(waiting.activity)).text
    assert "We made 140 arrests in 12 places." in page
    assert "“12” was typed by hand: no figure stands behind it." in page


def test_sentence_quotes_the_proposed_figure_while_the_approved_one_is_another(reviewer, people, waiting):
    approve(waiting.arrests, people)
    submit(change(waiting.arrests, people.analyst, value=141), people)
    assert "141</mark> arrests." in untraced(reviewer.get(address_of(waiting.arrests)).text)


def test_made_up_figure_of_last_year_is_marked(reviewer, waiting):
    assert "Illustrative" not in reviewer.get(address_of(waiting.arrests)).text
    Figure.objects.filter(year__start_year=2018).update(illustrative=True)
    page = reviewer.get(address_of(waiting.arrests)).text
    assert "Illustrative figures." in page
    assert "<strong>95</strong> <strong class=" in untraced(page)


def test_approving_goes_on_to_the_next(reviewer, waiting):
    page = decide(reviewer, waiting.arrests)
    assert "Approved: figure Arrests, 2019/20." in page.text
    assert page.request["PATH_INFO"] == address_of(waiting.searches)
    assert "1 of 3" in page.text
    assert state_of(waiting.arrests) == State.APPROVED


def test_approving_the_last_leads_back_to_the_queue(reviewer, waiting):
    page = decide(reviewer, waiting.pledge)
    assert page.request["PATH_INFO"] == "/review/"
    assert "Approved: pledge P1." in page.text
    assert "3 records wait" in page.text


def test_filter_is_kept_from_one_to_the_next(reviewer, waiting):
    page = reviewer.get(address_of(waiting.arrests) + "?kind=figure").text
    assert "1 of 2" in page
    assert f'{address_of(waiting.searches)}?kind=figure"' in page
    done = decide(reviewer, waiting.searches, query="?kind=figure")
    assert done.request["QUERY_STRING"] == "kind=figure"


def test_item_outside_the_filter_is_shown_all_the_same(reviewer, waiting):
    assert "4 of 4" in reviewer.get(address_of(waiting.pledge) + "?kind=figure").text


def test_skip_leads_to_the_next_and_decides_nothing(reviewer, waiting):
    page = reviewer.get(address_of(waiting.arrests)).text
    assert f'href="{address_of(waiting.searches)}" data-review-key="s"' in page
    assert state_of(waiting.arrests) == State.SUBMITTED


def test_returning_with_a_comment(reviewer, waiting):
    page = decide(reviewer, waiting.arrests, "return", comment=" Which custody suites? ")
    assert "Returned: figure Arrests, 2019/20." in page.text
    assert state_of(waiting.arrests) == State.RETURNED
    assert newest_content(waiting.arrests).review_comment == "Which custody suites?"


def test_returning_without_a_comment_is_refused_and_the_form_stays_open(reviewer, waiting):
    page = decide(reviewer, waiting.arrests, "return", comment="  ")
    assert page.status_code == 200
    assert "Enter what should be changed, so that the author knows what to do." in page.text
    assert 'ct-decision__return" open>' in page.text
    assert state_of(waiting.arrests) == State.SUBMITTED


def test_nobody_approves_what_they_made(reviewer, people, waiting):
    submit(change(waiting.arrests, people.reviewer, value=141), people)
    page = reviewer.get(address_of(waiting.arrests)).text
    assert "You made it: somebody else must approve it." in page
    assert 'value="approve"' not in page
    refused = decide(reviewer, waiting.arrests)
    assert "You made the last change, so somebody else must approve it." in refused.text
    assert state_of(waiting.arrests) == State.SUBMITTED


def test_what_was_changed_meanwhile_is_shown_anew(reviewer, people, waiting):
    seen = number_of(waiting.arrests)
    submit(change(waiting.arrests, people.analyst, value=150), people)
    page = decide(reviewer, waiting.arrests, number=seen)
    assert "It was changed after you opened it." in page.text
    assert '<p class="ct-decision__value">150</p>' in untraced(page.text)
    assert state_of(waiting.arrests) == State.SUBMITTED


def test_second_reviewer_is_told_that_it_was_decided(reviewer, second_reviewer, waiting):
    approve_record(record=waiting.arrests, by=second_reviewer, number=number_of(waiting.arrests))
    page = decide(reviewer, waiting.arrests)
    assert "This does not wait for review: it is approved." in page.text
    assert newest_content(waiting.arrests).reviewed_by_name == "Second Reviewer"


def test_what_was_taken_back_meanwhile_is_not_approved(reviewer, people, waiting):
    change(waiting.arrests, people.analyst, value=150)
    page = decide(reviewer, waiting.arrests)
    assert "it is draft." in page.text
    assert state_of(waiting.arrests) == State.DRAFT


def test_what_clashes_with_a_record_approved_meanwhile_is_explained(reviewer, people, waiting):
    approve(waiting.pledge, people)
    submit(change(waiting.pledge, people.analyst, reference="P2"), people)
    Pledge.objects.create(year=waiting.pledge.year, reference="P2", statement="Another")
    page = decide(reviewer, waiting.pledge)
    assert "It cannot be approved as it is. Another pledge of this year has this reference." in page.text


@pytest.mark.parametrize(
    "data",
    [{"decision": "applaud"}, {"decision": ""}, {"number": "x"}, {"number": "9" * 40}, {"number": "-1"}],
)
def test_bad_input_decides_nothing(reviewer, waiting, data):
    page = reviewer.post(address_of(waiting.arrests), {"decision": "approve", "number": 1} | data)
    assert page.status_code == 200
    assert "Nothing was decided" in page.text
    assert state_of(waiting.arrests) == State.SUBMITTED


@pytest.mark.parametrize(("address", "words"), [("/review/figure/999/", "no figure"), ("/review/strand/1/", "second")])
def test_what_there_is_not_is_not_found(reviewer, db, address, words):
    page = reviewer.get(address)
    assert page.status_code == 404
    assert words in page.text


def test_item_is_for_reviewers_only(client_for, reviewer, waiting):
    for role in set(Role) - {Role.REVIEWER}:
        client = client_for(role)
        assert client.get(address_of(waiting.arrests)).status_code == 403
        assert client.post(address_of(waiting.arrests), {"decision": "approve", "number": 1}).status_code == 403
    assert reviewer.delete(address_of(waiting.arrests)).status_code == 405


def test_number_of_queries_does_not_grow_with_the_queue(reviewer, people, waiting, figure_of):
    counts = []
    for start, stop in ((0, 2), (2, 60)):
        for number in range(start, stop):
            submit(figure_of(f"m-{number}", number + 1), people)
        reviewer.get(address_of(waiting.arrests))
        with CaptureQueriesContext(connection) as queries:
            reviewer.get(address_of(waiting.arrests))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 45
