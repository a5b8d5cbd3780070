"""What differs between two texts."""

from hypothesis import given
from hypothesis import strategies as st

from ctreport.ui.diff import word_difference


def test_changed_word_is_taken_out_and_put_in():
    runs = word_difference("We will act on all reports.", "We will act on most reports.")
    assert [run for run in runs if run.kind != "same"] == [("out", "all"), ("in", "most")]


def test_texts_with_little_in_common_stand_whole():
    assert word_difference("Listen well.", "Patrol the streets at night.") == [
        ("out", "Listen well."),
        ("in", "Patrol the streets at night."),
    ]


def test_words_changed_side_by_side_make_one_run():
    runs = word_difference(
        "We will act on all the reports that come in.", "We will act on most of our reports that come in."
    )
    assert [run for run in runs if run.kind != "same"] == [("out", "all the"), ("in", "most of our")]


def test_texts_that_share_little_but_their_spaces_stand_whole():
    old, new = (
        "Work in partnership with our community to protect it.",
        "Provide advice and guidance to schools and people.",
    )
    assert [run.kind for run in word_difference(old, new)] == ["out", "in"]


def test_text_that_was_empty_is_only_put_in():
    assert word_difference("", "New.") == [("in", "New.")]
    assert word_difference("Old.", "") == [("out", "Old.")]


def test_very_long_texts_are_compared_whole():
    assert len(word_difference("word " * 3000, "word " * 3001)) == 2


@given(st.text(), st.text())
def test_difference_gives_both_texts_back(old, new):
    runs = word_difference(old, new)
    assert "".join(run.text for run in runs if run.kind != "in") == old
    assert "".join(run.text for run in runs if run.kind != "out") == new
