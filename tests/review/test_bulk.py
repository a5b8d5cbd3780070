"""Approving many at once keeps the checks of approving one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from model_bakery import baker

from ctreport.review.bulk import Choice, approve_records
from ctreport.review.history import revisions_of
from ctreport.review.models import State
from ctreport.review.signals import record_moved
from outcomes.models import Category, Dimension, Figure
from tests.review.kinds import a_measure, year_of
from tests.review.moving import approve, change, number_of, submit


@pytest.fixture
def make(people):
    """Return a function that makes so many figures and hands them in."""

    def make_figures(count, start=0):
        found = []
        for number in range(start, start + count):
            figure = baker.make(
                Figure, measure=a_measure(f"m-{number}"), year=year_of(), value=number + 1, unit="count"
            )
            found.append(submit(change(figure, people.analyst, note="Counted"), people))
        return found

    return make_figures


def choices(records):
    return [Choice(type(one), one.pk, number_of(one)) for one in records]


def test_all_that_were_chosen_are_approved_by_name(make, people):
    figures = make(3)
    done = approve_records(choices=choices(figures), by=people.reviewer)
    assert len(done.approved) == 3
    assert not done.left_out
    assert Figure.objects.filter(state=State.APPROVED, approved_version=2).count() == 3
    newest = revisions_of(figures[0])[0]
    assert (newest.state, newest.reviewed_by_name) == (State.APPROVED, "Reviewer Person")
    assert newest.reviewed_at is not None


def test_change_beside_an_approved_version_is_put_in_place(make, people):
    [figure] = make(1)
    approve_records(choices=choices([figure]), by=people.reviewer)
    submit(change(figure, people.analyst, value=99), people)
    assert Figure.objects.get().value == 1
    approve_records(choices=choices([figure]), by=people.reviewer)
    assert Figure.objects.get().value == 99


def test_each_is_told_to_those_who_listen(make, people):
    figures, heard = make(2), []

    def listen(record, by, state, **kwargs):
        heard.append((record.pk, by, state))

    record_moved.connect(listen)
    try:
        approve_records(choices=choices(figures), by=people.reviewer)
    finally:
        record_moved.disconnect(listen)
    assert heard == [(figure.pk, people.reviewer, State.APPROVED) for figure in figures]


def test_those_changed_decided_deleted_or_own_are_left_out_and_said(make, people):
    changed, decided, deleted, own, sound = make(5)
    chosen = choices([changed, decided, deleted, sound])
    submit(change(changed, people.analyst, value=77), people)
    approve_records(choices=choices([decided]), by=people.reviewer)
    deleted.delete()
    submit(change(own, people.reviewer, value=78), people)
    done = approve_records(choices=[*chosen, *choices([own])], by=people.reviewer)
    assert done.approved == [sound]
    assert dict(done.left_out) == {
        f"figure {changed}": "it was changed after you opened the page",
        f"figure {decided}": "it is approved already",
        "one figure": "it was deleted meanwhile",
        f"figure {own}": "you made it, so somebody else must approve it",
    }
    own.refresh_from_db()
    assert own.state == State.SUBMITTED


def test_one_that_clashes_does_not_hold_up_the_others(make, people):
    mode = Dimension.objects.create(name="Mode")
    online = Category.objects.create(dimension=mode, code="online", name="Online")
    measure = a_measure("feel-safe", dimension_1=mode)
    whole = approve(baker.make(Figure, measure=measure, year=year_of(), value=1, unit="count"), people)
    submit(change(whole, people.analyst, category_1=online), people)
    baker.make(Figure, measure=measure, year=year_of(), category_1=online, value=2, unit="count")
    [sound] = make(1)
    done = approve_records(choices=choices([whole, sound]), by=people.reviewer)
    assert done.approved == [sound]
    assert "There is a figure for this measure, year and categories already." in done.left_out[0][1]
    whole.refresh_from_db()
    assert (whole.category_1, whole.state) == (None, State.SUBMITTED)


def test_what_names_something_deleted_since_is_left_out(make, people):
    mode = Dimension.objects.create(name="Mode")
    online = Category.objects.create(dimension=mode, code="online", name="Online")
    figure = baker.make(Figure, measure=a_measure("x", dimension_1=mode), year=year_of(), value=1, unit="count")
    submit(change(approve(figure, people), people.analyst, category_1=online), people)
    online.delete()
    done = approve_records(choices=choices([figure]), by=people.reviewer)
    assert not done.approved
    assert "“Online”, which was deleted since" in done.left_out[0][1]


def test_number_of_queries_does_not_grow_with_the_records(make, people):
    counts = []
    for count, start in ((5, 0), (60, 100)):
        chosen = choices(make(count, start))
        with CaptureQueriesContext(connection) as queries:
            assert len(approve_records(choices=chosen, by=people.reviewer).approved) == count
        counts.append(len(queries))
    assert counts[0] == counts[1]
