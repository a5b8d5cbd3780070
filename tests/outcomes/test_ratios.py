"""Ratios, how sure shares are, and when a definition is to be looked at."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from model_bakery import baker

from objectives.models import ReportingYear
from outcomes.models import Figure, Measure, PublishedRate
from outcomes.ratios import definition_check, is_far, ratio_of, ratios_among
from outcomes.sureness import NO_BASE, NOT_AT_RANDOM, SAMPLE_UNKNOWN, SHOWN, interval_of, interval_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    return ReportingYear.objects.create(start_year=2018)


@pytest.fixture
def counted(year):
    searches = baker.make(Measure, code="searches", title="Searches")
    positives = baker.make(Measure, code="positives", title="Positives", part_of=searches)

    def make(part, whole, **fields):
        return (
            Figure(measure=positives, year=year, unit="count", value=Decimal(part), **fields),
            Figure(measure=searches, year=year, unit="count", value=Decimal(whole)),
        )

    return make


def peer(value):
    return PublishedRate(value=Decimal(value), who="16 forces", period="2018/19", source="A study")


def test_the_real_positives_ask_for_a_check_of_their_definition_and_arrests_have_no_ratio(records_2018_19):
    figures = Figure.objects.with_cell().filter(year=records_2018_19)
    [ratio] = ratios_among(figures)
    assert ratio.text == "72.4% (89 of 123)"
    check = definition_check(ratio, PublishedRate.objects.all())
    assert check.startswith("Check the definition: 72.4% (89 of 123) is far from what others published: 37% (16 forces")
    assert "between 63.9% and 79.5%" in check
    assert check.endswith("Nothing was corrected.")


@pytest.mark.parametrize(
    ("part", "whole", "published", "far"),
    [
        (89, 123, 37, True),
        (8900, 12300, 70, False),  # beyond chance, but near
        (3, 5, 37, False),  # far, but by chance
        (45, 123, 37, False),
    ],
)
def test_a_ratio_is_far_where_chance_cannot_explain_it_and_it_differs_by_more_than_a_third(
    counted, part, whole, published, far
):
    assert is_far(ratio_of(*counted(part, whole)), peer(published)) is far


@pytest.mark.parametrize(
    "fields",
    [
        {"qualifier": "over"},
        {"period_start": date(2018, 4, 1), "period_end": date(2018, 9, 30)},
    ],
)
def test_there_is_no_ratio_of_inexact_or_unlike_figures(counted, fields):
    assert ratio_of(*counted(5, 10, **fields)) is None


def test_there_is_no_ratio_of_what_is_not_recorded_as_a_part(counted, year):
    part, whole = counted(5, 10)
    part.measure.part_of = None
    assert ratio_of(part, whole) is None


@pytest.mark.parametrize(
    ("sample", "base", "words"),
    [
        ("random", 400, SHOWN),
        ("random", None, NO_BASE),
        ("self_selected", 400, NOT_AT_RANDOM),
        ("unknown", 400, SAMPLE_UNKNOWN),
        ("unknown", None, NO_BASE),
    ],
)
def test_an_interval_needs_a_base_and_a_sample_drawn_at_random_or_there_is_a_reason(year, sample, base, words):
    measure = baker.make(Measure, code="safe", unit="percentage", sample=sample)
    figure = Figure(measure=measure, year=year, unit="percentage", value=Decimal(72), base=base)
    assert interval_words([figure]) == words
    assert (interval_of(figure) is not None) is (words == SHOWN)


def test_no_movement_is_claimed_across_a_break_or_between_unlike_periods(year):
    earlier_year = ReportingYear.objects.create(start_year=2017)
    measure = baker.make(Measure, code="calls")
    before = Figure(measure=measure, year=earlier_year, unit="count", value=Decimal(100))
    after = Figure(measure=measure, year=year, unit="count", value=Decimal(150))
    assert after.change_from(before).text == "up 50 (50%) from 100"
    after.break_reason = "Counted anew"
    assert after.change_from(before).text == "was 100, which cannot be compared [b]"
    after.break_reason, after.period_start, after.period_end = "", date(2018, 4, 1), date(2018, 9, 30)
    assert after.change_from(before).text == "was 100 for another period; no change can be worked out"
