"""Tokens: how a narrative refers to a figure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctreport.narrative.tokens import Token, read_token, split, tokens_in


@pytest.mark.parametrize(
    ("text", "kind", "measure", "categories"),
    [
        ("{{figure:briefings}}", "figure", "briefings", ()),
        ("{{figure:feel-safe:online:after-dark}}", "figure", "feel-safe", ("online", "after-dark")),
        ("{{change:briefings}}", "change", "briefings", ()),
        ("{{ Figure : Briefings }}", "figure", "briefings", ()),
        ("{{figure:feel-safe:all:day}}", "figure", "feel-safe", ("all", "day")),
    ],
)
def test_a_token_names_a_measure_and_its_categories(text, kind, measure, categories):
    assert read_token(text) == Token(text, kind, measure, categories)


@pytest.mark.parametrize(
    "text", ["{{briefings}}", "{{figure:}}", "{{number:briefings}}", "{{figure:a b}}", "{{}}", "{{figure:a::b}}"]
)
def test_a_mistyped_token_is_found_but_not_formed(text):
    [token] = tokens_in(f"Completed {text} briefings.")
    assert not token.is_formed


def test_a_narrative_is_split_in_order():
    parts = split("Made {{figure:arrests}} arrests, {{change:arrests}}.")
    assert [part if isinstance(part, str) else part.kind for part in parts] == [
        "Made ",
        "figure",
        " arrests, ",
        "change",
        ".",
    ]


@given(st.lists(st.sampled_from(["{{", "}}", "{", "figure:a", "{{figure:a}}", " words ", "\n", "é", "5"])))
def test_a_split_narrative_joins_to_what_it_was(pieces):
    text = "".join(pieces)
    assert "".join(part if isinstance(part, str) else part.text for part in split(text)) == text
