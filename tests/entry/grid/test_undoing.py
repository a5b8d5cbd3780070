"""Cells are emptied, and what was done is undone."""

import re

import pytest

from ctreport.review.history import as_edited, newest_content
from ctreport.review.models import Revision, State
from outcomes.models import Figure
from tests.entry.grid.conftest import a_measure, approved, cell, recorded, send, token
from tests.entry.grid.test_page import cell_of, value, words


def undo_of(answer, measure):
    found = re.search(r'data-undo="([^"]+)"', cell_of(answer, token(measure)))
    return found[1] if found else None


def test_emptying_a_draft_deletes_it_and_undo_brings_all_of_it_back(analyst, briefings, people):
    recorded(briefings, "500", people.analyst, source="Training log", base=12, note="All courses")
    answer = send(analyst, cell(briefings, "", 1))
    assert "Emptied Undo" in words(answer.text)
    assert not Figure.objects.exists()
    back = send(analyst, cell(briefings, "", 0, undo=undo_of(answer, briefings)))
    assert "Undone" in words(back.text)
    figure = Figure.objects.get()
    assert (str(figure.quantity), figure.source, figure.base, figure.note) == ("500", "Training log", 12, "All courses")


def test_emptying_an_approved_figure_is_refused_in_words(analyst, briefings, people):
    approved(briefings, "500", people)
    shown = cell_of(send(analyst, cell(briefings, "", 1)), token(briefings))
    assert "An approved figure is not emptied here." in words(shown)
    assert Figure.objects.exists()


def test_undo_of_the_first_entry_empties_the_cell(analyst, briefings):
    answer = send(analyst, cell(briefings, "500"))
    shown = cell_of(send(analyst, cell(briefings, "500", 1, undo=undo_of(answer, briefings))), token(briefings))
    assert value(shown) == ""
    assert not Figure.objects.exists()


def test_undo_of_a_change_puts_back_the_amount_and_the_answers(analyst, briefings, people):
    recorded(briefings, "100", people.analyst, start=2017)
    recorded(briefings, "300", people.analyst, explanations={"large-change": "More courses."})
    answer = send(analyst, cell(briefings, "200", 1, why={"large-change": "Fewer."}))
    shown = cell_of(send(analyst, cell(briefings, "200", 2, undo=undo_of(answer, briefings))), token(briefings))
    assert value(shown) == "300"
    assert "More courses." in shown
    assert newest_content(Figure.objects.get(year__start_year=2018)).act == Revision.Act.RESTORED


def test_undo_of_a_change_of_an_approved_figure_leaves_no_draft_to_review(analyst, briefings, people):
    approved(briefings, "2748", people)
    answer = send(analyst, cell(briefings, "2800", 1))
    shown = cell_of(send(analyst, cell(briefings, "2800", 2, undo=undo_of(answer, briefings))), token(briefings))
    assert value(shown) == "2748"
    figure = Figure.objects.get()
    assert (figure.state, figure.has_separate_draft) == (State.APPROVED, False)
    assert str(as_edited(figure).quantity) == "2748"


def test_a_change_that_somebody_built_on_is_not_undone(analyst, client_for, briefings):
    answer = send(analyst, cell(briefings, "500"))
    send(client_for("reviewer"), cell(briefings, "510", 1))
    shown = cell_of(send(analyst, cell(briefings, "500", 1, undo=undo_of(answer, briefings))), token(briefings))
    assert value(shown) == "510"
    assert "Reviewer Person changed this to “510” at" in words(shown)
    assert "cannot be undone any more" in words(shown)


@pytest.mark.parametrize("undo", ["v99", "gone-1", "gone-x", "nonsense", "v", "new"])
def test_an_undo_that_is_none_changes_nothing(analyst, briefings, people, undo):
    approved(briefings, "500", people)
    answer = send(analyst, cell(briefings, "500", 1, undo=undo))
    assert "Not saved." in words(answer.text)
    assert str(Figure.objects.get().quantity) == "500"


def test_a_deleted_figure_of_another_cell_is_not_brought_back_here(analyst, briefings, year, people):
    other = a_measure("other", year)
    recorded(other, "7", people.analyst)
    gone = undo_of(send(analyst, cell(other, "", 1)), other)
    answer = send(analyst, cell(briefings, "", 0, undo=gone))
    assert "What this cell held is not in the history." in words(answer.text)
    assert not Figure.objects.exists()
