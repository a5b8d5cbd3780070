"""What is particular to targets: they are revised for a reason, and the original stays visible."""

import pytest
from django.urls import reverse
from model_bakery import baker

from ctreport.accounts.access import Role
from ctreport.review.actions import save_record
from ctreport.review.history import as_edited, newest_content
from ctreport.review.workflow import approve_record, submit_record
from objectives.models import ReportingYear
from outcomes.models import Figure, Measure, Target
from tests.review.kinds import form_data
from tests.traces import untraced

NEW = "/targets/new/"


@pytest.fixture
def year(db):
    return baker.make(ReportingYear, start_year=2018)


@pytest.fixture
def analyst(client_for):
    return client_for(Role.ANALYST)


@pytest.fixture
def safe(year):
    return baker.make(Measure, code="safe", title="People who feel safe", unit="percentage")


@pytest.fixture
def target(safe, year):
    return baker.make(Target, measure=safe, year=year, value=90, tolerance=2, unit="percentage")


def posted(analyst, measure, year, **changes):
    data = {"measure": measure.pk, "year": year.pk, "comparator": "at_least", "amount": "90", "tolerance": "0"}
    return analyst.post(NEW, data | changes)


@pytest.fixture
def post_target(analyst, safe, year):
    """Return a function that sends a target of 90 with changes."""
    return lambda **changes: posted(analyst, safe, year, **changes)


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"amount": "120"}, "amount", "A percentage lies between 0 and 100."),
        ({"amount": "over 90"}, "amount", "Write the number alone, and choose"),
        ({"amount": "[x]"}, "amount", "A target needs a number."),
        ({"tolerance": "-1"}, "tolerance", "The tolerance is 0 or more."),
        ({"tolerance": "some"}, "tolerance", "Enter a number, such as 2 or 0.5; 0 for none."),
        ({"comparator": ""}, "comparator", "Choose how the figure is held against the target."),
    ],
)
def test_target_that_is_impossible_says_how_to_mend_it(post_target, changes, field, message):
    page = post_target(**changes)
    assert page.status_code == 200
    assert message in page.context["form"].errors[field][0]


def test_grade_has_no_numeric_target(analyst, year):
    peel = baker.make(Measure, code="peel", title="PEEL", unit="grade", grades="Good")
    page = posted(analyst, peel, year)
    assert "A grade has no numeric target. Record an assessment instead." in page.context["form"].errors["measure"][0]


def test_second_target_for_a_cell_leads_to_the_first(analyst, safe, year, target):
    page = posted(analyst, safe, year)
    assert "Revise that target instead." in page.text
    assert target.get_absolute_url() in page.text


def test_revision_without_a_reason_is_refused(analyst, target):
    address = reverse("outcomes:target_edit", args=[target.pk])
    page = analyst.post(address, form_data(analyst.get(address)) | {"amount": "85"})
    assert page.status_code == 200
    assert "Enter why the target is revised." in page.context["form"].errors["change_reason"][0]


def test_original_stays_visible_beside_the_revised_target(analyst, target):
    address = reverse("outcomes:target_edit", args=[target.pk])
    data = form_data(analyst.get(address)) | {"amount": "85", "change_reason": "The survey moved to autumn."}
    page = analyst.post(address, data, follow=True).text
    assert "Original and revised" in page
    for words in ("at least 90%", "at least 85%", "Revision 1", "Analyst Person", "The survey moved to autumn."):
        assert words in page


def test_versions_are_those_approved_and_the_one_proposed(analyst, people, target):
    for value, is_approved in ((90, True), (70, False), (85, True), (80, False)):
        edited = as_edited(Target.objects.get())
        edited.value, edited.note = value, f"Meant as {value}"
        saved = save_record(record=edited, by=people.analyst, reason=f"To be {value}")
        if is_approved:
            submit_record(record=saved, by=people.analyst)
            approve_record(record=saved, by=people.reviewer, number=newest_content(saved).number)
    shown = analyst.get(target.get_absolute_url())
    versions = [(one.name, one.text, one.approved_by, one.state) for one in shown.context["versions"]]
    assert versions == [
        ("Original", "at least 90%", "Reviewer Person", ""),
        ("Revision 1", "at least 85%", "Reviewer Person", ""),
        ("Revision 2", "at least 80%", "", "Draft: not in the report"),
    ]
    assert "Draft: not in the report" in shown.text
    assert "At least 85%</p>" in shown.text, "the page states the target that is approved"


def test_change_of_the_note_alone_is_no_new_version_of_the_target(analyst, target):
    address = reverse("outcomes:target_edit", args=[target.pk])
    data = form_data(analyst.get(address)) | {"note": "By post.", "change_reason": "To say how."}
    assert "Original and revised" not in analyst.post(address, data, follow=True).text


def test_page_says_what_the_figure_says(analyst, safe, year, target):
    baker.make(Figure, measure=safe, year=year, value=96, unit="percentage")
    page = analyst.get(target.get_absolute_url()).text
    assert "The figure, 96%, meets the target of at least 90%." in untraced(page)
    assert "the word is yours" in page
