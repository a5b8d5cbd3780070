"""The page of each kind of record, and deleting it."""

import pytest
from django.urls import reverse

from ctreport.accounts.access import Role
from ctreport.review.actions import touch_record
from ctreport.review.history import revisions_of


def delete_address(record):
    return reverse(record.url_name("delete"), args=[record.pk])


def test_page_offers_edit_and_delete_only_to_people_who_may(client_for, kind, records):
    record = records(1)[0]
    edit = reverse(record.url_name("edit"), args=[record.pk])
    writer, reader = client_for(kind.writer), client_for(kind.no_writer)
    for client, may in ((writer, True), (reader, False)):
        page = client.get(record.get_absolute_url())
        assert page.status_code == 200
        assert (edit in page.text) is may
        assert (delete_address(record) in page.text) is may


def test_page_of_an_illustrative_record_says_so(client_for, kind, records):
    record = records(1)[0]
    type(record).objects.filter(pk=record.pk).update(illustrative=True)
    assert "Illustrative figures." in client_for(Role.COMMS).get(record.get_absolute_url()).text


def test_long_history_shows_the_latest_changes_and_leads_to_all(client_for, records, people):
    record = records(1)[0]
    for number in range(25):
        touch_record(record=record, by=people.analyst, reason=f"Round {number}.")
    client = client_for(Role.LEADER)
    page = client.get(record.get_absolute_url()).text
    assert "Round 24." in page
    assert "Round 2." not in page
    assert "Show 16 older changes" in page
    whole = reverse("review:history", args=[record.record_kind, record.pk])
    assert whole in page
    assert "Round 2." in client.get(whole).text


def test_page_cannot_be_posted_to(client_for, records):
    assert client_for(Role.ANALYST).post(records(1)[0].get_absolute_url()).status_code == 405


def test_deleting_asks_first(client_for, kind, records):
    record = records(1)[0]
    page = client_for(kind.writer).get(delete_address(record))
    assert page.status_code == 200
    assert "Do you want to delete" in page.text
    assert kind.model.objects.filter(pk=record.pk).exists()


def test_deleting_takes_the_record_away_and_keeps_its_history(client_for, kind, records):
    record = records(1)[0]
    page = client_for(kind.writer).post(
        delete_address(record), {"version": record.version, "reason": "Entered twice."}, follow=True
    )
    assert "deleted.</p>" in page.text
    assert page.request["PATH_INFO"] == reverse(kind.url_name("list"))
    assert not kind.model.objects.filter(pk=record.pk).exists()
    last = revisions_of(record)[0]
    assert (last.act, last.by_name, last.reason) == ("deleted", "Analyst Person", "Entered twice.")


def test_record_changed_after_the_question_is_asked_about_again(client_for, kind, records, people):
    record = records(1)[0]
    seen = record.version
    touch_record(record=record, by=people.reviewer, reason="Linked")
    page = client_for(kind.writer).post(delete_address(record), {"version": seen})
    assert page.status_code == 200
    assert "Reviewer Person changed this at" in page.text
    assert kind.model.objects.filter(pk=record.pk).exists()


@pytest.mark.parametrize("version", ["", "x", "99999999999999999999", "-1"])
def test_deleting_with_a_wrong_version_asks_again(client_for, kind, records, version):
    record = records(1)[0]
    assert client_for(kind.writer).post(delete_address(record), {"version": version}).status_code == 200
    assert kind.model.objects.filter(pk=record.pk).exists()


def test_people_without_the_role_cannot_delete(client_for, kind, records):
    record = records(1)[0]
    client = client_for(kind.no_writer)
    assert client.get(delete_address(record)).status_code == 403
    assert client.post(delete_address(record), {"version": record.version}).status_code == 403
    assert kind.model.objects.filter(pk=record.pk).exists()


def test_wrong_method_is_refused(client_for, kind, records):
    assert client_for(kind.writer).delete(delete_address(records(1)[0])).status_code == 405
