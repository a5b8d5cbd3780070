"""The steps of an edition: who may take them, when, and what they leave."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from ctreport.publication import actions, storage
from ctreport.publication.actions import PublicationError
from ctreport.publication.announcing import LONDON, usual_moment, warnings_about
from ctreport.publication.models import Edition, EditionEvent
from ctreport.publication.proofs import remove_orphans

State = Edition.State


def acts_of(edition):
    return list(EditionEvent.objects.filter(edition=edition).values_list("act", "by_name", "comment"))


def test_a_proof_is_frozen_in_the_background_and_says_where_it_is(press):
    job = actions.prepare(year=press.year, by=press.comms)
    assert job.message == "The proof of edition 1 is ready to be read and signed off."
    edition = Edition.objects.get()
    assert (edition.state, edition.number, edition.made_by_name) == (State.PROOF, 1, "Communications Person")
    assert storage.files_in(edition.folder) == [
        "SHA256SUMS", "charts/one.svg", "facts.json", "manifest.json", "page.html",
    ]  # fmt: skip
    assert acts_of(edition) == [("frozen", "Communications Person", "")]


def test_nothing_is_frozen_while_the_checklist_objects(press, monkeypatch):
    monkeypatch.setattr("ctreport.publication.gate.BLOCKERS", [lambda year: [f"Gap {n}." for n in range(1, 8)]])
    with pytest.raises(PublicationError, match=r"not ready\. Gap 1\. .* And 2 more: see the checklist"):
        actions.prepare(year=press.year, by=press.comms)
    assert not Edition.objects.exists()


def test_an_edition_that_fails_a_check_of_its_files_is_not_kept(press, monkeypatch, folders):
    fault = [lambda report, path, content: ["has no title."] if path == "page.html" else []]
    monkeypatch.setattr("ctreport.publication.gate.FILE_CHECKS", fault)
    job = actions.prepare(year=press.year, by=press.comms)
    assert (job.state, job.message) == ("failed", "The edition was made but fails its checks. page.html: has no title.")
    assert [path.name for path in (folders / "2018-19").iterdir()] == [".lock"]


def test_a_second_proof_is_not_begun_while_one_is_on_its_way(press):
    press.proof()
    with pytest.raises(PublicationError, match="Edition 1 of 2018/19 is on its way already"):
        actions.prepare(year=press.year, by=press.comms)


def test_a_proof_that_another_process_makes_is_left_to_it(press):
    with storage.year_held("2018-19"):
        job = actions.prepare(year=press.year, by=press.comms)
    assert (job.state, job.message) == (
        "failed", "A proof of 2018/19 is being made already. Wait until it is done.",
    )  # fmt: skip


def test_a_leader_signs_off_and_nobody_else(press, people):
    proof = press.proof()
    for person in (people.comms, people.analyst, people.reviewer, people.administrator):
        with pytest.raises(PublicationError, match="Only a leader"):
            actions.sign_off(edition=proof, by=person)
    signed = actions.sign_off(edition=proof, by=people.leader, comment="Well told.")
    assert (signed.state, signed.signed_off_by_name) == (State.SIGNED_OFF, "Leader Person")
    assert acts_of(signed)[-1] == ("signed_off", "Leader Person", "Well told.")


def test_a_leader_who_made_the_proof_does_not_sign_it_off(press):
    proof = press.proof()
    Edition.objects.update(made_by=press.leader)
    proof.refresh_from_db()
    with pytest.raises(PublicationError, match="Ask another leader"):
        actions.sign_off(edition=proof, by=press.leader)


def test_what_changed_since_the_proof_is_named_when_it_is_to_be_signed_off(press):
    proof = press.proof()
    assert not actions.is_outdated(proof)
    press.reword("Engage with all our communities.")
    assert actions.is_outdated(proof)
    with pytest.raises(PublicationError, match="records have changed since the proof was made: Pledge P1"):
        actions.sign_off(edition=proof, by=press.leader)


def test_files_that_were_tampered_with_are_not_signed_off(press):
    proof = press.proof()
    page = storage.path_of(proof.folder) / "page.html"
    page.chmod(0o600)
    page.write_text("Other words")
    with pytest.raises(PublicationError, match=r"not what was frozen\. page\.html: changed: 11 bytes"):
        actions.sign_off(edition=proof, by=press.leader)


@pytest.mark.parametrize("step", ["return_proof", "discard"])
def test_what_is_put_aside_makes_room_for_another_proof_and_its_files_go(press, step):
    proof = press.proof()
    if step == "return_proof":
        actions.return_proof(edition=proof, by=press.leader, comment="Name the partners.")
    else:
        actions.discard(edition=proof, by=press.comms, reason="Name the partners.")
    again = press.proof()
    assert (again.number, again.state) == (1, State.PROOF)
    assert not storage.path_of(proof.folder).exists()
    assert acts_of(proof)[-1][2] == "Name the partners."


def test_a_proof_is_returned_with_a_comment(press):
    with pytest.raises(PublicationError, match="Say what must change"):
        actions.return_proof(edition=press.proof(), by=press.leader, comment=" ")


def test_an_edition_is_scheduled_four_weeks_ahead_or_for_a_reason(press):
    signed = press.signed_off()
    soon = timezone.now() + timedelta(days=27)
    with pytest.raises(PublicationError, match="less than 28 days ahead"):
        actions.schedule(edition=signed, by=press.comms, release_at=soon)
    scheduled = actions.schedule(edition=signed, by=press.comms, release_at=soon, short_notice_reason="An inquest.")
    assert (scheduled.state, scheduled.release_at, scheduled.short_notice_reason) == (
        State.SCHEDULED, soon, "An inquest.",
    )  # fmt: skip
    later = usual_moment(timezone.now())
    moved = actions.schedule(edition=signed, by=press.comms, release_at=later)
    assert (moved.release_at, moved.short_notice_reason) == (later, "")
    with pytest.raises(PublicationError, match="to come"):
        actions.schedule(edition=signed, by=press.comms, release_at=timezone.now() - timedelta(minutes=1))


def test_only_what_is_signed_off_is_scheduled(press):
    with pytest.raises(PublicationError, match="is proof by now"):
        actions.schedule(edition=press.proof(), by=press.comms, release_at=usual_moment(timezone.now()))


def test_the_usual_moment_is_half_past_nine_on_a_weekday_in_london():
    moment = usual_moment(datetime(2019, 3, 2, 23, 30, tzinfo=LONDON))  # a Saturday; summer time began on 31 March
    assert (moment.isoformat(), f"{moment:%A}") == ("2019-04-01T09:30:00+01:00", "Monday")
    assert warnings_about(moment) == []
    assert warnings_about(datetime(2019, 3, 30, 8, 0, tzinfo=LONDON)) == [
        "30 March 2019 is a Saturday. Releases are made on a weekday.",
        "The usual time of release is 09:30.",
    ]


def test_what_is_taken_off_the_calendar_stays_signed_off(press):
    off = actions.unschedule(edition=press.scheduled(), by=press.comms, reason="Not this week.")
    assert (off.state, off.release_at, off.announced_at) == (State.SIGNED_OFF, None, None)
    assert acts_of(off)[-1][0] == "unscheduled"


def test_publishing_at_once_needs_a_reason(press):
    signed = press.signed_off()
    with pytest.raises(PublicationError, match="cannot wait"):
        actions.publish_now(edition=signed, by=press.comms, reason="")
    assert actions.publish_now(edition=signed, by=press.comms, reason="It was leaked.").is_due


def test_a_withdrawn_edition_keeps_its_files_and_its_number(press):
    edition = actions.withdraw(edition=press.published(), by=press.comms, reason="It names a victim.")
    assert (edition.state, edition.withdrawn_reason) == (State.WITHDRAWN, "It names a victim.")
    assert remove_orphans("2018-19") == 0
    assert press.proof().number == 2


def test_each_step_that_readers_see_has_the_site_renewed(press, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        press.scheduled()
    assert press.renewed
