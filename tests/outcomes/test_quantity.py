"""A quantity reads, prints, compares and moves in the same way wherever it stands."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from outcomes.quantity import Comparator, Direction, Qualifier, Quantity, QuantityError, Shorthand, Unit, Verdict

NUMERIC = [unit for unit in Unit if unit != Unit.GRADE]


def read(text: str, unit: str = Unit.COUNT, decimals: int = 0) -> Quantity:
    return Quantity.parse(text, unit=unit, decimals=decimals)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Any quantity that can be recorded."""
    unit = draw(st.sampled_from(NUMERIC))
    decimals = 0 if unit == Unit.COUNT else draw(st.integers(0, 4))
    step = Decimal(1).scaleb(-decimals)
    most = 100 if unit == Unit.PERCENTAGE else 10**9
    least = -(10**9) if unit == Unit.MONEY else 0
    value = draw(st.integers(int(least / step), int(most / step))) * step
    qualifier = draw(st.sampled_from(list(Qualifier)))
    if (qualifier == Qualifier.OVER and value == 100) or (qualifier == Qualifier.UNDER and value == 0):
        qualifier = Qualifier.EXACTLY  # "over 100%" and "under 0" cannot be
    return Quantity(unit=unit, value=value, qualifier=qualifier, decimals=decimals)


@st.composite
def unknowns(draw: st.DrawFn) -> Quantity:
    """Any quantity without a number: a symbol, or a grade of a scheme."""
    if draw(st.booleans()):
        return Quantity(unit=draw(st.sampled_from(list(Unit))), shorthand=draw(st.sampled_from(list(Shorthand))))
    grades = ["Outstanding", "Requires improvement", "Low", "Not available", "Over 500", "90%"]
    return Quantity(unit=Unit.GRADE, grade=draw(st.sampled_from(grades)))


class TestReading:
    @pytest.mark.parametrize(
        ("text", "value", "qualifier"),
        [
            ("2748", 2748, Qualifier.EXACTLY),
            ("2,748", 2748, Qualifier.EXACTLY),
            ("2 748", 2748, Qualifier.EXACTLY),
            ("2\u00a0748", 2748, Qualifier.EXACTLY),
            ("  exactly 5 ", 5, Qualifier.EXACTLY),
            ("over 500", 500, Qualifier.OVER),
            ("Over 9,000", 9000, Qualifier.OVER),
            (">500", 500, Qualifier.OVER),
            ("more than 500", 500, Qualifier.OVER),
            ("at least 20", 20, Qualifier.AT_LEAST),
            ("≥ 20", 20, Qualifier.AT_LEAST),
            (">=20", 20, Qualifier.AT_LEAST),
            ("no fewer than 20", 20, Qualifier.AT_LEAST),
            ("c. 40", 40, Qualifier.ABOUT),
            ("c40", 40, Qualifier.ABOUT),
            ("approx. 40", 40, Qualifier.ABOUT),
            ("~40", 40, Qualifier.ABOUT),
            ("<5", 5, Qualifier.UNDER),
            ("fewer than 5", 5, Qualifier.UNDER),
            ("up to 5", 5, Qualifier.AT_MOST),
            ("<= 5", 5, Qualifier.AT_MOST),
        ],
    )
    def test_a_count_is_read_as_it_is_said(self, text: str, value: int, qualifier: str):
        assert read(text) == Quantity(unit=Unit.COUNT, value=Decimal(value), qualifier=qualifier)

    @pytest.mark.parametrize("text", ["96", "96%", "96 %", "96 per cent", "96 PERCENT"])
    def test_a_percentage_is_read_with_or_without_its_sign(self, text: str):
        assert read(text, Unit.PERCENTAGE).value == 96

    @pytest.mark.parametrize("text", ["£1,200", "1200", "£ 1200"])
    def test_money_is_read_with_or_without_its_sign(self, text: str):
        assert read(text, Unit.MONEY).value == 1200

    @pytest.mark.parametrize("text", ["-5", "−5", "-£5", "−£5", "£-5"])
    def test_negative_money_is_read_with_a_hyphen_or_a_minus(self, text: str):
        assert read(text, Unit.MONEY).value == -5

    @pytest.mark.parametrize(
        ("text", "shorthand"),
        [("[x]", "[x]"), ("[C]", "[c]"), ("[low]", "[low]"), ("not applicable", "[z]"), ("Not Available", "[x]")],
    )
    def test_a_symbol_says_why_there_is_no_number(self, text: str, shorthand: str):
        quantity = read(text)
        assert (quantity.value, quantity.shorthand, quantity.is_known) == (None, shorthand, False)

    @pytest.mark.parametrize("text", ["", "about", "many", "5 people", "1,23", "5-6", "overall 5", "5%%", "--5", "[q]"])
    def test_what_is_not_a_number_is_refused_with_examples(self, text: str):
        with pytest.raises(QuantityError, match=r"Write a number such as 2748, over 500"):
            read(text)

    def test_a_percentage_over_100_is_refused(self):
        with pytest.raises(QuantityError, match="between 0 and 100"):
            read("101%", Unit.PERCENTAGE)

    @pytest.mark.parametrize("unit", [Unit.COUNT, Unit.RATE])
    def test_a_negative_number_is_refused(self, unit: str):
        with pytest.raises(QuantityError, match="cannot be below 0"):
            read("-1", unit)

    def test_part_of_a_person_is_refused(self):
        with pytest.raises(QuantityError, match="A count is a whole number"):
            read("1.5", decimals=2)

    def test_more_decimal_places_than_the_measure_has_are_refused(self):
        with pytest.raises(QuantityError, match="at most 1 decimal place, "):
            read("72.45", Unit.PERCENTAGE, decimals=1)

    def test_a_percentage_cannot_be_over_100_in_words_either(self):
        with pytest.raises(QuantityError, match="cannot be over 100"):
            read("over 100%", Unit.PERCENTAGE)

    def test_a_count_cannot_be_under_0(self):
        with pytest.raises(QuantityError, match="cannot be under 0"):
            read("under 0")

    def test_a_percentage_sign_on_a_count_is_refused(self):
        with pytest.raises(QuantityError, match=r"This is a count, not a percentage\. Leave out “%”\."):
            read("90%")

    @pytest.mark.parametrize("unit", [Unit.COUNT, Unit.PERCENTAGE, Unit.RATE])
    def test_a_pound_sign_on_what_is_not_money_is_refused(self, unit: str):
        with pytest.raises(QuantityError, match=r"not money\. Leave out “£”\."):
            read("£90", unit)

    def test_a_number_too_large_to_store_is_refused(self):
        with pytest.raises(QuantityError, match="too large"):
            read("1" * 13)

    def test_an_empty_grade_is_refused(self):
        with pytest.raises(QuantityError, match="Enter the grade"):
            read("  ", Unit.GRADE)

    def test_a_grade_that_reads_like_a_symbol_is_a_grade(self):
        assert read("Low", Unit.GRADE).grade == "Low"
        assert read("[low]", Unit.GRADE).shorthand == Shorthand.LOW

    @given(quantities() | unknowns())
    def test_what_is_printed_is_read_back_as_it_was(self, quantity: Quantity):
        for style in ("plain", "grouped"):
            with override_settings(NUMBER_STYLE=style):
                assert Quantity.parse(str(quantity), unit=quantity.unit, decimals=quantity.decimals) == Quantity(
                    unit=quantity.unit,
                    value=quantity.value,
                    qualifier=quantity.qualifier,
                    shorthand=quantity.shorthand,
                    grade=quantity.grade,
                    decimals=quantity.decimals,
                )

    @given(st.text(max_size=30), st.sampled_from(list(Unit)))
    def test_any_text_is_a_quantity_or_refused_in_words(self, text: str, unit: str):
        try:
            told = str(read(text, unit))
        except QuantityError as error:
            told = str(error)
        assert told


class TestPrinting:
    @pytest.mark.parametrize(
        ("text", "unit", "plain", "grouped"),
        [
            ("2748", Unit.COUNT, "2748", "2,748"),
            ("over 9000", Unit.COUNT, "over 9000", "over 9,000"),
            ("90", Unit.PERCENTAGE, "90%", "90%"),
            ("at least 1200", Unit.MONEY, "at least £1200", "at least £1,200"),
            ("-1200", Unit.MONEY, "−£1200", "−£1,200"),
            ("[x]", Unit.COUNT, "[x]", "[x]"),
        ],
    )
    def test_a_quantity_is_printed_in_the_house_style(self, text: str, unit: str, plain: str, grouped: str):
        quantity = read(text, unit)
        assert str(quantity) == plain
        with override_settings(NUMBER_STYLE="grouped"):
            assert str(quantity) == grouped

    def test_decimal_places_are_those_of_the_measure(self):
        assert str(read("72.4", Unit.PERCENTAGE, decimals=1)) == "72.4%"
        assert str(read("72", Unit.PERCENTAGE, decimals=1)) == "72.0%"

    def test_a_stored_value_prints_without_the_zeros_of_its_column(self):
        assert str(Quantity(unit=Unit.COUNT, value=Decimal("600.0000"), qualifier=Qualifier.OVER)) == "over 600"

    def test_a_count_has_no_decimals_whatever_its_measure_says(self):
        assert str(Quantity(unit=Unit.COUNT, value=Decimal(5), decimals=2)) == "5"

    def test_nought_is_a_number(self):
        assert str(read("0")) == "0"
        assert read("0").is_known


class TestTargets:
    """Status against a target respects the qualifier (Rules of the field, "Figures")."""

    @pytest.mark.parametrize(
        ("text", "comparator", "target", "tolerance", "verdict"),
        [
            ("600", Comparator.AT_LEAST, 600, 0, Verdict.MET),
            ("599", Comparator.AT_LEAST, 600, 0, Verdict.MISSED),
            ("595", Comparator.AT_LEAST, 600, 10, Verdict.WITHIN_TOLERANCE),
            ("590", Comparator.AT_LEAST, 600, 10, Verdict.WITHIN_TOLERANCE),
            ("589", Comparator.AT_LEAST, 600, 10, Verdict.MISSED),
            ("600", Comparator.AT_MOST, 600, 0, Verdict.MET),
            ("601", Comparator.AT_MOST, 600, 0, Verdict.MISSED),
            ("605", Comparator.AT_MOST, 600, 10, Verdict.WITHIN_TOLERANCE),
            ("600", Comparator.EXACTLY, 600, 0, Verdict.MET),
            ("598", Comparator.EXACTLY, 600, 5, Verdict.WITHIN_TOLERANCE),
            # A lower bound
            ("over 600", Comparator.AT_LEAST, 600, 0, Verdict.MET),
            ("over 600", Comparator.AT_LEAST, 700, 0, Verdict.UNDECIDED),
            ("over 600", Comparator.AT_MOST, 600, 0, Verdict.MISSED),
            ("over 600", Comparator.AT_MOST, 700, 0, Verdict.UNDECIDED),
            ("over 600", Comparator.EXACTLY, 600, 0, Verdict.MISSED),
            ("at least 600", Comparator.AT_LEAST, 600, 0, Verdict.MET),
            ("at least 600", Comparator.AT_MOST, 600, 0, Verdict.UNDECIDED),
            ("at least 600", Comparator.EXACTLY, 600, 0, Verdict.UNDECIDED),
            ("over 595", Comparator.AT_LEAST, 600, 10, Verdict.UNDECIDED),
            # An upper bound
            ("under 5", Comparator.AT_MOST, 5, 0, Verdict.MET),
            ("under 5", Comparator.AT_LEAST, 5, 0, Verdict.MISSED),
            ("at most 5", Comparator.AT_LEAST, 5, 0, Verdict.UNDECIDED),
            ("under 5", Comparator.AT_MOST, 3, 0, Verdict.UNDECIDED),
            # About
            ("about 600", Comparator.AT_LEAST, 599, 0, Verdict.UNDECIDED),
            ("about 600", Comparator.AT_LEAST, 500, 0, Verdict.MET),
            ("about 600", Comparator.AT_LEAST, 700, 0, Verdict.MISSED),
            # No number
            ("[x]", Comparator.AT_LEAST, 0, 0, Verdict.UNDECIDED),
        ],
    )
    def test_a_figure_is_held_against_a_target(self, text, comparator, target, tolerance, verdict):
        found = read(text).held_against(comparator=comparator, target=Decimal(target), tolerance=Decimal(tolerance))
        assert found == verdict

    def test_a_percentage_cannot_pass_100(self):
        over = read("over 90%", Unit.PERCENTAGE)
        assert over.held_against(comparator=Comparator.AT_MOST, target=Decimal(100)) == Verdict.MET
        assert read("about 98%", Unit.PERCENTAGE).bounds[1] == 100

    @given(quantities(), st.sampled_from(list(Comparator)), st.integers(0, 1000), st.integers(0, 50))
    def test_a_tolerance_never_turns_a_target_that_is_met_into_one_that_is_missed(self, quantity, by, goal, spread):
        strict = quantity.held_against(comparator=by, target=Decimal(goal))
        lenient = quantity.held_against(comparator=by, target=Decimal(goal), tolerance=Decimal(spread))
        assert (strict == Verdict.MET) == (lenient == Verdict.MET)
        assert lenient != Verdict.MISSED or strict == Verdict.MISSED


class TestChange:
    """Change on the year says no more than the two figures do."""

    @pytest.mark.parametrize(
        ("now", "before", "direction", "text"),
        [
            ("123", "100", Direction.UP, "up 23 (23%) from 100"),
            ("95", "100", Direction.DOWN, "down 5 (5%) from 100"),
            ("100", "100", Direction.SAME, "no change from 100"),
            ("10001", "10000", Direction.UP, "up 1 (less than 1%) from 10000"),
            ("5", "0", Direction.UP, "up 5 from 0"),
            ("20", "19", Direction.UP, "up 1 from 19"),
            ("21", "20", Direction.UP, "up 1 (5%) from 20"),
            ("over 600", "over 500", Direction.UNKNOWN, "was over 500; the change is not known"),
            ("over 500", "over 500", Direction.UNKNOWN, "was over 500 as well; the change is not known"),
            ("over 600", "500", Direction.UP, "up from 500, by how much is not known"),
            ("over 600", "600", Direction.UP, "up from 600, by how much is not known"),
            ("600", "over 600", Direction.DOWN, "down from over 600, by how much is not known"),
            ("at least 600", "600", Direction.UNKNOWN, "was 600; the change is not known"),
            ("600", "at least 600", Direction.UNKNOWN, "was at least 600; the change is not known"),
            ("at most 600", "600", Direction.UNKNOWN, "was 600; the change is not known"),
            ("600", "at most 600", Direction.UNKNOWN, "was at most 600; the change is not known"),
            ("under 5", "5", Direction.DOWN, "down from 5, by how much is not known"),
            ("600", "over 500", Direction.UNKNOWN, "was over 500; the change is not known"),
            ("about 700", "about 500", Direction.UP, "up from about 500, by how much is not known"),
            ("about 600", "590", Direction.UNKNOWN, "was 590; the change is not known"),
            ("5", "[x]", Direction.UNKNOWN, "was [x]; no change can be worked out"),
            ("[c]", "5", Direction.UNKNOWN, "was 5; no change can be worked out"),
        ],
    )
    def test_a_count_moves(self, now: str, before: str, direction: Direction, text: str):
        assert read(now).change_from(read(before)) == (direction, text)

    @pytest.mark.parametrize(
        ("now", "before", "text"),
        [
            ("90", "88", "up 2 percentage points from 88%"),
            ("65", "66", "down 1 percentage point from 66%"),
            ("90", "90", "no change from 90%"),
        ],
    )
    def test_a_percentage_moves_by_percentage_points(self, now: str, before: str, text: str):
        assert read(now, Unit.PERCENTAGE).change_from(read(before, Unit.PERCENTAGE)).text == text

    def test_half_a_percentage_point_is_told(self):
        now, before = (read(text, Unit.PERCENTAGE, decimals=1) for text in ("72.4", "71.9"))
        assert now.change_from(before).text == "up 0.5 percentage points from 71.9%"

    @override_settings(PERCENTAGE_CHANGE_BASE=200)
    def test_the_base_below_which_no_percentage_is_given_is_a_setting(self):
        assert read("123").change_from(read("100")).text == "up 23 from 100"

    def test_a_change_from_below_zero_has_no_percentage(self):
        change = read("£100", Unit.MONEY).change_from(read("-£100", Unit.MONEY))
        assert change.text == "up £200 from −£100"

    @override_settings(NUMBER_STYLE="grouped")
    def test_a_change_is_told_in_the_house_style(self):
        assert read("9000").change_from(read("7500")).text == "up 1,500 (20%) from 7,500"

    def test_a_figure_that_was_not_recorded_before_says_so(self):
        nothing = Quantity(unit=Unit.COUNT)
        assert read("5").change_from(nothing).text == "was not recorded; no change can be worked out"

    def test_the_same_grade_is_no_change(self):
        good = read("Good", Unit.GRADE)
        assert good.change_from(good) == (Direction.SAME, "no change from Good")

    def test_another_grade_is_told_without_ranking_it(self):
        change = read("Good", Unit.GRADE).change_from(read("Inadequate", Unit.GRADE))
        assert change == (Direction.UNKNOWN, "was Inadequate")

    @given(quantities(), quantities())
    def test_a_move_up_is_a_move_down_the_other_way_round(self, one: Quantity, other: Quantity):
        opposite = {Direction.UP: Direction.DOWN, Direction.DOWN: Direction.UP}
        there, back = one.change_from(other).direction, other.change_from(one).direction
        assert back == opposite.get(there, there)

    @given(quantities())
    def test_a_figure_never_moves_against_itself(self, quantity: Quantity):
        assert quantity.change_from(quantity).direction in (Direction.SAME, Direction.UNKNOWN)
