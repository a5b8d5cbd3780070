"""The charts as pictures."""

from __future__ import annotations

from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.core.cache import cache

from ctreport.charts import svg
from ctreport.charts.build import charts_for, trends_for
from ctreport.charts.description import Chart, ChartKind, Panel, Point, Series

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> $x^2$ & “ع” " + "w" * 120 + " \x0b"


def chart_of(*points: Point, kind: ChartKind = ChartKind.BARS, title: str = "", **fields) -> Chart:
    series = (Series("", points),)
    panel = Panel(title, "count", tuple(point.category for point in points), series)
    return Chart("a-chart", "A chart", kind, (panel,), "It shows figures.", **fields)


def words_of(picture: bytes) -> list[str]:
    return [element.text for element in ElementTree.fromstring(picture).iter("{http://www.w3.org/2000/svg}text")]


def test_each_figure_stands_as_a_label_in_the_picture(records_2018_19):
    survey, servator = (words_of(svg.svg_of(chart)) for chart in charts_for(records_2018_19))
    assert {"90%", "65%", "96%", "84%", "Online", "Street interview"} <= set(survey)
    assert {"over 600", "over 9000", "123", "89", "95", "Arrests"} <= set(servator)


def test_the_same_facts_give_the_same_bytes(records_2018_19):
    for chart in charts_for(records_2018_19):
        assert svg._draw(chart) == svg._draw(chart)


def test_a_picture_is_drawn_once_for_the_same_facts(monkeypatch):
    drawn = []
    monkeypatch.setattr(svg, "_draw", lambda chart: drawn.append(chart) or b"<svg/>")
    svg._svg.cache_clear()
    cache.clear()
    chart = chart_of(Point("Once", Decimal(7), "7"))
    svg.svg_of(chart), svg.svg_of(chart)
    svg._svg.cache_clear()  # as another process would
    assert svg.svg_of(chart) == b"<svg/>"
    assert len(drawn) == 1
    svg._svg.cache_clear()
    cache.clear()


def test_a_picture_holds_no_style_script_date_or_outside_address(records_2018_19):
    for chart in charts_for(records_2018_19):
        picture = svg.svg_of(chart).decode()
        assert "style" not in picture
        assert "<script" not in picture
        assert "<metadata" not in picture
        assert "DOCTYPE" not in picture


def test_the_fonts_are_those_that_every_reader_has(records_2018_19):
    picture = svg.svg_of(charts_for(records_2018_19)[0]).decode()
    assert "font-family=\"Arimo, Arial, 'Liberation Sans', sans-serif\"" in picture


@pytest.mark.parametrize("kind", list(ChartKind))
def test_hostile_words_are_shown_as_words(kind):
    picture = svg._draw(chart_of(Point("b", Decimal(3), "3"), Point(HOSTILE, Decimal(7), HOSTILE), kind=kind))
    assert b"<script" not in picture
    assert any("<script>" in words for words in words_of(picture))


def test_a_made_up_figure_says_so_in_the_picture(records_2018_19, illustrative_history):
    for chart in trends_for(records_2018_19):
        assert "Illustrative figures" in words_of(svg.svg_of(chart))


@pytest.mark.parametrize("kind", list(ChartKind))
def test_nothing_but_zeros_and_symbols_can_be_drawn(kind):
    points = (Point("a", Decimal(0), "0"), Point("b", None, "[c]"), Point("c", Decimal(5), "5", is_upper_bound=True))
    assert {"0", "[c]"} <= set(words_of(svg._draw(chart_of(*points, kind=kind))))


def test_a_bar_with_a_lowest_value_is_hatched_open_at_its_end():
    plain = svg._draw(chart_of(Point("a", Decimal(600), "600")))
    bound = svg._draw(chart_of(Point("a", Decimal(600), "over 600", is_lower_bound=True)))
    assert b"<pattern" in bound
    assert b"<pattern" not in plain
