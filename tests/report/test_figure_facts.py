"""The figures of a report as data."""

from __future__ import annotations

import pytest

from ctreport.report.build import build_report
from objectives.models import ReportingYear
from outcomes.models import Category, Dimension, Figure, Measure, Target

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("born_approved")]


def facts_of(year):
    return {one.key: one for one in build_report(year).figures}


def test_every_published_figure_is_there_once_in_the_reports_order(report):
    printed = [row.measure for table in report.tables for row in table.rows]
    assert sorted(one.measure for one in report.figures) == sorted(printed)
    assert len({one.key for one in report.figures}) == len(report.figures) == 12


def test_a_figure_is_told_as_a_number_with_all_that_is_known_of_it(report):
    facts = {one.key: one for one in report.figures}
    over = facts["figure:briefings"]
    assert (over.qualifier, over.value, over.text, over.symbol) == ("over", "500", "over 500", "")
    assert (over.period_start, over.period_end) == ("2018-04-01", "2019-03-31")
    felt = facts["figure:feel-safe:online:day"]
    assert felt.categories == (("Survey mode", "Online"), ("Time of day", "During the day"))
    assert (felt.unit, felt.value, felt.base) == ("percentage", "90", "")


def test_a_whole_a_symbol_a_target_and_decimal_places(records_2018_19):
    mode = Dimension.objects.get(name="Survey mode")
    rate = Measure.objects.create(code="rate", title="Rate", unit="rate", decimals=2, dimension_1=mode)
    online = Category.objects.get(dimension=mode, code="online")
    Figure.objects.create(measure=rate, year=records_2018_19, value="1.5", qualifier="at_least", base=40)
    Figure.objects.create(measure=rate, year=records_2018_19, category_1=online, shorthand="[c]")
    Target.objects.create(measure=rate, year=records_2018_19, value=1)
    before = ReportingYear.objects.create(start_year=2017)
    Figure.objects.create(measure=rate, year=before, value="1.25")
    facts = facts_of(records_2018_19)
    whole, hidden = facts["figure:rate"], facts["figure:rate:online"]
    assert whole.categories == (("Survey mode", "All"),)
    assert (whole.qualifier, whole.value, whole.base) == ("at least", "1.50", "40")
    assert whole.target == "at least 1.00: met"
    assert whole.change.startswith("up from 1.25")
    assert (hidden.qualifier, hidden.value, hidden.symbol, hidden.text, hidden.target) == ("", "", "[c]", "[c]", "")
