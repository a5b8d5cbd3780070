"""The grid of a year as it is opened."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ctreport.review.actions import save_record
from ctreport.review.history import as_edited, newest_content
from ctreport.review.workflow import return_record, submit_record
from objectives.models import ReportingYear
from outcomes.models import Category
from tests.entry.grid.conftest import a_measure, approved, recorded, token

ADDRESS = "/enter/2018-19/"


def cell_of(page, key):
    """The HTML of one cell."""
    return re.search(rf'<td id="c{key}".*?</td>', page.text, re.DOTALL)[0]


def words(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def value(html):
    return unescape(re.search(r'ct-cell__input"[^>]* value="([^"]*)"', html)[1])


def test_enter_leads_to_the_latest_open_year(analyst, year):
    ReportingYear.objects.create(start_year=2019, state="closed")
    assert analyst.get("/enter/")["Location"] == ADDRESS


def test_without_a_year_the_page_says_what_to_do_first(analyst):
    page = analyst.get("/enter/")
    assert "No year has been opened yet." in page.text
    assert "/setup/years/new/" in page.text or "Open a year" in page.text


def test_a_year_that_is_none_is_told_in_words(analyst, year):
    page = analyst.get("/enter/2031-32/")
    assert page.status_code == 404
    assert "has not been opened" in page.text


def test_a_year_without_measures_says_which_will_stand_there(analyst, year):
    page = analyst.get(ADDRESS)
    assert "No measure stands in the grid of 2018/19 yet." in page.text
    assert "Add the first measure" in page.text


def test_a_cell_shows_the_figure_last_years_the_change_and_the_state(analyst, briefings, people):
    recorded(briefings, "400", people.analyst, start=2017)
    figure = recorded(briefings, "over 500", people.analyst)
    shown = cell_of(analyst.get(ADDRESS), token(briefings))
    assert value(shown) == "over 500"
    assert "2017/18: 400 (draft) up, by how much is not known" in words(shown)
    assert f'href="/figures/{figure.pk}/"' in shown
    assert "Draft : base, source, evidence and note" in words(shown)


def test_numbers_are_shown_in_the_houses_style(analyst, briefings, people, settings):
    recorded(briefings, "2,748", people.analyst)
    assert value(cell_of(analyst.get(ADDRESS), token(briefings))) == "2748"
    settings.NUMBER_STYLE = "grouped"
    assert value(cell_of(analyst.get(ADDRESS), token(briefings))) == "2,748"


def test_two_dimensions_give_a_line_for_each_category_of_the_first(analyst, feel_safe, people):
    day, online = Category.objects.get(code="day"), Category.objects.get(code="online")
    recorded(feel_safe, "90", people.analyst, category_1=online, category_2=day)
    page = analyst.get(ADDRESS)
    labels = [unescape(label) for label in re.findall(r'ct-cell__label"[^>]*>([^<]*)<', page.text)]
    assert labels == [
        *("All together", "Day", "Dark"),
        *("Online", "Online, day", "Online, dark"),
        *("Interview", "Interview, day", "Interview, dark"),
    ]
    assert value(cell_of(page, token(feel_safe, "online", "day"))) == "90%"
    assert page.text.count('<tr class="ct-grid__line">') == 3


def test_a_draft_beside_an_approved_figure_shows_both(analyst, briefings, people):
    figure = as_edited(approved(briefings, "2748", people))
    figure.value = 2800
    save_record(record=figure, by=people.analyst)
    shown = cell_of(analyst.get(ADDRESS), token(briefings))
    assert value(shown) == "2800"
    assert "approved: 2748" in words(shown)
    assert "ct-cell--draft" in shown


def test_a_returned_figure_shows_what_the_reviewer_asked_for(analyst, briefings, people):
    figure = recorded(briefings, "500", people.analyst)
    submit_record(record=figure, by=people.analyst)
    return_record(
        record=figure, by=people.reviewer, number=newest_content(figure).number, comment="Count the ACT courses too."
    )
    shown = words(cell_of(analyst.get(ADDRESS), token(briefings)))
    assert "Returned: Count the ACT courses too. (Reviewer Person)" in shown


def test_what_is_asked_stands_beneath_the_cell_with_a_field_for_the_answer(analyst, briefings, people):
    recorded(briefings, "100", people.analyst, start=2017)
    recorded(briefings, "300", people.analyst)
    shown = cell_of(analyst.get(ADDRESS), token(briefings))
    assert "This is up 200 (200%) from 100. Say what lies behind it, or correct the figure." in words(shown)
    assert f'name="w{token(briefings)}-large-change"' in shown


def test_measures_are_grouped_by_programme_or_by_strand(analyst, records_2018_19):
    by_programme = analyst.get(ADDRESS).text
    assert "Project Servator <span" in by_programme
    assert "Not in a programme <span" in by_programme
    by_strand = analyst.get(f"{ADDRESS}?by=strand").text
    assert "Project Servator <span" not in by_strand
    assert "Not linked to a strand <span" in by_strand


def test_a_measure_stands_under_the_strand_of_the_pledge_that_its_activity_serves(analyst, records_2018_19):
    from activities.models import Activity
    from objectives.models import Strand
    from outcomes.models import ActivityMeasure, Measure

    activity = Activity.objects.filter(year=records_2018_19, pledges__isnull=False).first()
    strand = Strand.objects.get(name="Protect")
    activity.pledges.update(strand=strand)
    measure = a_measure("barriers")
    ActivityMeasure.objects.create(activity=activity, measure=measure)
    text = analyst.get(f"{ADDRESS}?by=strand").text
    assert text.index("Protect <span") < text.index(f'id="m{measure.pk}"')
    assert Measure.objects.count() == text.count('class="ct-grid__measure"')


def test_the_filters_leave_what_is_asked_for(analyst, year, people):
    empty, filled = a_measure("empty-one", year), a_measure("filled-one", year, programme="ACT")
    recorded(filled, "100", people.analyst, start=2017)
    recorded(filled, "900", people.analyst)
    for query, there, not_there in (
        ("show=empty", empty, filled),
        ("show=questions", filled, empty),
        ("programme=ACT", filled, empty),
    ):
        text = analyst.get(f"{ADDRESS}?{query}").text
        assert f'id="m{there.pk}"' in text
        assert f'id="m{not_there.pk}"' not in text
        assert "1 measure not shown" in text
    nothing = analyst.get(f"{ADDRESS}?show=returned").text
    assert "No measure is left by this filter." in nothing


def test_a_filter_that_is_not_known_counts_as_none(analyst, briefings):
    assert f'id="m{briefings.pk}"' in analyst.get(f"{ADDRESS}?by=nothing&show=nonsense").text


def test_a_closed_year_can_only_be_read(analyst, briefings, people, year):
    recorded(briefings, "over 500", people.analyst)
    ReportingYear.objects.filter(pk=year.pk).update(state="closed")
    page = analyst.get(ADDRESS)
    assert "2018/19 is closed." in page.text
    assert "ct-cell__input" not in page.text
    assert "over 500" in words(cell_of(page, token(briefings)))
    refused = analyst.post(ADDRESS, {f"c{token(briefings)}": "7"}, follow=True)
    assert "Its records change only for a reason" in refused.text


def test_a_measure_is_added_to_the_grid(analyst, year):
    other = a_measure("vehicles")
    page = analyst.get(ADDRESS)
    assert "Vehicles</option>" in page.text
    answer = analyst.post("/enter/2018-19/measures/", {"measure": other.pk}, follow=True)
    assert "Vehicles now stands in the grid of 2018/19." in answer.text
    assert f'id="m{other.pk}"' in answer.text


@pytest.mark.parametrize("sent", ["", "x", "999999"])
def test_adding_no_measure_is_told(analyst, year, sent):
    answer = analyst.post("/enter/2018-19/measures/", {"measure": sent}, follow=True)
    assert "Choose the measure that is to stand in the grid." in answer.text


def test_what_records_hold_is_escaped(analyst, year, people):
    measure = a_measure("bad", year, title="<script>alert(1)</script>", programme='"><img src=x>')
    figure = recorded(measure, "5", people.analyst, start=2017)
    assert figure.pk
    text = analyst.get(ADDRESS).text
    assert "<script>alert" not in text
    assert "<img src=x>" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_made_up_figures_of_last_year_are_marked(analyst, records_2018_19, illustrative_history):
    page = analyst.get(ADDRESS)
    assert "Illustrative figures." in page.text
    assert "487 (illustrative)" in words(page.text)


def test_the_page_takes_as_many_queries_for_thirty_measures_as_for_three(analyst, year, people):
    whole = a_measure("whole", year)
    counts = []
    for places in (range(3), range(3, 30)):
        for place in places:
            measure = a_measure(f"m-{place}", year, part_of=whole)
            recorded(measure, str(place + 1), people.analyst, start=2017)
            edited = as_edited(approved(measure, str(place + 1), people))
            edited.value = place + 2
            save_record(record=edited, by=people.analyst)
        analyst.get(ADDRESS)
        with CaptureQueriesContext(connection) as queries:
            analyst.get(ADDRESS)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20
