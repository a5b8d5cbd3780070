"""Where a record stands, on its page and in its list, and the steps that are taken from there."""

import pytest
from django.urls import reverse

from ctreport.accounts.access import Role
from ctreport.review.actions import save_record
from ctreport.review.models import Reviewed, State
from objectives.models import Pledge
from tests.review.kinds import KINDS, form_data, year_of
from tests.review.moving import approve, change, send_back, submit

REVIEWED = [kind for kind in KINDS if issubclass(kind.model, Reviewed)]


@pytest.fixture
def pledge(people):
    return save_record(record=Pledge(year=year_of(), reference="P1", statement="We will listen."), by=people.analyst)


def page_of(client_for, record, role=Role.ANALYST):
    return client_for(role).get(record.get_absolute_url()).text


def step(client_for, name, record, *, role=Role.ANALYST, version=None):
    address = reverse(f"review:{name}", args=["pledge", record.pk])
    data = {"version": record.version if version is None else version}
    return client_for(role).post(address, data, follow=True).text


@pytest.mark.parametrize("kind", REVIEWED, ids=str, indirect=True)
def test_each_kind_that_is_reviewed_shows_its_state_in_words(client_for, kind, records, people):
    record = records(1)[0]
    lists = reverse(kind.url_name("list"))
    for move, words in ((None, "Draft"), (submit, "Submitted")):
        if move:
            move(record, people)
        tag = f'ct-status{" ct-status--progress" if words == "Submitted" else ""}">{words}</span>'
        assert tag in page_of(client_for, record)
        assert tag in client_for(Role.LEADER).get(lists).text
    record.refresh_from_db()
    assert record.state == State.SUBMITTED


@pytest.mark.parametrize("kind", REVIEWED, ids=str, indirect=True)
def test_list_can_be_narrowed_to_a_state(client_for, kind, records, people):
    first, second = records(2)
    submit(second, people)
    page = client_for(Role.LEADER).get(reverse(kind.url_name("list")), {"state": "submitted"}).text
    assert second.get_absolute_url() + '"' in page
    assert first.get_absolute_url() + '"' not in page


@pytest.mark.parametrize("kind", [one for one in KINDS if one not in REVIEWED], ids=str, indirect=True)
def test_kind_that_nobody_reviews_has_no_such_steps(client_for, kind, records):
    record = records(1)[0]
    assert "Submit for review" not in page_of(client_for, record)
    for name in ("submit", "withdraw", "discard"):
        address = reverse(f"review:{name}", args=[kind.model.record_kind, record.pk])
        assert client_for(Role.ANALYST).post(address, {"version": 1}).status_code == 404


def test_draft_says_that_it_is_not_in_the_report(client_for, pledge):
    page = page_of(client_for, pledge)
    assert "Not in the report yet." in page
    assert "Submit for review" in page


def test_approved_record_says_who_approved_it(client_for, pledge, people):
    page = page_of(client_for, approve(pledge, people))
    assert "Approved by Reviewer Person on" in page
    assert "Submit for review" not in page


def test_change_beside_the_approved_version_is_shown_as_a_difference(client_for, pledge, people):
    approve(pledge, people)
    change(pledge, people.analyst, statement="We will act.", reason="Agreed by the board")
    page = page_of(client_for, pledge, Role.LEADER)
    assert "A change by Analyst Person waits: not in the report yet" in page
    assert "Reason: Agreed by the board" in page
    assert "listen." in page.split("ct-record__statement")[1], "the row that is shown is the approved one"
    waiting = page.split("ct-waiting")[1].split("</section>")[0]
    assert "<del>" in waiting
    assert "act." in waiting
    assert "Discard the change" not in page, "a leader only reads"


def test_list_says_that_a_change_waits_beside_what_is_approved(client_for, pledge, people):
    approve(pledge, people)
    change(pledge, people.analyst, statement="We will act.")
    page = client_for(Role.LEADER).get("/pledges/").text
    assert "Draft change</span>" in page
    assert "We will listen." in page


def test_submitting_from_the_page_hands_it_to_the_reviewers(client_for, pledge):
    page = step(client_for, "submit", pledge)
    assert "Pledge P1 was submitted. It waits for a reviewer now." in page
    assert "Take back" in page
    assert Pledge.objects.get().state == State.SUBMITTED


def test_reviewer_is_led_from_the_page_to_the_queue(client_for, pledge, people):
    submit(pledge, people)
    address = reverse("entry:queue_item", args=["pledge", pledge.pk])
    assert address in page_of(client_for, pledge, Role.REVIEWER)
    assert address not in page_of(client_for, pledge, Role.ANALYST)


@pytest.mark.parametrize("name", ["submit", "discard"])
@pytest.mark.parametrize("version", [99, "", "one", "9" * 30])
def test_step_on_another_version_than_was_seen_is_not_taken(client_for, pledge, people, name, version):
    if name == "discard":
        change(approve(pledge, people), people.analyst, statement="We will act.")
    page = step(client_for, name, pledge, version=version)
    assert "It was changed after you opened the page, so nothing was done." in page
    assert Pledge.objects.get().state == State.DRAFT


def test_what_was_submitted_already_is_not_submitted_again(client_for, pledge, people):
    assert "Only a draft can be submitted. This is submitted." in step(client_for, "submit", submit(pledge, people))


def test_author_takes_back_what_was_submitted(client_for, pledge, people):
    page = step(client_for, "withdraw", submit(pledge, people))
    assert "was taken back. It is a draft again." in page
    assert Pledge.objects.get().state == State.DRAFT


def test_nobody_else_takes_it_back(client_for, pledge, people):
    submit(pledge, people)
    assert "Take back" not in page_of(client_for, pledge, Role.REVIEWER)
    page = step(client_for, "withdraw", pledge, role=Role.REVIEWER)
    assert "Analyst Person submitted this, so only they can take it back." in page
    assert Pledge.objects.get().state == State.SUBMITTED


def test_discarding_a_change_leaves_what_was_approved(client_for, pledge, people):
    change(approve(pledge, people), people.analyst, statement="We will act.")
    page = step(client_for, "discard", pledge)
    assert "stands as it was approved" in page
    assert "A change by" not in page
    stored = Pledge.objects.get()
    assert (stored.statement, stored.state) == ("We will listen.", State.APPROVED)


def test_returned_record_shows_the_comment_on_its_page_and_in_its_form(client_for, pledge, people):
    send_back(pledge, people, "Listen to whom?")
    for address in (pledge.get_absolute_url(), reverse("objectives:pledge_edit", args=[pledge.pk])):
        page = client_for(Role.ANALYST).get(address).text
        assert "Reviewer Person returned it" in page
        assert "Listen to whom?" in page.split("<blockquote")[1]


@pytest.mark.parametrize("name", ["submit", "withdraw", "discard"])
def test_steps_are_refused_to_readers_and_to_other_methods(client_for, pledge, name):
    address = reverse(f"review:{name}", args=["pledge", pledge.pk])
    assert client_for(Role.ANALYST).get(address).status_code == 405
    assert client_for(Role.LEADER).post(address, {"version": 1}).status_code == 403


def test_save_and_submit_does_both(client_for, pledge):
    address = reverse("objectives:pledge_edit", args=[pledge.pk])
    client = client_for(Role.ANALYST)
    data = form_data(client.get(address)) | {"statement": "We will act.", "and_submit": "1"}
    page = client.post(address, data, follow=True).text
    assert "Pledge P1 saved. It waits for a reviewer now." in page
    assert Pledge.objects.get().state == State.SUBMITTED


def test_adding_and_submitting_in_one_go(client_for, db):
    data = {"year": year_of().pk, "reference": "P9", "statement": "We will act.", "order": 1, "and_submit": "1"}
    page = client_for(Role.ANALYST).post("/pledges/new/", data, follow=True).text
    assert "Pledge P9 added. It waits for a reviewer now." in page


def test_saving_an_approved_record_says_what_the_report_shows(client_for, pledge, people):
    approve(pledge, people)
    address = reverse("objectives:pledge_edit", args=[pledge.pk])
    client = client_for(Role.ANALYST)
    data = form_data(client.get(address)) | {"statement": "We will act.", "change_reason": "Agreed"}
    page = client.post(address, data, follow=True).text
    assert "The report keeps showing the approved version until somebody else approves the change." in page
    assert "Reason: Agreed" in page
