"""Figures as they may be printed: what is small, or would tell what is small, stands nowhere in the report."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

import pytest

from activities.models import Activity
from ctreport.charts.build import charts_for, trends_for
from ctreport.disclosure.publishing import NOTE, suppressed, told_by
from ctreport.disclosure.risks import RiskKind, risks
from ctreport.narrative.sentences import FigureBook, plain
from ctreport.report.build import build_report
from ctreport.report.facts import as_json
from objectives.models import ReportingYear
from outcomes.models import Category, Dimension, Figure, Measure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("born_approved")]


@pytest.fixture
def year(db):
    return ReportingYear.objects.create(start_year=2018)


@pytest.fixture
def referrals(year):
    """Referrals by age, 61 in all: 2 of them of 65 and over. The year before they were 3, 18 and 47."""
    age = Dimension.objects.create(name="Age")
    fields = {"disclosure_rule": "suppress_small", "dimension_1": age, "categories_add_up": True}
    measure = Measure.objects.create(code="referrals", title="Referrals", programme="Prevent", **fields)
    before = ReportingYear.objects.create(start_year=2017)
    for order, (code, now, then) in enumerate([("under-18", 17, 18), ("adult", 42, 47), ("older", 2, 3)]):
        category = Category.objects.create(dimension=age, code=code, name=code.capitalize(), order=order)
        for one, value in ((year, now), (before, then)):
            Figure.objects.create(measure=measure, year=one, category_1=category, value=value, note=f"Note {value}.")
    for one, value in ((year, 61), (before, 68)):
        Figure.objects.create(measure=measure, year=one, value=value)
    return measure


def book_of(year):
    return FigureBook.for_year(year, publishable=True)


def read(year, text, **told):
    return plain(text, suppressed(book_of(year), **told))


def test_a_small_count_and_another_that_would_tell_it_are_printed_as_confidential(year, referrals):
    text = (
        "{{figure:referrals:older}}, {{figure:referrals:under-18}} and "
        "{{figure:referrals:adult}} of {{figure:referrals}}"
    )
    assert read(year, text) == "[c], [c] and 42 of 61"


def test_the_change_on_the_year_does_not_tell_it_either(year, referrals):
    assert read(year, "{{change:referrals:older}}") == "Was [c]; no change can be worked out"
    assert "down 5 (11%) from 47" in read(year, "It went {{change:referrals:adult}}")


def test_base_and_note_of_a_hidden_figure_go_with_it(year, referrals):
    Figure.objects.filter(value=2).update(base=2)
    [older] = [one for one in suppressed(book_of(year)).figures.values() if one.token.endswith("older}}")]
    assert (str(older.quantity), older.base, older.note) == ("[c]", None, NOTE)
    assert Figure.objects.get(pk=older.pk).value == 2


def test_charts_and_trends_show_no_hidden_number(year, referrals):
    [bars] = charts_for(year, publishable=True)
    assert [row[1] for row in bars.rows] == ["[c]", "42", "[c]", "61"]
    [trend] = trends_for(year, publishable=True)
    assert "[c]" in str(trend.rows)
    assert not {"2", "3", "17", "18"} & {text for row in trend.rows for text in row}


def test_a_percentage_that_would_tell_the_count_goes_with_it(year):
    fields = {"programme": "Servator"}
    searches = Measure.objects.create(code="searches", title="Searches", **fields)
    positive = Measure.objects.create(
        code="positive", title="Positive", part_of=searches, disclosure_rule="suppress_small", **fields
    )
    rate = Measure.objects.create(code="rate", title="Rate", unit="percentage", decimals=1, **fields)
    for measure, value, base in ((searches, 40, None), (positive, 3, None), (rate, Decimal("7.5"), 40)):
        Figure.objects.create(measure=measure, year=year, value=value, base=base)
    assert read(year, "{{figure:positive}} of {{figure:searches}}, {{figure:rate}}") == "[c] of 40, [c]"


def test_a_survey_of_very_few_people_is_not_printed(year):
    fields = {"unit": "percentage", "disclosure_rule": "suppress_small", "disclosure_threshold": 10}
    survey = Measure.objects.create(code="feel-safe", title="Feel safe", **fields)
    figure = Figure.objects.create(measure=survey, year=year, value=90, base=200)
    assert read(year, "{{figure:feel-safe}}") == "90%"
    Figure.objects.filter(pk=figure.pk).update(value=97)  # 6 of the 200 do not
    assert read(year, "{{figure:feel-safe}}") == "[c]"


def test_without_a_rule_the_book_is_the_same_and_nothing_is_asked(year, referrals, django_assert_num_queries):
    small = book_of(year)
    with django_assert_num_queries(0):
        assert suppressed(small) is not small
    Measure.objects.update(disclosure_rule="none")
    book = book_of(year)
    with django_assert_num_queries(0):
        assert suppressed(book) is book


def test_what_an_edition_told_is_not_used_to_protect_the_rest(year, referrals):
    facts = [
        SimpleNamespace(key="figure:referrals:under-18", value="17", qualifier="exactly"),
        SimpleNamespace(key="figure:referrals:older", value="", qualifier="exactly"),
    ]
    text = "{{figure:referrals:older}}, {{figure:referrals:under-18}}, {{figure:referrals:adult}}"
    assert read(year, text, earlier={2018: [told_by(facts)]}) == "[c], 17, [c]"


def test_risks_name_a_sentence_that_reads_badly_and_nothing_else(year, referrals):
    Activity.objects.create(year=year, reference="A1", narrative="Of them {{figure:referrals:older}} were older.")
    [risk] = risks(year)
    assert risk.words == "Activity A1 refers to {{figure:referrals:older}}, which is printed as [c]."
    assert not risk.is_error


def test_risks_name_what_an_earlier_edition_told_and_what_was_hidden_by_hand_in_vain(year, referrals):
    [risk] = risks(year, {2018: [{"figure:referrals:older": Decimal(2)}]})
    assert risk.kind is RiskKind.PUBLISHED_BEFORE
    assert risk.words == "Figure Referrals, Older, 2018/19 is too small to be published, but an earlier edition has it."
    Measure.objects.update(disclosure_rule="none")
    Figure.objects.filter(value__in=(2, 3)).update(value=None, shorthand="[c]")
    found = {one.words: one.address for one in risks(year)}
    older = Figure.objects.get(year=year, shorthand="[c]")
    words = "Figure Referrals, Older, 2018/19 is not published, but can be worked out: it is 2."
    assert found[words] == older.get_absolute_url()


def test_the_report_holds_no_small_number(year, referrals):
    Activity.objects.create(year=year, reference="A1", narrative="Of them {{figure:referrals:older}} were older.")
    facts = build_report(year)
    shown = {one.key: (one.value, one.text) for one in facts.figures}
    assert shown["figure:referrals:older"] == ("", "[c]")
    assert "Note 2" not in as_json(facts)
    assert facts.activities[0].text == "Of them [c] were older."
