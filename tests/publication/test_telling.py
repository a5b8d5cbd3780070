"""What an edition waits for is told in the inbox of those whom it concerns."""

from django.core import mail
from django.urls import reverse

from ctreport.discussion.models import MailPreference, Notice
from ctreport.publication import actions


def inbox(client_for, role):
    return client_for(role).get(reverse("discussion:inbox")).text


def test_leaders_are_told_that_a_proof_waits_and_comms_that_it_was_signed_off(press, client_for):
    edition = press.proof()
    assert "Edition 1 of the report for 2018/19 waits for your sign-off" in inbox(client_for, "leader")
    assert not Notice.objects.filter(person=press.comms).exists()
    actions.sign_off(edition=edition, by=press.leader)
    assert "Edition 1 of the report for 2018/19 was signed off: it can be published" in inbox(client_for, "comms")


def test_the_line_leads_to_the_page_on_which_a_report_is_signed_off(press, client_for):
    press.proof()
    notice = Notice.objects.get(person=press.leader)
    opened = client_for("leader").get(reverse("discussion:open", args=[notice.pk]))
    assert opened.headers["location"] == "/publication/2018-19/"


def test_nobody_is_asked_for_what_another_leader_has_done(press, people):
    edition = press.proof()
    assert Notice.objects.unread().filter(person=press.leader).exists()
    actions.return_proof(edition=edition, by=press.leader, comment="Name the survey.")
    assert not Notice.objects.unread().filter(person=press.leader).exists()
    assert Notice.objects.get(person=press.comms).label == "edition 1 of the report for 2018/19 was returned"


def test_who_asked_for_an_e_mail_at_once_gets_one(press, django_capture_on_commit_callbacks):
    MailPreference.objects.update_or_create(person=press.leader, defaults={"rhythm": MailPreference.Rhythm.AT_ONCE})
    with django_capture_on_commit_callbacks(execute=True):
        press.proof()
    assert [one.subject for one in mail.outbox if one.to == [press.leader.email]] == ["ctreport: 1 report"]
