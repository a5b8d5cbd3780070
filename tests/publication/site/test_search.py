"""Search over what is published: no script, no database."""

from __future__ import annotations

import pytest

from ctreport.publication.site.sections import search

SECTIONS = [
    {"slug": "2018-19", "year": "2018/19", "heading": "What we did", "text": "Over 600 briefings.", "address": "#did"},
    {"slug": "2018-19", "year": "2018/19", "heading": "Briefings", "text": "Shops.", "address": "#briefings"},
    {"slug": "2017-18", "year": "2017/18", "heading": "Notes", "text": "A word " * 99 + "briefing", "address": "#n"},
]


def places(question, slug=""):
    return [one.address for one in search(SECTIONS, question, slug)]


def test_a_heading_counts_more_than_the_text_and_words_may_be_begun_only():
    assert places("brief") == ["#briefings", "#did", "#n"]


def test_all_words_must_be_there_and_short_ones_as_a_whole():
    assert places("BRIEFINGS 600") == ["#did"]
    assert places("60") == []
    assert places("briefings elephants") == []
    assert places("…") == []


def test_a_year_can_be_chosen():
    assert places("briefing", "2017-18") == ["#n"]


def test_the_extract_is_cut_at_words_around_the_first_hit():
    [found] = search(SECTIONS, "briefing", "2017-18")
    assert ("briefing", True) in found.extract
    assert found.extract[0][0].startswith("… ")
    assert len("".join(text for text, _ in found.extract)) < 320


def test_the_page_shows_what_was_found_with_the_words_marked_and_all_escaped(site):
    response = site.get("/search/", {"q": "officers"})
    assert "1 section with “officers”" in response.text
    assert "<mark>officers</mark>" in response.text
    assert "What we did &lt;b&gt;" in response.text
    assert 'href="../reports/2018-19/index.html#did"' in response.text
    assert not response.cookies


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("", "Enter a word to look for."),
        ("elephant", "Nothing found for “elephant”"),
        ("x" * 201, "Your question is longer than 200 characters."),
        ("<script>alert(1)</script>", "Nothing found for “&lt;script&gt;alert(1)&lt;/script&gt;”"),
    ],
)
def test_the_page_says_what_to_do_where_nothing_is_found(site, question, told):
    response = site.get("/search/", {"q": question})
    assert response.status_code == 200
    assert told in response.text
    assert "<script>alert" not in response.text


def test_without_a_question_the_page_is_the_file(site):
    assert site.get("/search/")["ETag"]
    assert "ETag" not in site.get("/search/?q=a")
