"""The charts on the screen."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from ctreport.charts import house
from ctreport.charts.build import find_chart, trends_for
from ctreport.charts.description import Chart, ChartKind, Panel, Point, Series
from ctreport.charts.plotly_chart import plotly_spec

pytestmark = pytest.mark.django_db


def values_of(chart):
    return [one for one in plotly_spec(chart)["data"] if one.get("meta") == "values"]


def labels_of(form):
    """The figures that are written beside the marks of a form."""
    return [one["text"] for one in form["layout"]["annotations"] if one["xref"] != "paper"]


def test_each_panel_has_axes_of_its_own_from_zero(records_2018_19):
    spec = plotly_spec(find_chart(records_2018_19, "programme-project-servator"))
    axes = {name: axis for name, axis in spec["layout"].items() if name.startswith("xaxis")}
    assert len(axes) == 3
    assert all(axis["range"][0] == 0 for axis in axes.values())
    assert {trace["xaxis"] for trace in spec["data"]} == {"x", "x2", "x3"}


def test_the_labels_and_the_hover_text_read_as_the_figures_do(records_2018_19):
    spec = plotly_spec(find_chart(records_2018_19, "programme-project-servator"))
    assert labels_of(spec) == ["over 600", "over 9000", "123", "89", "95"]
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
    for form, most in ((spec["narrow"], 4), (spec, 6), (spec["broad"], 11)):
        shown = form["layout"]["xaxis"]["tickvals"]
        assert (shown[0], shown[-1]) == ("1999/00", "2018/19")
        assert len(shown) <= most
        labels = labels_of(form)
        assert (labels[0], labels[-1]) == ("10000", "10019")
        assert len(labels) < 20


def test_panels_stand_in_columns_where_there_is_room_and_are_read_row_by_row():
    panels = tuple(
        Panel(name, "count", ("a", "b"), (Series(name, tuple(Point(at, Decimal(1), "1") for at in "ab")),))
        for name in "ABCDEF"
    )
    spec = plotly_spec(Chart("t", "T", ChartKind.TREND, panels, ""))

    def places(form):
        axes = ["", *range(2, 7)]
        return [(-form["layout"][f"yaxis{at}"]["domain"][1], form["layout"][f"xaxis{at}"]["domain"][0]) for at in axes]

    for form, columns in ((spec["narrow"], 1), (spec, 1), (spec["broad"], 2), (spec["across"], 3)):
        found = places(form)
        assert found == sorted(found)
        assert len({x for _, x in found}) == columns
    assert "across" not in plotly_spec(Chart("t", "T", ChartKind.TREND, panels[:4], ""))


def test_a_name_has_the_height_of_its_lines_and_on_a_telephone_stands_above_its_bar(records_2018_19):
    spec = plotly_spec(find_chart(records_2018_19, "ratio-stop-search-positives"))
    names = spec["layout"]["yaxis"]
    assert names["ticktext"] == ["City of London<br>Police, 2018/19", "16 forces with<br>Project Servator,<br>2018/19"]
    lines = [name.count("<br>") + 1 for name in names["ticktext"]]
    assert names["tickvals"][1] - names["tickvals"][0] >= sum(lines) / 2 * 18
    assert spec["narrow"]["layout"]["yaxis"]["showticklabels"] is False
    above = [one["text"] for one in spec["narrow"]["layout"]["annotations"] if one["yref"] == "y"]
    assert above == [
        "City of London Police, 2018/19",
        "16 forces with Project Servator,",
        "2018/19",
        "72.4% (89 of 123)",
        "37%",
    ]


def test_an_interval_is_dark_on_a_light_line_and_what_is_not_the_force_s_own_is_hollow(records_2018_19):
    bars, ground, line = plotly_spec(find_chart(records_2018_19, "ratio-stop-search-positives"))["data"]
    assert bars["marker"]["color"] == [house.COLOURS[0], house.PAPER]
    assert (ground["error_x"]["color"], line["error_x"]["color"]) == (house.PAPER, house.INK)
    assert ground["error_x"]["thickness"] > line["error_x"]["thickness"]
    assert line["x"] == [72.4]  # the other has none


def test_a_lowest_value_goes_on_in_arrow_heads_of_one_length_within_the_axis(records_2018_19):
    layout = plotly_spec(find_chart(records_2018_19, "programme-project-servator"))["layout"]
    arrows = [one for one in layout["shapes"] if one["name"].startswith("beyond")]
    assert [one["xanchor"] for one in arrows] == [600, 9000]
    assert all(one["xsizemode"] == "pixel" and one["path"].startswith("M4,") for one in arrows)
    assert layout["xaxis"]["range"][1] > 600  # Plotly cuts off what is beyond


def test_made_up_figures_are_called_so_in_the_picture(records_2018_19, illustrative_history):
    for chart in trends_for(records_2018_19):
        assert plotly_spec(chart)["layout"]["annotations"][0]["text"] == "Illustrative figures"


def test_words_of_a_record_are_never_tags():
    point = Point("<b onclick=x>bold</b>", Decimal(1), "1")
    panel = Panel("", "count", (point.category,), (Series("", (point,)),))
    assert "<b " not in json.dumps(plotly_spec(Chart("t", "T", ChartKind.BARS, (panel,), "")))
