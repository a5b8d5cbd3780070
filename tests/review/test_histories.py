"""A record's whole history, one version of it, and restoring that."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ctreport.accounts.access import Role
from ctreport.review.actions import delete_record, save_record, touch_record
from ctreport.review.history import as_edited
from ctreport.review.models import State
from objectives.models import Pledge, Strand
from outcomes.models import Category, Dimension, Figure, Measure
from tests.review.kinds import year_of
from tests.review.moving import approve, change, send_back


@pytest.fixture
def pledge(people):
    return save_record(record=Pledge(year=year_of(), reference="P1", statement="We will listen."), by=people.analyst)


def history_of(client_for, record, role=Role.LEADER, **query):
    return client_for(role).get(reverse("review:history", args=[record.record_kind, record.pk]), query)


def restore_address(record, number):
    return reverse("review:restore", args=[record.record_kind, record.pk, number])


def test_history_tells_each_step_with_who_when_and_why(client_for, pledge, people):
    send_back(pledge, people, "To whom?")
    approve(change(pledge, people.analyst, statement="We will listen to people.", reason="As asked"), people)
    page = history_of(client_for, pledge).text
    for words in (
        "<strong>Analyst Person</strong> created it on",
        "Returned by Reviewer Person on",
        ": To whom?",
        "Reason: As asked",
        "Submitted by Analyst Person on",
        "Approved by Reviewer Person on",
        "listen to people.</ins>",
    ):
        assert words in page


@pytest.mark.parametrize("kind", ["pledge", "strand"])
def test_history_of_a_record_that_never_was_is_not_found(client_for, db, kind):
    page = client_for(Role.LEADER).get(f"/history/{kind}/99/")
    assert page.status_code == 404
    assert f"There is no {kind} at this address." in page.text


def test_unknown_kind_is_not_found(client_for, db):
    page = client_for(Role.LEADER).get("/history/rumour/1/")
    assert page.status_code == 404
    assert "There is no kind of record called “rumour”." in page.text


def test_history_outlives_the_record(client_for, pledge, people):
    key = pledge.pk
    delete_record(record=pledge, by=people.reviewer, reason="Entered twice")
    page = client_for(Role.LEADER).get(f"/history/pledge/{key}/").text
    assert "The pledge was deleted." in page
    assert "Entered twice" in page
    assert client_for(Role.ANALYST).get(f"/history/pledge/{key}/1/").status_code == 200
    gone = client_for(Role.ANALYST).get(f"/history/pledge/{key}/1/restore/")
    assert gone.status_code == 404
    assert "was deleted by Reviewer Person on" in gone.text


def test_long_history_is_cut_into_pages(client_for, pledge, people):
    for number in range(60):
        touch_record(record=pledge, by=people.analyst, reason=f"Round {number}.")
    first, third = history_of(client_for, pledge).text, history_of(client_for, pledge, page=3).text
    assert "Changes 1 to 25 of 61, the newest first" in first
    assert 'rel="next"' in first
    assert "Round 0." in third
    assert 'rel="next"' not in third
    assert history_of(client_for, pledge, page="last one").status_code == 200


def test_number_of_queries_does_not_grow_with_the_history(client_for, pledge, people):
    client, counts = client_for(Role.ANALYST), []
    for rounds in (5, 60):
        for number in range(rounds):
            touch_record(record=pledge, by=people.analyst, reason=f"Round {number}.")
        for address in (reverse("review:history", args=["pledge", pledge.pk]), pledge.get_absolute_url()):
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            counts.append(len(queries))
    assert counts[0] <= counts[2] <= counts[0] + 1, "one more for the entry before the page"
    assert counts[1] <= counts[3] <= counts[1] + 1


def test_version_can_be_opened(client_for, pledge, people):
    change(pledge, people.analyst, statement="We will act.")
    page = client_for(Role.LEADER).get(reverse("review:version", args=["pledge", pledge.pk, 1])).text
    assert "We will listen." in page
    assert "We will act." not in page
    assert "Restore this version" not in page, "a leader only reads"
    assert "Restore this version" in client_for(Role.ANALYST).get(f"/history/pledge/{pledge.pk}/1/").text


@pytest.mark.parametrize("number", [0, 7])
def test_version_that_there_is_not_is_not_found(client_for, pledge, number):
    for page in ("", "restore/"):
        assert client_for(Role.ANALYST).get(f"/history/pledge/{pledge.pk}/{number}/{page}").status_code == 404


def test_change_of_links_is_no_version_to_restore(client_for, pledge, people):
    touch_record(record=pledge, by=people.analyst, reason="Linked A1")
    assert client_for(Role.ANALYST).get(restore_address(pledge, 2)).status_code == 404


def test_restoring_shows_first_what_would_change_and_makes_a_draft(client_for, pledge, people):
    approve(change(pledge, people.analyst, statement="We will act."), people)
    client = client_for(Role.ANALYST)
    asked = client.get(restore_address(pledge, 1)).text
    assert "Do you want to restore version 1?" in asked
    assert "act." in asked.split("<del>")[1].split("</del>")[0]
    page = client.post(restore_address(pledge, 1), {"version": 2}, follow=True).text
    assert "version 1 was restored as a draft. The report keeps showing the approved version" in page
    stored = Pledge.objects.get()
    assert (stored.statement, stored.state) == ("We will act.", State.DRAFT)
    assert as_edited(stored).statement == "We will listen."


@pytest.mark.parametrize("version", ["1", "", "two", "-2"])
def test_restoring_after_a_change_of_somebody_else_asks_again(client_for, pledge, people, version):
    change(pledge, people.reviewer, statement="We will act.")
    page = client_for(Role.ANALYST).post(restore_address(pledge, 1), {"version": version})
    assert page.status_code == 200
    assert "It was changed after you opened the page." in page.text
    assert Pledge.objects.get().statement == "We will act."


def test_newest_version_is_not_offered_for_restoring(client_for, pledge):
    page = client_for(Role.ANALYST).get(restore_address(pledge, 1)).text
    assert "There is nothing to restore." in page
    assert '<button class="govuk-button"' not in page


def test_what_clashes_by_now_is_refused_in_words(client_for, pledge, people):
    change(pledge, people.analyst, reference="P2")
    save_record(record=Pledge(year=year_of(), reference="P1", statement="Another"), by=people.analyst)
    page = client_for(Role.ANALYST).post(restore_address(pledge, 1), {"version": 2}).text
    assert "It cannot be restored as it was. Another pledge of this year has this reference." in page


def test_version_that_names_what_was_deleted_since_is_refused_in_words(client_for, people):
    mode = Dimension.objects.create(name="Mode")
    online = Category.objects.create(dimension=mode, code="online", name="Online")
    measure = Measure.objects.create(code="feel-safe", title="Feel safe", dimension_1=mode)
    figure = Figure(measure=measure, year=year_of(), category_1=online, value=5, unit="count")
    save_record(record=figure, by=people.analyst)
    change(figure, people.analyst, category_1=None)
    online.delete()
    page = client_for(Role.ANALYST).post(restore_address(figure, 1), {"version": 2}).text
    assert "This version names “Online”, which was deleted since." in page
    assert Figure.objects.get().version == 2


def test_people_who_only_read_cannot_restore(client_for, pledge):
    assert client_for(Role.LEADER).get(restore_address(pledge, 1)).status_code == 403
    assert client_for(Role.LEADER).post(restore_address(pledge, 1), {"version": 1}).status_code == 403
    assert client_for(Role.ANALYST).put(restore_address(pledge, 1)).status_code == 405
    assert client_for(Role.ANALYST).post(reverse("review:history", args=["pledge", pledge.pk])).status_code == 405


def test_set_up_is_restored_at_once_by_those_who_may_set_up(client_for, people):
    strand = save_record(record=Strand(name="Prevent", order=1), by=people.analyst)
    strand.name = "Pursue"
    save_record(record=strand, by=people.analyst)
    assert client_for(Role.REVIEWER).get(restore_address(strand, 1)).status_code == 403
    page = client_for(Role.ANALYST).post(restore_address(strand, 1), {"version": 2}, follow=True).text
    assert "version 1 was restored.</p>" in page
    assert Strand.objects.get().name == "Prevent"
