"""A year is started from another: chosen, checked, made once."""

import pytest
from django.urls import reverse

from ctreport.entry.models import RollForward, YearMeasure
from ctreport.review.history import revisions_of
from ctreport.review.models import State
from objectives.models import Pledge, ReportingYear
from outcomes.models import Figure, Measure, Target

pytestmark = pytest.mark.django_db


def statement_of(year, reference):
    return f"statement-{Pledge.objects.get(year=year, reference=reference).pk}"


def test_the_first_step_ticks_all_pledges_and_measures_and_no_target(client_for, year):
    page = client_for("analyst").get(f"/enter/{year.slug}/roll-forward/").text
    assert page.count('name="pledge"') == page.count('name="pledge" value=') == 3
    assert page.count(" checked") == 3 + 2
    assert "Carry on the target at least 100" in page
    assert 'value="2019/20"' in page


def test_the_summary_shows_what_goes_on_reworded_and_what_stays_behind(client_for, year, planned):
    changes = {statement_of(year, "P2"): "Provide current protective security advice to residents and businesses."}
    page = planned(client_for("analyst"), year, leave_out=("P3",), **changes).text
    assert "2 go on as drafts, 1 of them reworded; 1 stays behind" in page
    assert '<del><span class="govuk-visually-hidden">taken out: </span>up-to-date</del>' in page
    assert not ReportingYear.objects.filter(start_year=2019).exists()


def test_confirming_makes_drafts_with_their_lineage_and_nothing_else(client_for, year, started):
    target = Target.objects.get()
    response = started(client_for("analyst"), year, leave_out=("P3",), target=[target.pk])
    assert response["Location"] == "/enter/2019-20/started/"
    made = ReportingYear.objects.get(start_year=2019)
    first, second = Pledge.objects.for_year(made).order_by("order")
    assert (first.reference, first.strand.name, first.owner) == ("P1", "Prevent", "Head of Counter Terrorism")
    assert first.rolled_forward_from == Pledge.objects.get(year=year, reference="P1")
    assert {one.state for one in (first, second)} == {State.DRAFT}
    assert first.approved_version is None
    assert revisions_of(first).get().reason == "Carried on from 2018/19"
    carried = Target.objects.get(year=made)
    assert (carried.text, carried.tolerance, carried.state) == ("at least 100", 5, State.DRAFT)
    assert YearMeasure.objects.filter(year=made).count() == 2
    assert not Figure.objects.filter(year=made).exists()


def test_the_measures_that_go_on_stand_in_the_new_grid_and_the_others_do_not(client_for, year, started):
    client = client_for("analyst")
    started(client, year, measure=[Measure.objects.get(code="briefings").pk])
    page = client.get("/enter/2019-20/").text
    assert "Briefings" in page
    assert "Arrests" not in page.split("<tbody")[1].split("</table")[0]


def test_the_result_says_what_was_made_and_what_to_do_next(client_for, year, started):
    client = client_for("analyst")
    started(client, year)
    page = client.get("/enter/2019-20/started/").text
    assert "2019/20 is started" in page
    assert "with 3 pledges and 2 measures in the grid" in page
    assert "Enter the figures" in page
    assert "can still be taken back" in page


def test_confirming_twice_makes_it_once_and_leads_to_the_result(client_for, year, planned):
    client = client_for("analyst")
    shown = planned(client, year).context["summary"].fingerprint
    answers = [client.post(f"/enter/{year.slug}/roll-forward/check/", {"shown": shown}) for _ in range(2)]
    assert {one["Location"] for one in answers} == {"/enter/2019-20/started/"}
    assert Pledge.objects.filter(year__start_year=2019).count() == 3


def test_what_was_typed_is_still_there_when_the_person_goes_back(client_for, year, planned):
    client = client_for("analyst")
    planned(client, year, leave_out=("P3",), **{statement_of(year, "P2"): "Advise residents."})
    page = client.get(f"/enter/{year.slug}/roll-forward/").text
    assert "Advise residents." in page
    assert "your choices are kept" in page
    assert page.count("checked") == 2 + 2


def test_the_words_of_a_pledge_that_stays_behind_are_kept_too(client_for, year, planned):
    client = client_for("analyst")
    planned(client, year, leave_out=("P3",), **{statement_of(year, "P3"): "Half a thought"})
    assert "Half a thought" in client.get(f"/enter/{year.slug}/roll-forward/").text


def test_choices_can_be_cleared(client_for, year, planned):
    client = client_for("analyst")
    planned(client, year, leave_out=("P3",))
    client.post(f"/enter/{year.slug}/roll-forward/", {"clear": "1"})
    assert client.get(f"/enter/{year.slug}/roll-forward/").text.count(" checked") == 5


def test_each_person_has_choices_of_their_own(client_for, year, planned, people):
    planned(client_for("analyst"), year, leave_out=("P3",))
    assert RollForward.objects.get().by == people.analyst


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"statement": "  "}, "Enter what P2 says, or untick it."),
        ({"reference": "P1"}, "P1 stands here more than once. Give what was P2 another."),
        ({"reference": "p1"}, "stands here more than once"),
        ({"reference": ""}, "Enter a reference for what was P2, such as P2."),
        ({"reference": "Second"}, "Use a letter or two and a number"),
        ({"reference": "P" * 13}, "Use 12 characters or fewer."),
    ],
)
def test_a_row_that_is_wrong_is_refused_beside_its_field_and_kept(client_for, year, typed, changes, message):
    pledge = Pledge.objects.get(year=year, reference="P2")
    data = typed(year, **{f"{name}-{pledge.pk}": value for name, value in changes.items()})
    response = client_for("analyst").post(f"/enter/{year.slug}/roll-forward/", data)
    assert response.status_code == 200
    assert response.text.count(message) >= 2
    assert response.text.startswith("<!doctype html>")
    assert "<title>Error: " in response.text
    assert not RollForward.objects.exists()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"start": "next year"}, "is not a financial year"),
        ({"start": "2018/19"}, "Choose a year after 2018/19"),
        ({"start": ""}, "Enter the year that you start"),
        ({"pledge": [], "measure": []}, "Choose at least one pledge or one measure"),
        ({"pledge": [999999]}, "was deleted meanwhile"),
        ({"seen": "[1"}, "The page was changed on its way"),
        ({"seen": '{"a": 1}'}, "The page was changed on its way"),
        ({"seen": ""}, "The page was changed on its way"),
    ],
)
def test_bad_input_is_refused_in_words(client_for, year, typed, changes, message):
    response = client_for("analyst").post(f"/enter/{year.slug}/roll-forward/", typed(year, **changes))
    assert response.status_code == 200
    assert message in response.text
    assert not RollForward.objects.exists()


def test_a_wrong_row_of_a_pledge_that_stays_behind_does_not_matter(client_for, year, planned):
    response = planned(client_for("analyst"), year, leave_out=("P2",), **{statement_of(year, "P2"): ""})
    assert "Pledges that stay behind" in response.text


def test_a_year_that_holds_pledges_leads_to_their_lineage_instead(client_for, year, typed):
    later = ReportingYear.objects.create(start_year=2019)
    Pledge.objects.create(year=later, reference="P1", statement="Imported")
    client = client_for("analyst")
    message = "2019/20 holds 1 pledge already, so it cannot be started again."
    assert message in client.get(f"/enter/{year.slug}/roll-forward/").text
    page = client.post(f"/enter/{year.slug}/roll-forward/", typed(year)).text
    assert message in page
    assert reverse("entry:roll_lineage", args=["2019-20"]) in page


def test_a_closed_year_cannot_be_started(client_for, year, typed):
    ReportingYear.objects.create(start_year=2019, state="closed")
    page = client_for("analyst").post(f"/enter/{year.slug}/roll-forward/", typed(year)).text
    assert "2019/20 is closed" in page


def test_a_year_that_was_opened_by_hand_is_used(client_for, year, started):
    ReportingYear.objects.create(start_year=2019)
    started(client_for("analyst"), year)
    assert Pledge.objects.filter(year__start_year=2019).count() == 3
    assert [one["kind"] for one in RollForward.objects.get().made].count("reportingyear") == 0


def test_two_pledges_swap_their_references(client_for, year, started):
    one, two = (Pledge.objects.get(year=year, reference=reference) for reference in ("P1", "P2"))
    started(client_for("analyst"), year, **{f"reference-{one.pk}": "P2", f"reference-{two.pk}": "P1"})
    made = Pledge.objects.get(year__start_year=2019, reference="P2")
    assert made.rolled_forward_from == one


def test_only_the_pledge_that_took_another_ones_reference_is_named(client_for, year, typed):
    pledge = Pledge.objects.get(year=year, reference="P2")
    page = (
        client_for("analyst").post("/enter/2018-19/roll-forward/", typed(year, **{f"reference-{pledge.pk}": "P1"})).text
    )
    assert "Give what was P2 another." in page
    assert "Give what was P1 another." not in page


@pytest.mark.parametrize(("role", "is_offered"), [("analyst", True), ("reviewer", False), ("leader", False)])
def test_the_page_of_a_year_and_its_grid_offer_to_start_the_next_to_those_who_may(client_for, year, role, is_offered):
    client = client_for(role)
    address = reverse("entry:roll_forward", args=[year.slug])
    assert (address in client.get(year.get_absolute_url()).text) is is_offered
    assert (address in client.get(f"/enter/{year.slug}/").text) is is_offered


def test_without_a_plan_the_second_step_leads_to_the_first(client_for, year):
    client = client_for("analyst")
    address = f"/enter/{year.slug}/roll-forward/check/"
    for response in (client.get(address), client.post(address, {"shown": "x"})):
        assert response["Location"] == f"/enter/{year.slug}/roll-forward/"


@pytest.mark.parametrize("page", ["roll-forward/", "roll-forward/check/", "take-back/"])
@pytest.mark.parametrize("role", ["reviewer", "leader", "comms", "administrator"])
def test_only_those_who_may_both_open_years_and_enter_may_start_one(client_for, year, page, role):
    client = client_for(role)
    assert client.get(f"/enter/{year.slug}/{page}").status_code == 403
    assert client.post(f"/enter/{year.slug}/{page}").status_code == 403


@pytest.mark.parametrize("page", ["roll-forward/", "roll-forward/check/", "take-back/", "started/", "lineage/"])
def test_other_methods_are_refused_and_unknown_years_not_found(client_for, year, page):
    client = client_for("analyst")
    assert client.put(f"/enter/{year.slug}/{page}").status_code == 405
    assert client.get(f"/enter/1999-00/{page}").status_code == 404


def test_made_up_pledges_stay_marked_as_made_up(client_for, year, started):
    Pledge.objects.filter(year=year, reference="P1").update(illustrative=True)
    started(client_for("analyst"), year)
    made = Pledge.objects.filter(year__start_year=2019)
    assert {one.reference: one.illustrative for one in made} == {"P1": True, "P2": False, "P3": False}


@pytest.mark.parametrize("size", [3, 60])
def test_the_steps_take_the_same_number_of_queries_at_any_size(
    client_for, year, planned, size, django_assert_max_num_queries
):
    for number in range(4, size):
        Pledge.objects.create(year=year, reference=f"P{number}", statement=f"Pledge {number}", order=number)
        measure = Measure.objects.create(code=f"m{number}", title=f"Measure {number}")
        Target.objects.create(measure=measure, year=year, value=number)
    client = client_for("analyst")
    with django_assert_max_num_queries(12):
        client.get(f"/enter/{year.slug}/roll-forward/")
    shown = planned(client, year, target=list(Target.objects.values_list("pk", flat=True))).context["summary"]
    with django_assert_max_num_queries(14):
        client.get(f"/enter/{year.slug}/roll-forward/check/")
    with django_assert_max_num_queries(44):
        client.post(f"/enter/{year.slug}/roll-forward/check/", {"shown": shown.fingerprint})
    assert Pledge.objects.filter(year__start_year=2019).count() == max(size - 1, 3)
    with django_assert_max_num_queries(34):
        client.get("/enter/2019-20/started/")
