"""Facts are read back from their JSON exactly as they were written, or refused."""

import json
from dataclasses import MISSING, fields, replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctreport.charts.description import Chart, ChartKind, Panel, Point, Reference, Series
from ctreport.report import facts
from ctreport.report.facts import AnnualReport, as_json
from ctreport.report.reading import FactsError, report_from_json

words = st.text(max_size=6)
few = {"max_size": 2}
runs = st.lists(st.builds(facts.Run, figure_id=st.none(), kind=words, text=words), **few).map(tuple)
blocks = st.recursive(
    st.builds(facts.Block, kind=words, runs=runs),
    lambda inner: st.builds(
        facts.Block,
        kind=words,
        blocks=st.lists(inner, **few).map(tuple),
        items=st.lists(st.lists(inner, **few).map(tuple), **few).map(tuple),
    ),
    max_leaves=3,
)
numbers = st.none() | st.decimals(allow_nan=False, allow_infinity=False)
points = st.builds(Point, category=words, value=numbers, text=words, figure_id=st.none())
references = st.none() | st.builds(Reference, value=st.decimals(allow_nan=False), text=words, label=words)
panels = st.builds(
    Panel,
    title=words,
    unit=words,
    categories=st.lists(words, **few).map(tuple),
    series=st.lists(st.builds(Series, name=words, points=st.lists(points, **few).map(tuple)), **few).map(tuple),
    reference=references,
)
charts = st.builds(
    Chart,
    name=words,
    title=words,
    kind=st.sampled_from(ChartKind),
    panels=st.lists(panels, **few).map(tuple),
    summary=words,
    footnotes=st.lists(st.integers(), **few).map(tuple),
)


rows = st.lists(st.from_type(facts.FigureRow), **few).map(tuple)
corrections = st.lists(st.from_type(facts.Correction), **few).map(tuple)
portraits = st.none() | st.from_type(facts.Picture)
changes = st.fixed_dictionaries(
    {
        "contact": st.lists(blocks, **few).map(tuple),
        "charts": st.lists(charts, **few).map(tuple),
        "stamp": st.none() | st.builds(facts.Stamp, corrections=corrections),
        "foreword": st.none() | st.builds(facts.Foreword, blocks=st.just(()), portrait=portraits),
        "tables": rows.map(lambda them: (facts.FigureTable("t", "T", (("Figure", True),), them),)),
    }
)


@pytest.fixture(scope="module")
def empty():
    """A report that says nothing."""
    kinds = {"str": "", "bool": False, "int": 0}
    needed = [one for one in fields(AnnualReport) if one.default is MISSING]
    return AnnualReport(**{one.name: kinds.get(one.type, ()) for one in needed})


@given(changed=changes)
@settings(max_examples=25, deadline=None)
def test_whatever_was_written_is_read_back(empty, changed):
    report = replace(empty, **changed)
    assert report_from_json(as_json(report)) == report


def test_the_report_of_the_city_of_london_is_read_back_without_the_numbers_of_rows(report):
    again = report_from_json(as_json(report))
    assert as_json(again) == as_json(report)
    assert again.fingerprint == report.fingerprint
    assert {point.figure_id for chart in again.charts for point in chart.points} == {None}


def test_facts_of_an_earlier_version_lack_what_was_added_since(empty):
    held = json.loads(as_json(empty))
    del held["glossary"], held["stamp"]
    assert report_from_json(json.dumps(held)) == empty


@pytest.mark.parametrize(
    ("name", "value", "where"),
    [
        ("title", 7, r"\$\.title: str is expected, not int"),
        ("more_key_figures", True, r"\$\.more_key_figures: int is expected, not bool"),
        ("unknown", "x", r"\$\.unknown: not known to this version"),
        ("pledges", {}, r"\$\.pledges: a list is expected"),
        ("pledges", [{"reference": "P1"}], r"\$\.pledges\[0\]\.text: missing"),
        ("tables", [{"name": "", "title": "", "rows": [], "columns": [["A"]]}], r"columns\[0\]: 2 values are expected"),
        ("stamp", [], r"\$\.stamp: an object is expected"),
    ],
)
def test_what_is_not_the_facts_of_a_report_is_refused_and_the_place_named(empty, name, value, where):
    with pytest.raises(FactsError, match=where):
        report_from_json(json.dumps(json.loads(as_json(empty)) | {name: value}))


def test_numbers_and_kinds_that_are_none_are_refused(empty):
    point = Point("Day", Decimal(90), "90%")
    chart = Chart("c", "C", ChartKind.BARS, (Panel("", "", ("Day",), (Series("", (point,)),)),), "")
    text = as_json(replace(empty, charts=(chart,)))
    for old, new, where in (('"90"', '"many"', "value: 'many' is no Decimal"), ('"bars"', '"pie"', "kind: 'pie'")):
        with pytest.raises(FactsError, match=where):
            report_from_json(text.replace(old, new))
    with pytest.raises(FactsError, match=r"\$: not JSON"):
        report_from_json("{")
