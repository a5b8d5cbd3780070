"""The pages of the import of a published report, from the choice of the year to what was written."""

from __future__ import annotations

from itertools import pairwise
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from activities.models import Activity
from ctreport.accounts.access import Role
from ctreport.importing.report.draft import Draft
from ctreport.importing.report.models import ReportProposal
from ctreport.review.models import Revision
from objectives.models import Pledge, ReportingYear
from outcomes.models import Measure
from tests.importing.published.counting import PAGES
from tests.importing.published.word_files import paragraph, word_file
from tests.importing.report.drafts import PAGE, figure, sent, statement

SOURCE = (PAGES / "countering_terrorism.txt").read_text()
STEPS = ("statements", "figures", "links", "left_over", "check")


@pytest.fixture
def analyst(client_for, records_2018_19):
    """A client signed in as the analyst, with the real records there."""
    return client_for("analyst")


def begin(client: Client, text: str = SOURCE, **fields: object) -> ReportProposal:
    """Import a text as far as its proposal."""
    data = {"year": "other", "other_year": "2017/18", "text": text} | fields
    response = client.post(reverse("importing:report"), data)
    assert response.status_code == 302, response.text
    return ReportProposal.objects.get(pk=response["Location"].rstrip("/").rsplit("/", 1)[-1])


def address(step: str, proposal: ReportProposal) -> str:
    return reverse(f"importing:report_{step}", args=[proposal.pk])


def draft_of(proposal: ReportProposal) -> Draft:
    proposal.refresh_from_db()
    return Draft.from_json(proposal.content)


def test_the_way_from_the_text_to_the_records(analyst):
    proposal = begin(analyst)
    for step, after in pairwise(STEPS):
        page = analyst.get(address(step, proposal))
        assert page.status_code == 200
        proposal.refresh_from_db()
        data = everything(draft_of(proposal), step) | {"version": proposal.version, "act": "next"}
        assert analyst.post(address(step, proposal), data)["Location"] == address(after, proposal)
    assert not ReportingYear.objects.filter(start_year=2017).exists()
    page = analyst.get(address("check", proposal))
    for words in ("<strong>10</strong> pledges", "<strong>12</strong> figures", "2017/18 is opened", "Write them"):
        assert words in page.text
    proposal.refresh_from_db()
    response = analyst.post(address("check", proposal), {"version": proposal.version}, follow=True)
    assert "Countering Terrorism, 2017/18 was written as drafts." in response.text
    assert "Completed over 500 briefings" in response.text
    assert Pledge.objects.filter(year__start_year=2017).count() == 10
    assert set(Revision.objects.exclude(by=None).values_list("by_name", flat=True)) == {"Analyst Person"}


def everything(draft: Draft, step: str) -> dict[str, object]:
    """What a step sends when nothing is changed on it."""
    if step == "statements":
        return dict(sent(draft))
    if step == "links":
        return {"link": [":".join(one.ends) for one in draft.links if one.is_on]}
    return {f"record-{one.id}": "on" for one in draft.figures} if step == "figures" else {}


def test_the_year_must_be_chosen_and_the_text_is_kept(analyst):
    response = analyst.post(reverse("importing:report"), {"text": PAGE})
    assert "Choose the year that the report is of." in response.text
    assert "Taught 412 drivers" in response.text
    assert not ReportProposal.objects.exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"year": "other", "other_year": "", "text": PAGE}, "Enter the year that the report is of"),
        ({"year": "other", "other_year": "2018", "text": PAGE}, "is not a financial year"),
        ({"year": "2018", "other_year": "2017/18", "text": PAGE}, "Leave this empty"),
        ({"year": "1066", "text": PAGE}, "Select a valid choice"),
        ({"year": "2018", "text": "  "}, "Paste the text of the page, or choose a file."),
        ({"year": "2018", "text": "x" * 1_000_001}, "too long to be a page of a report"),
        ({"year": "2018", "text": "What we said\n" + "• Act.\n" * 400}, "400 statements, which is more than one page"),
    ],
)
def test_bad_input_is_refused_in_words(analyst, fields, words):
    response = analyst.post(reverse("importing:report"), fields)
    assert response.status_code == 200
    assert words in response.text
    assert not ReportProposal.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("page.pdf", b"%PDF-1.4", "Choose a text, Markdown, HTML or Word"),
        ("page.txt", b"%PDF-1.4", "This is a PDF"),
        ("page.docx", b"PK\x03\x04broken", "Word"),
        ("page.txt", b"", "nothing here to read"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(analyst, name, content, words):
    response = analyst.post(reverse("importing:report"), {"year": "2018", "file": SimpleUploadedFile(name, content)})
    assert words in response.text


def test_a_word_document_is_read(analyst):
    file = SimpleUploadedFile("page.docx", word_file(paragraph("What we said"), paragraph("Sing.", level=0)))
    proposal = begin(analyst, "", file=file)
    assert proposal.source == "page.docx"
    assert [one.text for one in draft_of(proposal).statements] == ["Sing."]


def test_a_closed_year_is_no_choice(analyst):
    ReportingYear.objects.update(state=ReportingYear.State.CLOSED)
    assert "2018/19" not in analyst.get(reverse("importing:report")).text
    response = analyst.post(reverse("importing:report"), {"year": "other", "other_year": "2018/19", "text": PAGE})
    assert "2018/19 is closed" in response.text


def test_a_reviewer_who_may_not_open_years_is_not_offered_another(client_for, records_2018_19):
    client = client_for("reviewer")
    assert "Another year" not in client.get(reverse("importing:report")).text
    response = client.post(reverse("importing:report"), {"year": "other", "other_year": "2017/18", "text": PAGE})
    assert "Select a valid choice" in response.text


def test_a_proposal_can_be_left_and_come_back_to_and_thrown_away(analyst):
    proposal = begin(analyst)
    start = analyst.get(reverse("importing:report"))
    assert address("statements", proposal) in start.text
    response = analyst.post(address("discard", proposal), follow=True)
    assert "was thrown away. Nothing of it was written." in response.text
    assert not ReportProposal.objects.exists()


@pytest.mark.parametrize("step", [*STEPS, "result", "discard"])
def test_a_proposal_is_its_owners_and_nobody_elses(analyst, client_for, step):
    proposal = begin(analyst)
    other = client_for("reviewer")
    for response in (other.get(address(step, proposal)), other.post(address(step, proposal))):
        assert response.status_code in (404, 405)
    assert ReportProposal.objects.filter(pk=proposal.pk).exists()
    assert address("statements", proposal) not in other.get(reverse("importing:report")).text


@pytest.mark.parametrize("step", [*STEPS, "result", "discard"])
def test_people_who_only_read_are_refused(analyst, client_for, step):
    proposal = begin(analyst)
    for role in (Role.LEADER, Role.COMMS, Role.ADMINISTRATOR):
        assert client_for(role).post(address(step, proposal)).status_code == 403


@pytest.mark.parametrize(
    ("step", "method"), [("discard", "get"), ("result", "post"), ("check", "put"), ("links", "put")]
)
def test_the_wrong_method_is_refused(analyst, step, method):
    proposal = begin(analyst)
    assert getattr(analyst, method)(address(step, proposal)).status_code == 405


def test_a_proposal_that_is_not_there_is_not_found(analyst):
    assert analyst.get(reverse("importing:report_check", args=[uuid4()])).status_code == 404


def test_a_text_that_cannot_stand_is_shown_again_as_typed_and_not_kept(analyst):
    proposal = begin(analyst, PAGE)
    draft = draft_of(proposal)
    data = sent(draft, "next", text_s1="", text_s2="Teach drivers about lights.") | {"version": "1"}
    response = analyst.post(address("statements", proposal), data)
    assert "Write the text, or choose “Leave out”." in response.text
    assert "Teach drivers about lights." in response.text
    assert response.text.startswith("<!doctype html>")
    assert "<title>Error: " in response.text
    assert statement(draft_of(proposal), "Teach").text == "Teach drivers about speed."


def test_an_amount_that_is_none_is_shown_again_as_typed(analyst):
    proposal = begin(analyst, PAGE)
    one = figure(draft_of(proposal), "412")
    data = {f"record-{one.id}": "on", f"amount-{one.id}": "lots", f"unit-{one.id}": "count", "version": "1"}
    response = analyst.post(address("figures", proposal), data | {f"measure-{one.id}": "+", f"code-{one.id}": "taught"})
    assert "“lots” is not a number" in response.text
    assert 'value="lots"' in response.text
    assert figure(draft_of(proposal), "412").measure == "taught"  # what could be kept was


def test_a_change_in_another_window_is_not_overwritten(analyst):
    proposal = begin(analyst, PAGE)
    draft = draft_of(proposal)
    analyst.post(address("statements", proposal), sent(draft, text_s1="The first window.") | {"version": "1"})
    response = analyst.post(address("statements", proposal), sent(draft, text_s1="The second.") | {"version": "1"})
    assert "Not saved: you changed this proposal in another window" in response.text
    assert "The second." in response.text
    assert draft_of(proposal).statements[0].text == "The first window."


def test_what_stands_in_the_way_is_said_with_the_way_to_it_and_nothing_is_written(analyst):
    proposal = begin(analyst, PAGE)
    draft = draft_of(proposal)
    key = statement(draft, "Operation Drum").id
    analyst.post(address("statements", proposal), sent(draft, **{f"kind_{key}": "out"}) | {"version": "1"})
    page = analyst.get(address("check", proposal))
    orphan = statement(draft, "12 arrests").id
    assert f'href="{address("statements", proposal)}#{orphan}"' in page.text
    response = analyst.post(address("check", proposal), {"version": "2"})
    assert "This sub-outcome has no outcome above it" in response.text
    assert not Activity.objects.filter(year__start_year=2017).exists()


def test_a_stale_confirmation_writes_nothing(analyst):
    proposal = begin(analyst, PAGE)
    analyst.post(address("statements", proposal), sent(draft_of(proposal), text_s1="New words.") | {"version": "1"})
    response = analyst.post(address("check", proposal), {"version": "1"})
    assert "The proposal was changed in another window. Look at it again." in response.text
    assert not Pledge.objects.filter(year__start_year=2017).exists()


def test_confirmed_twice_it_is_written_once(analyst):
    proposal = begin(analyst, PAGE)
    for _ in range(2):
        response = analyst.post(address("check", proposal), {"version": "1"})
        assert response["Location"] == address("result", proposal)
    assert Pledge.objects.filter(year__start_year=2017).count() == 2
    for step in STEPS:
        assert analyst.get(address(step, proposal))["Location"] == address("result", proposal)


def test_what_is_there_already_is_said_on_the_cards_and_in_the_summary(analyst):
    proposal = begin(analyst, year="2018", other_year="")
    assert "Already there as P10" in analyst.get(address("statements", proposal)).text
    page = analyst.get(address("check", proposal))
    assert "Everything on this page is there already." in page.text
    assert "26 statements, 12 figures" in page.text


def test_what_is_left_over_is_listed_and_can_be_made_a_record(analyst):
    proposal = begin(analyst, f"An introduction to the year.\n\n{PAGE}\nPage 3 of 9\n")
    page = analyst.get(address("left_over", proposal))
    assert "An introduction to the year." in page.text
    assert "Page 3 of 9" in page.text
    [piece] = [one for one in draft_of(proposal).pieces if "introduction" in one.text]
    analyst.post(address("left_over", proposal), {f"fate-{piece.id}": "outcome", "version": "1"})
    assert statement(draft_of(proposal), "An introduction").kind == "outcome"


def test_the_statement_that_holds_markup_is_shown_as_text(analyst):
    proposal = begin(analyst, "What we said\n• Stop <script>alert(1)</script> fraud.\n", year="2018", other_year="")
    for step in STEPS:
        assert "<script>alert" not in analyst.get(address(step, proposal)).text


@pytest.mark.parametrize("step", STEPS)
def test_a_longer_report_takes_no_more_queries(analyst, step, django_assert_max_num_queries):
    short = begin(analyst, "What we said\n• Act.\n\nWhat we did\n• Held 3 events.\n\nOutcome\n• 5 arrests.\n")
    for proposal in (short, begin(analyst)):
        with django_assert_max_num_queries(22):
            assert analyst.get(address(step, proposal)).status_code == 200


def test_the_list_of_proposals_takes_no_more_queries_when_it_grows(analyst, django_assert_max_num_queries):
    for _ in range(2):
        begin(analyst, PAGE)
        with django_assert_max_num_queries(12):
            analyst.get(reverse("importing:report"))


def test_figures_come_a_page_at_a_time_and_only_those_shown_are_changed(analyst):
    lines = "".join(f"• Held {number} events number {number}.\n" for number in range(101, 131))
    proposal = begin(analyst, f"What we did\n{lines}")
    assert "Page 1 of 2" in analyst.get(address("figures", proposal)).text
    response = analyst.post(f"{address('figures', proposal)}?page=2", {"act": "next", "version": "1"})
    assert response["Location"] == address("links", proposal)
    recorded = [one.is_recorded for one in draft_of(proposal).figures]
    assert recorded == [True] * 25 + [False] * 5


def test_new_measures_are_written_with_unit_and_decimals(analyst):
    proposal = begin(analyst, "What we did\n• Answered 98.6% of calls on time.\n")
    analyst.post(address("check", proposal), {"version": "1"})
    measure = Measure.objects.get(code="calls-on-time")
    assert (measure.title, measure.unit, measure.decimals, measure.kind) == ("Calls on time", "percentage", 1, "output")
