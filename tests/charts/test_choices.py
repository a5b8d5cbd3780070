"""Charts that somebody chose."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ctreport.charts.build import charts_for, chosen_charts, trends_for
from ctreport.charts.choices import BREAKDOWN, COUNTS, TREND, ChartChoice
from ctreport.charts.plotly_chart import plotly_spec
from ctreport.charts.svg import svg_of
from ctreport.narrative.sentences import FigureBook
from ctreport.report.chosen import charts_of, suggested_charts
from objectives.models import ReportingYear

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("born_approved")]


@pytest.fixture
def chosen(year):
    def draw(*choices):
        return chosen_charts(year, choices, FigureBook.for_year(year, only_approved=True))

    return draw


def test_suggested_charts_saved_as_plans_give_the_very_charts_of_a_year_without_plans(
    records_2018_19, illustrative_history
):
    year = records_2018_19
    without = charts_of(year, FigureBook.for_year(year, publishable=True))
    assert without == (charts_for(year), trends_for(year))
    plans = suggested_charts(year)
    assert len(plans) == len(without[0]) + len(without[1]) > 4
    for plan in plans:
        plan.save()
    assert charts_of(year, FigureBook.for_year(year, publishable=True)) == without


def test_counts_stand_in_the_order_chosen_under_a_title_made_of_them(measure, figure, chosen):
    for code, title, value in (("a", "Arrests", 5), ("b", "Briefings", 9), ("c", "Calls", 7)):
        figure(measure(code, title=title), value)
    [bars], _ = chosen(ChartChoice(COUNTS, ("c", "a", "gone")))
    assert (bars.name, bars.title) == ("counts-c", "Calls and arrests, 2018/19")
    assert [point.text for point in bars.points] == ["7", "5"]


def test_a_reference_line_is_drawn_said_and_makes_room_for_itself(measure, figure, chosen):
    figure(measure("a", title="Arrests"), 5)
    choice = ChartChoice(COUNTS, ("a",), reference_value=Decimal(2500), reference_label="The average of ten years")
    [bars], _ = chosen(choice)
    assert bars.panels[0].maximum == 2500
    assert bars.summary == "Arrests: 5. The line at 2500 marks the average of ten years."
    assert bars.notes[-1] == "Reference line at 2500: The average of ten years."
    assert b"2500: The average of ten years" in svg_of(bars)
    spec = plotly_spec(bars)["layout"]
    assert spec["shapes"][0]["x0"] == 2500
    assert "The average of ten" in spec["annotations"][0]["text"]


def test_of_several_panels_those_bear_the_line_whose_scale_reaches_it(measure, figure, chosen):
    for code, value in (("a", 5), ("b", 900)):
        figure(measure(code), value)
    [bars], _ = chosen(ChartChoice(COUNTS, ("a", "b"), reference_value=Decimal(80), reference_label="x"))
    assert [panel.reference is not None for panel in bars.panels] == [False, True]


def test_a_line_runs_over_the_years_chosen_and_never_past_the_report_s(measure, figure, year, chosen):
    briefings = measure("briefings", title="Briefings")
    for start in (2004, 2005, 2016, 2017, 2019):
        figure(briefings, start, of=ReportingYear.objects.create(start_year=start))
    figure(briefings, 2018)
    choice = ChartChoice(TREND, ("briefings",), first_year=2005, last_year=2030, title="Our briefings", alt_text="Up.")
    _, [trend] = chosen(choice)
    assert (trend.rows[0][0], trend.rows[-1][0]) == ("2005/06", "2018/19")
    assert (trend.title, trend.alt) == ("Our briefings", "Up.")
    assert chosen(ChartChoice(TREND, ("briefings",), last_year=2016))[1] == ()


def test_two_charts_of_one_measure_have_names_of_their_own_and_what_finds_no_number_is_left_out(
    measure, figure, chosen
):
    figure(measure("a"), 5)
    figure(measure("none"), None, shorthand="[c]")
    one = ChartChoice(COUNTS, ("a",))
    bars, trends = chosen(
        one, one, ChartChoice(COUNTS, ("none",)), ChartChoice(BREAKDOWN, ()), ChartChoice(TREND, ("a",))
    )
    assert [chart.name for chart in bars] == ["counts-a", "counts-a-2"]
    assert trends == ()


def test_words_for_made_up_figures_still_say_that_they_are(measure, figure, chosen):
    figure(measure("a", illustrative=True), 5)
    [bars], _ = chosen(ChartChoice(COUNTS, ("a",), title="Ours", alt_text="One bar."))
    assert bars.title == "Ours (illustrative figures)"
    assert bars.alt == "One bar. Illustrative figures."
