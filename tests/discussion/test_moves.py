"""What people are told of records that were submitted, approved or returned."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from ctreport.accounts.access import Role
from ctreport.accounts.actions import add_person
from ctreport.discussion.models import Notice
from ctreport.discussion.standing import unread_of
from ctreport.review.actions import delete_record, save_record
from ctreport.review.bulk import Choice, approve_records
from ctreport.review.history import newest_content
from ctreport.review.workflow import approve_record, return_record, submit_record, withdraw_record
from outcomes.models import Figure

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def committed(django_capture_on_commit_callbacks):
    """Return the context in which what is done is committed at the end, as it is outside tests."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def submit(committed):
    def act(records, by):
        with committed():
            for record in records:
                submit_record(record=record, by=by)

    return act


@pytest.fixture
def approve(committed):
    def act(records, by, comment=""):
        with committed():
            for record in records:
                approve_record(record=record, by=by, number=newest_content(record).number, comment=comment)

    return act


def test_a_reviewer_is_told_of_one_record_by_name_and_led_to_it(submit, pledge, people, inbox):
    submit([pledge], people.analyst)
    [line] = inbox(people.reviewer)
    assert line.text == "Pledge P1 of 2018/19 waits for your review"
    assert line.detail == "Submitted by Analyst Person."
    assert line.address


def test_many_records_submitted_in_one_go_make_one_line(submit, figures, people, unread):
    submit(figures(17), people.analyst)
    assert unread(people.reviewer) == ["17 figures of 2018/19 wait for your review"]


def test_records_submitted_one_after_another_make_one_line_too(submit, figures, people, unread):
    for figure in figures(3):
        submit([figure], people.analyst)
    assert unread(people.reviewer) == ["3 figures of 2018/19 wait for your review"]


def test_kinds_and_years_are_told_apart(submit, figures, pledge, people, unread):
    submit([pledge, *figures(2)], people.analyst)
    assert set(unread(people.reviewer)) == {
        "Pledge P1 of 2018/19 waits for your review",
        "2 figures of 2018/19 wait for your review",
    }


def test_a_line_that_was_read_becomes_new_when_more_is_submitted(submit, figures, people, unread):
    first, second = figures(2)
    submit([first], people.analyst)
    Notice.objects.update(read_at="2026-01-01T00:00Z")
    submit([second], people.analyst)
    assert unread(people.reviewer) == ["2 figures of 2018/19 wait for your review"]


def test_nobody_but_reviewers_is_told_that_something_waits(submit, pledge, people, unread):
    submit([pledge], people.analyst)
    others = (people.analyst, people.leader, people.comms, people.administrator)
    assert not any(unread(person) for person in others)


def test_a_reviewer_is_not_told_of_what_they_made_themselves(submit, figures, people, unread):
    second = add_person(email="second@ctreport.example", name="Second Reviewer", roles=[Role.REVIEWER], password="x")
    submit(figures(2, by=people.reviewer), people.analyst)
    assert unread(people.reviewer) == []
    assert unread(second) == ["2 figures of 2018/19 wait for your review"]


def test_a_wait_that_somebody_else_ended_is_over_by_itself(submit, approve, figures, people, inbox):
    second = add_person(email="second@ctreport.example", name="Second Reviewer", roles=[Role.REVIEWER], password="x")
    [figure] = figures(1)
    submit([figure], people.analyst)
    approve([figure], people.reviewer)
    [line] = inbox(second)
    assert (line.text, line.over) == ("Figures of 2018/19", "Nothing of this waits for your review any more.")
    assert unread_of(line.notice.person) == 0


@pytest.mark.parametrize("ending", ["edited", "withdrawn", "deleted"])
def test_a_wait_ends_by_an_edit_a_withdrawal_or_a_deletion_too(ending, submit, figures, people, unread):
    [figure] = figures(1)
    submit([figure], people.analyst)
    figure.refresh_from_db()
    if ending == "edited":
        figure.value = 7
        save_record(record=figure, by=people.analyst)
    elif ending == "withdrawn":
        withdraw_record(record=figure, by=people.analyst)
    else:
        delete_record(record=figure, by=people.analyst)
    assert unread(people.reviewer) == []


def test_the_author_is_told_that_it_was_approved_in_one_line_for_many(submit, approve, figures, people, unread):
    made = figures(3)
    submit(made, people.analyst)
    approve(made[:2], people.reviewer)
    approve(made[2:], people.reviewer)
    assert unread(people.analyst) == ["Reviewer Person approved 3 figures of 2018/19"]


def test_a_count_begins_again_once_it_was_read(submit, approve, figures, people, unread):
    made = figures(3)
    submit(made, people.analyst)
    approve(made[:2], people.reviewer)
    Notice.objects.of(people.analyst).update(read_at="2026-01-01T00:00Z")
    approve(made[2:], people.reviewer)
    assert unread(people.analyst) == ["Reviewer Person approved figure “Measure 3” of 2018/19"]


def test_an_approval_with_a_comment_stands_alone_with_it(submit, approve, figures, people, inbox):
    made = figures(2)
    submit(made, people.analyst)
    approve(made[:1], people.reviewer)
    approve(made[1:], people.reviewer, comment="Well explained.")
    lines = inbox(people.analyst)
    assert lines[0].text == "Reviewer Person approved figure “Measure 2” of 2018/19"
    assert [line.detail for line in lines] == ["Well explained.", ""]


def test_bulk_approval_tells_the_author_once(submit, committed, figures, people, unread):
    made = figures(4)
    submit(made, people.analyst)
    with committed():
        approve_records(choices=[Choice(Figure, one.pk, 1) for one in made], by=people.reviewer)
    assert unread(people.analyst) == ["Reviewer Person approved 4 figures of 2018/19"]


def test_the_author_is_told_that_it_was_returned_and_why(submit, committed, pledge, people, inbox):
    submit([pledge], people.analyst)
    with committed():
        return_record(record=pledge, by=people.reviewer, number=1, comment="Say to whom.")
    [line] = inbox(people.analyst)
    assert line.text == "Reviewer Person returned pledge P1 of 2018/19"
    assert line.detail == "Say to whom."
    assert line.address == pledge.get_absolute_url()


def test_a_return_is_over_when_the_record_was_changed(submit, committed, pledge, people, inbox):
    submit([pledge], people.analyst)
    with committed():
        return_record(record=pledge, by=people.reviewer, number=1, comment="Say to whom.")
    pledge.refresh_from_db()
    pledge.statement = "We will listen to all."
    save_record(record=pledge, by=people.analyst)
    [line] = inbox(people.analyst)
    assert line.over == "It has been changed or submitted again since."
    assert unread_of(line.notice.person) == 0


def test_who_submitted_what_another_made_is_told_as_well(submit, approve, figures, people, unread):
    second = add_person(email="second@ctreport.example", name="Second Analyst", roles=[Role.ANALYST], password="x")
    [figure] = figures(1)
    submit([figure], second)
    approve([figure], people.reviewer)
    assert unread(second) == unread(people.analyst) == ["Reviewer Person approved figure “Measure 1” of 2018/19"]


def test_nobody_is_told_what_they_did_themselves(submit, approve, figures, people, unread):
    [figure] = figures(1)
    submit([figure], people.reviewer)
    approve([figure], people.reviewer)
    assert unread(people.reviewer) == []


def test_people_who_left_are_told_nothing(submit, approve, pledge, people):
    for person in (people.reviewer, people.analyst):
        person.is_active = False
        person.save()
    submit([pledge], people.analyst)
    approve([pledge], people.reviewer)
    assert not Notice.objects.exists()


def test_what_was_rolled_back_is_told_to_nobody(committed, figures, people, unread):
    first, second = figures(2)

    @transaction.atomic
    def submit_and_fail():
        submit_record(record=first, by=people.analyst)
        raise RuntimeError

    with committed():
        with pytest.raises(RuntimeError):
            submit_and_fail()
        submit_record(record=second, by=people.analyst)
    assert unread(people.reviewer) == ["Figure “Measure 2” of 2018/19 waits for your review"]


def test_a_notice_names_no_value_of_a_figure(submit, figures, people, inbox):
    submit(figures(1), people.analyst)
    [line] = inbox(people.reviewer)
    assert "501" not in line.text + line.detail


def test_telling_takes_as_many_queries_for_two_hundred_as_for_ten(committed, figures, people):
    for number in range(4):
        add_person(email=f"r{number}@ctreport.example", name=f"R {number}", roles=[Role.REVIEWER], password="x")
    counts = []
    for size in (10, 200):
        made = figures(size)
        with CaptureQueriesContext(connection) as queries, committed():
            for figure in made:
                submit_record(record=figure, by=people.analyst)
            before = len(queries)
        counts.append(len(queries) - before)
    assert counts[0] <= 8
    assert counts[1] <= counts[0] + 1  # the second time the lines are there and are brought up to date


def test_a_broken_inbox_does_not_break_the_submission(submit, pledge, people, monkeypatch, caplog):
    def fail(*args, **kwargs):
        raise RuntimeError("no inbox")

    monkeypatch.setattr("ctreport.discussion.moves.tell", fail)
    submit([pledge], people.analyst)
    pledge.refresh_from_db()
    assert pledge.state == "submitted"
    assert "no inbox" in caplog.text
