"""What is particular to outcomes, measures and what is set up for them."""

import pytest
from django.urls import reverse
from model_bakery import baker

from activities.models import Activity
from ctreport.accounts.access import Role
from objectives.models import ReportingYear
from outcomes.models import ActivityMeasure, Category, Dimension, Figure, Measure, Outcome
from tests.review.kinds import form_data

NEW = "/measures/new/"
GOOD = {
    "code": "arrests",
    "title": "Arrests",
    "unit": "count",
    "kind": "output",
    "polarity": "context",
    "disclosure_rule": "none",
    "decimals": "0",
    "order": "1",
}


@pytest.fixture
def year(db):
    return baker.make(ReportingYear, start_year=2018)


@pytest.fixture
def analyst(client_for):
    return client_for(Role.ANALYST)


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"code": "Stop Searches"}, "code", "Use small letters, digits and single hyphens, such as stop-searches."),
        ({"unit": "grade"}, "grades", "List the grades, one a line, the best first."),
        ({"grades": "Good"}, "grades", "Only a grade has grades."),
        ({"decimals": "9"}, "decimals", "Enter 4 or less."),
        ({"unit": ""}, "unit", "Choose what it is counted in."),
    ],
)
def test_measure_that_does_not_fit_says_how_to_mend_it(analyst, year, changes, field, message):
    page = analyst.post(NEW, GOOD | changes)
    assert page.status_code == 200
    assert message in page.context["form"].errors[field][0]


def test_second_dimension_without_a_first_and_two_alike_are_refused(analyst, year):
    mode = baker.make(Dimension, name="Survey mode")
    page = analyst.post(NEW, GOOD | {"dimension_2": mode.pk})
    assert page.context["form"].errors["dimension_1"] == ["Choose the first dimension before the second."]
    page = analyst.post(NEW, GOOD | {"dimension_1": mode.pk, "dimension_2": mode.pk})
    assert "The two dimensions must differ." in page.context["form"].errors["dimension_2"][0]


def test_code_that_is_taken_is_refused(analyst, year):
    baker.make(Measure, code="arrests")
    assert "There is a measure of this code already." in analyst.post(NEW, GOOD).text


def test_unit_of_a_measure_with_figures_can_no_longer_be_changed(analyst, year):
    measure = baker.make(Measure, code="arrests", title="Arrests")
    baker.make(Figure, measure=measure, year=year, value=95, unit="count")
    address = reverse("outcomes:measure_edit", args=[measure.pk])
    page = analyst.post(address, form_data(analyst.get(address)) | {"unit": "rate"})
    assert "this can no longer be changed. Add a new measure instead." in page.context["form"].errors["unit"][0]


def test_linked_measure_does_not_become_a_public_statistic(analyst, year):
    measure = Measure.objects.create(**GOOD)
    activity = baker.make(Activity, year=year, reference="A1")
    ActivityMeasure.objects.create(activity=activity, measure=measure)
    page = analyst.post(f"/measures/{measure.pk}/edit/", GOOD | {"is_reference": "on", "expected_version": "1"})
    assert "It is linked to activities or outcomes" in page.context["form"].errors["is_reference"][0]
    assert not Measure.objects.get().is_reference


def test_code_that_sentences_use_stays(analyst, year):
    measure = baker.make(Measure, code="arrests", title="Arrests")
    baker.make(Figure, measure=measure, year=year, value=95, unit="count")
    baker.make(Activity, year=year, reference="A1", narrative="Made {{figure:arrests}} arrests.")
    address = reverse("outcomes:measure_edit", args=[measure.pk])
    page = analyst.post(address, form_data(analyst.get(address)) | {"code": "arrests-made"})
    assert "A1 (2018/19) refers to figures by the code “arrests”." in page.context["form"].errors["code"][0]


def test_code_of_a_category_that_sentences_use_stays(client_for, year):
    mode = baker.make(Dimension, name="Survey mode")
    online = baker.make(Category, dimension=mode, code="online", name="Online")
    baker.make(Outcome, year=year, reference="O1", narrative="{{figure:feel-safe:online}} feel safe.")
    client = client_for(Role.ADMINISTRATOR)
    address = reverse("outcomes:category_edit", args=[online.pk])
    page = client.post(address, form_data(client.get(address)) | {"code": "web"})
    assert "O1 (2018/19) refers to figures by the code “online”." in page.context["form"].errors["code"][0]


def test_page_of_a_measure_shows_its_figures_and_its_token(analyst, year):
    measure = baker.make(Measure, code="arrests", title="Arrests")
    baker.make(Figure, measure=measure, year=year, value=95, unit="count")
    page = analyst.get(measure.get_absolute_url()).text
    assert ">95</a>" in page
    assert "Figures of Arrests, the latest year first" in page


def test_page_of_a_measure_with_a_made_up_figure_says_so(analyst, year):
    measure = baker.make(Measure, code="arrests", title="Arrests")
    baker.make(Figure, measure=measure, year=year, value=95, unit="count", illustrative=True)
    assert "Illustrative figures." in analyst.get(measure.get_absolute_url()).text


def test_deleting_a_measure_names_the_figures_that_go_with_it(analyst, year):
    measure = baker.make(Measure, code="arrests", title="Arrests")
    baker.make(Figure, measure=measure, year=year, value=95, unit="count")
    page = analyst.get(reverse("outcomes:measure_delete", args=[measure.pk])).text
    assert "These are deleted with it:" in page
    assert "1 figure:" in page
    assert "Arrests, 2018/19" in page


def test_dimension_of_a_measure_cannot_be_deleted(client_for, year):
    mode = baker.make(Dimension, name="Survey mode")
    baker.make(Measure, code="safe", title="Feeling safe", dimension_1=mode)
    page = client_for(Role.ADMINISTRATOR).get(reverse("outcomes:dimension_delete", args=[mode.pk])).text
    assert "Dimension Survey mode cannot be deleted yet" in page
    assert "Feeling safe" in page


def test_category_of_a_code_that_the_dimension_has_is_refused(client_for, year):
    mode = baker.make(Dimension, name="Survey mode")
    baker.make(Category, dimension=mode, code="online", name="Online")
    data = {"dimension": mode.pk, "code": "online", "name": "On the web", "order": 1}
    page = client_for(Role.ADMINISTRATOR).post(reverse("outcomes:category_create"), data)
    assert page.context["form"].errors["code"] == [
        "The dimension has a category of this code already. Choose another code."
    ]


def test_sub_outcome_of_a_sub_outcome_is_refused(analyst, year):
    top = baker.make(Outcome, year=year, reference="O1", narrative="Top.")
    sub = baker.make(Outcome, year=year, reference="O1.1", narrative="Sub.", parent=top)
    data = {"year": year.pk, "reference": "O1.1.1", "narrative": "Too deep.", "order": 1, "parent": sub.pk}
    page = analyst.post("/outcomes/new/", data)
    assert "parent" in page.context["form"].errors


def test_outcome_without_a_year_is_answered_and_not_an_error(analyst, year):
    top = baker.make(Outcome, year=year, reference="O1", narrative="Top.")
    page = analyst.post("/outcomes/new/", {"reference": "O2", "narrative": "x", "order": 1, "parent": top.pk})
    assert page.context["form"].errors["year"] == ["Choose the year."]


def test_page_of_an_outcome_lists_what_stands_beneath_it(analyst, year):
    top = baker.make(Outcome, year=year, reference="O1", narrative="Top.")
    baker.make(Outcome, year=year, reference="O1.1", narrative="Beneath.", parent=top)
    page = analyst.get(top.get_absolute_url()).text
    assert "Beneath it" in page
    delete = analyst.get(reverse("outcomes:outcome_delete", args=[top.pk])).text
    assert "1 outcome:" in delete
    assert "O1.1 Beneath." in delete


def test_set_up_page_leads_to_all_that_is_set_up_once(client_for, year):
    page = client_for(Role.ADMINISTRATOR).get("/set-up/").text
    for name in ("objectives:year_list", "objectives:strand_list", "outcomes:dimension_list", "outcomes:category_list"):
        assert reverse(name) in page
    assert client_for(Role.LEADER).get("/set-up/").status_code == 403
    assert client_for(Role.ADMINISTRATOR).post("/set-up/").status_code == 405
