"""Adding and editing each kind of record."""

import pytest
from django.urls import reverse

from ctreport.review.actions import save_record
from ctreport.review.history import revisions_of
from tests.review.kinds import KINDS, form_data


def edit_address(record):
    return reverse(record.url_name("edit"), args=[record.pk])


def edited(kind, response, **changes):
    return form_data(response) | kind.extra_edit | changes


def test_adding_a_record_shows_it_and_says_that_it_is_done(client_for, kind):
    address = reverse(kind.url_name("create"))
    client = client_for(kind.writer)
    assert client.get(address).status_code == 200
    page = client.post(address, kind.data(), follow=True)
    record = page.context["record"]
    assert page.request["PATH_INFO"] == record.get_absolute_url()
    assert kind.known_by in page.text
    assert "added.</p>" in page.text
    assert revisions_of(record).get().by_name == "Analyst Person"


def test_save_and_add_another_leads_to_an_empty_form(client_for, kind):
    address = reverse(kind.url_name("create"))
    page = client_for(kind.writer).post(address, kind.data() | {"add_another": "1"}, follow=True)
    assert page.request["PATH_INFO"] == address
    assert "added.</p>" in page.text
    assert kind.model.objects.exists()


def test_empty_form_says_beside_each_field_what_is_missing(client_for, kind):
    page = client_for(kind.writer).post(reverse(kind.url_name("create")), {})
    assert page.status_code == 200
    assert "<title>Error: Add" in page.text
    assert "There is a problem" in page.text
    assert "govuk-error-message" in page.text
    assert "This field is required" not in page.text


def test_editing_changes_the_record_and_its_history_says_who(client_for, kind, records):
    record = records(1)[0]
    client = client_for(kind.writer)
    form = client.get(edit_address(record))
    page = client.post(edit_address(record), edited(kind, form, **kind.changed), follow=True)
    assert page.status_code == 200
    assert page.request["PATH_INFO"] == record.get_absolute_url()
    assert kind.shows in page.text
    assert "<strong>Analyst Person</strong> changed" in page.text
    assert "<ins>" in page.text


@pytest.mark.parametrize("kind", [one for one in KINDS if one.model.record_kind != "year"], ids=str, indirect=True)
def test_second_to_save_is_told_who_changed_what_and_loses_nothing(client_for, kind, records, people):
    record = records(1)[0]
    client = client_for(kind.writer)
    typed = edited(kind, client.get(edit_address(record)), **kind.changed)
    before = client_for("analyst").post(edit_address(record), typed | other_change(kind), follow=True)
    assert before.status_code == 200, "the first to save is not held up"
    page = client.post(edit_address(record), typed)
    assert page.status_code == 200
    assert "Analyst Person changed this at" in page.text
    assert "Yours is kept:" in page.text
    again = form_data(page)
    for name, value in kind.changed.items():
        assert again[name] == value
    saved = client.post(edit_address(record), again | kind.extra_edit, follow=True)
    assert saved.status_code == 200
    assert kind.shows in saved.text


def other_change(kind):
    name, value = next(iter(kind.changed.items()))
    return {name: "41" if name == "amount" else f"{value} (otherwise)"}


def test_change_of_links_meanwhile_does_not_hold_up_a_save(client_for, kind, records, people):
    from ctreport.review.actions import touch_record

    record = records(1)[0]
    client = client_for(kind.writer)
    typed = edited(kind, client.get(edit_address(record)), **kind.changed)
    touch_record(record=record, by=people.reviewer, reason="Linked A1.")
    page = client.post(edit_address(record), typed, follow=True)
    assert page.status_code == 200
    assert kind.shows in page.text


def test_version_that_was_tampered_with_is_refused(client_for, kind, records):
    record = records(1)[0]
    client = client_for(kind.writer)
    typed = edited(kind, client.get(edit_address(record)), version="one")
    page = client.post(edit_address(record), typed)
    assert page.status_code == 200
    assert "The page was changed on its way" in page.text


def test_record_that_is_gone_says_who_deleted_it(client_for, kind, records, people):
    from ctreport.review.actions import delete_record

    record = records(1)[0]
    address = edit_address(record)
    delete_record(record=record, by=people.reviewer)
    page = client_for(kind.writer).get(address)
    assert page.status_code == 404
    assert "was deleted by Reviewer Person on" in page.text


def test_people_without_the_role_can_neither_add_nor_edit(client_for, kind, records):
    record = records(1)[0]
    client = client_for(kind.no_writer)
    for address in (reverse(kind.url_name("create")), edit_address(record)):
        for response in (client.get(address), client.post(address, kind.data())):
            assert response.status_code == 403
            assert "It is for people with" in response.text


def test_wrong_method_is_refused(client_for, kind, records):
    record = records(1)[0]
    client = client_for(kind.writer)
    assert client.put(reverse(kind.url_name("create"))).status_code == 405
    assert client.delete(edit_address(record)).status_code == 405


def test_made_up_record_can_be_declared_true(client_for, kind, records, people):
    record = records(1)[0]
    record.illustrative = True
    save_record(record=record, by=people.analyst)
    client = client_for(kind.writer)
    form = client.get(edit_address(record))
    assert "Illustrative figures." in form.text
    data = edited(kind, form)
    del data["illustrative"]
    client.post(edit_address(record), data)
    record.refresh_from_db()
    assert record.illustrative is False
