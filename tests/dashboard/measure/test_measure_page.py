"""The page of a measure: what it says is written from the data, and every number leads to what stands behind it."""

from __future__ import annotations

import pytest

from ctreport.charts.history import history_of
from ctreport.charts.year_words import summary
from ctreport.charts.years import years_chart
from ctreport.dashboard.measure.facts import build_measure
from ctreport.review.actions import log, save_record
from ctreport.review.history import newest_content
from ctreport.review.models import Revision
from ctreport.review.workflow import approve_record, submit_record
from objectives.models import ReportingYear
from outcomes.models import Figure, Measure, PublishedRate

pytestmark = pytest.mark.django_db


@pytest.fixture
def page_of(client_for):
    def get(code, year="2018-19"):
        return client_for("leader").get(f"/years/{year}/measures/{code}/")

    return get


def test_with_the_real_records_alone_the_share_asks_for_a_check_and_arrests_have_none(records_2018_19, page_of):
    text = page_of("stop-search-positives").text
    assert "Check the definition: 72.4% (89 of 123) is far from what others published: 37%" in text
    assert "no movement is called good or bad" in text
    assert "A line over the years needs numbers of two years or more." in text
    assert "as a share of" not in page_of("arrests").text


def test_the_survey_says_why_it_has_no_interval(records_2018_19, page_of):
    assert "is not known, so no confidence interval is shown" in page_of("feel-safe").text


def test_cells_are_named_as_on_the_cards_of_the_year(records_2018_19, illustrative_history, page_of, client_for):
    page, cards = page_of("feel-safe").text, client_for("leader").get("/years/2018-19/").text
    for text in (page, cards, client_for("leader").get("/charts/2018-19/years-feel-safe.json").content.decode()):
        assert "Online, during the day" in text
        assert "Online, During the day" not in text
    assert "Online, during the day: <" in page  # the sentence in short
    assert 'class="ct-direction__name">Online, during the day' in page


def test_every_number_leads_to_what_stands_behind_it(calls, page_of):
    page = page_of("calls").text
    for figure in calls.figures.values():
        assert f'href="/report/figures/{figure.pk}/"' in page
    assert all(f"/charts/2018-19/years-calls.{kind}" in page for kind in ("json", "svg", "png", "csv"))


def test_breaks_gaps_bounds_and_provisional_years_are_drawn_and_said(calls):
    chart = years_chart(history_of(calls.measure, calls.years[2018]))
    points = {point.category: point for point in chart.points}
    assert len(points) == 20
    assert points["2003/04"].value is None
    assert points["2001/02"].is_lower_bound
    assert points["2018/19"].text == "602 [p]"
    assert points["2006/07"].text == "602 [b]"
    said = " ".join((chart.summary, *chart.notes))
    for words in ("No figure for 2003/04.", "Each call is counted once.", "lowest value", "provisional figure"):
        assert words in said


def test_what_is_out_of_the_ordinary_is_marked_and_told_by_its_rule(calls, page_of):
    facts = build_measure(calls.measure, calls.years[2018])
    [control] = facts.controls
    assert any("2013/14: beyond the limits" in signal for signal in control.signals)
    [panel] = facts.chart.panels
    assert [point.category for point in panel.series[0].points if point.is_signal] == ["2013/14"]
    assert panel.limits.since == "2006/07"
    assert "That is within how it usually varies" in page_of("calls").text
    assert "ct-move__judgement" not in page_of("calls").text


def test_too_few_figures_have_no_limits_and_the_page_says_how_few(records_2018_19, illustrative_history, page_of):
    assert "There are 5." in page_of("stop-search-positives").text


def test_a_revised_target_stands_beside_the_one_that_was_set_first(calls, people, page_of):
    target = calls.targets[-1]
    log(record=target, act=Revision.Act.CREATED, by=people.analyst)
    target.value = 700
    save_record(record=target, by=people.analyst, expected_version=target.version, reason="New system")
    target.refresh_from_db()
    submit_record(record=target, by=people.analyst)
    target.refresh_from_db()
    approve_record(record=target, by=people.reviewer, number=newest_content(target).number, comment="")
    facts = build_measure(calls.measure, calls.years[2018])
    step = facts.chart.panels[0].targets[-1]
    assert (step.value, step.original, step.original_text) == (700, 650, "at least 650")
    page = page_of("calls").text
    assert "Targets that were revised" in page
    assert "New system" in page
    assert f'<a class="govuk-link" href="{target.get_absolute_url()}">at least 700</a>: missed.' in page


def test_the_share_over_the_years_shows_both_counts(records_2018_19, illustrative_history):
    measure = Measure.objects.select_related("part_of").get(code="stop-search-positives")
    _, over_the_years = build_measure(measure, records_2018_19).ratio.charts
    assert over_the_years.rows[0] == ("2014/15", "42.7% (41 of 96)", "33.3% to 52.7%")
    assert over_the_years.reference.text == "37%"


def test_public_statistics_stand_apart(records_2018_19, page_of):
    Measure.objects.filter(code="arrests").update(is_reference=True)
    assert "Public statistics, not the force’s own" in page_of("arrests").text


def test_what_nobody_approved_is_not_shown(calls, page_of):
    Figure.objects.filter(pk=calls.figures[2018].pk).update(approved_version=None, state="draft")
    assert "No figure for 2018/19." in page_of("calls").text
    Measure.objects.update(approved_version=None, state="draft")
    assert page_of("calls").status_code == 404


@pytest.mark.parametrize(("code", "year"), [("nothing", "2018-19"), ("calls", "2030-31"), ("calls", "x")])
def test_an_unknown_measure_or_year_is_not_found(calls, page_of, code, year):
    assert page_of(code, year).status_code == 404


def test_the_page_can_only_be_read(calls, client_for):
    assert client_for("analyst").post("/years/2018-19/measures/calls/").status_code == 405


def test_the_record_of_the_measure_leads_to_its_page(records_2018_19, client_for):
    address = Measure.objects.get(code="arrests").get_absolute_url()
    assert "/years/2018-19/measures/arrests/" in client_for("leader").get(address).text


def test_the_queries_do_not_grow_with_the_years(calls, client_for, django_assert_max_num_queries):
    client = client_for("leader")
    client.get("/years/2018-19/measures/calls/")
    counts = []
    for year in ("2000-01", "2018-19"):
        with django_assert_max_num_queries(20) as caught:
            assert client.get(f"/years/{year}/measures/calls/").status_code == 200
        counts.append(len(caught))
    # An early year has no targets, and so asks for no versions of them.
    assert counts[1] - counts[0] <= 1


def test_a_year_in_which_there_is_no_figure_says_so(records_2018_19, page_of):
    ReportingYear.objects.create(start_year=2012)
    assert "No approved figure of it is recorded up to 2012/13." in page_of("arrests", "2012-13").text


def test_the_summary_compares_nothing_across_a_break(calls):
    Figure.objects.filter(pk=calls.figures[2018].pk).update(break_reason="Other system")
    [said] = summary(history_of(calls.measure, calls.years[2018]))
    assert "cannot be compared: the series breaks in between [b]" in said


def test_the_rate_of_other_forces_is_set_up_once(client_for, records_2018_19):
    page = client_for("administrator").get("/set-up/published-rates/")
    assert "16 forces with Project Servator" in page.text
    assert PublishedRate.objects.get().text == "37%"
