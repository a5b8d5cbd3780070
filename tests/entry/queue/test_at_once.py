"""Two reviewers decide on one record in the same moment: one of them does, the other is told."""

import threading

import pytest
from django.db import connection
from django.test import Client

from ctreport.accounts.access import Role
from ctreport.accounts.actions import add_person
from ctreport.review.history import newest_content, revisions_of
from ctreport.review.models import State
from outcomes.models import Figure
from tests.review.kinds import a_measure, year_of
from tests.review.moving import change, number_of, submit

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite in memory has one writer, which is no test"),
]


@pytest.fixture
def figure(people):
    figure = Figure.objects.create(measure=a_measure(), year=year_of(), value=5, unit="count")
    return submit(change(figure, people.analyst, value=6), people)


@pytest.fixture
def together(people):
    """Return a function that sends the same as two reviewers at once, and returns both answers."""
    second = add_person(email="second@ctreport.example", name="Second", roles=[Role.REVIEWER], password="x" * 14)

    def send(address, *sent):
        start, answers = threading.Barrier(2), {}

        def work(user, data):
            client = Client()
            client.force_login(user)
            start.wait(timeout=10)
            answers[user.name] = client.post(address, data, follow=True)
            connection.close()

        pairs = zip((people.reviewer, second), sent, strict=True)
        threads = [threading.Thread(target=work, args=pair) for pair in pairs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)
        return answers

    return send


def test_one_of_two_who_approve_at_once_does_and_the_other_is_told(figure, together):
    data = {"decision": "approve", "number": number_of(figure)}
    answers = together(f"/review/figure/{figure.pk}/", data, data)
    assert [answer.status_code for answer in answers.values()] == [200, 200]
    told = [answer.text.count("Approved: figure") for answer in answers.values()]
    assert sorted(told) == [0, 1]
    figure.refresh_from_db()
    assert (figure.value, figure.state) == (6, State.APPROVED)
    winner = next(name for name, answer in answers.items() if "Approved: figure" in answer.text)
    assert newest_content(figure).reviewed_by_name == winner


def test_approval_and_return_at_once_do_not_mix(figure, together):
    number = number_of(figure)
    answers = together(
        f"/review/figure/{figure.pk}/",
        {"decision": "approve", "number": number},
        {"decision": "return", "number": number, "comment": "No."},
    )
    assert [answer.status_code for answer in answers.values()] == [200, 200]
    figure.refresh_from_db()
    newest = revisions_of(figure)[0]
    assert figure.state == newest.state
    assert (newest.review_comment == "No.") is (newest.state == State.RETURNED)
    assert newest.reviewed_by_name == ("Second" if newest.state == State.RETURNED else "Reviewer Person")


def test_two_bulk_approvals_at_once_approve_each_once(figure, together):
    data = {"chosen": [f"figure-{figure.pk}-{number_of(figure)}"]}
    answers = together("/review/bulk/", data, data)
    assert sorted("1 record was approved." in answer.text for answer in answers.values()) == [False, True]
