"""Comments on a record's page: written, answered, changed, settled."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ctreport.accounts.access import Role
from ctreport.accounts.actions import add_person
from ctreport.discussion.actions import add_comment, answer, resolve_thread
from ctreport.discussion.models import Comment
from ctreport.discussion.standing import unread_of
from ctreport.review.actions import delete_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(pledge):
    return reverse("discussion:add", args=["pledge", pledge.pk])


@pytest.fixture
def comment(pledge, people):
    """What the leader asked."""
    return add_comment(record=pledge, by=people.leader, text="To whom will we listen?")


def act_on(comment, name):
    return reverse(f"discussion:{name}", args=[comment.pk])


@pytest.mark.parametrize("role", Role)
def test_everybody_who_may_see_a_record_may_comment_on_it(role, client_for, pledge, address):
    response = client_for(role).post(address, {"text": "Is this ours?"}, follow=True)
    assert response.redirect_chain[0][0] == f"{pledge.get_absolute_url()}#comment-{Comment.objects.get().pk}"
    assert "Is this ours?" in response.text


def test_a_comment_goes_back_to_the_page_on_which_it_was_written(client_for, pledge, address):
    response = client_for("leader").post(address, {"text": "Hm.", "next": "/pledges/?year=2018-19"})
    assert response["Location"].startswith("/pledges/?year=2018-19#comment-")


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com/", "/\\example.com", "javascript:x"])
def test_a_comment_leads_to_no_other_site(client_for, pledge, address, elsewhere):
    response = client_for("leader").post(address, {"text": "Hm.", "next": elsewhere})
    assert response["Location"].startswith(f"{pledge.get_absolute_url()}#")


def test_markup_in_a_comment_is_shown_as_text(client_for, pledge, address):
    page = client_for("leader").post(address, {"text": "<script>alert(1)</script> <b>bold</b>"}, follow=True).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &lt;b&gt;bold&lt;/b&gt;" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize("text", ["", "   \r\n ", "\x00"])
def test_an_empty_comment_is_refused(client_for, address, text):
    page = client_for("leader").post(address, {"text": text})
    assert page.status_code == 200
    assert "Error:" in page.text
    assert not Comment.objects.exists()


def test_a_comment_of_4000_characters_is_kept_and_one_of_4001_is_refused_with_its_text(client_for, address):
    line = "\r\n"  # one character to the person who counts
    client_for("leader").post(address, {"text": "x" * 3998 + line + "y"})
    assert len(Comment.objects.get().text) == 4000
    page = client_for("leader").post(address, {"text": "z" * 4001}).text
    assert "Use 4000 characters or fewer. There are 4001 now" in page
    assert "z" * 4001 in page
    assert Comment.objects.count() == 1


def test_a_person_is_mentioned_by_name_and_told(client_for, address, people, unread):
    client_for("leader").post(address, {"text": "@Analyst Person, to whom?"})
    assert unread(people.analyst) == ["Leader Person mentioned you in a comment on pledge P1 of 2018/19"]


def test_a_person_is_chosen_from_the_list_and_told(client_for, address, people, unread):
    client_for("leader").post(address, {"text": "To whom?", "tell": [people.comms.pk]})
    assert unread(people.comms) == ["Leader Person mentioned you in a comment on pledge P1 of 2018/19"]
    assert unread(people.leader) == []


def test_a_mention_of_somebody_unknown_is_refused_in_words(client_for, address):
    page = client_for("leader").post(address, {"text": "@Nobody should look at this."}).text
    assert "There is nobody called “@Nobody” to tell." in page
    assert "@Nobody should look at this." in page
    assert not Comment.objects.exists()


@pytest.mark.parametrize("choice", ["999999", "x", "-1"])
def test_a_chosen_person_who_is_not_in_the_list_is_refused(client_for, address, choice):
    page = client_for("leader").post(address, {"text": "To whom?", "tell": [choice]}).text
    assert "Somebody whom you chose cannot be told any more." in page
    assert not Comment.objects.exists()


def test_people_without_a_role_cannot_be_told(client_for, address, people):
    people.comms.groups.clear()
    page = client_for("leader").get(address).text
    assert "Reviewer Person" in page
    assert "Communications Person" not in page


def test_who_takes_part_in_a_thread_is_told_of_an_answer_in_one_line(client_for, comment, people, unread):
    for text in ("To all.", "I mean it."):
        client_for("analyst").post(act_on(comment, "answer"), {"text": text})
    assert unread(people.leader) == ["Analyst Person answered in a thread on pledge P1 of 2018/19"]
    assert unread(people.analyst) == []


def test_who_was_mentioned_is_told_of_answers_and_only_once_where_mentioned_again(client_for, address, people, unread):
    client_for("leader").post(address, {"text": "@Analyst Person?"})
    first = Comment.objects.get()
    client_for("comms").post(act_on(first, "answer"), {"text": "@Leader Person: ask them."})
    assert unread(people.leader) == ["Communications Person mentioned you in a comment on pledge P1 of 2018/19"]
    assert "Communications Person answered in a thread on pledge P1 of 2018/19" in unread(people.analyst)


def test_answering_marks_what_one_was_told_of_the_thread_as_read(client_for, address, people, unread):
    client_for("leader").post(address, {"text": "@Analyst Person?"})
    client_for("analyst").post(act_on(Comment.objects.get(), "answer"), {"text": "To all."})
    assert unread(people.analyst) == []


def test_an_answer_to_an_answer_joins_the_thread(client_for, comment, pledge, people):
    second = answer(comment=comment, record=pledge, by=people.analyst, text="To all.")
    client_for("leader").post(act_on(second, "answer"), {"text": "Good."})
    assert Comment.objects.filter(parent=comment).count() == 2


def test_a_resolved_thread_is_folded_and_can_be_opened_again(client_for, comment, pledge):
    client = client_for("comms")
    page = client.post(act_on(comment, "resolve"), follow=True).text
    assert "Thread resolved." in page
    assert "1 resolved thread" in page
    assert "by Communications Person" in page
    page = client.post(act_on(comment, "reopen"), follow=True).text
    assert "Thread opened again." in page
    assert "1 resolved thread" not in page


def test_the_second_to_resolve_is_told_who_was_first(client_for, comment):
    client_for("comms").post(act_on(comment, "resolve"))
    page = client_for("leader").post(act_on(comment, "resolve"), follow=True).text
    assert "Communications Person resolved the thread already" in page


def test_the_second_to_open_is_told_that_it_is_open(client_for, comment):
    assert "open already" in client_for("comms").post(act_on(comment, "reopen"), follow=True).text


def test_an_answer_to_a_thread_resolved_meanwhile_opens_it_and_is_kept(client_for, comment, people):
    resolve_thread(comment=comment, by=people.comms)
    page = client_for("analyst").post(act_on(comment, "answer"), {"text": "One more thing."}, follow=True).text
    assert "Your answer has opened it again." in page
    comment.refresh_from_db()
    assert not comment.is_resolved


def test_one_may_edit_and_delete_what_nobody_has_answered(client_for, comment, pledge):
    client = client_for("leader")
    assert act_on(comment, "edit") in client.get(pledge.get_absolute_url()).text
    assert "To whom will we listen?" in client.get(act_on(comment, "edit")).text
    page = client.post(act_on(comment, "edit"), {"text": "To whom exactly?"}, follow=True).text
    assert "To whom exactly?" in page
    assert "(edited)" in page
    assert "Do you want to delete your comment?" in client.get(act_on(comment, "delete")).text
    assert "Comment deleted." in client.post(act_on(comment, "delete"), follow=True).text
    assert not Comment.objects.exists()


def test_editing_tells_only_those_who_were_not_mentioned_before(client_for, address, people, inbox):
    client = client_for("leader")
    client.post(address, {"text": "@Analyst Person?"})
    client.post(act_on(Comment.objects.get(), "edit"), {"text": "@Analyst Person, @Reviewer Person?"})
    assert len(inbox(people.analyst)) == len(inbox(people.reviewer)) == 1


@pytest.mark.parametrize("name", ["edit", "delete"])
def test_what_was_answered_stands(name, client_for, comment, pledge, people):
    answer(comment=comment, record=pledge, by=people.analyst, text="To all.")
    client = client_for("leader")
    assert act_on(comment, name) not in client.get(pledge.get_absolute_url()).text
    page = client.post(act_on(comment, name), {"text": "Never mind."}, follow=True).text
    assert "Somebody has answered, so the comment stays as it is." in page
    comment.refresh_from_db()
    assert comment.text == "To whom will we listen?"


def test_an_edit_that_comes_too_late_keeps_what_was_typed(client_for, comment, pledge, people):
    answer(comment=comment, record=pledge, by=people.analyst, text="To all.")
    page = client_for("leader").post(act_on(comment, "edit"), {"text": "To whom, and when?"}).text
    assert "To whom, and when?" in page


@pytest.mark.parametrize("name", ["edit", "delete"])
def test_nobody_changes_the_comment_of_another(name, client_for, comment):
    for response in (
        client_for("analyst").get(act_on(comment, name), follow=True),
        client_for("analyst").post(act_on(comment, name), {"text": "Mine now."}, follow=True),
    ):
        assert "Only who wrote a comment can change it." in response.text
    assert Comment.objects.get().text == "To whom will we listen?"


def test_deleting_a_comment_takes_its_notices_away(client_for, address, people, inbox):
    client_for("leader").post(address, {"text": "@Analyst Person?"})
    client_for("leader").post(act_on(Comment.objects.get(), "delete"))
    assert inbox(people.analyst) == []


@pytest.mark.parametrize("name", ["resolve", "reopen"])
def test_settling_needs_a_post(name, client_for, comment):
    assert client_for("leader").get(act_on(comment, name)).status_code == 405


@pytest.mark.parametrize("name", ["add", "answer", "edit", "delete", "resolve", "reopen"])
def test_other_methods_are_refused(name, client_for, comment, address):
    where = address if name == "add" else act_on(comment, name)
    assert client_for("leader").put(where).status_code == 405


@pytest.mark.parametrize("name", ["answer", "edit", "delete", "resolve", "reopen"])
def test_a_comment_that_is_gone_is_not_found(name, client_for, comment):
    where = act_on(comment, name)
    comment.delete()
    response = client_for("leader").post(where, {"text": "x"})
    assert response.status_code == 404


def test_an_unknown_kind_or_record_is_not_found(client_for, pledge):
    for arguments in (["nonsense", pledge.pk], ["pledge", pledge.pk + 1]):
        assert client_for("leader").post(reverse("discussion:add", args=arguments), {"text": "x"}).status_code == 404


def test_a_comment_on_a_deleted_record_is_not_found_and_its_notice_says_so(client_for, address, pledge, people, inbox):
    client_for("leader").post(address, {"text": "@Analyst Person?"})
    comment = Comment.objects.get()
    delete_record(record=pledge, by=people.analyst)
    assert client_for("leader").post(act_on(comment, "answer"), {"text": "x"}).status_code == 404
    [line] = inbox(people.analyst)
    assert (line.over, line.address) == ("It has been deleted since.", "")
    assert unread_of(people.analyst) == 0


@pytest.mark.parametrize("kind", ["other record", "answer to an answer"])
def test_the_database_refuses_an_answer_in_the_wrong_place(kind, comment, pledge, people, figures):
    second = answer(comment=comment, record=pledge, by=people.analyst, text="To all.")
    wrong = {"parent": comment, "object_id": pledge.pk + 99} if kind == "other record" else {"parent": second}
    fields = {"content_type": comment.content_type, "object_id": pledge.pk, "text": "x", "by_name": "x", **wrong}
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.create(**fields)


@pytest.mark.parametrize("fields", [{"text": ""}, {"text": "x" * 4001}])
def test_the_database_refuses_a_comment_without_words_or_with_too_many(fields, comment):
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(**fields)


def test_the_database_resolves_a_thread_at_its_first_comment_only(comment, pledge, people):
    second = answer(comment=comment, record=pledge, by=people.analyst, text="To all.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=second.pk).update(resolved_at="2026-01-01T00:00Z")


def test_the_queries_of_a_page_do_not_grow_with_what_was_said(client_for, pledge, people):
    counts = []
    for size in (1, 12):
        for number in range(size):
            first = add_comment(record=pledge, by=people.leader, text=f"Question {number}")
            answer(comment=first, record=pledge, by=people.analyst, text=f"Answer {number}")
            add_person(email=f"{size}-{number}@x.example", name=f"P {number}", roles=[Role.LEADER], password="x")
        client = client_for("comms")
        client.get(pledge.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            client.get(pledge.get_absolute_url())
        counts.append(len(queries))
    assert counts[0] == counts[1]
