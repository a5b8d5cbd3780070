"""E-mail: digests and mail at once, each thing told once, and nothing lost when the mail server fails."""

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from ctreport.discussion.actions import add_comment
from ctreport.discussion.mail import send_digests
from ctreport.discussion.models import MailPreference, Notice
from ctreport.review.actions import save_record
from ctreport.review.workflow import submit_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def mention(pledge, django_capture_on_commit_callbacks):
    def act(*mentioned, by):
        with django_capture_on_commit_callbacks(execute=True):
            add_comment(record=pledge, by=by, text="The secret of P1 is 501.", mentioned=mentioned)

    return act


@pytest.fixture
def submit(django_capture_on_commit_callbacks):
    def act(records, by):
        with django_capture_on_commit_callbacks(execute=True):
            for record in records:
                submit_record(record=record, by=by)

    return act


def prefer(person, rhythm):
    MailPreference.objects.update_or_create(person=person, defaults={"rhythm": rhythm})


def test_a_digest_says_what_waits_and_where(settings, submit, mention, figures, people):
    settings.BASE_URL = "https://ctreport.force.example/"
    submit(figures(17), people.analyst)
    mention(people.reviewer, by=people.leader)
    assert send_digests().sent == 1
    [message] = mail.outbox
    assert message.to == ["reviewer@ctreport.example"]
    assert message.subject == "ctreport: 17 to review, 1 mention"
    notice = Notice.objects.get(kind="review")
    for body in (message.body, message.alternatives[0].content):
        assert "17 figures of 2018/19 wait for your review" in body
        assert "Leader Person mentioned you in a comment on pledge P1 of 2018/19" in body
        assert f"https://ctreport.force.example/inbox/{notice.pk}/" in body
        assert "https://ctreport.force.example/inbox/settings/" in body
    assert message.alternatives[0].mimetype == "text/html"


def test_an_e_mail_holds_no_figure_no_narrative_and_no_comment(submit, mention, figures, pledge, people):
    submit([pledge, *figures(1)], people.analyst)
    mention(people.reviewer, by=people.leader)
    send_digests()
    [message] = mail.outbox
    whole = message.subject + message.body + message.alternatives[0].content
    for secret in ("501", "The secret", "We will listen"):
        assert secret not in whole


def test_markup_in_a_name_is_text_in_the_html_part(mention, people):
    people.leader.name = "<b>Helen</b>"
    people.leader.save()
    mention(people.reviewer, by=people.leader)
    send_digests()
    [message] = mail.outbox
    assert "&lt;b&gt;Helen&lt;/b&gt;" in message.alternatives[0].content
    assert "<b>Helen</b>" in message.body


def test_what_was_mailed_is_not_mailed_again(mention, people):
    mention(people.reviewer, by=people.leader)
    send_digests()
    MailPreference.objects.update(last_digest_at=timezone.now() - timedelta(days=1))
    assert send_digests().sent == 0


def test_a_person_gets_one_digest_a_day_at_most(mention, people):
    mention(people.reviewer, by=people.leader)
    send_digests()
    mention(people.reviewer, by=people.leader)
    assert send_digests().sent == 0
    MailPreference.objects.update(last_digest_at=timezone.now() - timedelta(days=1))
    assert send_digests().sent == 1


def test_what_was_read_or_is_over_is_not_mailed(submit, mention, figures, people):
    [figure] = figures(1)
    submit([figure], people.analyst)
    figure.refresh_from_db()
    figure.value = 3
    save_record(record=figure, by=people.analyst)
    mention(people.comms, by=people.leader)
    Notice.objects.of(people.comms).update(read_at=timezone.now())
    assert send_digests().sent == 0


def test_who_wants_none_gets_none(mention, people):
    prefer(people.reviewer, "never")
    mention(people.reviewer, by=people.leader)
    assert send_digests().sent == 0
    assert mail.outbox == []


def test_who_wants_it_at_once_gets_it_at_once_and_not_again_in_the_digest(mention, people):
    prefer(people.reviewer, "at_once")
    mention(people.reviewer, people.comms, by=people.leader)
    assert [message.to for message in mail.outbox] == [["reviewer@ctreport.example"]]
    assert mail.outbox[0].subject == "ctreport: 1 mention"
    send_digests()
    assert [message.to for message in mail.outbox[1:]] == [["comms@ctreport.example"]]


def test_a_submission_of_many_is_one_e_mail_at_once(submit, figures, people):
    prefer(people.reviewer, "at_once")
    submit(figures(30), people.analyst)
    assert [message.subject for message in mail.outbox] == ["ctreport: 30 to review"]


def test_people_who_left_or_lost_their_roles_get_none(mention, people):
    mention(people.reviewer, people.comms, by=people.leader)
    people.reviewer.is_active = False
    people.reviewer.save()
    people.comms.groups.clear()
    assert send_digests().sent == 0


@pytest.fixture
def failing(monkeypatch):
    """Make the mail server refuse the messages to some addresses; return the set of them."""
    refused = set()
    send = mail.EmailMultiAlternatives.send

    def fail(self, *args, **kwargs):
        if refused & set(self.to):
            raise OSError("The server is down.")
        return send(self, *args, **kwargs)

    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", fail)
    return refused


def test_a_failure_loses_nothing_and_stops_nobody_else(mention, people, failing):
    failing.add("comms@ctreport.example")
    mention(people.comms, people.reviewer, by=people.leader)
    with pytest.raises(CommandError, match=r"1 could not be sent(?s:.*)Communications Person: The server is down"):
        call_command("send_digests")
    assert [message.to for message in mail.outbox] == [["reviewer@ctreport.example"]]
    failing.clear()
    call_command("send_digests")
    assert [message.to for message in mail.outbox[1:]] == [["comms@ctreport.example"]]


def test_a_failure_at_once_does_not_break_the_comment_and_is_left_for_the_digest(
    client_for, pledge, people, failing, django_capture_on_commit_callbacks
):
    prefer(people.reviewer, "at_once")
    failing.add("reviewer@ctreport.example")
    with django_capture_on_commit_callbacks(execute=True):
        response = client_for("leader").post(f"/comments/pledge/{pledge.pk}/", {"text": "@Reviewer Person?"})
    assert response.status_code == 302
    assert mail.outbox == []
    failing.clear()
    assert send_digests().sent == 1


def test_the_command_says_how_many_it_sent(mention, people, capsys):
    mention(people.reviewer, by=people.leader)
    call_command("send_digests")
    call_command("send_digests")
    assert capsys.readouterr().out == "1 e-mail sent.\n0 e-mails sent.\n"


def test_who_is_being_written_to_is_not_written_to_twice(mention, people):
    mention(people.reviewer, by=people.leader)
    MailPreference.objects.create(person=people.reviewer, sending_since=timezone.now())
    assert send_digests().sent == 0


def test_a_lease_that_was_left_behind_ends(mention, people):
    mention(people.reviewer, by=people.leader)
    MailPreference.objects.create(person=people.reviewer, sending_since=timezone.now() - timedelta(minutes=11))
    assert send_digests().sent == 1


def test_what_comes_in_while_a_message_is_sent_is_mailed_next_time(submit, figures, people, monkeypatch):
    prefer(people.reviewer, "at_once")
    first, second = figures(2)
    MailPreference.objects.update(rhythm="daily")
    submit([first], people.analyst)
    send = mail.EmailMultiAlternatives.send

    def send_slowly(self, *args, **kwargs):
        monkeypatch.setattr(mail.EmailMultiAlternatives, "send", send)
        submit([second], people.analyst)
        return send(self, *args, **kwargs)

    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", send_slowly)
    send_digests()
    assert Notice.objects.get().mailed_at is None


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_the_same_time_write_once(people, pledge, monkeypatch):
    add_comment(record=pledge, by=people.leader, text="Look.", mentioned=[people.reviewer])
    started, go_on = threading.Event(), threading.Event()
    send = mail.EmailMultiAlternatives.send

    def send_slowly(self, *args, **kwargs):
        started.set()
        go_on.wait(20)
        return send(self, *args, **kwargs)

    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", send_slowly)
    sent = []

    def run():
        try:
            sent.append(send_digests().sent)
        finally:
            connection.close()

    first = threading.Thread(target=run)
    first.start()
    started.wait(20)
    second = threading.Thread(target=run)
    second.start()
    second.join(20)
    go_on.set()
    first.join(20)
    assert sorted(sent) == [0, 1]
    assert len(mail.outbox) == 1


def test_a_very_long_digest_counts_what_it_leaves_off(mention, people):
    for _ in range(55):
        mention(people.reviewer, by=people.leader)
    send_digests()
    [message] = mail.outbox
    assert "and 5 more, in your inbox" in message.body
    assert not Notice.objects.filter(mailed_at=None).exists()
