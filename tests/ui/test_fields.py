"""Dates and counts as people type them."""

from datetime import date, datetime

import pytest
from django.forms import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from ctreport.ui.fields import CountField, DateField
from ctreport.ui.words import plain_date, shortened, with_article


@pytest.mark.parametrize(
    "text", ["31 March 2019", "31 mar 2019", "31/03/2019", "31-3-19", "2019-3-31", " 31  3  2019 "]
)
def test_date_is_read_in_each_usual_way(text):
    assert DateField().clean(text) == date(2019, 3, 31)


@pytest.mark.parametrize(
    "text", ["yesterday", "31 2019", "March 2019", "32/1/2019", "1/13/2019", "29 February 2019", "1 M 2019"]
)
def test_text_that_is_no_date_is_refused_in_words(text):
    with pytest.raises(ValidationError) as raised:
        DateField().clean(text)
    assert raised.value.messages[0].endswith(".")


@given(st.dates())
def test_date_reads_back_what_it_shows(day):
    field = DateField()
    assert day.year < 1000 or field.clean(field.prepare_value(day)) == day


def test_empty_date_is_none_and_a_moment_is_its_day():
    field = DateField(required=False)
    assert field.clean("") is None
    assert field.clean(datetime(2019, 3, 31, 12)) == date(2019, 3, 31)


@pytest.mark.parametrize("text", ["9000", "9,000", "9 000", " 9000 "])
def test_count_may_have_commas_or_spaces(text):
    assert CountField().clean(text) == 9000


@pytest.mark.parametrize(
    ("noun", "with_it"), [("pledge", "a pledge"), ("activity", "an activity"), ("outcome", "an outcome")]
)
def test_noun_gets_its_article(noun, with_it):
    assert with_article(noun) == with_it


def test_long_text_is_cut_between_words_and_tokens_become_dots():
    assert shortened("Gave {{figure:briefings}} briefings to many people", 30) == "Gave … briefings to many …"


def test_date_is_written_in_words():
    assert plain_date(date(2019, 3, 1)) == "1 March 2019"
    assert plain_date(None) == ""
