"""What counts as a change of what somebody follows, and that each is told once."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ctreport.dashboard.alerts.actions import AlertError, mute, unmute
from ctreport.dashboard.alerts.models import Subscription, Watch
from ctreport.discussion.mail import send_digests
from ctreport.discussion.models import Notice
from ctreport.review.actions import delete_record, save_record
from ctreport.thread.actions import change_links
from ctreport.thread.links import LinkEnd
from objectives.models import ReportingYear
from outcomes.models import Assessment, AssessmentWord, Figure, Measure, Target
from tests.dashboard.alerts.following import figure_of, follows, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(records_2018_19):
    return records_2018_19


@pytest.fixture
def trained(year):
    return Measure.objects.get(code="act-training")


def test_an_approved_figure_is_told_to_who_follows_its_measure_and_a_draft_is_not(trained, people, approve, committed):
    follows(people.leader, trained)
    figure = figure_of(trained)
    figure.value = 2749
    with committed():
        save_record(record=figure, by=people.analyst, reason="Counted anew.")
    assert told(people.leader) == []
    approve(figure, value=2750)
    assert told(people.leader) == ["Measure “People who received ACT training”: an approved figure of 2018/19 changed"]
    assert told(people.comms) == []


def test_a_figure_of_another_year_is_told_to_who_follows_every_year(trained, year, people, approve):
    follows(people.leader, trained)
    follows(people.comms, trained, year)
    following = ReportingYear.objects.create(start_year=2019)
    approve(
        save_record(record=Figure(measure=trained, year=following, value=9, unit="count"), by=people.analyst), value=8
    )
    assert told(people.leader) == ["Measure “People who received ACT training”: a figure of 2019/20 was approved"]
    assert told(people.comms) == []


def test_what_changes_beside_the_number_is_no_change_of_state(trained, people, approve):
    follows(people.leader, trained)
    approve(figure_of(trained), note="As counted by the training team.")
    assert told(people.leader) == []


def test_an_assessment_and_a_target_are_told_in_one_line_that_counts(trained, year, people, approve):
    follows(people.leader, trained)
    target = save_record(record=Target(measure=trained, year=year, value=3000, unit="count"), by=people.analyst)
    approve(target, note="Agreed.")
    judged = Assessment(year=year, measure=trained, word=AssessmentWord.objects.first(), assessment_reason="As meant.")
    approve(save_record(record=judged, by=people.analyst), assessment_reason="As was meant.")
    [line] = told(people.leader)
    assert line.endswith("an assessment of 2018/19 was approved (changed 2 times since you last looked)")


def test_a_pledge_whose_thread_becomes_complete_is_told_when_the_link_is_drawn(year, people, committed):
    pledge = year.pledges.get(reference="P10")
    follows(people.leader, pledge, year)
    activity, end = year.activities.get(reference="A1"), LinkEnd(pledge, "activity", year)
    with committed():
        change_links(end=end, chosen={activity.pk: "It answers it."}, seen={}, by=people.analyst)
    assert told(people.leader) == ["Pledge P10 of 2018/19: what its golden thread lacks changed"]
    with committed():
        change_links(end=end, chosen={}, seen={activity.pk: ""}, by=people.analyst)
    assert "changed 2 times" in told(people.leader)[0]


def test_a_gap_that_is_closed_and_one_that_opens_again_are_told(year, people, committed):
    pledge = year.pledges.get(reference="P10")
    follows(people.leader, pledge, year, gap="pledge_without_activity")
    activity = year.activities.get(reference="A1")
    end = LinkEnd(pledge, "activity", year)
    with committed():
        change_links(end=end, chosen={activity.pk: ""}, seen={}, by=people.analyst)
    assert told(people.leader) == ["Gap “pledge P10 has no activity” of 2018/19: it was closed"]
    Notice.objects.all().delete()
    with committed():
        change_links(end=end, chosen={}, seen={activity.pk: ""}, by=people.analyst)
    assert told(people.leader) == ["Gap “pledge P10 has no activity” of 2018/19: it is open again"]


def test_a_pledge_that_is_deleted_is_told_once(year, people, committed):
    pledge = year.pledges.get(reference="P10")
    follows(people.leader, pledge, year)
    for _ in range(2):
        with committed():
            if pledge.pk:
                delete_record(record=pledge, by=people.analyst)
            delete_record(record=year.pledges.first(), by=people.analyst)
    assert told(people.leader) == ["Pledge P10 of 2018/19: it was deleted or is not approved any more"]


def test_looking_again_at_the_same_state_tells_nothing_more(trained, people, approve, committed):
    follows(people.leader, trained)
    approve(figure_of(trained), value=2750)
    Notice.objects.all().delete()
    approve(Figure.objects.with_cell().get(measure__code="briefings"), value=501)
    assert told(people.leader) == []


def test_what_changes_while_muted_is_not_told_later(trained, people, approve):
    mine = follows(people.leader, trained)
    mute(subscription=mine)
    approve(figure_of(trained), value=2750)
    unmute(subscription=mine)
    assert told(people.leader) == []
    approve(figure_of(trained), value=2751)
    assert len(told(people.leader)) == 1


def test_nobody_is_told_who_may_not_see_the_records_any_more(trained, people, approve):
    follows(people.leader, trained)
    people.leader.groups.clear()
    approve(figure_of(trained), value=2750)
    assert told(people.leader) == []


def test_an_e_mail_names_the_measure_and_no_amount_and_not_what_is_sensitive(trained, people, approve):
    follows(people.leader, trained)
    approve(figure_of(trained), value=2750)
    approve(trained, marking="official_sensitive")
    approve(figure_of(trained), value=2751)
    assert send_digests().sent >= 1
    [message] = [one for one in mail.outbox if one.to == [people.leader.email]]
    assert message.subject == "ctreport: 2 alerts"
    assert "A measure marked OFFICIAL-SENSITIVE" in message.body
    for secret in ("2750", "2751", "ACT training"):
        assert secret not in message.body


def test_no_amount_is_kept_with_a_subscription(trained, people):
    assert "2748" not in str(follows(people.leader, trained).state)


def test_nobody_follows_a_draft(year, people):
    measure = save_record(record=Measure(code="new", title="New"), by=people.analyst)
    with pytest.raises(AlertError, match="not approved yet"):
        follows(people.leader, measure)


def test_where_nobody_follows_anything_an_approval_costs_one_query_more(trained, approve, people, committed):
    from ctreport.dashboard.alerts import detecting

    approve(figure_of(trained), value=2750)
    detecting._touched.__dict__["years"] = {"2018/19"}
    with CaptureQueriesContext(connection) as captured:
        detecting.look()
    assert len(captured) == 1


def test_the_queries_of_a_look_do_not_grow_with_the_followers(trained, year, people):
    from ctreport.dashboard.alerts import detecting

    def queries():
        detecting._touched.__dict__["years"] = {"2018/19"}
        with CaptureQueriesContext(connection) as captured:
            detecting.look()
        return len(captured)

    follows(people.leader, trained)
    follows(people.leader, year.pledges.first(), year)
    few = queries()
    for measure in Measure.objects.all():
        follows(people.comms, measure)
    for pledge in year.pledges.all():
        follows(people.comms, pledge, year)
        follows(people.comms, pledge, year, gap="pledge_without_outcome")
    assert queries() == few


def test_following_twice_is_following_once(trained, people):
    assert follows(people.leader, trained) == follows(people.leader, trained)
    assert Subscription.objects.count() == 1


def test_a_change_between_two_states_is_told_of_what_differs():
    from ctreport.dashboard.alerts.states import GONE, changes_between

    assert changes_between({"thread": "complete"}, {"thread": "has no activity"}) == (
        "its golden thread is not complete any more",
    )
    assert changes_between(GONE, {"thread": "complete"}) == ("it is approved again",)
    assert changes_between({"target:2018:1": "a"}, {"target:2018:1": "b"}) == (
        "how it stands against its target of 2018/19 changed",
    )
    assert Watch("measure", "1").year_id is None
