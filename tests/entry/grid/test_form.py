"""The grid without a script: one ordinary form, of which nothing is lost."""

import re

from ctreport.review.models import State
from outcomes.models import Figure
from tests.entry.grid.conftest import a_measure, approved, cell, recorded, send, token
from tests.entry.grid.test_page import ADDRESS, cell_of, value, words


def fields_of(page):
    """All fields of the form as a browser would send them."""
    found = dict(
        re.findall(r'<input class="ct-(?:cell|ask)__input"[^>]* name="([^"]+)"[^>]* value="([^"]*)"', page.text)
    )
    found["versions"] = re.search(r'name="versions" value="([^"]*)"', page.text)[1]
    return found


def test_what_was_typed_is_saved_and_the_rest_left_alone(analyst, year, people):
    one, other = a_measure("one", year), a_measure("other", year)
    figure = recorded(other, "7", people.analyst)
    fields = fields_of(analyst.get(ADDRESS)) | {f"c{token(one)}": ">500"}
    answer = analyst.post(ADDRESS, fields, follow=True)
    assert answer.redirect_chain[0][1] == 302
    assert "1 figure saved." in answer.text
    assert value(cell_of(answer, token(one))) == "over 500"
    figure.refresh_from_db()
    assert figure.version == 1


def test_the_filter_stays_after_saving(analyst, briefings):
    address = f"{ADDRESS}?by=strand&show=empty"
    page = analyst.get(address)
    assert f'action="{ADDRESS}?by=strand&amp;show=empty"' in page.text
    answer = analyst.post(address, fields_of(page) | {f"c{token(briefings)}": "5"})
    assert answer["Location"] == address


def test_valid_cells_are_saved_and_the_others_kept_with_their_errors(analyst, year):
    good, bad = a_measure("good", year), a_measure("bad", year)
    fields = fields_of(analyst.get(ADDRESS)) | {f"c{token(good)}": "5", f"c{token(bad)}": "lots"}
    page = analyst.post(ADDRESS, fields)
    assert page.status_code == 200
    assert "There is a problem" in page.text
    assert f'<a href="#i{token(bad)}">Bad: “lots” is not a number.' in page.text
    assert "1 figure saved." in page.text
    assert value(cell_of(page, token(bad))) == "lots"
    assert value(cell_of(page, token(good))) == "5"
    assert "<title>Error: " in page.text


def test_nothing_changed_is_said(analyst, briefings, people):
    recorded(briefings, "500", people.analyst)
    answer = analyst.post(ADDRESS, fields_of(analyst.get(ADDRESS)), follow=True)
    assert "Nothing was changed, so nothing was saved." in answer.text


def test_a_cell_that_another_changed_meanwhile_and_i_did_not_is_left_as_they_have_it(analyst, client_for, year, people):
    mine, theirs = a_measure("mine", year), a_measure("theirs", year)
    recorded(theirs, "500", people.analyst)
    fields = fields_of(analyst.get(ADDRESS))
    send(client_for("reviewer"), cell(theirs, "510", 1))
    answer = analyst.post(ADDRESS, fields | {f"c{token(mine)}": "5"}, follow=True)
    assert "1 figure saved." in answer.text
    assert str(Figure.objects.get(measure=theirs).quantity) == "510"


def test_a_clash_is_told_and_saving_again_puts_mine_in_place(analyst, client_for, briefings, people):
    recorded(briefings, "500", people.analyst)
    fields = fields_of(analyst.get(ADDRESS)) | {f"c{token(briefings)}": "520"}
    send(client_for("reviewer"), cell(briefings, "510", 1))
    page = analyst.post(ADDRESS, fields)
    assert "Reviewer Person changed this to “510”" in words(page.text)
    assert "save again to put it in place" in page.text
    assert value(cell_of(page, token(briefings))) == "520"
    analyst.post(ADDRESS, fields_of(page))
    assert str(Figure.objects.get().quantity) == "520"


def test_a_cell_filled_by_another_meanwhile_is_not_overwritten(analyst, client_for, briefings):
    fields = fields_of(analyst.get(ADDRESS)) | {f"c{token(briefings)}": "520"}
    send(client_for("reviewer"), cell(briefings, "510"))
    assert "changed this to “510”" in analyst.post(ADDRESS, fields).text
    assert str(Figure.objects.get().quantity) == "510"


def test_an_empty_cell_that_another_filled_is_not_emptied(analyst, client_for, briefings):
    fields = fields_of(analyst.get(ADDRESS))
    send(client_for("reviewer"), cell(briefings, "510"))
    analyst.post(ADDRESS, fields)
    assert str(Figure.objects.get().quantity) == "510"


def test_a_question_is_answered_in_the_form(analyst, briefings, people):
    recorded(briefings, "100", people.analyst, start=2017)
    recorded(briefings, "300", people.analyst)
    fields = fields_of(analyst.get(ADDRESS)) | {f"w{token(briefings)}-large-change": "More courses."}
    analyst.post(ADDRESS, fields)
    figure = Figure.objects.get(year__start_year=2018)
    assert figure.explanations == {"large-change": "More courses."}
    assert figure.state == State.DRAFT


def test_what_is_kept_stays_in_sight_whatever_the_filter(analyst, year, people):
    filled = a_measure("filled", year)
    approved(filled, "5", people)
    a_measure("empty", year)
    fields = fields_of(analyst.get(ADDRESS)) | {f"c{token(filled)}": "lots"}
    page = analyst.post(f"{ADDRESS}?show=empty", fields)
    assert value(cell_of(page, token(filled))) == "lots"


def test_a_grid_of_many_cells_can_be_sent(analyst, year):
    measures = [a_measure(f"m-{place}", year) for place in range(3)]
    fields = fields_of(analyst.get(ADDRESS)) | {f"c{900000 + place}-0-0": "" for place in range(1500)}
    analyst.post(ADDRESS, fields | {f"c{token(measures[0])}": "5"})
    assert Figure.objects.count() == 1


def test_fields_that_are_none_of_the_grid_are_passed_over(analyst, briefings):
    answer = analyst.post(ADDRESS, {"c": "5", "cx-y-z": "5", "c1": "5", "versions": "a:b 9: :"}, follow=True)
    assert answer.status_code == 200
    assert not Figure.objects.exists()
