"""The charts on the screen."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from ctreport.charts.build import find_chart, trends_for
from ctreport.charts.description import Chart, ChartKind, Panel, Point, Series
from ctreport.charts.plotly_chart import plotly_spec

pytestmark = pytest.mark.django_db


def values_of(chart):
    return [one for one in plotly_spec(chart)["data"] if one.get("meta") == "values"]


def test_each_panel_has_axes_of_its_own_from_zero(records_2018_19):
    spec = plotly_spec(find_chart(records_2018_19, "programme-project-servator"))
    axes = {name: axis for name, axis in spec["layout"].items() if name.startswith("xaxis")}
    assert len(axes) == 3
    assert all(axis["range"][0] == 0 for axis in axes.values())
    assert {trace["xaxis"] for trace in spec["data"]} == {"x", "x2", "x3"}


def test_the_labels_and_the_hover_text_read_as_the_figures_do(records_2018_19):
    spec = plotly_spec(find_chart(records_2018_19, "programme-project-servator"))
    labels = [text for trace in spec["data"] for text in trace["text"] if text]
    assert labels == ["over 600", "over 9000", "123", "89", "95"]
    assert spec["data"][0]["hovertext"] == ["Project Servator deployments: over 600 (a lowest value)"]


def test_there_is_no_tool_bar_and_no_template(records_2018_19):
    spec = plotly_spec(find_chart(records_2018_19, "breakdown-feel-safe"))
    assert spec["config"]["displayModeBar"] is False
    assert spec["layout"]["template"] is None
    json.dumps(spec)


def test_a_line_is_broken_where_a_year_has_no_figure():
    points = tuple(
        Point(year, value, str(value)) for year, value in (("a", Decimal(1)), ("b", None), ("c", Decimal(2)))
    )
    panel = Panel("", "count", ("a", "b", "c"), (Series("", points),))
    [trace] = values_of(Chart("t", "T", ChartKind.TREND, (panel,), ""))
    assert trace["y"] == [1.0, None, 2.0]
    assert trace["connectgaps"] is False


def test_provisional_and_lowest_values_have_markers_of_their_own():
    points = (
        Point("a", Decimal(1), "1"),
        Point("b", Decimal(2), "2 [p]", is_provisional=True),
        Point("c", Decimal(3), "over 3", is_lower_bound=True),
    )
    panel = Panel("", "count", ("a", "b", "c"), (Series("", points),))
    chart = Chart("t", "T", ChartKind.TREND, (panel,), "")
    [trace] = values_of(chart)
    assert trace["marker"]["symbol"] == ["circle", "circle-open", "triangle-up"]
    [apart] = [one for one in plotly_spec(chart)["data"] if one["mode"] == "lines"]
    assert apart["line"]["dash"] != "solid"


def test_a_break_in_series_breaks_the_line_and_is_marked():
    points = tuple(Point(one, Decimal(1), "1", break_reason="Anew" if one == "c" else "") for one in "abcd")
    panel = Panel("", "count", tuple("abcd"), (Series("", points),))
    spec = plotly_spec(Chart("t", "T", ChartKind.TREND, (panel,), ""))
    [line] = [one for one in spec["data"] if one["mode"] == "lines"]
    assert line["x"] == ["a", "b", None, "c", "d", None]
    [mark] = spec["layout"]["shapes"]
    assert (mark["x0"], mark["line"]["dash"]) == (1.5, "dot")
    assert "[b] Break in series" in spec["layout"]["annotations"][0]["text"]


def test_twenty_years_are_labelled_as_far_as_there_is_room_and_the_last_year_always():
    years = tuple(f"{start}/{(start + 1) % 100:02}" for start in range(1999, 2019))
    points = tuple(Point(one, Decimal(10_000 + at), str(10_000 + at)) for at, one in enumerate(years))
    panel = Panel("", "count", years, (Series("", points),))
    spec = plotly_spec(Chart("t", "T", ChartKind.TREND, (panel,), ""))
    for form, most in (("narrow", 4), ("wide", 6), ("broad", 11)):
        shown = spec[form]["xaxis.tickvals"]
        assert shown[-1] == "2018/19"
        assert 2 <= len(shown) <= most
        [labels] = [one for one in spec["labels"][form] if one]
        assert labels[-1] == "10019"
        assert labels[0] == "10000"
        assert any(not label for label in labels)


def test_made_up_figures_are_called_so_in_the_picture(records_2018_19, illustrative_history):
    for chart in trends_for(records_2018_19):
        assert plotly_spec(chart)["layout"]["annotations"][0]["text"] == "Illustrative figures"


def test_words_of_a_record_are_never_tags():
    point = Point("<b onclick=x>bold</b>", Decimal(1), "1")
    panel = Panel("", "count", (point.category,), (Series("", (point,)),))
    assert "<b " not in json.dumps(plotly_spec(Chart("t", "T", ChartKind.BARS, (panel,), "")))
