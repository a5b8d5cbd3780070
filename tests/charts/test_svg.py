"""The charts as pictures."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.core.cache import cache

from ctreport.charts import house, svg
from ctreport.charts.build import charts_for, find_chart, trends_for
from ctreport.charts.description import Chart, ChartKind, Panel, Point, Series

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> $x^2$ & “ع” " + "w" * 120 + " \x0b"


def chart_of(*points: Point, kind: ChartKind = ChartKind.BARS, title: str = "", **fields) -> Chart:
    series = (Series("", points),)
    panel = Panel(title, "count", tuple(point.category for point in points), series)
    return Chart("a-chart", "A chart", kind, (panel,), "It shows figures.", **fields)


def words_of(picture: bytes) -> list[str]:
    return [element.text for element in ElementTree.fromstring(picture).iter("{http://www.w3.org/2000/svg}text")]


def places_of(picture: bytes) -> dict[str, tuple[float, float]]:
    """Where each of a picture's words stands, from its left and its top."""
    found = {}
    for element in ElementTree.fromstring(picture).iter("{http://www.w3.org/2000/svg}text"):
        x, y = (float(element.get(name) or 0) for name in ("x", "y"))
        moved = re.search(r"translate\(([\d.-]+) ([\d.-]+)\)", element.get("transform") or "")
        found[element.text] = (float(moved[1]), float(moved[2])) if moved else (x, y)
    return found


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


def test_a_lowest_value_goes_on_in_two_arrow_heads_which_are_as_long_at_any_scale():
    plain = svg._draw(chart_of(Point("a", Decimal(600), "600")))
    assert b"beyond-" not in plain
    lengths = set()
    for value in (600, 9):
        bound = svg._draw(
            chart_of(Point("a", Decimal(value), f"over {value}", is_lower_bound=True), Point("b", Decimal(9), "9"))
        )
        heads = re.findall(rb'id="beyond-0-0-0-\d">\s*<path d="([^"]+)"', bound)
        assert len(heads) == 2
        xs = [float(x) for head in heads for x in re.findall(rb"[ML] ([\d.]+)", head)]
        lengths.add(round(max(xs) - min(xs), 1))
    assert len(lengths) == 1


def test_what_is_not_the_force_s_own_is_hollow(records_2018_19):
    picture = svg.svg_of(find_chart(records_2018_19, "ratio-stop-search-positives")).decode()
    own, other = (re.search(rf'id="value-0-0-{at}">\s*<path [^>]*fill="([^"]+)"', picture)[1] for at in (0, 1))
    assert (own, other) == (house.COLOURS[0], house.PAPER)


def test_panels_stand_in_two_columns_read_row_by_row_where_their_words_fit(records_2018_19, illustrative_history):
    chart = find_chart(records_2018_19, "years-feel-safe")
    names = [panel.title for panel in chart.panels]
    assert names[:2] == ["Online, during the day", "Online, after dark"]
    places = places_of(svg.svg_of(chart))
    assert [places[name] for name in names] == sorted((places[name] for name in names), key=lambda one: one[::-1])
    assert places[names[0]][1] == places[names[1]][1]
    assert places[names[0]][0] < 235 < places[names[1]][0]
    long = tuple(replace(panel, title=panel.title * 4) for panel in chart.panels)
    assert (
        len({x for x, _ in map(places_of(svg._draw(replace(chart, panels=long))).get, (one.title for one in long))})
        == 1
    )


def test_twenty_years_in_half_a_column_name_at_least_the_first_last_highest_and_lowest():
    years = tuple(f"{start}/{(start + 1) % 100:02}" for start in range(1999, 2019))
    values = [510 + 7 * at if at not in (6, 12) else 100 * at for at in range(20)]  # 600, 1200
    values[15] = 300
    points = tuple(Point(one, Decimal(value), str(value)) for one, value in zip(years, values, strict=True))
    panels = tuple(Panel(name, "count", years, (Series(name, points),)) for name in ("One", "Two"))
    words = words_of(svg._draw(Chart("t", "T", ChartKind.TREND, panels, "")))
    for told in ("1999/00", "2018/19", "510", "643", "1200", "300"):
        assert words.count(told) == 2, told
