"""The inbox: what is unread, where it leads, and how it is put away."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ctreport.discussion.actions import add_comment, answer, resolve_thread
from ctreport.discussion.models import MailPreference, Notice
from ctreport.discussion.standing import unread_of
from ctreport.review.workflow import submit_record, withdraw_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def mention(pledge, people):
    """Return a function that mentions the analyst so many times, and gives the notices, the oldest first."""

    def make(count=1):
        for number in range(count):
            add_comment(record=pledge, by=people.leader, text=f"Question {number}?", mentioned=[people.analyst])
        return list(Notice.objects.of(people.analyst).order_by("pk"))

    return make


def test_an_empty_inbox_says_what_will_come(client_for):
    assert "Nothing waits for you." in client_for("analyst").get("/inbox/").text
    assert "Nothing has come in yet." in client_for("analyst").get("/inbox/", {"show": "all"}).text


def test_the_header_says_how_many_are_unread(client_for, mention):
    client = client_for("analyst")
    assert "unread</span>" not in client.get("/pledges/").text
    mention(3)
    assert '3<span class="govuk-visually-hidden"> unread</span>' in client.get("/pledges/").text


def test_the_inbox_shows_who_said_what_about_which_record(client_for, mention):
    mention()
    page = client_for("analyst").get("/inbox/").text
    assert "Leader Person mentioned you in a comment on pledge P1 of 2018/19" in page
    assert "Question 0?" in page
    assert "Inbox (1 unread)" in page


def test_opening_a_notice_leads_to_the_comment_and_marks_it_as_read(client_for, mention, pledge):
    [notice] = mention()
    client = client_for("analyst")
    response = client.get(reverse("discussion:open", args=[notice.pk]))
    assert response["Location"] == f"{pledge.get_absolute_url()}#comment-{notice.comment_id}"
    assert "Nothing waits for you." in client.get("/inbox/").text
    assert "Question 0?" in client.get("/inbox/", {"show": "all"}).text


def test_one_notice_is_marked_as_read(client_for, mention):
    first, _second = mention(2)
    page = client_for("analyst").post("/inbox/read/", {"notice": first.pk}, follow=True).text
    assert "Question 0?" not in page
    assert "Question 1?" in page


def test_all_are_marked_as_read(client_for, mention):
    mention(2)
    page = client_for("analyst").post("/inbox/read/", {"all": "1"}, follow=True).text
    assert "All marked as read." in page
    assert "Nothing waits for you." in page


def test_the_unread_stand_first(client_for, mention):
    mention(2)
    client = client_for("analyst")
    client.post("/inbox/read/", {"notice": Notice.objects.order_by("pk").last().pk, "show": "all"})
    page = client.get("/inbox/", {"show": "all"}).text
    assert page.index("Question 0?") < page.index("Question 1?")


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 30, "99999"])
def test_a_notice_that_is_not_there_is_not_marked(client_for, mention, number):
    mention()
    page = client_for("analyst").post("/inbox/read/", {"notice": number}, follow=True).text
    assert "That notice is not in your inbox any more." in page
    assert "Question 0?" in page


def test_nobody_opens_or_marks_the_notice_of_another(client_for, mention, people, unread):
    [notice] = mention()
    client = client_for("leader")
    assert client.get(reverse("discussion:open", args=[notice.pk])).status_code == 404
    client.post("/inbox/read/", {"notice": notice.pk})
    client.post("/inbox/read/", {"all": "1"})
    assert len(unread(people.analyst)) == 1


def test_a_thread_that_was_resolved_says_so_and_stays_unread(client_for, mention, people, inbox):
    [notice] = mention()
    resolve_thread(comment=notice.comment, by=people.leader)
    [line] = inbox(people.analyst)
    assert line.over == "Leader Person resolved the thread."
    assert unread_of(people.analyst) == 1


@pytest.fixture
def submit(people, django_capture_on_commit_callbacks):
    def act(records):
        with django_capture_on_commit_callbacks(execute=True):
            for record in records:
                submit_record(record=record, by=people.analyst)

    return act


def test_a_wait_that_is_over_says_so_when_it_is_opened(client_for, pledge, people, submit):
    submit([pledge])
    withdraw_record(record=pledge, by=people.analyst)
    address = reverse("discussion:open", args=[Notice.objects.get().pk])
    assert "Nothing of this waits for your review any more." in client_for("reviewer").get(address, follow=True).text


def test_a_long_inbox_is_shown_in_pages(client_for, mention):
    mention(30)
    page = client_for("analyst").get("/inbox/", {"page": "2"}).text
    assert "Question 4?" in page
    assert "Question 5?" not in page
    assert 'aria-label="Page 1"' in page


@pytest.mark.parametrize("page", ["0", "99", "x"])
def test_a_page_that_is_not_there_shows_the_nearest(client_for, mention, page):
    mention()
    assert "Question 0?" in client_for("analyst").get("/inbox/", {"page": page}).text


def test_the_queries_do_not_grow_with_the_notices(client_for, mention, pledge, people):
    client = client_for("analyst")
    counts = []
    for size in (2, 20):
        for notice in mention(size):
            answer(comment=notice.comment, record=pledge, by=people.leader, text="Well?")
        with CaptureQueriesContext(connection) as queries:
            client.get("/inbox/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_header_takes_one_query_where_nothing_is_unread_and_three_at_most(people, mention, pledge, figures, submit):
    with CaptureQueriesContext(connection) as queries:
        unread_of(people.analyst)
    assert len(queries) == 1
    submit([pledge, *figures(5)])
    add_comment(record=pledge, by=people.leader, text="Well?", mentioned=[people.reviewer])
    with CaptureQueriesContext(connection) as queries:
        assert unread_of(people.reviewer) == 3
    assert len(queries) == 3


def test_a_person_chooses_when_to_get_e_mail(client_for, people):
    client = client_for("analyst")
    assert 'value="daily" id="id_rhythm_0" checked' in client.get("/inbox/settings/").text
    assert "Your choice is saved." in client.post("/inbox/settings/", {"rhythm": "never"}, follow=True).text
    assert MailPreference.objects.get(person=people.analyst).rhythm == "never"


@pytest.mark.parametrize(("sent", "words"), [({}, "Choose when."), ({"rhythm": "hourly"}, "Choose one of the three.")])
def test_a_choice_that_is_none_is_refused(client_for, sent, words):
    page = client_for("analyst").post("/inbox/settings/", sent).text
    assert words in page
    assert not MailPreference.objects.exists()


@pytest.mark.parametrize(
    ("path", "method"),
    [("/inbox/", "post"), ("/inbox/read/", "get"), ("/inbox/1/", "post"), ("/inbox/settings/", "put")],
)
def test_the_wrong_method_is_refused(client_for, path, method):
    assert getattr(client_for("analyst"), method)(path).status_code == 405
