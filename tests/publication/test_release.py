"""What is due is published once, as it was signed off."""

import logging

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from ctreport.publication import actions, clock, release, storage
from ctreport.publication.corrections import plan_corrections
from ctreport.publication.models import Edition
from ctreport.review.actions import save_record
from ctreport.review.models import Revision
from objectives.models import Pledge

State = Edition.State


def test_nothing_is_published_before_its_time(press):
    edition = press.scheduled()
    with CaptureQueriesContext(connection) as captured:
        release.publish_due()
    edition.refresh_from_db()
    assert (edition.state, len(captured)) == (State.SCHEDULED, 1)


def test_what_is_due_is_published_once_and_the_year_is_closed(press):
    edition = press.published()
    release.publish_due()
    assert edition.state == State.PUBLISHED
    assert list(edition.events.values_list("act", flat=True)) == ["frozen", "signed_off", "scheduled", "published"]
    assert edition.events.last().by == press.comms
    assert len(press.renewed) == 1
    press.year.refresh_from_db()
    assert press.year.state == "closed"
    assert Revision.objects.latest("pk").reason == "Edition 1 of its report was published."


def test_records_of_a_published_year_change_only_for_a_reason(press):
    press.published()
    pledge = Pledge.objects.get(reference="P1")
    pledge.statement = "Other words."
    with pytest.raises(ValidationError, match="is closed"):
        save_record(record=pledge, by=press.analyst)


def test_files_that_were_tampered_with_are_not_published(press, caplog):
    edition = press.scheduled()
    press.let_time_pass(edition)
    storage.remove(storage.path_of(edition.folder))
    with caplog.at_level(logging.ERROR):
        release.publish_due()
        release.publish_due()
    edition.refresh_from_db()
    assert (edition.state, edition.is_due) == (State.SCHEDULED, True)
    assert caplog.text.count("cannot be published: manifest.json") == 1


def test_edition_2_supersedes_edition_1_which_stays_as_it_was(press):
    first = press.published()
    before = {path: storage.read(first.folder, path) for path in storage.files_in(first.folder)}
    press.reword("Engage with all our communities.")
    plan_corrections(year=press.year, reasons={"pledge P1": "A word was left out."}, by=press.comms)
    second = press.published()
    first.refresh_from_db()
    assert (first.state, second.state, second.number) == (State.SUPERSEDED, State.PUBLISHED, 2)
    assert {path: storage.read(first.folder, path) for path in storage.files_in(first.folder)} == before
    assert first.events.last().comment == "By edition 2."


def test_the_database_itself_keeps_what_was_published(press):
    edition = press.published()
    edition.events.all().delete()
    stays, never_back = "edition_once_public_stays", "edition_once_public_never_goes_back"
    for change, rule in (
        ({"manifest_sha256": "0" * 64}, stays),
        ({"number": 7}, stays),
        ({"folder": "2018-19/9-000000000000"}, stays),
        ({"facts_sha256": "0" * 64}, stays),
        ({"state": "proof"}, never_back),
    ):
        with pytest.raises(IntegrityError, match=rule), transaction.atomic():
            Edition.objects.filter(pk=edition.pk).update(**change)
    with pytest.raises(IntegrityError, match="edition_once_public_never_deleted"), transaction.atomic():
        edition.delete()


def test_a_proof_can_be_deleted_and_what_a_killed_build_left_is_cleared(press, folders):
    edition = press.proof()
    edition.delete()
    unfinished = storage.begin("2018-19")
    with storage.year_held("2018-19"):
        release.clean_up()
    assert unfinished.exists(), "it may be that of the process that holds the year"
    clock.forget()
    release.clean_up()
    assert [path.name for path in (folders / "2018-19").iterdir()] == [".lock"]


def test_a_returned_edition_is_not_published(press):
    edition = press.scheduled()
    press.let_time_pass(edition)
    actions.return_proof(edition=edition, by=press.leader, comment="Stop: a figure is wrong.")
    release.publish_due()
    edition.refresh_from_db()
    assert edition.state == State.DISCARDED
