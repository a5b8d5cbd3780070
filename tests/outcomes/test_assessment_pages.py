"""What is particular to assessments: one subject, the force's words, and what the figures suggest."""

import re

import pytest
from django.urls import reverse
from model_bakery import baker

from ctreport.accounts.access import Role
from objectives.models import Pledge, ReportingYear
from outcomes.models import Assessment, AssessmentWord, Figure, Measure, Target
from tests.traces import untraced

NEW = "/assessments/new/"


@pytest.fixture
def year(db):
    return baker.make(ReportingYear, start_year=2018)


@pytest.fixture
def analyst(client_for):
    return client_for(Role.ANALYST)


@pytest.fixture
def measure(year):
    return baker.make(Measure, code="briefings", title="Briefings")


@pytest.fixture
def pledge(year):
    return baker.make(Pledge, year=year, reference="P1", statement="We will brief.")


@pytest.fixture
def satisfactory(db):
    return baker.make(AssessmentWord, word="satisfactory")


@pytest.fixture
def requires_action(db):
    return baker.make(AssessmentWord, word="requires action", needs_action=True)


def posted(analyst, year, word, **changes):
    return analyst.post(NEW, {"year": year.pk, "word": word.pk, "assessment_reason": "It went well."} | changes)


def test_word_that_needs_an_action_asks_for_the_action_and_its_date(analyst, year, measure, requires_action):
    page = posted(analyst, year, requires_action, measure=measure.pk)
    errors = page.context["form"].errors
    assert errors["action"] == ["“requires action” needs an action: enter what is done about it."]
    assert errors["due_on"] == ["“requires action” needs a date: enter when the action is due."]
    assert "It went well." in page.text


def test_neither_or_both_subjects_are_refused(analyst, year, measure, pledge, satisfactory):
    for changes in ({}, {"measure": measure.pk, "pledge": pledge.pk}):
        page = posted(analyst, year, satisfactory, **changes)
        assert page.context["form"].errors["pledge"] == ["Choose a pledge or a measure: one of the two, not both."]


def test_second_assessment_of_a_subject_leads_to_the_first(analyst, year, measure, satisfactory):
    first = baker.make(Assessment, year=year, measure=measure, word=satisfactory, assessment_reason="So.")
    page = posted(analyst, year, satisfactory, measure=measure.pk)
    assert "This measure is assessed for the year already." in page.context["form"].errors["measure"][0]
    assert f'href="{first.get_absolute_url()}">Open the assessment that is there: satisfactory' in page.text


def test_pledge_of_another_year_is_refused_with_words(analyst, year, pledge, satisfactory):
    other = baker.make(ReportingYear, start_year=2017)
    page = posted(analyst, other, satisfactory, pledge=pledge.pk)
    assert page.context["form"].errors["pledge"] == ["This pledge belongs to 2018/19. Choose one of 2017/18."]


def test_missing_word_and_reason_are_asked_for(analyst, year, measure):
    page = analyst.post(NEW, {"year": year.pk, "measure": measure.pk})
    assert page.context["form"].errors["word"] == ["Choose the word that fits."]
    assert '<a href="#id_word_0">Choose the word that fits.</a>' in page.text or "#id_word" in page.text


def test_suggestion_is_shown_in_words_and_no_word_is_chosen(analyst, year, measure, satisfactory):
    baker.make(Target, measure=measure, year=year, value=600, unit="count", tolerance=0)
    baker.make(Figure, measure=measure, year=year, value=700, unit="count")
    page = analyst.get(NEW, {"measure": "briefings"}).text
    assert "The figure, 700, meets the target of at least 600." in untraced(page)
    assert not re.search(r'name="word"[^>]* checked', page)
    part = analyst.get(reverse("outcomes:assessment_suggestion"), {"measure": measure.pk, "year": year.pk}).text
    assert "The figure, 700, meets the target of at least 600." in untraced(part)
    assert "<html" not in part


def test_parts_of_the_page_bear_nonsense(analyst, year):
    for name in ("assessment_suggestion", "assessment_pledges"):
        response = analyst.get(reverse(f"outcomes:{name}"), {"measure": "x", "pledge": "y", "year": "9" * 30})
        assert response.status_code == 200


def test_pledges_offered_are_those_of_the_chosen_year(analyst, year, pledge):
    other = baker.make(ReportingYear, start_year=2017)
    address = reverse("outcomes:assessment_pledges")
    assert "P1 We will brief." in analyst.get(address, {"year": year.pk}).text
    assert "P1 We will brief." not in analyst.get(address, {"year": other.pk}).text


def test_assessment_of_a_pledge_can_be_begun_from_the_pledge(analyst, year, pledge):
    form = analyst.get(NEW, {"pledge": pledge.pk}).context["form"]
    assert form["pledge"].value() == pledge.pk


def test_list_can_be_narrowed_by_word_and_subject(analyst, year, pledge, measure, satisfactory):
    baker.make(Assessment, year=year, measure=measure, word=satisfactory, assessment_reason="Of a measure.")
    baker.make(Assessment, year=year, pledge=pledge, word=satisfactory, assessment_reason="Of a pledge.")
    page = analyst.get("/assessments/", {"subject": "pledge", "word": satisfactory.pk}).text
    assert "Of a pledge." in page
    assert "Of a measure." not in page


def test_word_in_use_cannot_be_deleted(client_for, year, measure, satisfactory):
    baker.make(Assessment, year=year, measure=measure, word=satisfactory, assessment_reason="So.")
    page = client_for(Role.ADMINISTRATOR).get(reverse("outcomes:assessment_word_delete", args=[satisfactory.pk])).text
    assert "cannot be deleted yet" in page
    assert "Briefings, 2018/19: satisfactory" in page
