"""The picture: nothing lies on anything else, few lines cross, and what is lacking is an open end with its words."""

import re
from itertools import combinations

import pytest

from ctreport.dashboard.picture.arrange import NO_PLEDGE, NOTHING_LINKED, arrange
from ctreport.dashboard.picture.drawing import WIDTH, draw
from ctreport.dashboard.picture.stacking import stacked
from ctreport.dashboard.picture.text import width_of, wrapped
from ctreport.dashboard.picture.untangle import Slot, Wire, crossings, untangled
from ctreport.thread.threads import GapKind
from tests.dashboard.picture.threads import a_tangle, a_thread, the_whole, values_for

TANGLES = [a_tangle(seed) for seed in range(6)]


def drawn(thread):
    return draw(arrange(the_whole(thread)), values_for(thread))


def texts_of(box):
    return [line.text for area in box.areas for line in area.lines]


def of(drawing, reference):
    return next(box for box in drawing.boxes if box.node.reference == reference)


class TestPlaces:
    @pytest.mark.parametrize("thread", TANGLES)
    def test_no_box_lies_on_another(self, thread):
        for column in drawn(thread).columns:
            for one, other in combinations(column.boxes, 2):
                assert one.y + one.shape.height < other.y or other.y + other.shape.height < one.y

    @pytest.mark.parametrize("thread", TANGLES)
    def test_a_line_that_passes_a_column_passes_beside_its_boxes(self, thread):
        drawing = drawn(thread)
        passes = 0
        for curve in drawing.curves:
            for x, y in re.findall(r" (?=\d)(\d+) (\d+)H", curve.path):
                [column] = [one for one in drawing.columns if one.x == int(x)]
                assert not any(box.y <= int(y) <= box.y + box.shape.height for box in column.boxes)
                passes += 1
        assert passes

    @pytest.mark.parametrize("thread", TANGLES)
    def test_everything_is_within_the_picture(self, thread):
        drawing = drawn(thread)
        assert all(box.x >= 0 and box.x + box.shape.width <= WIDTH for box in drawing.boxes)
        assert all(box.y >= 0 and box.y + box.shape.height <= drawing.height for box in drawing.boxes)
        assert all(0 <= box.x + end.ring <= WIDTH for box in drawing.boxes for end in box.shape.ends)

    @pytest.mark.parametrize("thread", TANGLES)
    def test_each_line_of_text_fits_its_box(self, thread):
        for box in drawn(thread).boxes:
            lines = [line for area in box.areas for line in area.lines]
            assert all(0 < line.y < box.shape.height for line in lines)
            for line in lines:
                start = line.x - width_of(line.text) if line.look == "value" else line.x
                assert start > 6
                assert start + width_of(line.text, bold=line.look in ("ref", "gap")) <= box.shape.width

    @pytest.mark.parametrize("thread", TANGLES)
    def test_sorting_leaves_fewer_crossings_than_the_order_of_the_report(self, thread):
        drawn_with = in_report = 0
        for band in arrange(the_whole(thread)).bands:
            unsorted = tuple(tuple(sorted(column, key=lambda slot: slot.keys)) for column in band.columns)
            drawn_with += crossings(band.columns, band.wires)
            in_report += crossings(unsorted, band.wires)
        assert drawn_with < in_report / 2


class TestUntangling:
    def test_a_ladder_turned_round_is_turned_back(self):
        left = tuple(Slot((("pledge", number),)) for number in range(9))
        right = tuple(Slot((("activity", number),)) for number in range(9))
        wires = [Wire((("pledge", number), ("activity", 8 - number))) for number in range(9)]
        assert crossings((left, right), wires) == 36
        assert crossings(untangled((left, right), wires), wires) == 0

    def test_lines_that_meet_at_a_record_do_not_cross_there(self):
        columns = ((Slot((("pledge", 1),)),), (Slot((("activity", 1),)), Slot((("activity", 2),))))
        assert crossings(columns, [Wire((("pledge", 1), ("activity", number))) for number in (2, 1)]) == 0

    def test_what_is_in_order_already_stays_as_the_report_has_it(self):
        arrangement = arrange(the_whole(a_thread("P1-A1 P2-A1 P3-A2 P3-A1")))
        assert [node.reference for node in arrangement.of_kind("pledge")] == ["P1", "P2", "P3"]


class TestStacking:
    def test_what_has_room_stands_where_it_would_like_to(self):
        assert stacked([0, 50, 100], [20, 20, 20], 10) == [0, 50, 100]

    def test_what_would_lie_on_another_is_moved_as_little_as_can_be(self):
        assert stacked([50, 50], [20, 20], 10) == [35, 65]


class TestText:
    def test_a_long_text_is_cut_at_a_word_and_says_so(self):
        assert wrapped("Work with City businesses to improve", 130, most=1) == ["Work with City…"]

    def test_a_word_wider_than_the_box_is_cut(self):
        [line] = wrapped("x" * 90, 100, most=1)
        assert line.endswith("x…")
        assert width_of(line) <= 100

    def test_letters_of_other_alphabets_are_given_room(self):
        assert width_of("警") > width_of("W") > width_of("é") == width_of("e")


class TestGaps:
    def test_a_pledge_that_nothing_is_linked_to_ends_openly_where_its_activity_would_stand(self):
        lacks = [GapKind.PLEDGE_WITHOUT_ACTIVITY, GapKind.PLEDGE_WITHOUT_OUTCOME, GapKind.PLEDGE_WITHOUT_FIGURE]
        drawing = drawn(a_thread("P1-A1 A1-O1", alone="P10", gaps={"P10": lacks}))
        box = of(drawing, "P10")
        [end] = box.shape.ends
        assert box.x + end.ring == drawing.columns[1].x
        assert "no activity, no outcome, no figure" in texts_of(box)
        assert NOTHING_LINKED in [mark.title for mark in drawing.marks]

    def test_what_leads_back_to_no_pledge_is_open_on_the_left_and_stands_last(self):
        gaps = {"A2": [GapKind.ACTIVITY_WITHOUT_PLEDGE]}
        drawing = drawn(a_thread("P1-A1 A2-M1", gaps=gaps))
        [end] = of(drawing, "A2").shape.ends
        assert end.ring < 0
        assert "no pledge" in texts_of(of(drawing, "A2"))
        assert drawing.marks[-1].title == NO_PLEDGE
        assert of(drawing, "A2").y > drawing.marks[-1].y > of(drawing, "A1").y

    def test_an_outcome_that_lacks_both_is_open_on_both_sides(self):
        gaps = {"O1": [GapKind.OUTCOME_WITHOUT_THREAD, GapKind.OUTCOME_WITHOUT_MEASURE]}
        ends = of(drawn(a_thread(alone="O1", gaps=gaps)), "O1").shape.ends
        assert [end.ring > 0 for end in ends] == [False, True]


def test_what_hangs_together_stands_together():
    arrangement = arrange(the_whole(a_thread("P1-A9 P2-A1 P3-A9", alone="P4")))
    assert [node.reference for node in arrangement.of_kind("pledge")] == ["P1", "P3", "P2", "P4"]
    assert [node.reference for node in arrangement.of_kind("activity")] == ["A9", "A1"]


def test_outcomes_that_are_listed_beneath_another_stand_beneath_it():
    drawing = drawn(a_thread("P1-O6 O6-O61 O6-O62 O61-M1"))
    top, *beneath = drawing.columns[2].boxes
    assert [box.node.reference for box in (top, *beneath)] == ["O6", "O61", "O62"]
    assert all(box.x > top.x and box.y > top.y for box in beneath)
