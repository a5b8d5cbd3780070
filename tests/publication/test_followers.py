"""Readers who asked for it are told of each edition once."""

import smtplib

import pytest
from django.core import mail
from django.utils import timezone

from ctreport.publication import followers
from ctreport.publication.corrections import plan_correction
from ctreport.publication.models import Follower

BEGAN = timezone.now().replace(year=2019)


@pytest.fixture
def readers(press, settings):
    settings.FOLLOW_BY_EMAIL, settings.BASE_URL = True, "https://reports.example"
    for name in ("ann", "bob"):
        Follower.objects.create(email=f"{name}@readers.example", asked_at=BEGAN, confirmed_at=BEGAN)
    Follower.objects.create(email="unconfirmed@readers.example", asked_at=BEGAN)


def test_followers_are_told_once_of_a_report_and_once_of_its_correction(readers, press):
    press.published()
    assert followers.tell_followers() == 0
    assert sorted(one.to[0] for one in mail.outbox) == ["ann@readers.example", "bob@readers.example"]
    assert mail.outbox[0].subject == "Countering Terrorism 2018/19: report published"
    assert "Read it: https://reports.example/reports/2018-19/" in mail.outbox[0].body
    assert "https://reports.example/follow/leave/" in mail.outbox[0].body
    assert mail.outbox[0].extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    press.reword("Engage with all our communities.")
    plan_correction(year=press.year, place="pledge P1", reason="A word was left out.", by=press.comms)
    press.published()
    assert len(mail.outbox) == 4
    assert "- Pledge P1. A word was left out." in mail.outbox[-1].body
    assert Follower.objects.get(email="ann@readers.example").told_of == ["2018-19/1", "2018-19/2"]


def test_a_mail_server_that_fails_for_one_reader_stops_no_other_and_is_tried_again(readers, press, monkeypatch, caplog):
    send, fails = mail.EmailMessage.send, {"ann@readers.example"}

    def failing(message, *args, **kwargs):
        if message.to[0] in fails:
            raise smtplib.SMTPRecipientsRefused({})
        return send(message, *args, **kwargs)

    monkeypatch.setattr(mail.EmailMessage, "send", failing)
    press.published()
    assert [one.to[0] for one in mail.outbox] == ["bob@readers.example"]
    assert "it is tried again" in caplog.text
    fails.clear()
    followers.go_on_telling()
    assert [one.to[0] for one in mail.outbox] == ["bob@readers.example", "ann@readers.example"]


def test_a_process_that_is_killed_between_sending_and_noting_it_sends_the_same_message_again(
    readers, press, monkeypatch
):
    def killed(*args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(followers, "_note", killed)
        with pytest.raises(KeyboardInterrupt):
            press.published()
    followers.tell_followers()
    told = [(one.to[0], one.extra_headers["Message-ID"]) for one in mail.outbox]
    assert [to for to, _ in told] == ["ann@readers.example", "ann@readers.example", "bob@readers.example"]
    assert told[0][1] == told[1][1] != told[2][1]


def test_nobody_is_told_where_following_is_not_offered_or_began_later(press, settings):
    settings.FOLLOW_BY_EMAIL = True
    edition = press.published()
    Follower.objects.create(email="late@readers.example", asked_at=edition.made_at, confirmed_at=timezone.now())
    assert followers.tell_followers() == 0
    settings.FOLLOW_BY_EMAIL = False
    Follower.objects.update(confirmed_at=BEGAN)
    assert followers.tell_followers() == 0
