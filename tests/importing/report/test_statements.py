"""Correcting the statements of a draft: wording, kind, order, splitting, joining, leaving out."""

from __future__ import annotations

import pytest

from ctreport.importing.report.checking import find_problems
from ctreport.importing.report.draft import Draft, Kind
from ctreport.importing.report.editing import edit_links, edit_pieces, edit_statements
from tests.importing.report.drafts import draft_of, figure, sent, statement, texts

pytestmark = pytest.mark.django_db


def test_a_draft_is_kept_as_json_and_comes_back_the_same():
    draft, _ = draft_of()
    assert Draft.from_json(draft.to_json()) == draft


def test_a_reworded_statement_keeps_what_was_decided_about_its_figures():
    draft, standing = draft_of()
    figure(draft, "412").measure = "drivers-taught"
    own = statement(draft, "Taught 412")
    data = sent(draft, **{f"text_{own.id}": "In all, we taught 412 drivers, 50 more than planned, in 9 schools."})
    assert edit_statements(draft, data, standing) == {}
    assert figure(draft, "412").measure == "drivers-taught"
    assert [one.written for one in draft.figures_of(own.id)] == ["412", "50", "9"]
    assert own.text[figure(draft, "412").start :].startswith("412 drivers")


@pytest.mark.parametrize(("text", "words"), [("", "Write the text"), ("12 {{figure:a}}", "without braces")])
def test_a_text_that_cannot_stand_is_refused_and_kept_as_typed(text, words):
    draft, standing = draft_of()
    own = draft.statements[0]
    errors = edit_statements(draft, sent(draft, **{f"text_{own.id}": text}), standing)
    assert words in errors[own.id]
    assert own.text == text


def test_an_empty_text_may_be_left_out():
    draft, standing = draft_of()
    key = draft.statements[0].id
    assert edit_statements(draft, sent(draft, **{f"text_{key}": "", f"kind_{key}": "out"}), standing) == {}
    assert len(draft.of(Kind.PLEDGE)) == 1


def test_an_empty_line_splits_a_statement_and_its_figures_go_with_their_words():
    draft, standing = draft_of()
    own = statement(draft, "Taught 412")
    figure(draft, "412").measure = "drivers-taught"
    text = "Ran a campaign.\n \n\nTaught 412 drivers about speed."
    edit_statements(draft, sent(draft, **{f"text_{own.id}": text}), standing)
    assert texts(draft, Kind.ACTIVITY)[:2] == ["Ran a campaign.", "Taught 412 drivers about speed."]
    assert figure(draft, "412").statement == draft.of(Kind.ACTIVITY)[1].id
    assert figure(draft, "412").measure == "drivers-taught"


def test_a_statement_is_joined_to_the_one_above_it():
    draft, standing = draft_of()
    own = statement(draft, "Stopped over 120")
    edit_statements(draft, sent(draft, f"join:{own.id}"), standing)
    assert texts(draft, Kind.ACTIVITY) == [
        "Taught 412 drivers about speed, up from 380 last year. Stopped over 120 cars."
    ]
    assert draft.of(Kind.ACTIVITY)[0].text[figure(draft, "over 120").start :] == "over 120 cars."


def test_statements_change_places_within_their_list():
    draft, standing = draft_of()
    edit_statements(draft, sent(draft, f"up:{statement(draft, 'Teach').id}"), standing)
    assert texts(draft, Kind.PLEDGE)[0].startswith("Teach")
    edit_statements(draft, sent(draft, f"up:{statement(draft, 'Teach').id}"), standing)
    assert texts(draft, Kind.PLEDGE)[0].startswith("Teach")


def test_an_outcome_moves_with_what_stands_beneath_it():
    draft, standing = draft_of()
    edit_statements(draft, sent(draft, f"down:{statement(draft, 'Operation Drum').id}"), standing)
    assert [(parent.text, len(children)) for parent, children in draft.outcomes()] == [
        ("81% of cyclists feel safe on the roads.", 0),
        ("Operation Drum:", 2),
    ]


def test_a_sub_outcome_moves_alone():
    draft, standing = draft_of()
    edit_statements(draft, sent(draft, f"up:{statement(draft, '40 warrants').id}"), standing)
    assert texts(draft, Kind.SUB_OUTCOME) == ["nearly 40 warrants", "12 arrests"]


def test_a_statement_of_another_kind_comes_last_in_its_new_list():
    draft, standing = draft_of()
    own = statement(draft, "Teach")
    edit_statements(draft, sent(draft, **{f"kind_{own.id}": "activity"}), standing)
    assert texts(draft, Kind.PLEDGE) == ["Make roads safe for cyclists."]
    assert texts(draft, Kind.ACTIVITY)[-1] == "Teach drivers about speed."


def test_a_sub_outcome_without_an_outcome_above_it_stands_in_the_way():
    draft, standing = draft_of()
    own = statement(draft, "Operation Drum")
    edit_statements(draft, sent(draft, **{f"kind_{own.id}": "out"}), standing)
    problems = [one for one in find_problems(draft, standing) if one.step == "statements"]
    assert [one.part for one in problems] == [statement(draft, "12 arrests").id, statement(draft, "40 warrants").id]


def test_links_that_were_drawn_and_unticked_stay_so_when_the_wording_changes():
    draft, standing = draft_of()
    taught, cars = statement(draft, "Taught 412"), statement(draft, "Stopped over 120")
    safe, teach = statement(draft, "Make roads"), statement(draft, "Teach")
    assert [one.ends for one in draft.links if one.is_on and one.source == taught.id] == [
        ("activity_pledge", taught.id, teach.id)
    ]
    edit_links(draft, set(), {f"activity_pledge:{cars.id}": safe.id}, set())
    edit_statements(draft, sent(draft, **{f"text_{safe.id}": "Make the roads safe."}), standing)
    assert [one.ends for one in draft.links if one.is_on] == [("activity_pledge", cars.id, safe.id)]


def test_a_link_that_does_not_fit_is_not_drawn():
    draft, _ = draft_of()
    pledge, outcome = draft.of(Kind.PLEDGE)[0].id, draft.of(Kind.OUTCOME)[0].id
    edit_links(draft, set(), {f"activity_pledge:{pledge}": outcome, f"nonsense:{pledge}": outcome}, set())
    assert not any(one.is_on for one in draft.links)


def test_a_piece_that_was_left_over_becomes_a_record():
    draft, standing = draft_of("Some introduction.\n\nWhat we said\n• Act.\n\nNext steps\nTrain 9 officers.\n")
    key = next(one.id for one in draft.pieces if "9 officers" in one.text)
    edit_pieces(draft, {f"fate-{key}": "activity"}, standing)
    assert texts(draft, Kind.ACTIVITY) == ["Train 9 officers."]
    assert figure(draft, "9").measure == "officers"
    assert key not in [one.id for one in draft.pieces]


def test_lineage_to_the_pledges_of_the_year_before_is_proposed_by_wording(records_2018_19):
    source = "What we said\n• Engage with groups and individuals to prevent them from turning to terrorism.\n• Sing.\n"
    draft, _ = draft_of(source, start_year=2019)
    assert [(one.statement, one.reference, one.is_on) for one in draft.lineage] == [
        (draft.statements[0].id, "P3", True)
    ]
    edit_links(draft, set(), {}, set())
    assert [one.is_on for one in draft.lineage] == [False]


def test_a_record_with_the_same_words_is_recognised(records_2018_19):
    draft, standing = draft_of(
        "What we did\n- investigated over 120 reports, of suspicious activity related to terrorism\n", start_year=2018
    )
    assert standing.record_for(draft, draft.statements[0]).reference == "A4"
