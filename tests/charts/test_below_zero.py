"""Amounts below zero, such as a loss of money: drawn to their whole length on the screen and in the picture."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ctreport.charts import house
from ctreport.charts.description import Chart, ChartKind, Panel, Point, Series
from ctreport.charts.plotly_chart import plotly_spec
from tests.charts.test_numbers_agree import Picture, number_in

AMOUNTS = {"2016/17": -120, "2017/18": 40, "2018/19": -75}


def chart_of(kind, amounts):
    points = tuple(Point(name, Decimal(value), f"£{value}") for name, value in amounts.items())
    panel = Panel("", "money", tuple(amounts), (Series("", points),))
    return Chart("savings", "Savings", kind, (panel,), "It shows money.")


@pytest.mark.parametrize("amounts", [AMOUNTS, {name: -abs(value) for name, value in AMOUNTS.items()}])
@pytest.mark.parametrize("kind", list(ChartKind))
def test_every_amount_lies_on_the_axis_of_the_screen(kind, amounts):
    layout = plotly_spec(chart_of(kind, amounts))["layout"]
    axis = layout["xaxis" if kind is ChartKind.BARS else "yaxis"]
    low, high = axis["range"]
    assert low <= min(amounts.values())
    assert high >= max(*amounts.values(), 0)
    assert 0 in axis["tickvals"]
    assert axis["zeroline"]


@pytest.mark.parametrize("kind", list(ChartKind))
def test_every_amount_is_drawn_to_scale_in_the_picture(kind):
    chart = chart_of(kind, AMOUNTS)
    picture, [panel] = Picture(chart), chart.panels
    for place, value in enumerate(AMOUNTS.values()):
        ends = picture.values(f"value-0-0-{place}", 0, panel)
        assert any(abs(end - value) < 1 for end in ends), (value, ends)


@pytest.mark.parametrize("value", ["-0.5", "-7", "-1000000"])
def test_the_axis_begins_at_or_below_the_least_amount_and_bears_a_zero(value):
    ticks = house.ticks(Decimal(0), "money", minimum=Decimal(value))
    assert ticks[0] <= Decimal(value)
    assert ticks[-1] == 0


def test_the_figure_of_a_bar_below_zero_stands_beside_the_zero_line():
    spec = plotly_spec(chart_of(ChartKind.BARS, AMOUNTS))
    places = {number_in(one["text"]): one["x"] for one in spec["layout"]["annotations"] if one["xref"] != "paper"}
    assert places == {-120: 0, 40: 40, -75: 0}
