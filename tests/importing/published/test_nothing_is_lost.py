"""Every word of a source is found again: in the title, the headings, the three lists or what was not understood."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ctreport.importing.published import Proposal, read_published_report

WORD = st.from_regex(r"[a-z]{3,9}", fullmatch=True)
SENTENCE = st.lists(WORD, min_size=3, max_size=14).map(lambda words: " ".join(words).capitalize() + ".")
BULLETS = st.sampled_from(["• ", "- ", "* ", "– ", "o ", "▪ ", "·\t", "1. ", "a) ", "", "\uf0b7 "])
PLEDGED = st.sampled_from(["What we said", "WE SAID WE WOULD:", "## What we said we would do", "**What we promised**"])
DONE = st.sampled_from(["What we did", "What we have done:", "Our response", "2. What we did", "We have"])
CAME = st.sampled_from(["Outcome", "OUTCOMES", "What was the outcome?", "The result:", "", "Impact"])
FURNITURE = st.sampled_from(
    ["", "\n\nPage 3 of 9\n\n", "\nBack to top\n", "\n\nSome loose words\n\n", "\n\nNext steps\n\n"]
)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """A page with its headings, bullets and furniture drawn, and its items wrapped or nested at times."""
    text = draw(st.sampled_from(["", "Roads policing\n\n", "Home > Reports\nFraud\nAn introduction to the page.\n\n"]))
    for heading in (draw(PLEDGED), draw(DONE), draw(CAME)):
        bullet, gap = draw(BULLETS), draw(st.sampled_from(["\n", "\n\n"]))
        items = draw(st.lists(SENTENCE, min_size=1, max_size=4))
        text += heading + "\n" * draw(st.integers(1, 3))
        for item in items:
            indent = " " * draw(st.sampled_from([0, 0, 2, 6]))
            text += indent + bullet + item.replace(" ", "\n   ", draw(st.integers(0, 1))) + gap
        text += draw(FURNITURE) + "\n" * draw(st.integers(0, 2))
    return text


def words_of(text: str) -> Counter[str]:
    """Words of two letters or more. A word broken at a line's end is one; list numbers and letters are not words."""
    whole = re.sub(r"[-‐]\n\s*", "", text)
    return Counter(word for word in re.findall(r"[^\W\d_]{2,}", whole.casefold()) if not re.fullmatch("[ivx]+", word))


def words_found(proposal: Proposal) -> Counter[str]:
    texts = [proposal.title, *proposal.headings, *(piece.text for piece in proposal.unparsed)]
    return words_of("\n".join([*texts, *(text for _, text in proposal.statements())]))


@settings(deadline=None, max_examples=60)
@given(pages())
def test_no_word_of_a_page_is_lost(page: str):
    assert not words_of(page) - words_found(read_published_report(page, kind="text"))


@settings(deadline=None)
@given(st.text(alphabet="abcde AB.:;-•*#\n\t123()–", max_size=200))
@example("What we said\nabc\n===\nabc")
@example("• \n\n• abc • de")
@example("**abc** de\n--\nabc-\nde")
def test_no_word_of_any_text_is_lost(text: str):
    source = text.replace("-", "") + "."  # whether a broken word keeps its hyphen is tested elsewhere
    assert not words_of(source) - words_found(read_published_report(source, kind="text"))


@settings(deadline=None, max_examples=60)
@given(pages())
def test_no_item_stands_twice(page: str):
    proposal = read_published_report(page, kind="text")
    assert not words_found(proposal) - words_of(page) - words_of(proposal.title)


OPENED = "p ul ol li h2 strong div table tr td br nav dl dt dd span"
TAGS = [f"{slash}{tag}" for tag in OPENED.split() for slash in ("", "/")]


@settings(deadline=None)
@given(st.lists(st.one_of(WORD, st.sampled_from([f"<{tag}>" for tag in TAGS]), PLEDGED, DONE, CAME), max_size=60))
@example(["<table>", "<tr>", "abc", "<td>", "def", "</table>", "<td>", "ghi"])
def test_no_word_of_an_html_page_is_lost_however_badly_it_is_nested(pieces: list[str]):
    source = "<p>Words.</p>" + " ".join(piece.replace("#", "").replace("*", "") for piece in pieces)
    seen = re.sub(r"<[^>]*>", " ", source)
    assert not words_of(seen) - words_found(read_published_report(source, kind="html"))
