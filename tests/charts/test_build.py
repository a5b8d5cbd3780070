"""Which charts a year has, and what they say."""

from __future__ import annotations

import pytest

from ctreport.charts.build import charts_for, find_chart, trends_for
from objectives.models import ReportingYear
from outcomes.models import Figure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("born_approved")]


def test_the_real_year_has_a_chart_of_the_survey_and_one_of_servator(records_2018_19):
    assert [chart.name for chart in charts_for(records_2018_19)] == [
        "breakdown-feel-safe",
        "programme-project-servator",
    ]


def test_the_survey_keeps_each_mode_together_and_says_that_its_base_is_unknown(records_2018_19):
    survey = find_chart(records_2018_19, "breakdown-feel-safe")
    assert survey.title == "People who feel safe in the City, by survey mode and time of day, 2018/19"
    assert survey.rows == (("Online", "90%", "65%"), ("Street interview", "96%", "84%"))
    assert "Online: during the day 90%, after dark 65%." in survey.summary
    assert "is not known, so no confidence interval is shown" in survey.summary
    assert survey.alt.startswith("Bar chart: People who feel safe")


def test_servator_stands_in_panels_by_magnitude_so_that_each_bar_can_be_read(records_2018_19):
    servator = find_chart(records_2018_19, "programme-project-servator")
    assert [[point.text for point in panel.series[0].points] for panel in servator.panels] == [
        ["over 600"],
        ["over 9000"],
        ["123", "89", "95"],
    ]
    assert "Arrests: 95" in servator.summary
    assert any("compare bars within a panel only" in note for note in servator.notes)


def test_a_lowest_value_is_marked_and_said(records_2018_19):
    servator = find_chart(records_2018_19, "programme-project-servator")
    assert [point.text for point in servator.points if point.is_lower_bound] == ["over 600", "over 9000"]
    assert any("lowest values: they are followed by two arrow heads" in note for note in servator.notes)


def test_a_single_number_is_not_drawn(measure, figure, year):
    figure(measure("briefings"), 500)
    figure(measure("alone", programme="A programme"), 5)
    assert charts_for(year) == ()


def test_a_cell_without_a_figure_is_shown_as_not_available(measure, figure, year, categories):
    mode, (online, street) = categories("Mode", "Online", "Street")
    time, (day, night) = categories("Time", "Day", "Night")
    safe = measure("safe", unit="percentage", dimension_1=mode, dimension_2=time)
    figure(safe, 90, category_1=online, category_2=day)
    figure(safe, 80, category_1=online, category_2=night)
    figure(safe, 70, category_1=street, category_2=day)
    assert charts_for(year)[0].rows[1] == ("Street", "70%", "[x]")


def test_a_symbol_is_drawn_as_nothing_and_explained(measure, figure, year, categories):
    area, (east, west) = categories("Area", "East", "West")
    thefts = measure("thefts", dimension_1=area)
    figure(thefts, 12, category_1=east)
    figure(thefts, None, shorthand="[c]", category_1=west)
    chart = charts_for(year)[0]
    assert chart.points[1].value is None
    assert chart.rows == (("East", "12"), ("West", "[c]"))
    assert "[c] stands for confidential." in chart.notes


def test_too_many_series_to_tell_apart_stand_in_panels_of_their_own(measure, figure, year, categories):
    area, areas = categories("Area", *(f"Area {number}" for number in range(7)))
    kind, kinds = categories("Kind", *(f"Kind {number}" for number in range(7)))
    crimes = measure("crimes", dimension_1=area, dimension_2=kind)
    for one in areas:
        for other in kinds:
            figure(crimes, 10, category_1=one, category_2=other)
    chart = charts_for(year)[0]
    assert len(chart.panels) == 7
    assert len(chart.head) == 8
    assert all("[z]" not in row for row in chart.rows)


def test_programmes_whose_names_give_one_address_have_charts_of_their_own(measure, figure, year):
    for number, programme in enumerate(("East West", "East-West", "East West", "East-West")):
        figure(measure(f"m{number}", programme=programme), 10 + number)
    assert [chart.name for chart in charts_for(year)] == ["programme-east-west", "programme-east-west-2"]


def test_a_missing_year_is_a_gap_in_the_line_and_never_zero(measure, figure, year):
    briefings = measure("briefings", title="Briefings")
    for start in (2015, 2016):
        figure(briefings, 400, of=ReportingYear.objects.create(start_year=start))
    figure(briefings, 500)
    [trend] = trends_for(year)
    points = trend.panels[0].series[0].points
    assert [point.value for point in points] == [400, 400, None, 500]
    assert "No figure for 2017/18." in trend.summary
    assert trend.rows[2] == ("2017/18", "[x]")


def test_one_year_alone_is_no_trend(records_2018_19):
    assert trends_for(records_2018_19) == ()


def test_later_years_do_not_enter_the_trend_of_a_year(measure, figure, year):
    briefings = measure("briefings")
    figure(briefings, 1, of=ReportingYear.objects.create(start_year=2017))
    figure(briefings, 2)
    figure(briefings, 3, of=ReportingYear.objects.create(start_year=2019))
    assert trends_for(year)[0].rows == (("2017/18", "1"), ("2018/19", "2"))


def test_a_provisional_figure_is_marked_in_a_trend(measure, figure, year):
    briefings = measure("briefings")
    figure(briefings, 1, of=ReportingYear.objects.create(start_year=2017))
    figure(briefings, 2, status=Figure.Status.PROVISIONAL)
    trend = trends_for(year)[0]
    assert trend.rows[1] == ("2018/19", "2 [p]")
    assert any("marker is hollow" in note for note in trend.notes)


def test_made_up_figures_are_called_so_in_title_and_notes(records_2018_19, illustrative_history):
    trends = trends_for(records_2018_19)
    assert trends
    for chart in trends:
        assert chart.is_illustrative
        assert chart.title.endswith("(illustrative figures)")
        assert chart.notes[0].startswith("Illustrative figures")
    assert not any(chart.is_illustrative for chart in charts_for(records_2018_19))


def test_the_queries_do_not_grow_with_the_figures(measure, figure, year, django_assert_num_queries):
    for number in range(4):
        figure(measure(f"few-{number}", programme="Few"), 10)
    with django_assert_num_queries(4):
        charts_for(year), trends_for(year)
    for number in range(40):
        figure(measure(f"many-{number}", programme=f"Many {number % 5}"), 10)
    with django_assert_num_queries(4):
        charts_for(year), trends_for(year)
