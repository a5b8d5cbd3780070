"""Being told by e-mail: asked for, confirmed, ended, and saying nothing of who is known."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from ctreport.publication.models import Follower
from ctreport.publication.readers.links import confirm_address, unfollow_address

FORM = "/follow/email/"


@pytest.fixture
def reader(site, settings, db):
    settings.FOLLOW_BY_EMAIL = True
    settings.BASE_URL = "https://reports.example"
    cache.clear()
    return site


def path_in(text):
    return re.search(r"https://reports\.example(/\S+)", text)[1]


def test_a_reader_asks_confirms_and_leaves(reader):
    answer = reader.post(FORM, {"email": "Reader@Example.org"})
    assert "Check your e-mail" in answer.text
    assert not Follower.objects.exists()
    [message] = mail.outbox
    assert message.to == ["reader@example.org"]
    confirm = path_in(message.body)
    assert "Yes, write to me" in reader.get(confirm).text
    assert not Follower.objects.exists()
    assert "You are following the reports" in reader.post(confirm).text
    assert Follower.objects.get().confirmed_at <= timezone.now()
    reader.post(confirm)
    leave = path_in(unfollow_address("reader@example.org"))
    assert "Yes, stop" in reader.get(leave).text
    assert "The address is deleted" in reader.post(leave).text
    assert not Follower.objects.exists()


def test_no_answer_says_whether_an_address_is_known(reader):
    now = timezone.now()
    Follower.objects.create(email="known@example.org", asked_at=now, confirmed_at=now)
    answers = [reader.post(FORM, {"email": f"{who}@example.org"}).text for who in ("known", "other")]
    assert answers[0].replace("known", "other") == answers[1]
    assert len(mail.outbox) == 2


def test_nobody_is_flooded_with_mails_and_the_answer_stays_the_same(reader):
    answers = {reader.post(FORM, {"email": "one@example.org"}).text for _ in range(6)}
    assert len(answers) == 1
    assert len(mail.outbox) == 3


def test_one_place_cannot_send_mails_without_end(reader, monkeypatch):
    monkeypatch.setattr("ctreport.publication.readers.follow.MOST_PER_READER", 2)
    answers = [reader.post(FORM, {"email": f"{number}@example.org"}) for number in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert "Too many attempts" in answers[2].text


@pytest.mark.parametrize(
    ("typed", "told"), [("", "Enter your e-mail address"), ("a@b", "in the correct format"), ('"><b>@x.y', "correct")]
)
def test_an_address_that_is_none_is_refused_where_it_was_typed(reader, typed, told):
    text = reader.post(FORM, {"email": typed}).text
    assert told in text
    assert 'aria-describedby="email-error"' in text
    assert "<b>" not in text
    assert mail.outbox == []


def test_a_link_that_was_changed_or_is_for_something_else_does_not_work(reader):
    for path in ("/follow/confirm/nonsense/", "/follow/leave/nonsense/"):
        assert reader.post(path).status_code == 400
    leave, confirm = path_in(unfollow_address("a@b.example")), path_in(confirm_address("a@b.example"))
    assert reader.post(leave.replace("leave", "confirm")).status_code == 400
    assert reader.post(confirm.replace("confirm", "leave")).status_code == 400
    assert not Follower.objects.exists()


def test_the_form_is_safe_from_other_sites_and_the_link_in_a_mail_needs_no_page_before_it(reader):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(FORM, {"email": "a@b.example"}).status_code == 403
    assert strict.post(path_in(unfollow_address("a@b.example"))).status_code == 200


def test_where_it_is_not_offered_there_is_no_form(reader, settings):
    settings.FOLLOW_BY_EMAIL = False
    assert reader.get(FORM).status_code == 404
    assert reader.post(path_in(unfollow_address("a@b.example"))).status_code == 200


def test_a_mail_server_that_fails_is_not_told_to_the_reader(reader, settings, caplog):
    settings.EMAIL_BACKEND = "tests.publication.site.test_follow.Broken"
    assert "Check your e-mail" in reader.post(FORM, {"email": "a@b.example"}).text
    assert "could not be sent" in caplog.text


class Broken:
    """A mail server that is away."""

    def __init__(self, *args, **options):
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError
