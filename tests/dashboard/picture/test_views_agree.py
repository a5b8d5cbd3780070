"""The picture, the matrix and the lists tell the same: each link and each gap of the thread, in the same order."""

import pytest

from ctreport.dashboard.picture.page import facts_of, show
from ctreport.dashboard.picture.part import DRAWN_AT_MOST, SHOWN_AT_ONCE, Wish, parts_of
from objectives.models import Pledge
from tests.dashboard.picture.threads import a_thread

VIEWS = ("picture", "matrix", "list")


def links_of_picture(shown):
    for curve in shown.drawing.curves:
        yield curve.top.key, curve.bottom.key
    for box in shown.drawing.boxes:
        yield from ((box.node.key, area.node.key) for area in box.areas[1:])


def links_of_counted(top, counted):
    for one in counted:
        yield top, one.told.node.key
        yield from ((one.told.node.key, number.told.node.key) for number in one.numbers)


def links_of_matrix(shown):
    matrix = shown.matrix
    columns = [told.node.key for told in matrix.activities] + [None] * matrix.has_direct
    for row in matrix.rows:
        pledge = row.pledge and row.pledge.node.key
        for activity, cell in zip(columns, row.cells, strict=True):
            if cell.is_linked:
                yield from links_of_cell(pledge, activity, cell)
    for activity, cell in zip(columns, matrix.counted, strict=False):
        yield from links_of_counted(activity, cell.counted)


def links_of_cell(pledge, activity, cell):
    yield pledge, activity
    top = None
    for came in cell.came:
        key = came.told.node.key
        top = top if came.is_beneath else key
        yield (top if came.is_beneath else activity or pledge), key
        yield from links_of_counted(key, came.counted)
    yield from links_of_counted(None, cell.counted)


def links_of_entries(entries, top=None):
    for entry in entries:
        key = entry.told.node.key
        yield top, key
        yield from links_of_entries(entry.entries, key)
        if entry.counted:
            yield from ((key, number.told.node.key) for number in entry.counted.numbers)


def links_of(shown):
    found = {
        "picture": lambda: links_of_picture(shown),
        "matrix": lambda: links_of_matrix(shown),
        "list": lambda: (link for one in shown.listings for link in links_of_entries(one.entries)),
    }
    view = "picture" if shown.drawing else "matrix" if shown.matrix else "list"
    return {link for link in found[view]() if None not in link}


@pytest.fixture
def facts(records_2018_19):
    return facts_of(records_2018_19)


@pytest.mark.django_db
class TestRealRecords:
    def test_each_view_shows_every_link_of_the_thread_and_no_other(self, facts):
        wanted = {(top, tie.node.key) for top, ties in facts.thread.down.items() for tie in ties}
        assert len(wanted) == 43
        for view in VIEWS:
            assert links_of(show(facts, Wish(), view)) == wanted, view

    def test_a_choice_shows_the_same_in_each_view(self, facts):
        for wish in (Wish(pledge="P5"), Wish(strand="Protect"), Wish(programme="Project Servator")):
            first, *others = [links_of(show(facts, wish, view)) for view in VIEWS]
            assert first
            assert all(other == first for other in others)

    def test_pledges_and_activities_stand_in_the_same_order_in_each_view(self, facts):
        picture, matrix, lists = (show(facts, Wish(), view) for view in VIEWS)
        pledges = [box.node.reference for box in picture.drawing.columns[0].boxes]
        assert pledges == ["P1", "P3", "P8", "P5", "P6", "P7", "P9", "P2", "P4", "P10"]
        assert [row.pledge.node.reference for row in matrix.matrix.rows if row.pledge] == pledges
        firsts = [entry.told.node.reference for listing in lists.listings for entry in listing.entries]
        assert firsts[: len(pledges)] == pledges
        activities = [box.node.reference for box in picture.drawing.columns[1].boxes]
        assert [told.node.reference for told in matrix.matrix.activities] == activities

    def test_the_thread_of_a_pledge_is_all_that_hangs_on_it_and_says_what_it_shares(self, facts):
        shown = show(facts, Wish(pledge="P6"), "picture")
        assert [node.reference for node in shown.part.of_kind("activity")] == ["A1", "A6"]
        [beyond] = shown.part.beyond(shown.part.of_kind("activity")[0])
        assert beyond.reference == "P5"

    def test_a_programme_shows_the_threads_that_lead_to_its_figures(self, facts):
        part = show(facts, Wish(programme="Project Servator"), "picture").part
        assert [node.reference for node in part.of_kind("pledge")] == ["P7", "P9"]
        assert len(part.of_kind("figure")) == 5

    def test_pledges_without_a_strand_can_be_chosen(self, facts):
        part = show(facts, Wish(strand=""), "list").part
        assert {node.reference for node in part.of_kind("pledge")} == {
            pledge.reference for pledge in Pledge.objects.filter(year__start_year=2018, strand=None)
        }


class TestLargeThreads:
    def test_what_is_too_much_at_once_comes_in_parts_that_keep_threads_together(self):
        thread = a_thread(" ".join(f"P{number}-A{number} A{number}-O{number}" for number in range(1, 101)))
        parts = parts_of(thread, Wish(), {})
        assert len(parts) == 3
        assert all(len(part.nodes) <= SHOWN_AT_ONCE for part in parts)
        assert not any(part.beyond(node) for part in parts for node in part.nodes.values())
        assert sum(len(part.nodes) for part in parts) == len(thread.nodes)

    def test_records_that_all_hang_together_are_parted_by_pledge(self):
        thread = a_thread(" ".join(f"P{number}-A{number} P{number}-A0" for number in range(1, 101)))
        parts = parts_of(thread, Wish(), {})
        assert len(parts) == 2
        assert {key for part in parts for key in part.nodes} == set(thread.nodes)
        shared = thread.nodes["activity", 0]
        assert all(part.beyond(shared) for part in parts)

    def test_one_thread_that_no_drawing_can_hold_is_told_apart(self):
        thread = a_thread(" ".join(f"P1-A{number}" for number in range(DRAWN_AT_MOST)))
        [part] = parts_of(thread, Wish(), {})
        assert part.is_too_large

    def test_a_choice_that_nothing_fits_gives_an_empty_part(self):
        [part] = parts_of(a_thread("P1-A1"), Wish(pledge="P2"), {})
        assert not part.nodes
