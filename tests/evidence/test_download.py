"""Handing out a file: to those who may, to be saved, and only if it is still what was attached."""

import logging

import pytest

from ctreport.evidence.models import Attachment
from tests.evidence.samples import ALLOWED


@pytest.mark.parametrize(("role", "status"), [("analyst", 200), ("reviewer", 200), ("leader", 200)])
def test_people_who_work_with_figures_may_download(attach, client_for, role, status):
    response = client_for(role).get(f"/evidence/{attach().pk}/")
    assert (response.status_code, response.content) == (status, b"April;41")


@pytest.mark.parametrize("role", ["comms", "administrator"])
def test_others_may_not(attach, client_for, role):
    assert client_for(role).get(f"/evidence/{attach().pk}/").status_code == 403


def test_nobody_who_is_not_signed_in_may(attach, client):
    assert client.get(f"/evidence/{attach().pk}/").status_code == 302


@pytest.mark.parametrize("name", ALLOWED)
def test_the_browser_is_told_to_save_it_and_to_make_nothing_else_of_it(attach, client_for, name):
    data = ALLOWED[name]()
    one = attach(data=data, name=name)
    response = client_for("analyst").get(f"/evidence/{one.pk}/")
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["Content-Type"] == one.media_type
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.content == data


def test_a_name_in_another_script_is_sent_so_that_every_browser_reads_it(attach, client_for):
    one = attach(name="Übersicht “1”.csv")
    header = client_for("analyst").get(f"/evidence/{one.pk}/")["Content-Disposition"]
    assert header == "attachment; filename*=utf-8''%C3%9Cbersicht%20%E2%80%9C1%E2%80%9D.csv"


def test_a_name_that_would_add_a_header_cannot(attach, client_for):
    one = attach()
    Attachment.objects.update(name='a"; filename="b.exe\r\nSet-Cookie: x=1')
    header = client_for("analyst").get(f"/evidence/{one.pk}/").headers
    assert "Set-Cookie: x=1" not in header["Content-Disposition"].replace("\\r\\n", "")
    assert "\r" not in header["Content-Disposition"]


def test_a_file_that_was_changed_on_disk_is_refused_in_words_and_logged(attach, client_for, evidence_folder, caplog):
    one = attach()
    (evidence_folder / one.stored_as[:2] / one.stored_as).write_bytes(b"April;99")
    with caplog.at_level(logging.ERROR):
        response = client_for("leader").get(f"/evidence/{one.pk}/")
    assert response.status_code == 409
    assert "is no longer what Analyst Person attached" in response.text
    assert "April;99" not in response.text
    assert one.stored_as in caplog.text


def test_a_file_that_is_gone_from_the_disk_is_refused_in_words(attach, client_for, evidence_folder, caplog):
    one = attach()
    (evidence_folder / one.stored_as[:2] / one.stored_as).unlink()
    assert client_for("leader").get(f"/evidence/{one.pk}/").status_code == 409


def test_a_row_that_names_a_path_reads_nothing(attach, client_for, caplog):
    one = attach()
    Attachment.objects.update(stored_as="../../../../../../etc/passwd")
    assert client_for("leader").get(f"/evidence/{one.pk}/").status_code == 409


def test_a_file_that_was_damaged_is_mended_by_attaching_it_again(attach, client_for, evidence_folder, figure):
    one = attach()
    path = evidence_folder / one.stored_as[:2] / one.stored_as
    path.write_bytes(b"damaged")
    one.delete()
    again = attach()
    assert client_for("leader").get(f"/evidence/{again.pk}/").content == b"April;41"


def test_a_file_that_is_not_there_is_not_found(db, client_for):
    assert client_for("analyst").get("/evidence/999999/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_download_changes_nothing(attach, client_for, method):
    assert getattr(client_for("analyst"), method)(f"/evidence/{attach().pk}/").status_code == 405


def test_only_the_servers_own_account_can_look_into_the_folder(attach, evidence_folder):
    one = attach()
    path = evidence_folder / one.stored_as[:2] / one.stored_as
    assert evidence_folder.stat().st_mode & 0o077 == 0
    assert path.stat().st_mode & 0o077 == 0
    assert [left.name for left in evidence_folder.glob(".new-*")] == []
