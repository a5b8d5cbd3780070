"""Numbers: their values, qualifiers and units; and the numbers that count nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctreport.importing.published.amounts import find_amounts
from ctreport.narrative.untraced import find_untraced


def read(text: str) -> list[str]:
    return [
        " ".join(
            part for part in (one.change, one.qualifier.value, f"{one.value.normalize():f}", one.unit.value) if part
        )
        for one in find_amounts(text)
    ]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Completed over 500 briefings.", ["over 500 count"]),
        ("more than 2,000 drivers", ["over 2000 count"]),
        ("in excess of 40 sites", ["over 40 count"]),
        ("just over 300 people", ["over 300 count"]),
        ("At least 20 schools", ["at_least 20 count"]),
        ("a minimum of 12 officers", ["at_least 12 count"]),
        ("500+ people, 20 or more schools", ["at_least 500 count", "at_least 20 count"]),
        ("fewer than 10 complaints", ["under 10 count"]),
        ("Nearly 300 vehicles and almost 90% of drivers", ["under 300 count", "under 90 percentage"]),
        ("up to 200 people", ["at_most 200 count"]),
        ("no more than 12 cases", ["at_most 12 count"]),
        ("around 1,500 residents", ["about 1500 count"]),
        ("approximately 60, approx. 70, c. 40, some 500 people", [f"about {n} count" for n in (60, 70, 40, 500)]),
        ("an estimated £2.3 million", ["about 2300000 money"]),
        ("a total of 95 arrests", ["exactly 95 count"]),
        (
            "90%, 65 per cent, 98.6 percent",
            ["exactly 90 percentage", "exactly 65 percentage", "exactly 98.6 percentage"],
        ),
        ("£1.2m, £45,000, £750k, £1bn", [f"exactly {n} money" for n in (1200000, 45000, 750000, 1000000000)]),
        ("2\u00a0748 people", ["exactly 2748 count"]),
        ("1.5 million people", ["exactly 1500000 count"]),
        ("12.3 crimes per 1,000 residents", ["exactly 12.3 rate"]),
        ("an average of 5 deployments a day", ["exactly 5 rate"]),
        ("three officers and twenty-one cadets", ["exactly 3 count", "exactly 21 count"]),
        (
            "Twelve arrests, a hundred and twenty searches, two dozen shops",
            [f"exactly {n} count" for n in (12, 120, 24)],
        ),
        ("one arrest was made in one of the wards", ["exactly 1 count"]),
        ("1 in 5 residents, nine out of ten firms", ["exactly 20 percentage", "exactly 90 percentage"]),
        ("a third of victims, three quarters of residents", ["about 33 percentage", "exactly 75 percentage"]),
        ("between 40 and 50 officers", ["at_least 40 count", "at_most 50 count"]),
        ("10-15% of calls", ["at_least 10 percentage", "at_most 15 percentage"]),
        ("rose from 45 to 52", ["exactly 45 count", "exactly 52 count"]),
        ("zero complaints", ["exactly 0 count"]),
        ("2048 people came in 2018", ["exactly 2048 count"]),
        ("over 2000 deployments", ["over 2000 count"]),
        ("12 days of action, 12 drop-in sessions", ["exactly 12 count", "exactly 12 count"]),
        ("sentenced to 143 years in prison", ["exactly 143 count"]),
    ],
)
def test_a_number_is_read_with_its_qualifier_and_unit(text: str, stated: list[str]):
    assert read(text) == stated


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("an increase of 14% on last year", ["increase exactly 14 percentage"]),
        ("Robbery fell by 12%.", ["decrease exactly 12 percentage"]),
        ("a 170% increase", ["increase exactly 170 percentage"]),
        ("37 fewer collisions than last year", ["decrease exactly 37 count"]),
        ("(-5%) and (+12%)", ["decrease exactly 5 percentage", "increase exactly 12 percentage"]),
        ("down by 3 percentage points", ["decrease exactly 3 percentage"]),
        ("an increase of 733 (14.4%)", ["increase exactly 733 count", "increase exactly 14.4 percentage"]),
        ("Satisfaction rose to 84%", ["exactly 84 percentage"]),
    ],
)
def test_a_movement_is_told_from_an_amount(text: str, stated: list[str]):
    assert read(text) == stated


@pytest.mark.parametrize(
    "text",
    [
        "On 31 March 2019 at 9.30am, on 1st May, from 4 to 8 March and in 2018/19, 2018-19 or 2016.",
        "The 4 Ps, Operation 7, Project 2020, Section 44, sections 1 and 2, Schedule 7, COVID-19 and Key Stage 2.",
        "Call 101, or 0800 789 321; we answer 999 calls 24/7 at EC2P 2EJ on 5G beside the A13 and the M25.",
        "People aged 18 to 24, 16-24 year olds, under-18s, over 65s, a 12-year-old and those under the age of 25s.",
        "A two-day event, a 12-week course, a 24-hour line, the 21st century, the second and the twenty-first.",
        "Over the last five years, in 12 months, within 28 days, for three weeks, over two years.",
        "Pledge P10, Q1, version 2.0, the top 10, No. 10, page 12, 20 mph, iOS 12, ISO 27001.",
        "Several hundred people, dozens of officers, one of the safest places, a zero tolerance of crime.",
        "In the first quarter of the year, one-to-one, by 2020, since 2014, the 1990s, £ and %.",
    ],
)
def test_a_number_that_counts_nothing_is_left_out(text: str):
    assert read(text) == []


def test_a_count_out_of_a_whole_keeps_its_base():
    [figure] = find_amounts("89 of the 123 searches were positive")
    assert (figure.value, figure.base) == (Decimal(89), Decimal(123))


@settings(deadline=None)
@given(
    st.integers(2, 999_999).filter(lambda n: not 1900 <= n < 2100), st.sampled_from(["over", "at least", "about", ""])
)
def test_every_whole_number_of_things_is_read(number: int, qualifier: str):
    [amount] = find_amounts(f"We seized {qualifier} {number:,} items.")
    assert amount.value == number


@settings(deadline=None)
@given(st.text(alphabet="0123456789 .,%£–-()andfromtover1m ", max_size=60))
def test_amounts_stand_in_order_and_never_overlap(text: str):
    end = 0
    for amount in find_amounts(text):
        assert end <= amount.start <= amount.number_start < amount.end <= len(text)
        end = amount.end


@pytest.mark.parametrize(
    "text", ["We trained 320 officers.", "90% felt safe.", "It cost £1.5 million.", "Twelve arrests."]
)
def test_a_number_that_a_narrative_would_ask_about_is_an_amount(text: str):
    [(start, end)] = find_untraced(text)
    [amount] = find_amounts(text)
    assert amount.start <= start < end <= amount.end
