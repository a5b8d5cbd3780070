"""Texts of a report: the safe part of Markdown, figures put in, numbers traced."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctreport.narrative.sentences import FigureBook
from ctreport.report.facts import Run
from ctreport.report.prose import blocks, inline, objections, sentence, words_of
from objectives.models import ReportingYear
from outcomes.models import Figure, Measure
from tests.report.rich import rich_plan

YEAR = ReportingYear(start_year=2018)
EMPTY = FigureBook(YEAR)


@pytest.fixture
def book():
    """Over 500 briefings, whose measure has a title full of markup."""
    measure = Measure(pk=1, code="briefings", title="**[x](https://bad.example)**")
    return FigureBook.of(
        YEAR, [Figure(pk=7, measure=measure, year=YEAR, value=Decimal(500), qualifier="over")], [measure]
    )


def read(text, book=EMPTY, number_of=None):
    """The runs of a text's first block."""
    return blocks(text, book, number_of)[0].runs


def test_paragraphs_headings_lists_and_quotations_are_read(book):
    found = blocks("# A\n\nB\n\n- c\n  1. d\n     > e\n", book)
    assert [one.kind for one in found] == ["heading", "paragraph", "bullets"]
    item = found[2].items[0]
    assert [one.kind for one in item] == ["paragraph", "numbers"]
    assert item[1].items[0][1].blocks[0].runs == (Run("text", "e"),)


def test_bold_italic_links_and_broken_lines_are_read():
    assert read("**a** *b* [c](#tables)\\\nd") == (
        Run("text", "a", is_bold=True),
        Run("text", " "),
        Run("text", "b", is_italic=True),
        Run("text", " "),
        Run("text", "c", address="#tables"),
        Run("text", "\n"),
        Run("text", "d"),
    )


def test_what_was_begun_and_left_empty_is_not_there(book):
    assert blocks("#\n\n>\n\n-\n- a\n-\n\n1.\n", book)[0].items[0][0].runs == (Run("text", "a"),)
    assert len(blocks("#\n\n>\n\n-\n- a\n-\n\n1.\n", book)) == 1
    assert blocks(" \n", book) == ()


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert()</script>",
        "<b onclick=x>b</b>",
        "![alt](https://example.org/x.png)",
        "`**code**`",
        "[x](javascript:alert())",
        "[x](data:text/html,x)",
        "[x](//example.org)",
        "[x](page.html)",
        "[x]: https://example.org",
        "---",
        "a | b",
    ],
)
def test_all_else_is_text_as_it_was_typed(text):
    assert read(text) == (Run("text", text),)


@pytest.mark.parametrize(
    "address", ["https://example.org/a?b=c", "http://example.org", "mailto:a@example.org", "#said"]
)
def test_links_may_lead_to_pages_to_people_and_within_the_report(address):
    assert read(f"[x]({address})") == (Run("text", "x", address=address),)


def test_a_figure_stands_within_bold_and_links_and_begins_a_sentence_in_a_capital(book):
    assert read("**{{figure:briefings}}** [held {{figure:briefings}}](#did)", book) == (
        Run("figure", "Over 500", "figure:briefings", 7, is_bold=True),
        Run("text", " "),
        Run("text", "held ", address="#did"),
        Run("figure", "over 500", "figure:briefings", 7, address="#did"),
    )


def test_nothing_in_a_figure_makes_markup(book):
    figure = next(iter(book.figures.values()))
    figure.value, figure.shorthand = None, "**[c](https://bad.example)**"
    [run] = read("{{figure:briefings}}", book)
    assert (run.kind, run.address, run.is_bold) == ("figure", "", False)


def test_a_token_that_finds_no_figure_says_so():
    [run] = read("{{figure:*nothing*}}")
    assert (run.kind, run.text) == ("missing", "[no figure for figure:*nothing*]")


def test_a_number_typed_by_hand_is_untraced_though_its_looks_change_within_it():
    assert [run.text for run in read("Of 5**00** on 31 **March** 2019") if run.kind == "untraced"] == ["5", "00"]


def test_marks_of_footnotes_are_numbered_in_the_text_s_order():
    numbers = {}
    runs = read("a[^x] b[^y] c[^x] `[^z]`", number_of=lambda key: numbers.setdefault(key, len(numbers) + 1))
    assert [run.text for run in runs if run.kind == "note"] == ["1", "2", "1"]


def test_an_unknown_footnote_is_said():
    assert read("a[^x]", number_of=lambda key: 0)[-1] == Run("missing", "[no footnote “x”]")


def test_a_footnote_s_own_text_is_one_line_without_marks(book):
    assert words_of(inline("# {{figure:briefings}}[^x]\n\n- b", book)) == "# over 500[^x]  - b"


def test_a_record_s_sentence_is_no_markdown(book):
    assert sentence("*{{figure:briefings}}* [x](https://a.example)", book)[0] == Run("text", "*")


@given(st.text(alphabet="ab *_[]()#>-1.{}:^`!<&\\\n\t", max_size=60))
def test_whatever_is_typed_can_be_read_and_only_allowed_addresses_come_of_it(text):
    waiting = list(blocks(text, EMPTY, lambda key: 1))
    while waiting:
        one = waiting.pop()
        waiting += [*one.blocks, *(inner for item in one.items for inner in item)]
        assert all(not run.address or run.address.startswith(("#", "http", "mailto:")) for run in one.runs)


@pytest.mark.django_db
def test_objections_name_what_is_wrong_and_how_to_mend_it(records_2018_19):
    rich_plan(records_2018_19)
    book = FigureBook.for_year(records_2018_19)
    text = (
        "{{figure:nothing}} [a](javascript:b) [c](#nowhere) [d](#pledge-P1) [e](#chart-breakdown-feel-safe) f[^late] "
        "g[^h]"
    )
    found = objections(text, book)
    assert [one.split(":")[0] for one in found] == ["{{figure", "“javascript", "“#nowhere”", "[^h]"]
    assert objections("Plain *text*.", book) == []
