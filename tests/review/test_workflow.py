"""Draft, submitted, approved, returned: what the report shows changes only when a second person agrees."""

import pytest
from django.core.exceptions import ValidationError

from ctreport.review.actions import StaleRecordError, save_record
from ctreport.review.history import as_edited, newest_content, revisions_of
from ctreport.review.models import Revision, State
from ctreport.review.workflow import (
    WorkflowError,
    approve_record,
    discard_draft,
    restore_version,
    return_record,
    submit_record,
    withdraw_record,
)
from objectives.models import Pledge, ReportingYear, Strand

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    return ReportingYear.objects.create(start_year=2018)


@pytest.fixture
def draft(year, people):
    pledge = Pledge(year=year, reference="P1", statement="First wording")
    return save_record(record=pledge, by=people.analyst)


def approve(record, people):
    submit_record(record=record, by=people.analyst)
    approve_record(record=record, by=people.reviewer, number=newest_content(record).number)
    record.refresh_from_db()
    return record


def reword(record, people, statement):
    record.refresh_from_db()
    edited = as_edited(record)
    edited.statement = statement
    return save_record(record=edited, by=people.analyst)


def test_a_new_record_is_a_draft_that_the_report_does_not_show(draft):
    assert draft.state == State.DRAFT
    assert not Pledge.objects.approved().exists()


def test_a_second_person_approves_what_was_submitted(draft, people):
    approve(draft, people)
    assert draft.state == State.APPROVED
    assert Pledge.objects.approved().get() == draft


def test_the_last_editor_cannot_approve(draft, people):
    submit_record(record=draft, by=people.reviewer)
    with pytest.raises(WorkflowError, match="somebody else must approve"):
        approve_record(record=draft, by=people.analyst, number=1)


def test_a_draft_that_was_not_submitted_cannot_be_approved(draft, people):
    with pytest.raises(WorkflowError, match="not waiting"):
        approve_record(record=draft, by=people.reviewer, number=1)


def test_editing_an_approved_record_leaves_what_is_approved_in_place(draft, people):
    approve(draft, people)
    reword(draft, people, "Second wording")
    stored = Pledge.objects.get()
    assert (stored.statement, stored.state) == ("First wording", State.DRAFT)
    assert as_edited(stored).statement == "Second wording"


def test_approving_the_new_draft_puts_it_in_place(draft, people):
    approve(draft, people)
    reword(draft, people, "Second wording")
    approve(draft, people)
    assert Pledge.objects.get().statement == "Second wording"


def test_a_further_edit_builds_on_the_waiting_draft_and_replaces_it(draft, people):
    approve(draft, people)
    reword(draft, people, "Second wording")
    reword(draft, people, "Third wording")
    states = [revision.state for revision in revisions_of(draft)]
    assert states == [State.DRAFT, State.REPLACED, State.APPROVED]


def test_an_edit_after_submission_must_be_submitted_again(draft, people):
    submit_record(record=draft, by=people.analyst)
    reword(draft, people, "Second thoughts")
    with pytest.raises(StaleRecordError):
        approve_record(record=draft, by=people.reviewer, number=1)


def test_returning_needs_a_comment(draft, people):
    submit_record(record=draft, by=people.analyst)
    with pytest.raises(WorkflowError, match="what should be changed"):
        return_record(record=draft, by=people.reviewer, number=1, comment="  ")


def test_a_returned_record_keeps_the_comment_and_can_be_submitted_again(draft, people):
    submit_record(record=draft, by=people.analyst)
    return_record(record=draft, by=people.reviewer, number=1, comment="Say where.")
    assert newest_content(draft).review_comment == "Say where."
    submit_record(record=draft, by=people.analyst)
    assert Pledge.objects.get().state == State.SUBMITTED


def test_saving_the_same_again_makes_no_version(draft, people):
    reword(draft, people, "First wording")
    assert revisions_of(draft).count() == 1


def test_an_earlier_version_is_restored_as_a_draft(draft, people):
    approve(draft, people)
    reword(draft, people, "Second wording")
    approve(draft, people)
    restore_version(record=draft, number=1, by=people.analyst, expected_version=draft.version)
    stored = Pledge.objects.get()
    assert stored.statement == "Second wording"
    assert as_edited(stored).statement == "First wording"


def test_approving_what_clashes_with_a_record_approved_meanwhile_is_refused(year, draft, people):
    approve(draft, people)
    edited = as_edited(draft)
    edited.reference = "P2"
    save_record(record=edited, by=people.analyst)
    save_record(record=Pledge(year=year, reference="P2", statement="Another"), by=people.analyst)
    draft.refresh_from_db()
    submit_record(record=draft, by=people.analyst)
    with pytest.raises(ValidationError, match="this reference"):
        approve_record(record=draft, by=people.reviewer, number=2)


def test_a_record_of_a_closed_year_changes_only_for_a_reason(year, draft, people):
    year.state = ReportingYear.State.CLOSED
    year.save()
    draft.refresh_from_db()
    draft.statement = "Other words"
    with pytest.raises(ValidationError, match="is closed"):
        save_record(record=draft, by=people.analyst)
    save_record(record=draft, by=people.analyst, reason="A typing error")
    assert revisions_of(draft).first().reason == "A typing error"


def test_what_was_submitted_can_be_taken_back_by_its_author(draft, people):
    submit_record(record=draft, by=people.analyst)
    withdraw_record(record=draft, by=people.analyst)
    assert Pledge.objects.get().state == State.DRAFT
    assert newest_content(draft).submitted_by_name == ""
    with pytest.raises(WorkflowError, match="not waiting for review any more: it is draft"):
        withdraw_record(record=draft, by=people.analyst)


def test_nobody_takes_back_what_somebody_else_submitted(draft, people):
    submit_record(record=draft, by=people.analyst)
    with pytest.raises(WorkflowError, match="only they can take it back"):
        withdraw_record(record=draft, by=people.reviewer)


def test_discarding_a_draft_leaves_the_approved_version_alone_and_the_draft_in_the_history(draft, people):
    approve(draft, people)
    reword(draft, people, "Second wording")
    draft.refresh_from_db()
    discard_draft(record=draft, by=people.analyst, expected_version=2)
    stored = Pledge.objects.get()
    assert (stored.statement, stored.state, stored.version) == ("First wording", State.APPROVED, 3)
    assert [revision.state for revision in revisions_of(draft)] == [State.APPROVED, State.REPLACED, State.APPROVED]
    restore_version(record=stored, number=2, by=people.analyst, expected_version=3)
    assert as_edited(Pledge.objects.get()).statement == "Second wording"


def test_somebody_who_edits_a_draft_is_told_that_it_was_discarded(draft, people):
    approve(draft, people)
    reword(draft, people, "Second wording")
    draft.refresh_from_db()
    edited = as_edited(draft)
    discard_draft(record=draft, by=people.analyst, expected_version=2)
    edited.statement = "Third wording"
    with pytest.raises(StaleRecordError):
        save_record(record=edited, by=people.reviewer, expected_version=2)


def test_only_a_draft_beside_an_approved_version_can_be_discarded(draft, people):
    with pytest.raises(WorkflowError, match="no draft beside"):
        discard_draft(record=draft, by=people.analyst, expected_version=1)
    with pytest.raises(StaleRecordError):
        discard_draft(record=draft, by=people.analyst, expected_version=7)


def test_a_record_that_was_only_loaded_can_be_submitted(year, people):
    loaded = Pledge.objects.create(year=year, reference="P7", statement="From a file")
    submit_record(record=loaded, by=people.analyst)
    assert newest_content(loaded).act == Revision.Act.LOADED
    assert Pledge.objects.get().state == State.SUBMITTED


def test_submitting_another_version_than_was_seen_is_refused(draft, people):
    reword(draft, people, "Second wording")
    with pytest.raises(StaleRecordError):
        submit_record(record=draft, by=people.analyst, expected_version=1)


def test_a_draft_that_names_what_was_deleted_since_can_be_edited_but_not_approved(draft, people):
    approve(draft, people)
    strand = Strand.objects.create(name="Prevent")
    draft.strand = strand
    save_record(record=draft, by=people.analyst)
    submit_record(record=draft, by=people.analyst)
    strand.delete()
    draft.refresh_from_db()
    assert as_edited(draft).strand is None
    with pytest.raises(WorkflowError, match="“Prevent”, which was deleted since"):
        approve_record(record=draft, by=people.reviewer, number=2)
