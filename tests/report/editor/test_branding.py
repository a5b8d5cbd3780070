"""Branding and glossary: what the reports of all years share."""

import pytest

from ctreport.report.build import build_report
from ctreport.report.editor.branding import judge
from ctreport.report.models import Branding, GlossaryTerm
from tests.report.editor.test_uploads import drawing, upload

SENT = {"version": "0", "primary_colour": "#1D2B4F", "secondary_colour": "0b6e6e"}


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("primary_colour", "#777", "4.4:1 on white; 4.5:1 is needed. Choose a darker colour, such as #757575."),
        ("primary_colour", "#767676", "4.5:1 on white. That is enough"),
        ("secondary_colour", "#777777", "4.4:1 on white. That is enough: 3:1 is needed."),
        ("secondary_colour", "#ffffff", "1.0:1 on white; 3:1 is needed."),
        ("primary_colour", "navy", "“navy” is not a colour. Write # and six digits"),
        ("primary_colour", '#fff"><script>', "is not a colour"),
    ],
)
def test_a_colour_is_judged_with_its_numbers(field, typed, words):
    assert words in judge(field, typed).words


def test_branding_is_saved_with_a_logo_and_colours_in_one_spelling(comms, year):
    response = comms.post(
        "/report/branding/", SENT | {"file": upload(drawing(), "PNG"), "logo_alt": "Police"}, follow=True
    )
    assert "Branding saved." in response.text
    branding = build_report(year).branding
    assert (branding.primary, branding.secondary, branding.logo.alt) == ("#1d2b4f", "#0b6e6e", "Police")


def test_colours_that_cannot_be_read_are_refused_with_their_numbers(comms):
    response = comms.post("/report/branding/", SENT | {"primary_colour": "#999999"})
    assert 'href="#id_primary_colour"' in response.text
    assert "2.8:1 on white; 4.5:1 is needed." in response.text
    assert not Branding.objects.exists()


def test_colours_are_judged_as_they_are_chosen_and_on_a_button(comms):
    answer = comms.get("/report/branding/colours/", {"primary_colour": "#999", "secondary_colour": "x"}).text
    assert 'fill="#999999"' in answer
    assert "“x” is not a colour" in answer
    shown = comms.post("/report/branding/", SENT | {"primary_colour": "#999999", "check": "1"}).text
    assert "2.8:1 on white" in shown
    assert "There is a problem" not in shown
    assert not Branding.objects.exists()


def test_whoever_saves_the_first_branding_is_not_overwritten_unseen(comms, client_for):
    client_for("analyst").post("/report/branding/", SENT | {"force_name": "Theirs"})
    response = comms.post("/report/branding/", SENT | {"force_name": "Mine"})
    assert "Analyst Person changed this" in response.text
    assert "Yours is kept: Mine" in response.text
    assert Branding.objects.get().force_name == "Theirs"


def test_a_term_is_added_changed_and_deleted(comms, year):
    comms.post("/report/glossary/new/", {"term": "CTSA", "definition": "An adviser."})
    term = GlossaryTerm.objects.get()
    assert "explains this word already" in comms.post("/report/glossary/new/", {"term": "CTSA", "definition": "x"}).text
    comms.post(f"/report/glossary/{term.pk}/", {"term": "CTSA", "definition": "A *security* adviser.", "version": 1})
    assert "A *security* adviser." in comms.get("/report/glossary/").text
    comms.post(f"/report/glossary/{term.pk}/delete/", {"version": 2})
    assert "The glossary has no terms yet." in comms.get("/report/glossary/").text


def test_a_definition_names_no_figure_as_it_stands_in_the_reports_of_all_years(comms, year):
    response = comms.post("/report/glossary/new/", {"term": "CTSA", "definition": "{{figure:briefings}} of them."})
    assert "Figures differ from year to year." in response.text
