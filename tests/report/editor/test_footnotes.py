"""Footnotes: attached to what is printed, and said of where they hang on nothing."""

from ctreport.report.build import build_report
from ctreport.report.models import FootnotePlan
from tests.report.editor.conftest import close

PLACES = (
    ("sentence", "pledge:P1"),
    ("figure", "figure:briefings"),
    ("chart", "breakdown-feel-safe"),
)
REFUSED = (
    ({"target": "mark"}, "Choose the figure."),
    ({"target": "pledge:P1"}, "That is a sentence. Choose a figure."),
    ({"target": "figure:spaceships"}, "This is not in the list any more."),
    ({"target": "figure:briefings", "key": "A Note"}, "Use small letters"),
    ({"target": "figure:briefings", "text": ""}, "Enter the footnote."),
)


def test_a_footnote_is_attached_to_anything_that_is_printed(edit, comms, year):
    offered = comms.get("/report/2018-19/edit/footnotes/new/").text
    places = (*PLACES, ("table", build_report(year).tables[0].name))
    for kind, target in places:
        assert f'value="{target}"' in offered
        edit("footnotes/new/", kind=kind, target=target, key=f"on-a-{kind}", text="To be known.")
    assert {one.target for one in build_report(year).footnotes} == {target for _, target in places}
    assert "Not printed" not in comms.get("/report/2018-19/edit/footnotes/").text


def test_a_footnote_that_fits_nothing_is_refused(edit):
    sent = {"kind": "figure", "key": "a-note", "text": "To be known."}
    for data, words in REFUSED:
        assert words in edit("footnotes/new/", **sent | data).text, words
    assert not FootnotePlan.objects.exists()


def test_two_footnotes_of_one_name_are_refused_beside_the_name(edit, year):
    FootnotePlan.objects.create(year=year, kind="sentence", key="late", text="Late.")
    response = edit("footnotes/new/", kind="sentence", target="mark", key="late", text="Later.")
    assert 'href="#id_key"' in response.text
    assert "Another footnote of this year has this name." in response.text


def test_a_footnote_that_hangs_on_nothing_is_said_so(edit, comms, year):
    FootnotePlan.objects.create(year=year, kind="sentence", key="late", text="Late.")
    FootnotePlan.objects.create(year=year, kind="chart", target="gone", key="old", text="Old.")
    text = comms.get("/report/2018-19/edit/footnotes/").text
    assert "No printed text holds the mark [^late]." in text
    assert "The report has nothing of this name any more." in text

    edit("contact/", contact="Write to us.[^late]", version="1")
    assert (
        "[^late]. Take the mark out there"
        in comms.get(f"/report/2018-19/edit/footnotes/{FootnotePlan.objects.get(key='late').pk}/delete/").text
    )
    assert "No printed text" not in comms.get("/report/2018-19/edit/footnotes/").text


def test_a_footnote_of_a_closed_year_is_deleted_only_for_a_reason(edit, year):
    note = FootnotePlan.objects.create(year=year, kind="sentence", key="late", text="Late.")
    close(year)
    assert "The year is closed. Enter why" in edit(f"footnotes/{note.pk}/delete/", version=1).text
    edit(f"footnotes/{note.pk}/delete/", version=1, reason="It was wrong")
    assert not FootnotePlan.objects.exists()


def test_a_footnote_of_another_year_is_not_found(comms, illustrative_history, year):
    note = FootnotePlan.objects.create(year=illustrative_history[0], kind="sentence", key="late", text="Late.")
    assert comms.get(f"/report/2018-19/edit/footnotes/{note.pk}/").status_code == 404
