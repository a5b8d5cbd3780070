"""Cells as the script sends them: each saved, or kept with the reason, by itself."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ctreport.entry.grid.entries import MOST_AT_ONCE
from ctreport.review.actions import save_record
from ctreport.review.history import as_edited, revisions_of
from ctreport.review.models import State
from ctreport.review.workflow import submit_record
from objectives.models import ReportingYear
from outcomes.models import Category, Dimension, Figure
from tests.entry.grid.conftest import a_measure, approved, cell, recorded, send, token
from tests.entry.grid.test_page import cell_of, value, words


def test_a_cell_is_saved_as_a_draft_and_answered_in_canonical_form(analyst, briefings, people):
    answer = send(analyst, cell(briefings, ">500"))
    shown = cell_of(answer, token(briefings))
    assert value(shown) == "over 500"
    assert "Saved Undo" in words(shown)
    assert 'data-version="1"' in shown
    assert 'hx-swap-oob="outerHTML"' in shown
    figure = Figure.objects.get()
    assert (str(figure.quantity), figure.state) == ("over 500", State.DRAFT)
    assert revisions_of(figure).get().by == people.analyst


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("over 500", "over 500"),
        (">500", "over 500"),
        ("c. 40", "about 40"),
        ("2,748", "2748"),
        ("at least 20", "at least 20"),
        ("[x]", "[x]"),
        ("not available", "[x]"),
        ("  12  ", "12"),
        ("0", "0"),
    ],
)
def test_figures_are_understood_as_one_would_say_them(analyst, briefings, typed, shown):
    assert value(cell_of(send(analyst, cell(briefings, typed)), token(briefings))) == shown


def test_a_percentage_and_a_grade_are_understood(analyst, feel_safe, year):
    grade = a_measure("peel", year, unit="grade", grades="Outstanding\nGood")
    answer = send(analyst, cell(feel_safe, "96%", categories=("online", "day")), cell(grade, "good"))
    assert value(cell_of(answer, token(feel_safe, "online", "day"))) == "96%"
    assert value(cell_of(answer, token(grade))) == "Good"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("lots", "“lots” is not a number."),
        ("-5", "This cannot be below 0."),
        ("12.5", "A count is a whole number."),
        ("5%", "This is a count, not a percentage."),
        ("9" * 101, "This is longer than 100 characters."),
        ("<b>7</b>", "“<b>7</b>” is not a number."),
    ],
)
def test_what_is_impossible_stays_as_typed_with_the_reason(analyst, briefings, typed, reason):
    answer = send(analyst, cell(briefings, typed))
    shown = cell_of(answer, token(briefings))
    assert answer.status_code == 200
    assert value(shown) == typed
    assert 'aria-invalid="true"' in shown
    assert "<b>7" not in shown
    assert f"Not saved. {reason}" in words(shown)
    assert not Figure.objects.exists()


def test_a_percentage_over_100_is_refused(analyst, feel_safe):
    shown = cell_of(send(analyst, cell(feel_safe, "130%")), token(feel_safe))
    assert "A percentage lies between 0 and 100." in words(shown)


def test_a_grade_that_the_scheme_does_not_have_is_refused(analyst, year):
    grade = a_measure("peel", year, unit="grade", grades="Outstanding\nGood")
    assert "Its grades: Outstanding, Good." in words(cell_of(send(analyst, cell(grade, "super")), token(grade)))


def test_a_refused_change_keeps_what_is_stored(analyst, briefings, people):
    recorded(briefings, "500", people.analyst)
    shown = cell_of(send(analyst, cell(briefings, "lots", 1)), token(briefings))
    assert value(shown) == "lots"
    assert 'data-stored="500"' in shown
    assert str(Figure.objects.get().quantity) == "500"


def test_the_same_again_makes_no_version(analyst, briefings, people):
    recorded(briefings, "500", people.analyst)
    shown = cell_of(send(analyst, cell(briefings, "500", 1)), token(briefings))
    assert 'data-version="1"' in shown
    assert "Saved" not in words(shown)
    assert revisions_of(Figure.objects.get()).count() == 1


def test_an_empty_cell_left_empty_stays_empty(analyst, briefings):
    send(analyst, cell(briefings, " "))
    assert not Figure.objects.exists()


def test_a_change_of_an_approved_figure_is_a_draft_beside_it(analyst, briefings, people):
    approved(briefings, "2748", people)
    shown = cell_of(send(analyst, cell(briefings, "2800", 1)), token(briefings))
    assert value(shown) == "2800"
    assert "approved: 2748" in words(shown)
    assert Figure.objects.get().value == 2748


def test_the_question_comes_with_the_answer_and_is_answered_beneath_the_cell(analyst, briefings, people):
    recorded(briefings, "100", people.analyst, start=2017)
    shown = cell_of(send(analyst, cell(briefings, "300")), token(briefings))
    assert "ct-ask--open" in shown
    assert "This is up 200 (200%) from 100." in words(shown)
    why = {"large-change": " More courses. "}
    shown = cell_of(send(analyst, cell(briefings, "300", 1, why=why)), token(briefings))
    assert "ct-ask--open" not in shown
    assert 'value="More courses."' in shown
    assert Figure.objects.get(year__start_year=2018).explanations == {"large-change": "More courses."}


def test_an_answer_that_is_taken_out_again_is_gone(analyst, briefings, people):
    recorded(briefings, "100", people.analyst, start=2017)
    recorded(briefings, "300", people.analyst, explanations={"large-change": "Because."})
    send(analyst, cell(briefings, "300", 1, why={"large-change": ""}))
    assert Figure.objects.get(year__start_year=2018).explanations == {}


def test_an_answer_that_is_too_long_is_kept_and_refused(analyst, briefings, people):
    recorded(briefings, "100", people.analyst, start=2017)
    recorded(briefings, "300", people.analyst)
    shown = cell_of(send(analyst, cell(briefings, "300", 1, why={"large-change": "x" * 501})), token(briefings))
    assert "Keep the explanation to 500 characters." in words(shown)
    assert "x" * 501 in shown


def test_what_is_asked_about_the_cells_beside_is_answered_too(analyst, year, people):
    mode = Dimension.objects.create(name="Mode")
    for code in ("online", "interview"):
        Category.objects.create(dimension=mode, code=code, name=code.capitalize())
    answers = a_measure("answers", year, dimension_1=mode, categories_add_up=True)
    recorded(answers, "100", people.analyst)
    recorded(answers, "60", people.analyst, category_1=Category.objects.get(code="online"))
    answer = send(analyst, cell(answers, "30", categories=("interview",)))
    assert words(answer.text).count("The categories add up to 90, the total is 100.") == 3
    assert f'id="q{token(answers)}" hx-swap-oob' in answer.text


def test_what_is_asked_about_a_whole_follows_its_part(analyst, year, people):
    searches = a_measure("searches", year)
    positives = a_measure("positives", year, part_of=searches)
    recorded(searches, "123", people.analyst)
    answer = send(analyst, cell(positives, "130"))
    assert "“Positives”, a part of this, is more: 130." in words(answer.text)
    answer = send(analyst, cell(positives, "89", 1))
    assert re.search(rf'id="q{token(searches)}" hx-swap-oob="outerHTML"></div>', answer.text)


# --- Several at once --------------------------------------------------------------------------------------------


def test_one_bad_cell_does_not_keep_the_others_from_being_saved(analyst, year):
    measures = [a_measure(f"m-{place}", year) for place in range(4)]
    texts = ["1", "lots", "3", "-4"]
    answer = send(analyst, *(cell(one, text) for one, text in zip(measures, texts, strict=True)))
    assert [value(cell_of(answer, token(one))) for one in measures] == texts
    assert sorted(figure.value for figure in Figure.objects.all()) == [1, 3]


def test_a_cell_that_is_not_there_is_left_out_of_the_answer(analyst, feel_safe, briefings):
    wrong = f"{briefings.pk}-{Category.objects.first().pk}-0"
    answer = send(analyst, {"cell": wrong, "text": "5"}, {"cell": "999999-0-0", "text": "5"}, cell(feel_safe, "50"))
    assert "999999" not in answer.text
    assert [figure.measure for figure in Figure.objects.all()] == [feel_safe]


@pytest.mark.parametrize("sent", ["", "x", "{}", '[{"cell": "1"}]', '["a"]', "[1]"])
def test_what_is_no_batch_is_told(analyst, year, sent):
    answer = analyst.post("/enter/2018-19/cells/", {"cells": sent})
    assert answer.status_code == 400
    assert "Reload the page" in answer.text or "Send at most" in answer.text


def test_more_than_the_most_at_once_is_refused(analyst, briefings):
    answer = send(analyst, *([cell(briefings, "1")] * (MOST_AT_ONCE + 1)))
    assert answer.status_code == 400


@pytest.mark.parametrize("version", [-1, "1", None, 10**12, 1.5, True])
def test_a_version_that_is_none_counts_as_that_of_an_empty_cell(analyst, briefings, people, version):
    recorded(briefings, "500", people.analyst)
    sent = {"cell": token(briefings), "text": "7", "version": version}
    assert analyst.post("/enter/2018-19/cells/", {"cells": json.dumps([sent])}).status_code == 200


def test_a_closed_year_takes_nothing(analyst, briefings, people, year):
    recorded(briefings, "500", people.analyst)
    ReportingYear.objects.filter(pk=year.pk).update(state="closed")
    other = a_measure("other", year)
    for entry in (cell(briefings, "600", 1), cell(briefings, "", 1), cell(other, "5")):
        assert send(analyst, entry).status_code == 200
    assert [str(figure.quantity) for figure in Figure.objects.all()] == ["500"]


def test_only_a_post_saves(analyst, year):
    assert analyst.get("/enter/2018-19/cells/").status_code == 405


def test_a_batch_takes_few_queries_beside_those_of_each_save(analyst, year):
    measures = [a_measure(f"m-{place}", year) for place in range(12)]
    send(analyst, cell(measures[0], "1"))
    counts = []
    for few in (measures[1:3], measures[3:12]):
        with CaptureQueriesContext(connection) as queries:
            send(analyst, *(cell(one, "1") for one in few))
        reads = [one["sql"] for one in queries if one["sql"].startswith("SELECT") and "_check" not in one["sql"]]
        counts.append(len(reads) - 3 * len(few))  # save_record reads the measure, the year and the cell of each
    assert counts[0] == counts[1]


def test_a_submitted_figure_that_is_changed_is_a_draft_again(analyst, briefings, people):
    figure = recorded(briefings, "500", people.analyst)
    submit_record(record=figure, by=people.analyst)
    send(analyst, cell(briefings, "510", 1))
    assert Figure.objects.get().state == State.DRAFT


def test_a_note_that_somebody_added_meanwhile_is_kept(analyst, briefings, people):
    figure = recorded(briefings, "500", people.analyst)
    edited = as_edited(figure)
    edited.note = "All courses"
    save_record(record=edited, by=people.reviewer)
    shown = cell_of(send(analyst, cell(briefings, "510", 1)), token(briefings))
    assert value(shown) == "510"
    assert Figure.objects.get().note == "All courses"
