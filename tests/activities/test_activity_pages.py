"""What is particular to activities: dates, and figures in their narratives."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from model_bakery import baker

from activities.models import Activity, ActivityPledge
from ctreport.accounts.access import Role
from objectives.models import Pledge, ReportingYear
from outcomes.models import Figure, Measure
from tests.traces import untraced

NEW = "/activities/new/"


@pytest.fixture
def year(db):
    return baker.make(ReportingYear, start_year=2018)


@pytest.fixture
def analyst(client_for):
    return client_for(Role.ANALYST)


@pytest.fixture
def briefings(year):
    measure = baker.make(Measure, code="briefings", title="Briefings")
    return baker.make(Figure, measure=measure, year=year, value=500, qualifier="over", unit="count")


def posted(analyst, year, **changes):
    data = {"year": year.pk, "reference": "A1", "narrative": "We acted.", "order": "1"} | changes
    return analyst.post(NEW, data)


def test_end_before_the_start_is_refused_beside_the_end(analyst, year):
    page = posted(analyst, year, starts_on="31 March 2019", ends_on="1/4/2018")
    assert page.context["form"].errors["ends_on"] == ["The end date must be the start date or later."]
    assert 'value="1/4/2018"' in page.text
    assert 'value="31 March 2019"' in page.text


@pytest.mark.parametrize(
    "typed", ["31 March 2019", "31/3/2019", "31 3 19", "31.03.2019", "2019-03-31", "31st Mar 2019"]
)
def test_date_may_be_typed_in_each_usual_way(analyst, year, typed):
    assert posted(analyst, year, starts_on=typed).status_code == 302
    assert str(Activity.objects.get().starts_on) == "2019-03-31"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("30 February 2019", "February 2019 has no day 30."),
        ("2019", "is not a date. Write the day, the month and the year, such as 31 March 2019."),
        ("3/31/2019", "There is no month 31. Write the day first"),
        ("1 Ju 2019", "“ju” is not a month."),
    ],
)
def test_date_that_is_none_says_how_to_mend_it(analyst, year, typed, message):
    page = posted(analyst, year, starts_on=typed)
    assert message in page.text
    assert f'value="{typed}"' in page.text


def test_unknown_token_is_refused_beside_the_narrative_and_kept(analyst, year, briefings):
    page = posted(analyst, year, narrative="We gave {{figure:breifings}} talks.")
    assert page.status_code == 200
    assert "narrative" in page.context["form"].errors
    assert "We gave {{figure:breifings}} talks." in page.text


def test_list_shows_the_sentence_with_its_figures_put_in(analyst, year, briefings):
    baker.make(Activity, year=year, reference="A1", narrative="Gave {{figure:briefings}} briefings.")
    page = analyst.get("/activities/").text
    assert "Gave over 500 briefings." in page
    assert "{{figure" not in page


def test_queries_of_the_list_do_not_grow_with_the_sentences(analyst, year, briefings):
    counts = []
    for start in (1, 11):
        for number in range(start, start * 10 + (0 if start > 1 else 1)):
            narrative = "Gave {{figure:briefings}} briefings."
            baker.make(Activity, year=year, reference=f"A{number}", narrative=narrative, order=number)
        with CaptureQueriesContext(connection) as queries:
            analyst.get("/activities/", {"per_page": 200})
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_list_can_be_narrowed_to_activities_that_serve_no_pledge(analyst, year):
    served = baker.make(Activity, year=year, reference="A1", narrative="It serves.")
    baker.make(Activity, year=year, reference="A2", narrative="It floats.")
    pledge = baker.make(Pledge, year=year, reference="P1", statement="We will.")
    baker.make(ActivityPledge, activity=served, pledge=pledge)
    page = analyst.get("/activities/", {"serves": "no"}).text
    assert "It floats." in page
    assert "It serves." not in page
    assert "It serves." in analyst.get("/activities/", {"serves": "yes"}).text


def test_page_shows_the_sentence_and_the_thread(analyst, year, briefings):
    activity = baker.make(Activity, year=year, reference="A1", narrative="Gave {{figure:briefings}} briefings.")
    page = untraced(analyst.get(activity.get_absolute_url()).text)
    assert "Gave over 500 briefings." in page
    assert "Golden thread" in page


def test_form_offers_the_figures_of_the_year(analyst, year, briefings):
    page = analyst.get(NEW).text
    assert "{{figure:briefings}}" in page
    assert "narrative.js" in page


def test_deleting_shows_the_sentence_that_would_go(analyst, year, briefings):
    activity = baker.make(Activity, year=year, reference="A1", narrative="Gave {{figure:briefings}} briefings.")
    page = analyst.get(reverse("activities:activity_delete", args=[activity.pk])).text
    assert "A1 Gave over 500 briefings." in page
