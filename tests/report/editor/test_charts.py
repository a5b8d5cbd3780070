"""Charts: suggested or chosen, and never one that cannot be drawn."""

from ctreport.report.build import build_report
from ctreport.report.models import ChartPlan
from tests.report.editor.conftest import close

COUNTS = {"kind": "counts", "measures": "stop-searches,arrests"}
REFUSED = [
    ({}, "Choose what the chart shows."),
    ({"kind": "breakdown"}, "Choose a measure."),
    ({"kind": "breakdown", "measures": "feel-safe,arrests"}, "A breakdown shows one measure."),
    ({"kind": "breakdown", "measures": "arrests"}, "“Arrests” is not broken down by categories."),
    ({"kind": "counts", "measures": "arrests"}, "Choose two or more counts."),
    ({"kind": "counts", "measures": "arrests,feel-safe"}, "is broken down by categories. Only plain counts"),
    ({"kind": "counts", "measures": "arrests,no-such"}, "“no-such” has no number in 2018/19."),
    ({"kind": "trend", "measures": "arrests,stop-searches"}, "shows one measure."),
    ({"kind": "trend", "measures": "arrests"}, "“Arrests” has a number in one year only from 2009/10 to 2018/19."),
    (COUNTS | {"first_year": "2018"}, "Years belong to a chart over the years."),
    (COUNTS | {"reference_value": "80"}, "Say in words what the reference line stands for."),
    (COUNTS | {"reference_label": "target"}, "Enter where the line lies"),
    (COUNTS | {"reference_value": "much"}, "Enter a number"),
]


def printed(year):
    return [chart.title for chart in build_report(year).all_charts]


def test_starting_from_the_suggested_charts_changes_nothing_that_is_printed(edit, comms, year):
    before = printed(year)
    assert "Start from the suggested charts" in comms.get("/report/2018-19/edit/charts/").text
    response = edit("charts/suggested/")
    assert f"{len(before)} suggested charts chosen." in response.text
    assert printed(year) == before
    edit("charts/suggested/")
    assert ChartPlan.objects.count() == len(before)


def test_a_chart_is_added_moved_and_deleted(edit, comms, year):
    edit("charts/new/", **COUNTS, title="Stops")
    edit("charts/new/", kind="breakdown", measures="feel-safe", reference_value="80", reference_label="target")
    first, second = ChartPlan.objects.all()
    assert "“Stops” is at place 2 of 2." in edit("charts/order/", down=first.pk).text
    assert list(ChartPlan.objects.all()) == [second, first]
    edit(f"charts/{first.pk}/delete/", version=ChartPlan.objects.get(pk=first.pk).version)
    asked = comms.get(f"/report/2018-19/edit/charts/{second.pk}/delete/").text
    assert "the report shows the charts that its figures suggest" in asked


def test_a_chart_that_cannot_be_drawn_is_refused_with_what_would_help(edit):
    for data, words in REFUSED:
        assert words in edit("charts/new/", **data).text, words
    assert not ChartPlan.objects.exists()


def test_a_line_over_the_years_needs_its_first_year_before_its_last(edit, illustrative_history):
    sent = {"kind": "trend", "measures": "arrests"}
    assert (
        "Choose a first year before the last" in edit("charts/new/", **sent, first_year="2018", last_year="2016").text
    )
    edit("charts/new/", **sent, first_year="2016", last_year="2018")
    assert ChartPlan.objects.get().first_year == 2016


def test_a_closed_year_keeps_its_charts_without_a_reason(edit, year):
    close(year)
    assert "Enter why this must change" in edit("charts/suggested/").text
    assert "Enter why this must change" in edit("charts/new/", **COUNTS).text
    assert not ChartPlan.objects.exists()


def test_a_chart_that_there_is_not_cannot_be_moved(comms, year):
    assert comms.post("/report/2018-19/edit/charts/order/", {"up": "7"}).status_code == 404
    assert comms.get("/report/2018-19/edit/charts/order/").status_code == 405
