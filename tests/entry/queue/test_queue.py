"""The list of what waits for a reviewer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ctreport.accounts.access import Role
from tests.review.kinds import KINDS, a_measure
from tests.review.moving import change, submit

QUEUE = "/review/"


def test_queue_says_what_waits_grouped_by_year_and_kind(reviewer, waiting):
    page = reviewer.get(QUEUE).text
    assert "4 records wait for a second person." in page
    for title, count in (("Figures, 2019/20", 2), ("Activities, 2019/20", 1), ("Pledges, 2019/20", 1)):
        assert f"{title}</a> <strong>{count}</strong>" in page
    assert page.index("Figures, 2019/20 <span") < page.index("Pledges, 2019/20 <span"), "the oldest stands first"
    assert "On 2018/19: up 45 (47%) from 95" in page
    assert "Analyst Person, " in page


def test_what_has_waited_longest_stands_first(reviewer, people, figure_of):
    first, second = figure_of("b-code", 1), figure_of("a-code", 2)
    submit(second, people)
    submit(first, people)
    page = reviewer.get(QUEUE).text
    assert page.index(f"/review/figure/{second.pk}/") < page.rindex(f"/review/figure/{first.pk}/")


def test_queue_points_out_what_to_look_at(reviewer, people, waiting):
    change(waiting.searches, people.reviewer, value=105)
    submit(waiting.searches, people)
    page = reviewer.get(QUEUE).text
    assert "Large change</span>" in page
    assert "1 open</span>" in page
    assert "You made it</span>" in page
    change(waiting.arrests, people.analyst, explanations={"large-change": "More officers."})
    submit(waiting.arrests, people)
    assert "1 answered</span>" in reviewer.get(QUEUE).text


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"kind": "figure"}, 2),
        ({"kind": "pledge", "year": "2019-20"}, 1),
        ({"programme": "Project Servator"}, 1),
        ({"kind": "rumour", "year": "1066-67", "page": "x"}, 4),
    ],
)
def test_queue_can_be_narrowed(reviewer, waiting, people, asked, count):
    measure = a_measure("searches")
    type(measure).objects.filter(pk=measure.pk).update(programme="Project Servator")
    page = reviewer.get(QUEUE, asked)
    assert page.context["found"] == count
    assert "Error" not in page.text


def test_empty_queue_says_so(reviewer):
    assert "Nothing waits for review." in reviewer.get(QUEUE).text


@pytest.mark.parametrize("kind", [kind for kind in KINDS if hasattr(kind.model, "approved_version")], ids=str)
def test_each_kind_that_is_reviewed_can_wait(reviewer, people, kind, db):
    record = submit(kind.make(1), people)
    address = f"/review/{kind.model.record_kind}/{record.pk}/"
    assert address in reviewer.get(QUEUE).text
    assert reviewer.get(address).status_code == 200


def test_queue_is_for_reviewers_only(client_for, reviewer, db):
    for role in set(Role) - {Role.REVIEWER}:
        assert client_for(role).get(QUEUE).status_code == 403
    assert reviewer.post(QUEUE).status_code == 405


def test_number_of_queries_does_not_grow_with_what_waits(reviewer, people, figure_of):
    counts = []
    for start, stop in ((0, 5), (5, 80)):
        for number in range(start, stop):
            submit(figure_of(f"m-{number}", number + 1), people)
        for address in (QUEUE, "/review/bulk/"):
            reviewer.get(address)
            with CaptureQueriesContext(connection) as queries:
                page = reviewer.get(address)
            assert f"m-{stop - 1}" in page.text.lower()
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 32


def test_long_queue_is_cut_into_pages(reviewer, people, figure_of):
    for number in range(103):
        submit(figure_of(f"m-{number}", number + 1), people)
    assert "Showing 1 to 100 of 103" in reviewer.get(QUEUE).text
    assert "Showing 101 to 103 of 103" in reviewer.get(QUEUE, {"page": 2}).text
