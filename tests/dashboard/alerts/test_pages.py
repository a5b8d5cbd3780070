"""Following, muting and stopping, from the pages on which it is offered."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from ctreport.accounts.access import Role
from ctreport.dashboard.alerts.models import Subscription
from outcomes.models import Measure

pytestmark = pytest.mark.django_db
FOLLOW = "/alerts/follow/"
NOTHING = (
    {},
    {"kind": "strand", "key": "1"},
    {"kind": "measure", "key": "x"},
    {"kind": "measure", "key": "9" * 30},
    {"kind": "measure", "key": "٣"},
    {"kind": "measure", "key": "999999"},
    {"kind": "pledge", "key": "1"},
    {"kind": "pledge", "key": "1", "year": "1999-00"},
    {"kind": "gap", "key": "pledge_without_hope:pledge:1", "year": "2018-19"},
    {"kind": "gap", "key": "pledge_without_activity:pledge:1:2", "year": "2018-19"},
    {"kind": "gap", "key": f"pledge_without_activity:{'pledge' * 20}:1", "year": "2018-19"},
    {"kind": "gap", "key": "pledge_without_activity:pledge:999999", "year": "2018-19"},
)


@pytest.fixture
def year(records_2018_19):
    return records_2018_19


@pytest.fixture
def leader(client_for):
    return client_for(Role.LEADER)


def send(client, page, words):
    """Press the button of a page that reads so, and return the page that follows."""
    for form in html.fromstring(page.text).forms:
        if words in " ".join(form.text_content().split()):
            return client.post(form.action, dict(form.fields), follow=True)
    raise AssertionError(f"There is no button “{words}”.")


def test_a_leader_follows_a_pledge_from_its_page_and_stops(year, leader):
    pledge = year.pledges.get(reference="P10")
    page = send(leader, leader.get(pledge.get_absolute_url()), "Tell me of changes: P10")
    assert page.redirect_chain[0][0] == f"{pledge.get_absolute_url()}#alert-pledge-{pledge.pk}"
    assert "You will be told when pledge P10 changes." in page.text
    page = send(leader, page, "Stop telling me of changes: P10")
    assert "You are not told of pledge P10 any more." in page.text
    assert not Subscription.objects.exists()


def test_a_gap_is_followed_from_where_it_is_told(year, leader, people):
    pledge = year.pledges.get(reference="P10")
    send(leader, leader.get(pledge.get_absolute_url()), "Tell me of changes: Pledge P10 has no activity.")
    [mine] = Subscription.objects.filter(person=people.leader)
    assert mine.key == f"pledge_without_activity:pledge:{pledge.pk}"
    assert mine.state == {"gap": "open"}


def test_each_role_may_follow_a_measure_for_itself(year, client_for, people):
    measure = Measure.objects.get(code="arrests")
    for role in Role:
        client_for(role).post(FOLLOW, {"kind": "measure", "key": measure.pk})
        assert Subscription.objects.latest("pk").person == getattr(people, role.value)


def test_the_list_says_how_things_stand_and_mutes(year, leader):
    measure, pledge = Measure.objects.get(code="arrests"), year.pledges.get(reference="P10")
    leader.post(FOLLOW, {"kind": "measure", "key": measure.pk})
    leader.post(FOLLOW, {"kind": "pledge", "key": pledge.pk, "year": year.slug})
    page = leader.get("/alerts/")
    text = " ".join(html.fromstring(page.text).get_element_by_id("main-content").text_content().split())
    assert "Measure “Arrests” Every year 1 approved figure" in text
    assert "Pledge P10 2018/19 Has no activity, no figure behind it, no outcome" in text
    page = send(leader, page, "Mute pledge P10")
    assert "Muted: pledge P10. It stays in your list." in page.text
    page = send(leader, page, "Unmute pledge P10")
    assert Subscription.objects.filter(muted_at__isnull=False).count() == 0


def test_the_inbox_and_its_settings_lead_to_the_list(year, leader):
    for address in ("/inbox/", "/inbox/settings/"):
        assert 'href="/alerts/"' in leader.get(address).text
    assert "You follow nothing yet." in leader.get("/alerts/").text


def test_what_there_is_not_cannot_be_followed(year, leader):
    for data in NOTHING:
        assert "to follow." in leader.post(FOLLOW, data, follow=True).text, data
    assert not Subscription.objects.exists()


def test_nobody_stops_or_mutes_for_somebody_else(year, leader, client_for):
    leader.post(FOLLOW, {"kind": "measure", "key": Measure.objects.first().pk})
    mine = Subscription.objects.get()
    for act in ("stop", "mute", "unmute"):
        assert client_for(Role.COMMS).post(f"/alerts/{mine.pk}/{act}/").status_code == 404
    assert Subscription.objects.filter(muted_at=None).count() == 1


def test_a_page_of_somebody_else_is_not_gone_back_to(year, leader):
    data = {"kind": "measure", "key": Measure.objects.first().pk, "next": "//elsewhere.example/"}
    assert leader.post(FOLLOW, data).headers["Location"] == "/alerts/"


def test_following_is_no_matter_of_a_link(year, leader):
    for address in (FOLLOW, "/alerts/1/stop/", "/alerts/1/mute/", "/alerts/1/unmute/"):
        assert leader.get(address).status_code == 405


def test_the_queries_of_the_list_do_not_grow_with_it(year, leader):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert leader.get("/alerts/").status_code == 200
        return len(captured)

    measures = list(Measure.objects.all())
    leader.post(FOLLOW, {"kind": "measure", "key": measures[0].pk})
    few = queries()
    for measure in measures:
        leader.post(FOLLOW, {"kind": "measure", "key": measure.pk})
    assert queries() == few
