"""Links are drawn from either side, and two people at once lose nothing."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from activities.models import Activity, ActivityPledge
from ctreport.review.history import revisions_of
from ctreport.thread.actions import change_links
from ctreport.thread.links import LinkEnd
from objectives.models import Pledge, ReportingYear
from outcomes.models import ActivityMeasure, Measure

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    return ReportingYear.objects.create(start_year=2018)


@pytest.fixture
def pledges(year):
    return [
        Pledge.objects.create(year=year, reference=f"P{number}", statement=f"Pledge number {number}", order=number)
        for number in (1, 2, 3)
    ]


@pytest.fixture
def activity(year):
    return Activity.objects.create(year=year, reference="A1", narrative="Trained people")


def post(client, record, other, chosen, seen=None, **extra):
    data = {"seen": "{}" if seen is None else seen, "chosen": [one.pk for one in chosen], **extra}
    return client.post(reverse("thread:links", args=[record.record_kind, record.pk, other]), data)


def test_an_analyst_links_pledges_to_an_activity_with_reasons(client_for, activity, pledges):
    reason = {f"reason-{pledges[1].pk}": "  training   is named "}
    response = post(client_for("analyst"), activity, "pledge", [pledges[1]], **reason)
    assert response.headers["location"] == activity.get_absolute_url()
    link = ActivityPledge.objects.get()
    assert (link.pledge.reference, link.reason) == ("P2", "training is named")


def test_the_same_link_can_be_drawn_from_the_pledge(client_for, activity, pledges):
    post(client_for("analyst"), pledges[0], "activity", [activity])
    assert ActivityPledge.objects.get().activity == activity


def test_public_statistics_are_not_offered_and_cannot_be_linked(client_for, people, activity):
    referrals = Measure.objects.create(code="referrals", title="Referrals", unit="count", is_reference=True)
    analyst = client_for("analyst")
    page = analyst.get(reverse("thread:links", args=["activity", activity.pk, "measure"]))
    assert "Referrals" not in page.content.decode()
    assert analyst.get(reverse("thread:links", args=["measure", referrals.pk, "activity"])).status_code == 404
    assert "they are not the force’s own" in analyst.get(referrals.get_absolute_url()).content.decode()
    with pytest.raises(ValidationError, match="is a public statistic, not the force’s own"):
        ActivityMeasure(activity=activity, measure=referrals).full_clean()
    end = LinkEnd(activity, "measure", activity.year)
    with pytest.raises(ValidationError, match="can no longer be linked"):
        change_links(end=end, chosen={referrals.pk: ""}, seen={}, by=people.analyst)


def test_leaving_out_a_linked_record_unlinks_it(client_for, activity, pledges):
    ActivityPledge.objects.create(activity=activity, pledge=pledges[0], reason="")
    post(client_for("analyst"), activity, "pledge", [], seen=f'{{"{pledges[0].pk}": ""}}')
    assert not ActivityPledge.objects.exists()


def test_a_link_drawn_by_somebody_else_meanwhile_stays(people, activity, pledges):
    ActivityPledge.objects.create(activity=activity, pledge=pledges[2], reason="drawn meanwhile")
    end = LinkEnd(activity, "pledge", activity.year)
    change_links(end=end, chosen={pledges[0].pk: ""}, seen={}, by=people.analyst)
    assert [link.pledge.reference for link in activity.pledge_links.all()] == ["P1", "P3"]


def test_linking_is_noted_in_the_history_of_both_records(people, activity, pledges):
    end = LinkEnd(activity, "pledge", activity.year)
    change_links(end=end, chosen={pledges[0].pk: ""}, seen={}, by=people.analyst)
    assert revisions_of(activity).first().reason == "Linked to pledge P1"
    assert revisions_of(pledges[0]).first().reason == "Linked to activity A1"


def test_a_record_of_another_year_cannot_be_linked(people, activity):
    other = ReportingYear.objects.create(start_year=2017)
    stranger = Pledge.objects.create(year=other, reference="P1", statement="Of another year")
    end = LinkEnd(activity, "pledge", activity.year)
    with pytest.raises(ValidationError, match="of another year"):
        change_links(end=end, chosen={stranger.pk: ""}, seen={}, by=people.analyst)


def test_a_reason_that_is_too_long_is_refused_beside_the_field_and_kept(client_for, activity, pledges):
    long = "because " * 50
    response = post(client_for("analyst"), activity, "pledge", [pledges[0]], **{f"reason-{pledges[0].pk}": long})
    page = response.content.decode()
    assert response.status_code == 200
    assert page.count("The reason must be 300 characters or fewer.") == 2
    assert long.strip() in page
    assert not ActivityPledge.objects.exists()


def test_a_changed_hidden_field_is_refused_in_words(client_for, activity, pledges):
    response = post(client_for("analyst"), activity, "pledge", [pledges[0]], seen="[1, 2]")
    assert "Reload it and choose again" in response.content.decode()


def test_a_measure_is_linked_in_one_year_and_keeps_its_links_in_others(people, year, activity):
    measure = Measure.objects.create(code="training", title="Training")
    before = ReportingYear.objects.create(start_year=2017)
    earlier = Activity.objects.create(year=before, reference="A1", narrative="Trained people")
    ActivityMeasure.objects.create(activity=earlier, measure=measure)
    end = LinkEnd(measure, "activity", year)
    change_links(end=end, chosen={activity.pk: ""}, seen=dict.fromkeys(end.links(), ""), by=people.analyst)
    assert ActivityMeasure.objects.count() == 2


@pytest.mark.parametrize("role", ["leader", "comms", "administrator"])
def test_those_who_do_not_enter_cannot_link(client_for, activity, pledges, role):
    assert post(client_for(role), activity, "pledge", [pledges[0]]).status_code == 403


def test_kinds_that_are_not_linked_give_a_page_that_says_so(client_for, activity):
    assert client_for("analyst").get(f"/links/activity/{activity.pk}/figure/").status_code == 404


def test_with_nothing_to_link_to_the_page_says_what_to_do(client_for, activity):
    response = client_for("analyst").get(reverse("thread:links", args=["activity", activity.pk, "pledge"]))
    assert "There are no pledges in 2018/19 to link to yet." in response.content.decode()


def test_other_methods_are_refused(client_for, activity):
    url = reverse("thread:links", args=["activity", activity.pk, "pledge"])
    assert client_for("analyst").put(url).status_code == 405


@pytest.mark.parametrize("size", [3, 30])
def test_the_page_takes_the_same_number_of_queries_at_any_size(
    client_for, year, activity, size, django_assert_max_num_queries
):
    for number in range(size):
        Pledge.objects.create(year=year, reference=f"P{number}", statement="A pledge")
    client = client_for("analyst")
    with django_assert_max_num_queries(10):
        client.get(reverse("thread:links", args=["activity", activity.pk, "pledge"]))
