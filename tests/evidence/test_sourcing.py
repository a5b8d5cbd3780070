"""Figures and activities say where they come from."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from model_bakery import baker

from activities.models import Activity
from ctreport.ui.words import plain_date
from outcomes.models import Figure

SOURCES = {
    "source": "Briefing log",
    "extracted_on": "1 April 2019",
    "supplied_by": "Performance Unit",
    "evidence_url": "https://www.example.org/return",
}


@pytest.fixture
def records(figure):
    activity = baker.make(Activity, year=figure.year, reference="A1", narrative="Gave talks.")
    sent = {
        "figure": {"measure": figure.measure_id, "year": figure.year_id, "amount": "over 500", "status": "final"},
        "activity": {"year": figure.year_id, "reference": "A1", "narrative": "Gave talks.", "order": 1},
    }
    return {"figure": (figure, sent["figure"]), "activity": (activity, sent["activity"])}


@pytest.fixture(params=["figure", "activity"])
def edit(request, records, client_for):
    """Return a function that saves a record with changes, and the record."""
    record, data = records[request.param]
    address = reverse(record.url_name("edit"), args=[record.pk])

    def save(**changes):
        return client_for("analyst").post(address, data | {"version": record.version} | changes)

    return record, save


def test_where_it_comes_from_is_entered_and_shown(edit, client_for):
    record, save = edit
    assert save(**SOURCES).status_code == 302
    page = client_for("leader").get(record.get_absolute_url()).text
    for words in ("Briefing log", "1 April 2019", "Performance Unit"):
        assert words in page
    assert '<a class="govuk-link" href="https://www.example.org/return">' in page


def test_a_day_that_has_not_come_is_refused_and_kept(edit):
    tomorrow = plain_date(timezone.localdate() + timedelta(days=1))
    page = edit[1](extracted_on=tomorrow)
    assert page.context["form"].errors["extracted_on"] == ["This day has not come yet. Check the year."]
    assert f'value="{tomorrow}"' in page.text


@pytest.mark.parametrize("typed", ["javascript:alert(1)", "the log", "file:///etc/passwd"])
def test_a_link_that_is_no_address_of_the_web_is_refused(edit, typed):
    page = edit[1](evidence_url=typed)
    assert page.context["form"].errors["evidence_url"] == [
        "Enter the full address, such as https://www.example.org/return."
    ]


def test_a_figure_covers_the_financial_year_unless_it_says_otherwise(records, client_for):
    figure, data = records["figure"]
    client = client_for("analyst")
    assert "1 April 2018 to 31 March 2019 (the whole financial year)" in client.get(figure.get_absolute_url()).text
    address = reverse("outcomes:figure_edit", args=[figure.pk])
    client.post(address, data | {"version": 1, "period_start": "1/4/2018", "period_end": "30 June 2018"})
    assert "1 April 2018 to 30 June 2018" in client.get(Figure.objects.get().get_absolute_url()).text


@pytest.mark.parametrize(
    "period",
    [{"period_start": "1/7/2018"}, {"period_end": "1/7/2018"}, {"period_start": "2/7/2018", "period_end": "1/7/2018"}],
)
def test_half_a_period_or_one_the_wrong_way_round_is_refused_beside_its_end(records, client_for, period):
    figure, data = records["figure"]
    address = reverse("outcomes:figure_edit", args=[figure.pk])
    page = client_for("analyst").post(address, data | {"version": 1} | period)
    assert page.context["form"].errors["period_end"] == [
        "Give both dates of the period, the earlier first, or neither."
    ]


def test_the_parts_of_the_form_of_a_figure_have_headings(records, client_for):
    page = client_for("analyst").get("/figures/new/?measure=briefings").text
    for words in ("The figure", "Where it comes from", "What it covers, if not the whole year"):
        assert f'<h2 class="govuk-fieldset__heading">{words}</h2>' in page
