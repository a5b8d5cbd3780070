"""Two transactions that end at the same moment: a change is told once, and none is lost."""

import threading

import pytest
from django.db import connection

from ctreport.dashboard.alerts import detecting
from ctreport.dashboard.alerts.models import Subscription
from ctreport.discussion.models import Notice
from outcomes.models import Measure
from tests.dashboard.alerts.following import figure_of, follows

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite in memory has one writer, which is no test"),
]


def together(work, times):
    barrier = threading.Barrier(times)

    def run():
        barrier.wait(timeout=10)
        work()
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)


def test_a_change_that_several_find_at_once_is_told_once(records_2018_19, people):
    mine = follows(people.leader, Measure.objects.get(code="act-training"))
    figure = figure_of(Measure.objects.get(code="act-training"))
    type(figure).objects.filter(pk=figure.pk).update(value=2750)

    def look():
        detecting._touched.__dict__["years"] = {"2018/19"}
        detecting.look()

    together(look, 4)
    assert Notice.objects.get().count == 1
    assert Subscription.objects.get(pk=mine.pk).changed_at is not None


def test_pressing_the_button_in_several_windows_at_once_follows_once(records_2018_19, people):
    measure = Measure.objects.get(code="act-training")
    together(lambda: follows(people.leader, measure), 4)
    assert Subscription.objects.count() == 1
