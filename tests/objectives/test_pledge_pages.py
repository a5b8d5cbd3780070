"""What is particular to pledges: their form's messages, their references, where they go on from."""

import pytest
from django.urls import reverse
from model_bakery import baker

from ctreport.accounts.access import Role
from objectives.models import Pledge, ReportingYear, Strand
from outcomes.models import Outcome
from tests.review.kinds import form_data

NEW = "/pledges/new/"


@pytest.fixture
def year(db):
    return baker.make(ReportingYear, start_year=2018)


@pytest.fixture
def analyst(client_for):
    return client_for(Role.ANALYST)


def posted(analyst, year, **changes):
    data = {"year": year.pk, "reference": "P1", "statement": "We will listen.", "order": "1"} | changes
    return analyst.post(NEW, data)


def test_reference_that_is_taken_is_refused_beside_the_field_and_all_is_kept(analyst, year):
    baker.make(Pledge, year=year, reference="P1", statement="Taken.")
    page = posted(analyst, year, owner="Head of Counter Terrorism")
    assert page.context["form"].errors["reference"] == [
        "Another pledge of this year has this reference. Choose a free one."
    ]
    assert '<a href="#id_reference">Another pledge of this year' in page.text
    assert "We will listen." in page.text
    assert 'value="Head of Counter Terrorism"' in page.text


def test_same_reference_in_another_year_is_free(analyst, year):
    baker.make(Pledge, year=baker.make(ReportingYear, start_year=2017), reference="P1", statement="Taken.")
    assert posted(analyst, year).status_code == 302


def test_reference_of_another_form_is_refused_with_an_example(analyst, year):
    page = posted(analyst, year, reference="first")
    assert "Use a letter or two and a number, such as P1, A12 or O6.2." in page.text


def test_too_long_an_owner_is_told_how_much_must_go(analyst, year):
    page = posted(analyst, year, owner="x" * 130)
    assert "Use 120 characters or fewer. There are 130 now, so some must go." in page.text
    assert "x" * 130 in page.text


def test_missing_statement_is_asked_for_in_words(analyst, year):
    page = posted(analyst, year, statement="   ")
    assert "Enter what the force says it will do." in page.text
    assert 'aria-describedby="id_statement_helptext id_statement_error"' in page.text
    assert 'aria-invalid="true"' in page.text


def test_new_pledge_is_offered_the_next_reference_and_the_last_place(analyst, year):
    baker.make(Pledge, year=year, reference="P9", statement="Nine.", order=9)
    baker.make(Pledge, year=year, reference="P10", statement="Ten.", order=10)
    form = analyst.get(NEW).context["form"]
    assert form["reference"].value() == "P11"
    assert form["order"].value() == 11


def test_new_pledge_belongs_to_the_year_in_the_address_else_to_the_latest(analyst, year):
    earlier = baker.make(ReportingYear, start_year=2017)
    assert analyst.get(NEW).context["form"]["year"].value() == year.pk
    assert analyst.get(NEW, {"year": "2017-18"}).context["form"]["year"].value() == earlier.pk


def test_pledge_can_only_go_on_from_the_year_before(analyst, year):
    last = baker.make(ReportingYear, start_year=2017)
    baker.make(Pledge, year=last, reference="P3", statement="We said so already.")
    baker.make(Pledge, year=year, reference="P4", statement="Of the same year.")
    page = analyst.get(NEW).text
    assert "2017/18 P3 We said so already." in page
    assert "2018/19 P4" not in page


def test_page_without_any_year_leads_to_opening_one(analyst, db):
    page = analyst.get(NEW)
    assert page.status_code == 200
    assert "No year has been opened yet." in page.text


def test_stored_pledge_stays_in_its_year_whatever_is_sent(analyst, year):
    pledge = baker.make(Pledge, year=year, reference="P1", statement="Stay.")
    other = baker.make(ReportingYear, start_year=2017)
    address = reverse("objectives:pledge_edit", args=[pledge.pk])
    data = form_data(analyst.get(address)) | {"year": other.pk, "statement": "Stayed."}
    assert analyst.post(address, data).status_code == 302
    pledge.refresh_from_db()
    assert (pledge.year, pledge.statement) == (year, "Stayed.")


def test_field_that_only_the_other_changed_is_taken_over(analyst, client_for, year):
    pledge = baker.make(Pledge, year=year, reference="P1", statement="Old words.", owner="")
    address = reverse("objectives:pledge_edit", args=[pledge.pk])
    mine = form_data(analyst.get(address))
    other = client_for(Role.REVIEWER)
    other.post(address, form_data(other.get(address)) | {"owner": "Head of Prevent", "statement": "Their words."})
    page = analyst.post(address, mine | {"statement": "My words."})
    assert page.status_code == 200
    assert "Taken over, as you had not changed it" in page.text
    assert "Yours is kept: My words." in page.text
    analyst.post(address, form_data(page))
    pledge.refresh_from_db()
    assert (pledge.owner, pledge.statement) == ("Head of Prevent", "My words.")


def test_same_change_by_two_people_is_no_conflict(analyst, client_for, year):
    pledge = baker.make(Pledge, year=year, reference="P1", statement="Old words.")
    address = reverse("objectives:pledge_edit", args=[pledge.pk])
    mine = form_data(analyst.get(address)) | {"statement": "New words."}
    client_for(Role.REVIEWER).post(address, mine)
    assert analyst.post(address, mine).status_code == 302


def test_deleting_a_pledge_names_the_links_that_it_loses(analyst, year):
    pledge = baker.make(Pledge, year=year, reference="P1", statement="We will.")
    for number in (1, 2):
        outcome = baker.make(Outcome, year=year, reference=f"O{number}", narrative="It came.")
        outcome.pledges.add(pledge)
    page = analyst.get(reverse("objectives:pledge_delete", args=[pledge.pk])).text
    assert "It loses its links to 2 outcomes; those stay." in page
    analyst.post(reverse("objectives:pledge_delete", args=[pledge.pk]), {"version": 1})
    assert Outcome.objects.count() == 2


def test_pledge_can_be_assessed_from_its_page_by_people_who_may(analyst, client_for, year):
    pledge = baker.make(Pledge, year=year, reference="P1", statement="We will.")
    assert f"/assessments/new/?pledge={pledge.pk}" in analyst.get(pledge.get_absolute_url()).text
    assert "Assess this pledge" not in client_for(Role.LEADER).get(pledge.get_absolute_url()).text


def test_references_sort_as_a_person_counts(analyst, year):
    for reference in ("P10", "P2", "P1.2", "P1"):
        baker.make(Pledge, year=year, reference=reference, statement="x")
    page = analyst.get("/pledges/", {"sort": "reference"})
    assert [row.record.reference for row in page.context["table"].rows] == ["P1", "P1.2", "P2", "P10"]
    page = analyst.get("/pledges/", {"sort": "-reference"})
    assert [row.record.reference for row in page.context["table"].rows] == ["P10", "P2", "P1.2", "P1"]


def test_list_can_be_narrowed_to_a_strand_or_to_none(analyst, year):
    strand = baker.make(Strand, name="Prevent")
    baker.make(Pledge, year=year, reference="P1", statement="With a strand.", strand=strand)
    baker.make(Pledge, year=year, reference="P2", statement="Without.")
    assert "Without." not in analyst.get("/pledges/", {"strand": strand.pk}).text
    page = analyst.get("/pledges/", {"strand": "null"}).text
    assert "Without." in page
    assert "With a strand." not in page


def test_filter_that_makes_no_sense_is_answered_beside_the_field(analyst, year):
    page = analyst.get("/pledges/", {"strand": "abc"})
    assert page.status_code == 200
    assert "govuk-error-message" in page.text


def test_line_ends_are_kept_in_one_kind(analyst, year):
    posted(analyst, year, statement="One.\r\nTwo.")
    assert Pledge.objects.get().statement == "One.\nTwo."
