"""A person confirms from which earlier pledges those of a year go on."""

import pytest

from ctreport.entry.models import LineageDecision
from ctreport.review.actions import save_record, touch_record
from ctreport.review.history import as_edited, newest_content
from ctreport.review.models import State
from objectives.models import Pledge, ReportingYear

pytestmark = pytest.mark.django_db
ADDRESS = "/enter/2019-20/lineage/"


@pytest.fixture
def later(year):
    """An imported 2019/20: one pledge reworded, one as it was, one new; approved."""
    later = ReportingYear.objects.create(start_year=2019)
    statements = (
        "Give current protective security advice to residents and businesses.",
        "Develop new tactics to counter the threat from terrorism.",
        "Recruit drone pilots.",
    )
    for order, statement in enumerate(statements, start=1):
        Pledge.objects.create(
            year=later, reference=f"P{order}", statement=statement, order=order, state="approved", approved_version=1
        )
    return later


def pledge(year, reference):
    return Pledge.objects.get(year=year, reference=reference)


def choices(later, **chosen):
    """What the page sends: all pledges with their versions; those that are not named are left for later."""
    data = {"pledge": []}
    for one in Pledge.objects.for_year(later):
        data["pledge"].append(one.pk)
        data[f"version-{one.pk}"] = one.version
        data[f"from-{one.pk}"] = chosen.get(one.reference, "later")
    return data


def test_each_pledge_shows_the_proposed_one_with_confidence_and_difference(client_for, later, year):
    response = client_for("analyst").get(ADDRESS)
    rows = {row.pledge.reference: row for row in response.context["lineage"].rows}
    assert (rows["P1"].earlier.reference, rows["P2"].earlier.reference, rows["P3"].earlier) == ("P2", "P3", None)
    assert "3 of 3 pledges wait for your word." in response.text
    assert "The same words" in response.text
    assert '<ins><span class="govuk-visually-hidden">put in: </span>Give current</ins>' in response.text
    assert "No pledge of 2018/19 has words like these" in response.text
    assert '<option value="new" selected>' in response.text


def test_confirming_makes_a_draft_beside_what_is_approved(client_for, later, year, people):
    source = pledge(year, "P2")
    response = client_for("analyst").post(ADDRESS, choices(later, P1=source.pk), follow=True)
    assert "1 pledge is settled." in response.text
    stored = pledge(later, "P1")
    assert (stored.rolled_forward_from, stored.state, stored.approved_version) == (None, State.DRAFT, 1)
    assert as_edited(stored).rolled_forward_from == source
    assert newest_content(stored).reason == "Said from which earlier pledge it goes on"
    assert LineageDecision.objects.get().by == people.analyst


def test_a_draft_is_changed_itself(client_for, later, year):
    Pledge.objects.filter(year=later).update(state="draft", approved_version=None)
    client_for("reviewer").post(ADDRESS, choices(later, P1=pledge(year, "P2").pk))
    assert pledge(later, "P1").rolled_forward_from == pledge(year, "P2")


def test_what_is_new_is_settled_without_a_change_and_not_asked_again(client_for, later):
    client = client_for("analyst")
    client.post(ADDRESS, choices(later, P3="new"))
    assert pledge(later, "P3").version == 1
    page = client.get(ADDRESS)
    assert "2 of 3 pledges wait for your word." in page.text
    assert "Confirmed by Analyst Person on" in page.text
    assert page.context["lineage"].rows[-1].pledge.reference == "P3"


def test_what_was_said_can_be_changed(client_for, later, year):
    client = client_for("analyst")
    client.post(ADDRESS, choices(later, P1=pledge(year, "P2").pk))
    client.post(ADDRESS, choices(later, P1="new"))
    assert as_edited(pledge(later, "P1")).rolled_forward_from is None


def test_an_earlier_pledge_that_is_taken_is_not_proposed_again(client_for, later, year):
    client = client_for("analyst")
    client.post(ADDRESS, choices(later, P3=pledge(year, "P3").pk))
    rows = {row.pledge.reference: row for row in client.get(ADDRESS).context["lineage"].rows}
    assert rows["P2"].earlier != pledge(year, "P3")


def test_leaving_all_for_later_changes_nothing(client_for, later):
    response = client_for("analyst").post(ADDRESS, choices(later), follow=True)
    assert "every pledge is left for later" in response.text
    assert not LineageDecision.objects.exists()


def test_a_pledge_changed_meanwhile_is_not_overwritten_and_the_others_are_kept(client_for, later, year, people):
    data = choices(later, P1=pledge(year, "P2").pk, P2=pledge(year, "P3").pk)
    other = pledge(later, "P1")
    other.statement = "Changed by somebody else"
    save_record(record=other, by=people.reviewer)
    response = client_for("analyst").post(ADDRESS, data)
    assert "Reviewer Person changed P1 meanwhile. Look at it again, then save once more." in response.text
    assert "<title>Error: " in response.text
    assert as_edited(pledge(later, "P1")).statement == "Changed by somebody else"
    assert as_edited(pledge(later, "P2")).rolled_forward_from == pledge(year, "P3")


def test_a_pledge_whose_links_alone_were_changed_is_saved(client_for, later, year, people):
    data = choices(later, P1=pledge(year, "P2").pk)
    touch_record(record=pledge(later, "P1"), by=people.reviewer, reason="Linked")
    client_for("analyst").post(ADDRESS, data)
    assert as_edited(pledge(later, "P1")).rolled_forward_from == pledge(year, "P2")


def test_a_pledge_of_the_same_year_or_none_at_all_is_refused(client_for, later):
    for choice in (pledge(later, "P2").pk, 999999):
        response = client_for("analyst").post(ADDRESS, choices(later, P1=choice))
        assert "The pledge that you chose for P1 is not there any more. Choose another." in response.text
        assert as_edited(pledge(later, "P1")).rolled_forward_from is None


@pytest.mark.parametrize("choice", ["", "x", "-1", "²", "9" * 30])
def test_what_is_no_choice_is_left_for_later(client_for, later, choice):
    assert client_for("analyst").post(ADDRESS, choices(later, P1=choice)).status_code == 302
    assert not LineageDecision.objects.exists()


def test_a_closed_year_asks_for_a_reason(client_for, later, year):
    ReportingYear.objects.filter(pk=later.pk).update(state="closed")
    client, data = client_for("analyst"), choices(later, P1=pledge(year, "P2").pk)
    assert "2019/20 is closed. Enter why its lineage is changed now." in client.post(ADDRESS, data).text
    client.post(ADDRESS, data | {"reason": "Found in the archive"})
    assert newest_content(pledge(later, "P1")).reason == "Found in the archive"


def test_pledges_that_were_rolled_forward_are_settled(client_for, year, started):
    client = client_for("analyst")
    started(client, year)
    page = client.get(ADDRESS).text
    assert "All 3 pledges are settled." in page
    assert page.count("Carried on, or entered with the pledge") == 3


def test_a_first_year_says_that_there_is_nothing_to_go_on_from(client_for, year):
    assert "No earlier year has pledges," in client_for("analyst").get("/enter/2018-19/lineage/").text


def test_a_year_without_pledges_says_so(client_for, year):
    ReportingYear.objects.create(start_year=2019)
    assert "2019/20 has no pledges yet." in client_for("analyst").get(ADDRESS).text


@pytest.mark.parametrize("role", ["leader", "comms", "administrator"])
def test_those_who_do_not_enter_cannot_say(client_for, later, role):
    assert client_for(role).post(ADDRESS, choices(later, P3="new")).status_code == 403


@pytest.mark.parametrize("size", [3, 120])
def test_a_page_takes_the_same_number_of_queries_at_any_size(
    client_for, later, year, size, django_assert_max_num_queries
):
    for number in range(4, size):
        for one in (year, later):
            Pledge.objects.create(
                year=one, reference=f"P{number}", statement=f"Promise {number} of many {number * 7}", order=number
            )
    client = client_for("analyst")
    with django_assert_max_num_queries(12):
        response = client.get(ADDRESS)
    assert len(response.context["lineage"].rows) == min(size, 25)
    if size > 25:
        assert "Page 1 of 5" in response.text
        assert client.get(f"{ADDRESS}?page=5").context["lineage"].page.number == 5
