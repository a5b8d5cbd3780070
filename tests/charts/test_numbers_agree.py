"""One description, three forms: what is drawn on screen and in the picture are the numbers of the table."""

from __future__ import annotations

import re
from decimal import Decimal
from xml.etree import ElementTree

import plotly.graph_objects as go
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ctreport.charts import house, svg
from ctreport.charts.description import Chart, ChartKind, Interval, LimitLines, Panel, Point, Series, TargetStep
from ctreport.charts.plotly_chart import plotly_spec

G = "{http://www.w3.org/2000/svg}g"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
UNITS = {"count": 10_000, "percentage": 100}


@st.composite
def points(draw, categories, top):
    found = []
    for category in categories:
        value = draw(st.none() | st.integers(0, top).map(Decimal))
        marks = draw(st.fixed_dictionaries({"is_provisional": st.booleans(), "is_lower_bound": st.booleans()}))
        interval = None
        if value is not None and draw(st.booleans()):
            low, high = draw(st.integers(0, int(value))), draw(st.integers(int(value), top))
            interval = Interval(Decimal(low), Decimal(high), f"{low} to {high}")
        reason = "Counted anew" if draw(st.booleans()) else ""
        text = "[x]" if value is None else f"{value}"
        found.append(Point(category, value, text, interval=interval, break_reason=reason, **marks))
    return tuple(found)


@st.composite
def panels(draw, kind, number):
    unit = draw(st.sampled_from(sorted(UNITS)))
    size = draw(st.integers(2, 20 if kind is ChartKind.TREND else 4))
    categories = tuple(f"{1999 + one}" if kind is ChartKind.TREND else f"Row {number}.{one}" for one in range(size))
    several = draw(st.integers(1, 3))
    series = tuple(Series(f"Part {number}.{one}", draw(points(categories, UNITS[unit]))) for one in range(several))
    if kind is ChartKind.BARS or several > 1:
        return Panel(f"Panel {number}", unit, categories, series)
    numbers = st.integers(0, UNITS[unit]).map(Decimal)
    values = draw(st.lists(st.none() | numbers, min_size=size, max_size=size))
    firsts = draw(st.lists(st.none() | numbers, min_size=size, max_size=size))
    targets = [
        TargetStep(name, value, f"at least {value}", first, "" if first is None else f"at least {first}")
        for name, value, first in zip(categories, values, firsts, strict=True)
        if value is not None
    ]
    low, mean, high = sorted(draw(st.lists(numbers, min_size=3, max_size=3)))
    limits = LimitLines(categories[0], mean, low, high, f"{mean}", f"{low}", f"{high}") if draw(st.booleans()) else None
    return Panel(f"Panel {number}", unit, categories, series, targets=tuple(targets), limits=limits)


@st.composite
def charts(draw):
    kind = draw(st.sampled_from(ChartKind))
    count = draw(st.integers(1, 3))
    return Chart("c", "A chart", kind, tuple(draw(panels(kind, one)) for one in range(count)), "It shows figures.")


def number_in(text):
    found = NUMBER.search(text)
    return Decimal(found[0]) if found else None


def in_table(chart, panel, series, category):
    """Return the number of a cell of the chart's table."""
    row = next(cells for cells in chart.rows if cells[0] == category)
    return number_in(row[chart.head.index(series.name or "Figure")])


class Picture:
    """The marks of an SVG picture by name, read back into numbers by the ticks of their panel."""

    def __init__(self, chart):
        self.marks = {one.get("id"): one for one in ElementTree.fromstring(svg._draw(chart)).iter(G) if one.get("id")}
        self.across = chart.kind is ChartKind.BARS

    def places(self, name):
        """Return where a mark lies along the axis of values; nothing where it is not drawn."""
        found = self.marks.get(name)
        if found is None:
            return []
        used = [float(one.get("y")) for one in found.iter("{http://www.w3.org/2000/svg}use")]
        path = "".join(one.get("d") for one in found.iter("{http://www.w3.org/2000/svg}path") if not used)
        pairs = [(float(x), float(y)) for x, y in re.findall(r"([\d.-]+) ([\d.-]+)", path)]
        return used or sorted({x if self.across else y for x, y in pairs})

    def values(self, name, number, panel):
        """Return the numbers for which a mark of a panel stands, the smallest first."""
        ticks = house.ticks(panel.maximum, panel.unit, most=5 if self.across else 4, minimum=panel.minimum)
        [low], [top] = (self.places(f"tick-{number}-{at}") for at in (0, len(ticks) - 1))
        least, span = float(ticks[0]), float(ticks[-1] - ticks[0])
        return sorted(least + (place - low) / (top - low) * span for place in self.places(name))


def assert_same_in_all_forms(chart, spec):
    """Each form of the screen draws the same numbers and, at the bars' ends, writes the same figures."""
    for form in filter(None, map(spec.get, ("narrow", "broad", "across"))):
        go.Figure(data=form.get("data"), layout=form["layout"])
        for one, other in zip(spec["data"], form.get("data", spec["data"]), strict=True):
            along = "x" if chart.kind is ChartKind.BARS else "y"
            assert (one[along], one.get(f"error_{along}")) == (other[along], other.get(f"error_{along}"))
        if chart.kind is ChartKind.BARS:
            written = [one["text"] for one in form["layout"]["annotations"] if one["xref"] != "paper"]
            wanted = [point for panel in chart.panels for one in panel.series for point in one.points]
            assert [text.endswith(point.label) for text, point in zip(written, wanted, strict=True)].count(False) == 0


def assert_near(found, wanted, panel):
    slack = float(house.ticks(panel.maximum, panel.unit)[-1]) * 0.002 + 1e-6
    assert len(found) == len(wanted)
    assert all(abs(one - float(other)) <= slack for one, other in zip(found, wanted, strict=True)), (found, wanted)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(charts())
def test_screen_picture_and_table_show_the_same_numbers(chart):
    picture, spec = Picture(chart), plotly_spec(chart)
    go.Figure(data=spec["data"], layout=spec["layout"])  # Plotly itself takes every part of it
    assert_same_in_all_forms(chart, spec)
    along, across = ("x", "y") if chart.kind is ChartKind.BARS else ("y", "x")
    traces = {one["name"]: one for one in spec["data"] if one.get("meta") == "values"}
    sure = {one["name"]: one for one in spec["data"] if one.get("meta") == "intervals"}
    shapes = {(one.get("name"), one["yref"]): one for one in spec["layout"].get("shapes", ())}
    for number, panel in enumerate(chart.panels):
        axis = "y" if number == 0 else f"y{number + 1}"
        for place, series in enumerate(panel.series):
            trace = traces[series.name]
            for at, point in enumerate(series.points):
                told = in_table(chart, panel, series, point.category)
                assert trace[along][at] == (told if told is not None or along == "y" else 0)
                mark = picture.values(f"value-{number}-{place}-{at}", number, panel)
                is_drawn = told is not None if along == "y" else bool(told)
                assert_near(mark[-1:], [told] if is_drawn else [], panel)
                if point.interval and (along == "x" or len(panel.series) == 1):
                    ends = picture.values(f"interval-{number}-{place}-{at}", number, panel)
                    assert_near([ends[0], ends[-1]], [point.interval.low, point.interval.high], panel)
                    line = sure[series.name]
                    bars, nth = line[f"error_{along}"], line[across].index(trace[across][at])
                    assert line[along][nth] == told
                    screen = [told - Decimal(bars["arrayminus"][nth]), told + Decimal(bars["array"][nth])]
                    assert screen == [point.interval.low, point.interval.high]
                    assert point.interval.text in next(row for row in chart.rows if row[0] == point.category)
        for step in panel.targets:
            at = panel.categories.index(step.category)
            assert shapes[f"target {step.category}", axis]["y0"] == step.value
            assert_near(picture.values(f"target-{number}-{at}", number, panel), [step.value], panel)
            assert step.text in next(row for row in chart.rows if row[0] == step.category)
            if step.original is not None:
                assert shapes[f"original {step.category}", axis]["y0"] == step.original
                assert_near(picture.values(f"original-{number}-{at}", number, panel), [step.original], panel)
                assert step.original_text in next(row for row in chart.rows if row[0] == step.category)
        for side in ("mean", "lower", "upper") if panel.limits else ():
            assert shapes[side, axis]["y0"] == getattr(panel.limits, side)
            assert_near(picture.values(f"{side}-{number}", number, panel), [getattr(panel.limits, side)], panel)
