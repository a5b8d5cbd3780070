"""Numbers typed by hand: those that count something are found, those that name or date something are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctreport.narrative.untraced import find_untraced


def found_in(text: str) -> list[str]:
    return [text[start:end] for start, end in find_untraced(text)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Completed over 500 briefings.", ["500"]),
        ("2748 people were trained.", ["2748"]),
        ("We gave 9,000 messages and made 95 arrests.", ["9,000", "95"]),
        ("90% felt safe, 65 per cent after dark.", ["90%", "65 per cent"]),
        ("It cost £1.5 million.", ["£1.5 million"]),
        ("It cost £2019.", ["£2019"]),
        ("A rate of 12.3 in 1,999 visits.", ["12.3", "1,999"]),
        ("There were twelve deployments and two arrests.", ["twelve", "two"]),
        ("Hundreds of residents came, ninety per cent of them twice.", ["Hundreds", "ninety"]),
        ("Twenty-one venues took part.", ["Twenty-one"]),
        ("1 in 4 said so.", ["1", "4"]),
        ("3/4 of respondents", ["3", "4"]),
        ("101 arrests", ["101"]),
        ("Over 2000 deployments, more than 1950 of them here.", ["2000", "1950"]),
        ("It grew by 170%.", ["170%"]),
    ],
)
def test_a_number_that_counts_something_is_found(text: str, numbers: list[str]):
    assert found_in(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        # Dates and years
        "By 31 March 2019 all had been trained.",
        "On 1st May the rollout began.",
        "From 4 to 8 March, on 12-14 June and on 5 and 6 July.",
        "In March 2019 it ended.",
        "On 31/3/2019, or 2019-03-31.",
        "In 2018/19, 2018-19 and 2018–2019.",
        "In 2018, the tactic changed; by 2020 it was national.",
        "In 2018.",
        "It began in the 1990s.",
        "The attacks of 7/7 and 9/11 taught us that.",
        # Times
        "Cover was given 24/7, from 9.30am to 17:00.",
        # Ordinals
        "The 21st century, the 2nd deployment, the 10th anniversary.",
        "It was the first, second and twenty-first of its kind.",
        # Names
        "The 4 Ps of CONTEST, or the four Ps.",
        "Section 43 of the Act, Schedule 7 and Part 2.",
        "Pledge P10, in Q1, during COVID-19, with 4G radios, at EC2P 2EJ.",
        "Call 999 in an emergency, or the hotline on 0800 789 321.",
        "We answered 999 calls faster.",
        "See figure 3 and table 4 on page 12.",
        # Words that hold a number
        "Often, a tenth of them; someone, none; weighty.",
    ],
)
def test_a_number_that_counts_nothing_is_left_out(text: str):
    assert found_in(text) == []


@given(st.text(max_size=80))
def test_each_place_holds_a_number_and_none_overlap(text: str):
    end = 0
    for start, stop in find_untraced(text):
        assert end <= start < stop <= len(text)
        end = stop
