"""Writing an import: the same history, review and checks as the forms, all of it or nothing."""

import pytest
from django.core.exceptions import ValidationError

from activities.models import Activity
from ctreport.importing.records import applying
from ctreport.review.history import as_edited, revisions_of
from ctreport.review.models import Revision, State
from objectives.models import Pledge, Strand
from outcomes.models import Dimension
from tests.importing.records.helpers import edited, imported, plan_of, reasons
from tests.importing.test_round_trip import everything

HEAD = ["Year", "Reference", "Statement"]


def test_a_change_to_an_approved_record_waits_beside_it(records_2018_19, people):
    before = Pledge.objects.get(reference="P1").statement
    assert imported(HEAD, ["2018/19", "P1", "We will act."], by=people.analyst).problems == []
    pledge = Pledge.objects.get(reference="P1")
    assert pledge.statement == before
    assert as_edited(pledge).statement == "We will act."
    newest = revisions_of(pledge).first()
    assert (newest.state, newest.by, newest.reason) == (State.DRAFT, people.analyst, "Import of test.csv")


def test_what_is_added_is_a_draft_with_a_history(records_2018_19, people):
    imported(HEAD, ["2018/19", "P11", "We will act."], by=people.analyst)
    pledge = Pledge.objects.get(reference="P11")
    assert (pledge.state, pledge.approved_version) == (State.DRAFT, None)
    assert [one.act for one in revisions_of(pledge)] == [Revision.Act.CREATED]


def test_links_are_noted_at_both_ends(records_2018_19, people):
    imported(*edited("activity", 1, Pledges="P1; P2; P3; P8"), by=people.analyst)
    for record in (Activity.objects.get(reference="A2"), Pledge.objects.get(reference="P2")):
        newest = revisions_of(record).first()
        assert (newest.act, newest.by) == (Revision.Act.LINKED, people.analyst)


def test_nothing_is_written_where_one_row_is_refused(records_2018_19, people):
    before = everything()
    good, bad = ["2018/19", "P11", "We will act."], ["2018/19", "P12", ""]
    assert len(imported(HEAD, good, bad, by=people.analyst).problems) == 1
    assert everything() == before


def test_a_preview_writes_nothing(records_2018_19):
    before = everything()
    plan_of(HEAD, ["2018/19", "P11", "We will act."], ["2018/19", "P1", "We will act."])
    plan_of(*edited("activity", 1, Pledges="P2"))
    assert everything() == before


def test_the_same_file_again_changes_nothing(records_2018_19, people):
    rows = ["2018/19", "P11", "We will act."], ["2018/19", "P1", "We will act."]
    imported(HEAD, *rows, by=people.analyst)
    before = everything()
    assert imported(HEAD, *rows, by=people.analyst).to_write == []
    assert everything() == before


def test_records_that_are_not_in_the_file_are_left_alone(records_2018_19):
    imported(HEAD, ["2018/19", "P1", "We will act."])
    assert Pledge.objects.count() == 10


def test_what_is_set_up_changes_at_once(records_2018_19):
    imported(["Strand", "Description", "Order"], ["Prevent", "Other words", 9], ["Recover", "New", 10])
    assert Strand.objects.get(name="Prevent").description == "Other words"
    assert Strand.objects.get(name="Recover").order == 10
    imported(["Dimension"], ["Age"])
    assert Dimension.objects.filter(name="Age").exists()


def test_what_the_links_refuse_is_told_in_their_column(records_2018_19, monkeypatch):
    def refuse(**kwargs):
        raise ValidationError("Deleted meanwhile.")

    monkeypatch.setattr(applying, "change_links", refuse)
    plan = imported(*edited("activity", 1, Pledges="P2"))
    assert reasons(plan) == ["Row 2, column L (Pledges): Deleted meanwhile."]


@pytest.mark.parametrize("text", ["=1+1", "+44", "-5", "@x", "'=1", "a\nb", "“quoted”", "مرحبا", "👮‍♀️", "007"])
def test_texts_that_a_spreadsheet_would_change_come_in_as_they_are(records_2018_19, text):
    imported(HEAD, ["2018/19", "P11", text])
    assert Pledge.objects.get(reference="P11").statement == text
