"""Taking files away."""

import io

import pytest
from django.core.management import CommandError, call_command
from model_bakery import baker

from activities.models import Activity
from ctreport.accounts.access import Role
from ctreport.accounts.actions import add_person
from ctreport.evidence import storage
from ctreport.evidence.models import Attachment
from ctreport.review.actions import delete_record
from ctreport.review.history import revisions_of


@pytest.fixture
def remove(client_for, django_capture_on_commit_callbacks):
    """Return a function that removes a file as a role does on its page."""

    def do(attachment, role="analyst"):
        with django_capture_on_commit_callbacks(execute=True):
            return client_for(role).post(f"/evidence/{attachment.pk}/remove/")

    return do


def test_who_attached_a_file_removes_it_and_it_leaves_the_disk(attach, remove, figure, stored, client_for):
    one = attach()
    asked = client_for("analyst").get(f"/evidence/{one.pk}/remove/").text
    assert "Remove “log.csv”?" in asked
    assert "cannot be brought back" in asked
    assert remove(one)["Location"] == f"{figure.get_absolute_url()}#evidence"
    assert not Attachment.objects.exists()
    assert stored() == []


def test_removing_is_kept_in_the_history(attach, remove, figure):
    remove(attach())
    assert [entry.reason for entry in revisions_of(figure)][:2] == ["Removed log.csv", "Attached log.csv"]


def test_a_reviewer_removes_what_somebody_else_attached(attach, remove):
    assert remove(attach(), role="reviewer").status_code == 302
    assert not Attachment.objects.exists()


def test_another_analyst_may_not(attach, people, client_for):
    other = add_person(email="other@ctreport.example", name="Other", roles=[Role.ANALYST], password="x" * 14)
    one = attach(by=other)
    for response in (
        client_for("analyst").get(f"/evidence/{one.pk}/remove/"),
        client_for("analyst").post(f"/evidence/{one.pk}/remove/"),
    ):
        assert response.status_code == 403
    assert Attachment.objects.exists()
    assert f"/evidence/{one.pk}/remove/" not in client_for("analyst").get(one.record.get_absolute_url()).text


@pytest.mark.parametrize("role", ["leader", "comms", "administrator"])
def test_people_who_only_read_may_not(attach, remove, role):
    assert remove(attach(), role=role).status_code == 403
    assert Attachment.objects.exists()


def test_a_file_that_was_removed_meanwhile_is_not_found(attach, remove):
    one = attach()
    remove(one)
    assert remove(Attachment(pk=one.pk or 999)).status_code == 404


def test_content_that_another_record_uses_stays(attach, remove, figure, stored, client_for):
    other = attach(record=baker.make(Activity, year=figure.year, reference="A1", narrative="Told."))
    remove(attach())
    assert stored() == [other.stored_as]
    assert client_for("leader").get(f"/evidence/{other.pk}/").status_code == 200


def test_the_files_of_a_record_that_is_deleted_go_with_it(
    attach, figure, people, stored, django_capture_on_commit_callbacks
):
    attach()
    with django_capture_on_commit_callbacks(execute=True):
        delete_record(record=figure, by=people.analyst)
    assert not Attachment.objects.exists()
    assert stored() == []


def test_the_files_of_figures_go_with_their_measure(attach, figure, people, stored, django_capture_on_commit_callbacks):
    attach()
    with django_capture_on_commit_callbacks(execute=True):
        delete_record(record=figure.measure, by=people.analyst)
    assert stored() == []


def test_the_files_of_other_records_stay_when_one_is_deleted(attach, figure, people):
    activity = baker.make(Activity, pk=figure.pk, year=figure.year, reference="A1", narrative="Told.")
    attach(record=activity)
    delete_record(record=figure, by=people.analyst)
    assert Attachment.objects.get().record == activity


def test_files_of_an_attempt_that_failed_are_not_left(figure, people, stored, monkeypatch, attach):
    def fail(**kwargs):
        raise RuntimeError("the database is away")

    monkeypatch.setattr("ctreport.evidence.actions.touch_record", fail)
    with pytest.raises(RuntimeError):
        attach()
    assert stored() == []
    assert not Attachment.objects.exists()


def test_the_check_clears_what_nothing_uses_and_says_that_all_is_well(attach, stored, evidence_folder):
    one = attach()
    storage.store(b"of a server that was switched off")
    (evidence_folder / ".new-abc").write_bytes(b"half")
    out = io.StringIO()
    call_command("check_evidence", stdout=out)
    assert stored() == [one.stored_as]
    assert "2 files that nothing uses were deleted." in out.getvalue()
    assert "All 1 attached files are on disk and unchanged." in out.getvalue()


def test_the_check_names_what_is_damaged(attach, evidence_folder, caplog):
    one = attach()
    (evidence_folder / one.stored_as[:2] / one.stored_as).write_bytes(b"changed")
    with pytest.raises(CommandError, match=r"log\.csv, attached by Analyst Person"):
        call_command("check_evidence", stdout=io.StringIO())
