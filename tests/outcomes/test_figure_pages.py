"""What is particular to figures: one field that reads them as people say them, and the cell in which they stand."""

import pytest
from django.urls import reverse
from model_bakery import baker

from activities.models import Activity
from ctreport.accounts.access import Role
from objectives.models import ReportingYear
from outcomes.models import Category, Dimension, Figure, Measure
from tests.review.kinds import form_data
from tests.traces import untraced

NEW = "/figures/new/"


@pytest.fixture
def year(db):
    return baker.make(ReportingYear, start_year=2018)


@pytest.fixture
def analyst(client_for):
    return client_for(Role.ANALYST)


@pytest.fixture
def briefings(year):
    return baker.make(Measure, code="briefings", title="Briefings", unit="count")


@pytest.fixture
def feel_safe(year):
    mode = baker.make(Dimension, name="Survey mode")
    time = baker.make(Dimension, name="Time of day")
    for dimension, code in ((mode, "online"), (mode, "interview"), (time, "day"), (time, "dark")):
        baker.make(Category, dimension=dimension, code=code, name=code.capitalize(), order=Category.objects.count())
    return baker.make(
        Measure, code="feel-safe", title="People who feel safe", unit="percentage", dimension_1=mode, dimension_2=time
    )


def category(code):
    return Category.objects.get(code=code)


def posted(analyst, measure, year, amount, **changes):
    return analyst.post(NEW, {"measure": measure.pk, "year": year.pk, "amount": amount, "status": "final"} | changes)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("over 500", "over 500"),
        (">500", "over 500"),
        ("c. 40", "about 40"),
        ("2,748", "2748"),
        ("at least 20", "at least 20"),
        ("[x]", "[x]"),
        ("confidential", "[c]"),
        ("0", "0"),
    ],
)
def test_figure_is_read_as_people_say_it_and_shown_in_the_houses_way(analyst, briefings, year, typed, shown):
    page = posted(analyst, briefings, year, typed)
    assert page.status_code == 302, page.context and page.context["form"].errors
    figure = Figure.objects.get()
    assert str(figure.quantity) == shown
    edit = analyst.get(reverse("outcomes:figure_edit", args=[figure.pk]))
    assert edit.context["form"]["amount"].value() == shown


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("-5", "This cannot be below 0."),
        ("lots", "“lots” is not a number."),
        ("12.5", "A count is a whole number. Leave out the decimals."),
        ("5%", "This is a count, not a percentage."),
        ("", "Enter the figure, or a symbol that says why there is none, such as [x]."),
    ],
)
def test_figure_that_is_impossible_says_beside_the_field_how_to_mend_it(analyst, briefings, year, typed, message):
    page = posted(analyst, briefings, year, typed, note="Kept.")
    assert page.status_code == 200
    assert message in page.context["form"].errors["amount"][0]
    assert f'value="{typed}"' in page.text or not typed
    assert 'value="Kept."' in page.text
    assert not Figure.objects.exists()


def test_percentage_over_100_is_refused(analyst, feel_safe, year):
    page = posted(analyst, feel_safe, year, "101%", category_1=category("online").pk, category_2=category("day").pk)
    assert page.context["form"].errors["amount"] == [
        "A percentage lies between 0 and 100. Check the number, or the measure’s unit."
    ]


def test_category_that_the_measure_does_not_have_is_refused_with_those_that_it_has(analyst, feel_safe, year):
    page = posted(analyst, feel_safe, year, "90", category_1=category("day").pk)
    assert page.context["form"].errors["category_1"] == [
        "This is not a category of the measure. Choose one of: Online, Interview."
    ]
    assert "id_category_1_error" in page.text


def test_category_of_a_measure_that_is_not_broken_down_is_refused(analyst, briefings, feel_safe, year):
    page = posted(analyst, briefings, year, "90", category_1=category("day").pk)
    assert "The measure is not broken down this way." in page.context["form"].errors["category_1"][0]


def test_second_figure_for_a_cell_is_refused_and_leads_to_the_first(analyst, briefings, year):
    first = baker.make(Figure, measure=briefings, year=year, value=500, qualifier="over", unit="count")
    page = posted(analyst, briefings, year, "600")
    assert (
        "There is a figure for this measure, year and categories already." in page.context["form"].errors["measure"][0]
    )
    assert (
        f'<a class="govuk-link" href="{first.get_absolute_url()}">Open the figure that is there: over 500</a>'
        in page.text
    )
    assert 'value="600"' in page.text


def test_moving_a_figure_onto_another_is_refused_beside_the_year(analyst, briefings, year):
    earlier = baker.make(ReportingYear, start_year=2017)
    baker.make(Figure, measure=briefings, year=earlier, value=400, unit="count")
    figure = baker.make(Figure, measure=briefings, year=year, value=500, unit="count")
    address = reverse("outcomes:figure_edit", args=[figure.pk])
    page = analyst.post(address, form_data(analyst.get(address)) | {"year": earlier.pk})
    assert "Open the figure that is there: 400" in page.text
    assert "year" in page.context["form"].errors


def test_categories_of_another_measure_than_the_chosen_are_asked_for_again(analyst, briefings, feel_safe, year):
    page = posted(analyst, feel_safe, year, "90", for_measure=briefings.pk)
    assert page.context["form"].errors["measure"] == [
        "This measure is broken down. Choose the categories below, then save again."
    ]
    assert f'name="for_measure" value="{feel_safe.pk}"' in page.text
    assert "Survey mode" in page.text


def test_form_without_a_measure_offers_all_categories_by_dimension(analyst, briefings, feel_safe):
    page = analyst.get(NEW).text
    assert '<optgroup label="Survey mode">' in page
    assert '<optgroup label="Time of day">' in page


def test_form_for_a_measure_offers_its_own_categories_and_last_years_figures(analyst, feel_safe, year):
    last = baker.make(ReportingYear, start_year=2017)
    for code, value in (("online", 88), ("interview", 95)):
        baker.make(
            Figure,
            measure=feel_safe,
            year=last,
            value=value,
            unit="percentage",
            category_1=category(code),
            category_2=category("day"),
        )
    page = analyst.get(NEW, {"measure": "feel-safe"}).text
    assert "optgroup" not in page
    assert "In 2017/18:" in page
    assert "Online, Day: 88%" in untraced(page)


def test_part_of_the_page_follows_the_chosen_measure(analyst, briefings, feel_safe, year):
    address = reverse("outcomes:cell_fields", args=["figure"])
    part = analyst.get(address, {"measure": feel_safe.pk, "year": year.pk, "category_1": category("online").pk}).text
    assert "Survey mode" in part
    assert f'value="{category("online").pk}" selected' in part
    assert "<html" not in part
    assert "category_1" not in analyst.get(address, {"measure": briefings.pk, "year": year.pk}).text
    assert analyst.get(address, {"measure": "x", "year": "y"}).status_code == 200
    assert analyst.get(reverse("outcomes:cell_fields", args=["pledge"])).status_code == 404
    assert analyst.post(address).status_code == 405


def test_base_may_be_typed_with_commas_and_must_be_a_number(analyst, briefings, year):
    assert "Enter a whole number, such as 412" in posted(analyst, briefings, year, "1", base="many").text
    assert "The base is 1 or more." in posted(analyst, briefings, year, "1", base="0").text
    posted(analyst, briefings, year, "1", base="1,204")
    assert Figure.objects.get().base == 1204


def test_grade_is_one_of_its_scheme_whatever_its_capitals(analyst, year):
    peel = baker.make(Measure, code="peel", title="PEEL", unit="grade", grades="Outstanding\nGood\nInadequate")
    page = posted(analyst, peel, year, "Splendid")
    assert page.context["form"].errors["amount"] == [
        "This is not a grade of the scheme. Its grades: Outstanding, Good, Inadequate."
    ]
    posted(analyst, peel, year, "good")
    assert str(Figure.objects.get().quantity) == "Good"


def test_editing_does_not_round_what_is_stored(analyst, year):
    rate = baker.make(Measure, code="rate", title="Rate", unit="rate", decimals=2)
    figure = baker.make(Figure, measure=rate, year=year, value="72.44", unit="rate")
    Measure.objects.filter(pk=rate.pk).update(decimals=0)
    address = reverse("outcomes:figure_edit", args=[figure.pk])
    assert analyst.get(address).context["form"]["amount"].value() == "72.44"


def test_deleting_a_figure_names_the_sentences_that_refer_to_it(analyst, briefings, year):
    figure = baker.make(Figure, measure=briefings, year=year, value=500, unit="count")
    baker.make(Activity, year=year, reference="A7", narrative="Gave {{ figure:briefings }} talks.")
    page = analyst.get(reverse("outcomes:figure_delete", args=[figure.pk])).text
    assert "Sentences refer to it and would have a gap." in page
    assert "A7, 2018/19" in page
    assert "A7, 2018/19" in analyst.get(figure.get_absolute_url()).text


def test_page_shows_the_token_by_which_a_narrative_refers_to_it(analyst, feel_safe, year):
    figure = baker.make(
        Figure,
        measure=feel_safe,
        year=year,
        value=90,
        unit="percentage",
        category_1=category("online"),
        category_2=category("day"),
    )
    page = analyst.get(figure.get_absolute_url()).text
    assert "{{figure:feel-safe:online:day}}" in page
    assert "Survey mode" in page
