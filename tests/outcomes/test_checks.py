"""What is asked about a figure that is not impossible, but worth a word."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from model_bakery import baker

from ctreport.review.actions import save_record
from ctreport.review.history import as_edited
from objectives.models import ReportingYear
from outcomes.checks import Surroundings, questions_about, unexplained
from outcomes.models import Category, Dimension, Figure, Measure
from outcomes.quantity import Quantity

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def years():
    return {start: ReportingYear.objects.create(start_year=start) for start in range(2012, 2019)}


def a_measure(code="searches", **fields):
    return baker.make(Measure, code=code, title=code.replace("-", " ").capitalize(), **{"unit": "count"} | fields)


def figure(measure, text, start=2018, **fields):
    """Record a figure of a year."""
    one = Figure(measure=measure, year=ReportingYear.objects.get(start_year=start), **fields)
    one.quantity = Quantity.parse(text, unit=measure.unit, decimals=measure.decimals)
    one.save()
    return one


def asked(one):
    """Return what is asked about a figure, by code."""
    return {question.code: question.text for question in questions_about(one, Surroundings.of(one.year))}


# --- A large change on the year --------------------------------------------------------------------------------


def test_a_change_within_the_threshold_is_not_asked_about():
    searches = a_measure(change_threshold=25)
    figure(searches, "100", 2017)
    assert asked(figure(searches, "125")) == {}


def test_a_change_over_the_threshold_asks_what_lies_behind_it():
    searches = a_measure(change_threshold=25)
    figure(searches, "100", 2017)
    assert asked(figure(searches, "126")) == {
        "large-change": "This is up 26 (26%) from 100. Say what lies behind it, or correct the figure."
    }


def test_a_fall_is_a_change_too():
    searches = a_measure(change_threshold=25)
    figure(searches, "100", 2017)
    assert "down 50 (50%) from 100" in asked(figure(searches, "50"))["large-change"]


def test_a_measure_without_a_threshold_is_never_asked_about_its_change():
    searches = a_measure(change_threshold=None)
    figure(searches, "100", 2017)
    assert asked(figure(searches, "9000")) == {}


def test_each_measure_has_its_own_threshold():
    patient, nervous = a_measure("patient", change_threshold=60), a_measure("nervous", change_threshold=5)
    for one in (patient, nervous):
        figure(one, "100", 2017)
    assert "large-change" not in asked(figure(patient, "140"))
    assert "large-change" in asked(figure(nervous, "140"))


def test_a_percentage_is_held_against_the_threshold_in_points():
    feel_safe = a_measure("feel-safe", unit="percentage", change_threshold=10)
    figure(feel_safe, "20%", 2017)
    assert asked(figure(feel_safe, "30%")) == {}
    Figure.objects.filter(year__start_year=2018).delete()
    assert "up 11 percentage points from 20%" in asked(figure(feel_safe, "31%"))["large-change"]


def test_a_small_base_does_not_make_a_small_step_a_large_change(settings):
    settings.PERCENTAGE_CHANGE_BASE = 20
    searches = a_measure(change_threshold=25)
    figure(searches, "2", 2017)
    assert asked(figure(searches, "3")) == {}
    Figure.objects.filter(year__start_year=2018).delete()
    assert "up 17 from 2" in asked(figure(searches, "19"))["large-change"]


def test_bounds_are_not_taken_for_values_in_the_words_of_the_question():
    searches = a_measure(change_threshold=25)
    figure(searches, "over 100", 2017)
    text = asked(figure(searches, "about 300"))["large-change"]
    assert text.startswith("This is about 300, and in 2017/18 it was over 100. Say what lies behind it")


def test_a_year_without_a_figure_before_it_is_not_asked_about():
    searches = a_measure()
    figure(searches, "100", 2016)
    assert asked(figure(searches, "900")) == {}


# --- Carried forward --------------------------------------------------------------------------------------------


def test_the_same_figure_as_last_year_is_asked_about():
    briefings = a_measure("briefings")
    figure(briefings, "over 500", 2017)
    assert asked(figure(briefings, "over 500")) == {
        "carried-forward": "This is the same as in 2017/18: over 500. Say that it was counted anew, or correct it."
    }


def test_another_qualifier_is_another_figure():
    briefings = a_measure("briefings")
    figure(briefings, "over 500", 2017)
    assert asked(figure(briefings, "500")) == {}


def test_a_measure_can_say_that_it_is_often_the_same():
    posts = a_measure("posts", asks_if_unchanged=False)
    figure(posts, "12", 2017)
    assert asked(figure(posts, "12")) == {}


def test_a_symbol_in_both_years_asks_nothing():
    briefings = a_measure("briefings")
    figure(briefings, "[x]", 2017)
    assert asked(figure(briefings, "[x]")) == {}


# --- Unlike periods ---------------------------------------------------------------------------------------------


def test_a_part_of_a_year_against_a_whole_year_is_asked_about():
    searches = a_measure()
    figure(searches, "100", 2017)
    part = figure(searches, "110", period_start=date(2018, 4, 1), period_end=date(2018, 12, 31))
    assert asked(part)["unlike-periods"] == (
        "This covers 1 April 2018 to 31 December 2018; the figure of 2017/18 covers 1 April 2017 to 31 March 2018. "
        "Say why they are compared, or correct the period."
    )


def test_a_calendar_year_against_a_financial_year_is_asked_about():
    searches = a_measure()
    figure(searches, "100", 2017)
    shifted = figure(searches, "110", period_start=date(2018, 1, 1), period_end=date(2018, 12, 31))
    assert "unlike-periods" in asked(shifted)


def test_the_same_part_of_both_years_is_alike_and_a_leap_day_does_not_matter():
    searches = a_measure()
    figure(searches, "100", 2015, period_start=date(2016, 1, 1), period_end=date(2016, 2, 29))
    same = figure(searches, "110", 2016, period_start=date(2017, 1, 1), period_end=date(2017, 2, 28))
    assert asked(same) == {}


# --- More than its whole ----------------------------------------------------------------------------------------


@pytest.fixture
def searches_and_positives():
    searches = a_measure("searches", change_threshold=None)
    positives = a_measure("positives", part_of=searches, change_threshold=None)
    figure(searches, "123")
    return searches, positives


def test_89_positives_of_123_searches_are_fine(searches_and_positives):
    assert asked(figure(searches_and_positives[1], "89")) == {}


def test_130_positives_of_123_searches_are_asked_about_on_both_sides(searches_and_positives):
    searches, positives = searches_and_positives
    part = figure(positives, "130")
    assert asked(part)["more-than-whole"].startswith("This is more than the 123 of “Searches”")
    whole = Figure.objects.get(measure=searches)
    assert asked(whole)["more-than-whole"].startswith("“Positives”, a part of this, is more: 130.")


def test_95_arrests_are_not_a_part_of_89_positives(records_2018_19_beside):
    around = Surroundings.of(records_2018_19_beside)
    for one in Figure.objects.filter(year=records_2018_19_beside).with_cell():
        assert "more-than-whole" not in {question.code for question in questions_about(one, around)}


@pytest.fixture
def records_2018_19_beside(years):
    from django.core.management import call_command

    ReportingYear.objects.all().delete()
    call_command("loaddata", "contest_strands", "city_of_london_2018_19", verbosity=0)
    return ReportingYear.objects.get(start_year=2018)


def test_a_bound_that_may_lie_below_the_whole_is_not_asked_about(searches_and_positives):
    assert asked(figure(searches_and_positives[1], "over 100")) == {}


def test_over_the_whole_is_more_than_the_whole(searches_and_positives):
    assert "more-than-whole" in asked(figure(searches_and_positives[1], "over 123"))


def test_a_category_of_a_part_is_held_against_the_whole_of_all_together(searches_and_positives):
    _, positives = searches_and_positives
    borough = baker.make(Dimension, name="Borough")
    east = baker.make(Category, dimension=borough, code="east", name="East")
    positives.dimension_1 = borough
    positives.save()
    assert "more-than-whole" in asked(figure(positives, "124", category_1=east))


# --- Far from its history ---------------------------------------------------------------------------------------


def test_a_percentage_far_from_its_history_is_asked_about():
    feel_safe = a_measure("feel-safe", unit="percentage", change_threshold=None)
    for start, text in ((2014, "60%"), (2015, "64%"), (2016, "62%"), (2017, "63%")):
        figure(feel_safe, text, start)
    assert asked(figure(feel_safe, "66%")) == {}
    Figure.objects.filter(year__start_year=2018).delete()
    assert asked(figure(feel_safe, "90%"))["off-history"] == (
        "This is 90%. In the 4 years before that have a figure it was 60% to 64%. "
        "Say what changed, or check the definition."
    )


def test_a_share_of_its_whole_is_held_against_the_shares_of_earlier_years():
    searches = a_measure("searches", change_threshold=None)
    positives = a_measure("positives", part_of=searches, change_threshold=None)
    for start, whole, part in ((2015, "100", "30"), (2016, "200", "66"), (2017, "150", "54")):
        figure(searches, whole, start)
        figure(positives, part, start)
    figure(searches, "123")
    text = asked(figure(positives, "89"))["off-history"]
    assert text.startswith("This is 72.4% of “Searches”.")
    assert "it was 30.0% to 36.0%" in text


def test_two_earlier_years_are_too_few_for_a_history():
    feel_safe = a_measure("feel-safe", unit="percentage", change_threshold=None)
    for start in (2016, 2017):
        figure(feel_safe, "60%", start)
    assert asked(figure(feel_safe, "90%")) == {}


def test_a_rate_is_held_against_a_tenth_and_not_against_points():
    rate = a_measure("rate", unit="rate", decimals=2, change_threshold=None)
    for start in (2014, 2015, 2016, 2017):
        figure(rate, "0.80", start)
    assert asked(figure(rate, "0.85")) == {}
    Figure.objects.filter(year__start_year=2018).delete()
    assert "off-history" in asked(figure(rate, "1.20"))


# --- Categories and their total ---------------------------------------------------------------------------------


@pytest.fixture
def by_mode():
    mode = baker.make(Dimension, name="Survey mode")
    categories = [
        baker.make(Category, dimension=mode, code=code, name=code.capitalize()) for code in ("online", "interview")
    ]
    return a_measure("answers", dimension_1=mode, categories_add_up=True, change_threshold=None), categories


def test_categories_that_do_not_add_up_are_asked_about_at_each_of_them(by_mode):
    answers, (online, interview) = by_mode
    total = figure(answers, "100")
    first, second = figure(answers, "60", category_1=online), figure(answers, "30", category_1=interview)
    for one in (total, first, second):
        assert asked(one)["off-total"] == "The categories add up to 90, the total is 100. Correct one of them."


def test_categories_that_add_up_ask_nothing(by_mode):
    answers, (online, interview) = by_mode
    total = figure(answers, "100")
    figure(answers, "60", category_1=online)
    figure(answers, "40", category_1=interview)
    assert asked(total) == {}


def test_a_missing_or_inexact_category_decides_nothing(by_mode):
    answers, (online, interview) = by_mode
    total = figure(answers, "100")
    figure(answers, "60", category_1=online)
    assert asked(total) == {}
    figure(answers, "over 10", category_1=interview)
    assert asked(total) == {}


def test_two_dimensions_add_up_along_each(by_mode):
    answers, (online, interview) = by_mode
    time = baker.make(Dimension, name="Time")
    day = baker.make(Category, dimension=time, code="day", name="Day")
    dark = baker.make(Category, dimension=time, code="dark", name="After dark")
    answers.dimension_2 = time
    answers.save()
    figure(answers, "50", category_1=online)
    figure(answers, "30", category_1=online, category_2=day)
    wrong = figure(answers, "25", category_1=online, category_2=dark)
    assert "add up to 55, the total is 50" in asked(wrong)["off-total"]
    elsewhere = figure(answers, "7", category_1=interview, category_2=day)
    assert asked(elsewhere) == {}


def test_measures_whose_categories_need_not_add_up_are_left_alone(by_mode):
    answers, (online, interview) = by_mode
    Measure.objects.filter(pk=answers.pk).update(categories_add_up=False)
    answers.refresh_from_db()
    total = figure(answers, "100")
    figure(answers, "60", category_1=online)
    figure(answers, "30", category_1=interview)
    assert asked(total) == {}


# --- Answers, drafts, queries -----------------------------------------------------------------------------------


def test_an_answer_is_kept_with_the_figure_under_the_code_of_the_question():
    searches = a_measure()
    figure(searches, "100", 2017)
    one = figure(searches, "300")
    questions = questions_about(one, Surroundings.of(one.year))
    assert [question.code for question in unexplained(one, questions)] == ["large-change"]
    one.explanations = {"large-change": "Officers were lent by another force."}
    assert unexplained(one, questions) == ()
    one.explanations = {"large-change": "   "}
    assert len(unexplained(one, questions)) == 1


def test_the_drafts_beside_what_is_approved_count_and_not_what_they_replace(by_mode, people):
    answers, (online, interview) = by_mode
    total = figure(answers, "100", state="approved", approved_version=1)
    figure(answers, "60", category_1=online)
    figure(answers, "40", category_1=interview)
    edited = as_edited(total)
    edited.value = Decimal(110)
    save_record(record=edited, by=people.analyst)
    assert Figure.objects.get(pk=total.pk).value == 100
    assert "the total is 110" in asked(as_edited(Figure.objects.get(pk=total.pk)))["off-total"]


@pytest.mark.parametrize("number", [3, 30])
def test_the_queries_are_as_many_for_three_measures_as_for_thirty(years, number):
    whole = a_measure("whole", change_threshold=None)
    for place in range(number):
        measure = a_measure(f"m-{place}", part_of=whole)
        for start in (2016, 2017, 2018):
            figure(measure, str(place + 1), start)
    figures = list(Figure.objects.filter(year=years[2018]).with_cell())
    with CaptureQueriesContext(connection) as queries:
        around = Surroundings.of(years[2018])
        for one in figures:
            questions_about(one, around)
    assert len(queries) == 4
