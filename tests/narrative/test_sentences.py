"""Sentences with their figures put in."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.test import override_settings

from ctreport.narrative.sentences import FigureBook, Piece, plain, render
from ctreport.narrative.tokens import read_token
from outcomes.models import Category, Figure

pytestmark = pytest.mark.django_db


@pytest.fixture
def book(cells):
    return FigureBook.for_year(cells.year)


def objection_to(text, book):
    return book.objection(read_token(text))


@pytest.mark.parametrize(
    ("narrative", "sentence"),
    [
        ("Completed {{figure:briefings}} briefings.", "Completed over 500 briefings."),
        ("{{figure:safe:online:day}} felt safe.", "90% felt safe."),
        ("{{figure:safe:day:online}} felt safe.", "90% felt safe."),
        ("{{figure:briefings}} were held.", "Over 500 were held."),
        ("It was busy. {{figure:briefings}} were held.", "It was busy. Over 500 were held."),
        ("“{{figure:briefings}} were held.”", "“Over 500 were held.”"),
        ("Results\n- {{figure:briefings}} briefings", "Results\n- Over 500 briefings"),
        ("Project Servator: {{figure:briefings}} briefings.", "Project Servator: over 500 briefings."),
        ("Many, i.e. {{figure:briefings}} briefings.", "Many, i.e. over 500 briefings."),
        ("{{figure:arrests}} arrests, {{change:arrests}}.", "95 arrests, down 5 (5%) from 100."),
        ("Arrests went {{change:arrests}}", "Arrests went down 5 (5%) from 100"),
        ("Briefings: {{change:briefings}}.", "Briefings: no earlier figure to compare with."),
        ("None was counted.", "None was counted."),
        ("", ""),
    ],
)
def test_figures_are_put_into_a_narrative(narrative, sentence, book):
    assert plain(narrative, book) == sentence


@override_settings(NUMBER_STYLE="grouped")
def test_a_sentence_takes_the_house_style(book):
    Figure.objects.filter(measure__code="briefings").update(value=9000)
    assert plain("{{figure:briefings}}", FigureBook.for_year(book.year)) == "Over 9,000"


def test_a_sentence_is_told_apart_into_text_figures_and_numbers_typed_by_hand(book):
    pieces = render("Held {{figure:briefings}} in 12 places.", book)
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("text", "Held "),
        ("figure", "over 500"),
        ("text", " in "),
        ("untraced", "12"),
        ("text", " places."),
    ]


def test_a_figure_piece_leads_to_its_record(book):
    [piece] = render("{{figure:arrests}}", book)
    figure = Figure.objects.get(measure__code="arrests", year=book.year)
    assert piece == Piece("figure", "95", "{{figure:arrests}}", figure.pk)


def test_a_token_without_a_figure_says_so_in_the_sentence(book):
    assert plain("Made {{figure:rescues}} rescues.", book) == "Made [no figure for figure:rescues] rescues."


def test_a_figure_of_the_year_before_is_not_taken_for_this_years(cells):
    Figure.objects.filter(year=cells.year, measure__code="arrests").delete()
    assert "[no figure" in plain("{{figure:arrests}} arrests", FigureBook.for_year(cells.year))


def test_a_book_is_loaded_in_two_queries(cells, django_assert_num_queries):
    with django_assert_num_queries(2):
        plain("{{figure:safe:online:day}} {{change:arrests}}", FigureBook.for_year(cells.year))


def test_two_dimensions_with_a_category_of_the_same_code_are_kept_apart(cells):
    one = Category.objects.create(dimension=cells.mode, code="other", name="Other mode")
    two = Category.objects.create(dimension=cells.time, code="other", name="Other time")
    for value, first, second in ((10, one, None), (20, None, two), (30, one, two)):
        Figure.objects.create(measure=cells.safe, year=cells.year, value=value, category_1=first, category_2=second)
    book = FigureBook.for_year(cells.year)
    assert [plain(figure.token, book) for figure in Figure.objects.filter(category_1=one, category_2=None)] == ["10%"]
    assert plain("{{figure:safe:other}}", book) == "10%"
    assert plain("{{figure:safe:all:other}}", book) == "20%"
    assert plain("{{figure:safe:other:other}}", book) == "30%"


def test_each_figures_own_token_finds_it(cells):
    Figure.objects.create(measure=cells.safe, year=cells.year, value=1)
    Figure.objects.create(measure=cells.safe, year=cells.year, value=2, category_1=cells.online)
    Figure.objects.create(measure=cells.safe, year=cells.year, value=3, category_2=cells.day)
    book = FigureBook.for_year(cells.year)
    for figure in Figure.objects.filter(year=cells.year):
        assert book.find(read_token(figure.token)) == figure


class TestObjections:
    def test_a_good_token_has_none(self, book):
        assert objection_to("{{figure:briefings}}", book) == ""

    def test_a_mistyped_measure_is_answered_with_the_nearest(self, book):
        assert objection_to("{{figure:briefing}}", book) == (
            "{{figure:briefing}}: there is no measure “briefing”. Did you mean “briefings”?"
        )

    def test_an_unknown_measure_is_answered_with_what_to_do(self, book):
        assert "Choose a figure from the list, or add the measure first." in objection_to("{{figure:zebra}}", book)

    def test_a_cell_that_the_measure_lacks_is_answered_with_those_it_has(self, book):
        text = objection_to("{{figure:safe:online}}", book)
        assert (
            text
            == "{{figure:safe:online}}: the measure has no such figure in 2018/19. It has {{figure:safe:online:day}}."
        )

    def test_a_measure_without_a_figure_this_year_says_so(self, cells):
        Figure.objects.filter(year=cells.year, measure__code="arrests").delete()
        text = objection_to("{{figure:arrests}}", FigureBook.for_year(cells.year))
        assert text == "{{figure:arrests}}: “Arrests” has no figure in 2018/19 yet. Enter the figure first."

    def test_what_is_no_token_is_answered_with_the_form(self, book):
        text = objection_to("{{briefings}}", book)
        assert text == "“{{briefings}}” is not a token. Write {{figure:measure-code}}, or choose from the list."


class TestTemplateTag:
    def shown(self, text, book, tag="{% sentence text book %}"):
        return Template("{% load narrative %}" + tag).render(Context({"text": text, "book": book}))

    def test_a_narrative_is_escaped(self, book):
        assert self.shown("<b>{{figure:arrests}}</b> & more", book) == "&lt;b&gt;95&lt;/b&gt; &amp; more"

    def test_a_missing_figure_is_marked_even_in_plain_sight(self, book):
        html = self.shown("{{figure:<script>}}", book)
        assert "<script>" not in html
        assert html.startswith("<mark")

    def test_marks_show_which_numbers_are_traced(self, book):
        html = self.shown("{{figure:arrests}} and 12", book, "{% sentence text book marks=True %}")
        assert '<span class="ct-preview__figure">95</span>' in html
        assert ">12<" in html
        assert "no figure behind it" in html

    def test_a_year_will_do_in_place_of_a_book(self, book):
        assert self.shown("{{figure:arrests}}", book.year) == "95"
