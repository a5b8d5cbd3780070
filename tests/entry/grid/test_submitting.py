"""Drafts are handed to the reviewers together: those about which nothing is left to answer."""

import re

from ctreport.review.models import State
from outcomes.models import Figure
from tests.entry.grid.conftest import a_measure, approved, cell, recorded, send, token
from tests.entry.grid.test_page import words

ADDRESS = "/enter/2018-19/submit/"


def shown_versions(page):
    return {"versions": re.search(r'name="versions" value="([^"]*)"', page.text)[1]}


def states():
    return {figure.measure.code: figure.state for figure in Figure.objects.filter(year__start_year=2018)}


def test_a_summary_says_what_is_ready_and_what_first_needs_an_answer(analyst, year, people):
    ready, asking = a_measure("ready-one", year), a_measure("asking-one", year)
    recorded(asking, "100", people.analyst, start=2017)
    recorded(ready, "5", people.analyst)
    recorded(asking, "300", people.analyst)
    page = analyst.get(ADDRESS)
    assert "1 figure can be submitted; 1 first needs an answer." in words(page.text)
    assert f'href="/enter/2018-19/#c{token(asking)}">Asking one: 300</a>' in page.text
    assert "This is up 200 (200%) from 100." in words(page.text)
    assert "Submit 1 figure" in page.text


def test_those_that_are_ready_are_submitted_and_the_others_left(analyst, year, people):
    ready, asking, known = a_measure("ready", year), a_measure("asking", year), a_measure("known", year)
    recorded(asking, "100", people.analyst, start=2017)
    recorded(ready, "5", people.analyst)
    recorded(asking, "300", people.analyst)
    approved(known, "7", people)
    answer = analyst.post(ADDRESS, shown_versions(analyst.get(ADDRESS)), follow=True)
    assert "1 figure submitted for review." in answer.text
    assert states() == {"ready": State.SUBMITTED, "asking": State.DRAFT, "known": State.APPROVED}


def test_an_answered_question_lets_the_figure_go(analyst, briefings, people):
    recorded(briefings, "100", people.analyst, start=2017)
    recorded(briefings, "300", people.analyst)
    send(analyst, cell(briefings, "300", 1, why={"large-change": "More courses."}))
    analyst.post(ADDRESS, shown_versions(analyst.get(ADDRESS)))
    assert states() == {"briefings": State.SUBMITTED}


def test_a_draft_beside_an_approved_figure_is_submitted(analyst, briefings, people):
    approved(briefings, "500", people)
    send(analyst, cell(briefings, "510", 1))
    analyst.post(ADDRESS, shown_versions(analyst.get(ADDRESS)))
    assert states() == {"briefings": State.SUBMITTED}


def test_what_was_not_shown_is_not_submitted(analyst, client_for, year, people):
    seen, new = a_measure("seen", year), a_measure("new", year)
    changed = a_measure("changed", year)
    for one in (seen, changed):
        recorded(one, "5", people.analyst)
    versions = shown_versions(analyst.get(ADDRESS))
    send(client_for("reviewer"), cell(changed, "6", 1), cell(new, "7"))
    answer = analyst.post(ADDRESS, versions, follow=True)
    assert "1 figure submitted for review." in answer.text
    assert "1 changed meanwhile, so it was left as a draft." in answer.text
    assert states() == {"seen": State.SUBMITTED, "new": State.DRAFT, "changed": State.DRAFT}


def test_a_year_without_drafts_says_so(analyst, briefings):
    assert "There are no drafts in 2018/19." in analyst.get(ADDRESS).text


def test_what_is_sent_amiss_submits_nothing(analyst, briefings, people):
    recorded(briefings, "5", people.analyst)
    for sent in ({}, {"versions": "x"}, {"versions": "99:1"}, {"versions": "1:"}):
        assert analyst.post(ADDRESS, sent).status_code == 302
    assert states() == {"briefings": State.DRAFT}
