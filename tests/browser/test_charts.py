"""Charts as people see and hear them: drawn at both widths, in their own colours, and read in order."""

from itertools import pairwise

import pytest

from objectives.models import ReportingYear
from outcomes.models import Figure, Measure
from tests.browser.conftest import look

ADDRESS = "/years/2018-19/measures/stop-search-positives/"


@pytest.fixture
def twenty_years(records_2018_19, illustrative_history):
    measure = Measure.objects.get(code="stop-search-positives")
    for start in range(1999, 2014):
        year = ReportingYear.objects.create(start_year=start)
        Figure.objects.create(measure=measure, year=year, value=60 + start % 7, state="approved", approved_version=1)


def drawn(page):
    for chart in page.locator("[data-chart-url]").all():
        chart.scroll_into_view_if_needed()
    page.locator("[data-chart-url]:not([data-chart-state=drawn])").first.wait_for(state="detached")
    return page


def test_charts_are_accessible_when_drawn_fit_a_telephone_and_read_in_order(twenty_years, visit, sign_in):
    sign_in("leader")
    page = drawn(visit.go(ADDRESS))
    visit.check()
    plot = page.locator(".ct-chart__plot").first.bounding_box()  # the page stands at the width of a telephone now
    years = [one.bounding_box() for one in page.locator(".ct-chart__plot").first.locator(".xtick text").all()]
    assert len(years) > 1
    assert all(one["x"] >= plot["x"] and one["x"] + one["width"] <= plot["x"] + plot["width"] for one in years)
    assert all(one["x"] + one["width"] < other["x"] for one, other in pairwise(years))
    heard = page.locator("figure.ct-chart").first.aria_snapshot()
    order = [
        'img "Line chart: Positives from stop and search',
        "The figures as a table",
        'link "SVG picture',
        'link "CSV',
    ]
    places = [heard.index(words) for words in order]
    assert places == sorted(places)


def test_charts_take_on_the_colours_that_a_reader_has_chosen(records_2018_19, visit, sign_in):
    sign_in("leader")
    visit.page.emulate_media(forced_colors="active", color_scheme="dark")
    page = drawn(visit.go(ADDRESS))
    ground = page.locator(".ct-chart__plot .main-svg").first.evaluate("one => one.style.background")
    bar = page.locator(".ct-chart__plot .bars path").first.evaluate("one => getComputedStyle(one).fill")
    page.emulate_media(forced_colors="none", color_scheme="light")
    assert (ground, bar) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")
    assert look(page) == []
