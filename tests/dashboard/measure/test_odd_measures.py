"""Measures that are not like most: of many parts, graded, or with figures that read like what is said of them."""

from __future__ import annotations

import re

import pytest
from model_bakery import baker

from objectives.models import ReportingYear
from outcomes.models import Category, Dimension, Figure, Measure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("born_approved")]
LINK = re.compile(r'<a class="ct-traced" href="/report/figures/(\d+)/" data-trace>(.*?)</a>')


@pytest.fixture
def years(db):
    return {start: ReportingYear.objects.create(start_year=start) for start in range(2009, 2019)}


@pytest.fixture
def in_short(client_for):
    """The sentences on the page of a measure, as they stand in the page."""

    def ask(code, year="2018-19"):
        page = client_for("leader").get(f"/years/{year}/measures/{code}/").text
        return page[page.index('id="summary"') : page.index('class="ct-apart"')]

    return ask


def test_what_is_counted_and_how_far_it_moved_does_not_lead_to_a_figure_of_that_size(years, in_short):
    measure = baker.make(Measure, code="calls", unit="count")
    values = (30, 10, 30, 31, 35, 34, 32, 33, 3, 6)
    figures = [
        Figure.objects.create(measure=measure, year=year, value=value)
        for year, value in zip(years.values(), values, strict=True)
    ]
    text = in_short("calls")
    assert "up 3 from" in text
    assert "Of 10 exact figures" in text
    linked = [(int(key), words) for key, words in LINK.findall(text)]
    assert linked == [(figures[at].pk, str(values[at])) for at in (9, 8, 4, 8)]  # now, before, highest, lowest


def test_a_figure_after_a_break_leads_to_what_stands_behind_it(years, in_short):
    measure = baker.make(Measure, code="calls", unit="count")
    Figure.objects.create(measure=measure, year=years[2017], value=100)
    figure = Figure.objects.create(
        measure=measure, year=years[2018], value=109, break_reason="Counted anew", status="provisional"
    )
    assert (str(figure.pk), "109") in LINK.findall(in_short("calls"))


def test_the_figure_before_leads_on_though_another_year_has_the_same(years, in_short):
    measure = baker.make(Measure, code="calls", unit="count")
    figures = [
        Figure.objects.create(measure=measure, year=years[start], value=value)
        for start, value in ((2015, 40), (2016, 95), (2017, 95), (2018, 96))
    ]
    assert (str(figures[2].pk), "95") in LINK.findall(in_short("calls"))


def test_a_bound_never_leads_to_the_exact_figure_of_the_same_number(years, in_short):
    measure = baker.make(Measure, code="calls", unit="count")
    for start, qualifier in ((2016, "exactly"), (2017, "over"), (2018, "over")):
        Figure.objects.create(measure=measure, year=years[start], value=100, qualifier=qualifier)
    assert not [words for _, words in LINK.findall(in_short("calls")) if words == "100"]


def test_grades_stand_year_by_year_though_no_line_can_be_drawn(years, client_for):
    measure = baker.make(Measure, code="grade", title="Grade", unit="grade", grades="Good\nPoor")
    grades = [
        Figure.objects.create(measure=measure, year=years[start], value=None, grade=grade)
        for start, grade in ((2016, "Poor"), (2018, "Good"))
    ]
    page = client_for("leader").get("/years/2018-19/measures/grade/").text
    assert "A line over the years needs numbers of two years or more." in page
    table = page[page.index("<table") : page.index("</table>")]
    assert [words for _, words in LINK.findall(table)] == ["Poor", "Good"]
    assert re.search(r"2017/18</th>\s*<td [^>]*>\[x\]", table)
    assert (str(grades[0].pk), "Poor") in LINK.findall(page[: page.index("<table")])  # "was Poor", in short


def test_a_measure_of_many_parts_is_summed_up_and_shows_a_few(years, client_for, in_short):
    dimension = Dimension.objects.create(name="Borough")
    measure = baker.make(Measure, code="calls", unit="count", dimension_1=dimension)
    for number in range(12):
        part = Category.objects.create(dimension=dimension, code=f"b{number}", name=f"Borough {number}", order=number)
        for start, value in ((2017, 10), (2018, 10 + (number > 2) - (number > 8))):
            Figure.objects.create(measure=measure, year=years[start], value=value, category_1=part)
    text = in_short("calls")
    assert "12 parts have a figure for 2018/19" in text
    assert "6 went up, none went down and 6 stayed the same" in text
    assert "Borough 0" not in text
    page = client_for("leader").get("/years/2018-19/measures/calls/").text
    assert "The other 4 parts" in page
    ReportingYear.objects.create(start_year=2019)
    assert "None of its 12 parts has a figure for 2019/20" in in_short("calls", "2019-20")
    assert page.count('class="ct-direction__name"') == 12
