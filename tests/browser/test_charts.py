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


def test_a_chart_is_heard_as_its_caption_its_words_one_picture_its_table_and_its_files(records_2018_19, visit, sign_in):
    sign_in("leader")
    chart = drawn(visit.go("/years/2018-19/")).locator("figure.ct-chart").first
    chart.locator("summary").click()
    title = "People who feel safe in the City, by survey mode and time of day, 2018/19"
    heard = chart.aria_snapshot().splitlines()
    parts = [line.strip(" -'").rstrip("':") for line in heard if line.startswith("  - ")]
    assert heard[0] == f'- figure "{title}":'
    assert [part.split(" ")[0] for part in parts] == ["text:", "paragraph", "img", "group", "paragraph"]
    assert parts[0] == f"text: {title}"
    picture = next(at for at, line in enumerate(heard) if line.startswith("  - 'img"))
    assert f"Bar chart: {title}. Online: during the day 90%, after dark 65%." in heard[picture]
    # Nothing of what the picture is made of is heard; next comes the table, opened, and then the files.
    assert heard[picture + 1].startswith("  - group")
    rest = "\n".join(heard[picture + 1 :])
    order = ['columnheader "Survey mode"', 'rowheader "Online"', 'link "90%"', "Download:"]
    order += [f'link "{kind}: {title}' for kind in ("SVG picture", "PNG picture", "CSV figures")]
    places = [rest.index(words) for words in order]
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
