"""Two people start one year, or somebody changes the year behind one's back: nobody loses anything unseen."""

import threading

import pytest
from django.db import connection
from django.test import Client

from ctreport.accounts.access import Role
from ctreport.accounts.actions import add_person
from ctreport.entry.models import RollForward
from ctreport.jobs.actions import run_waiting_jobs
from ctreport.jobs.models import Job
from ctreport.review.actions import save_record
from ctreport.review.workflow import approve_record, submit_record
from objectives.models import Pledge, ReportingYear
from outcomes.models import Measure, Target
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
CHECK = "/enter/2018-19/roll-forward/check/"


@pytest.fixture
def second():
    """Another analyst, signed in."""
    client = Client()
    ben = add_person(email="ben@ctreport.example", name="Ben Second", roles=[Role.ANALYST], password=PASSWORD)
    client.force_login(ben)
    return client


def reword(year, people, reference, statement):
    """Change a pledge of the year, approved by a second person."""
    pledge = Pledge.objects.get(year=year, reference=reference)
    pledge.statement = statement
    save_record(record=pledge, by=people.analyst)
    revision = submit_record(record=pledge, by=people.analyst)
    approve_record(record=pledge, by=people.reviewer, number=revision.number)


def test_the_second_analyst_is_told_who_started_the_year_and_keeps_the_choices(client_for, year, planned, second):
    first = client_for("analyst")
    shown = [planned(client, year).context["summary"].fingerprint for client in (first, second)]
    assert first.post(CHECK, {"shown": shown[0]}).status_code == 302
    response = second.post(CHECK, {"shown": shown[1]})
    assert response.status_code == 200
    assert "Analyst Person started 2019/20 from 2018/19 on" in response.text
    assert "Nothing was made for you, and your choices are kept." in response.text
    assert "See how 2019/20 was started" in response.text
    assert ">Start 2019/20</button>" not in response.text
    assert Pledge.objects.filter(year__start_year=2019).count() == 3
    assert RollForward.objects.filter(state=RollForward.State.PLANNED).count() == 1


def test_a_pledge_reworded_meanwhile_is_shown_before_anything_is_made(client_for, year, planned, people):
    client = client_for("analyst")
    shown = planned(client, year).context["summary"].fingerprint
    reword(year, people, "P2", "Provide advice to everybody.")
    page = client.post(CHECK, {"shown": shown})
    assert "Nothing was made yet: this changed after you looked." in page.text
    assert "Analyst Person changed P2. Its new words are taken over:" in page.text
    assert not ReportingYear.objects.filter(start_year=2019).exists()
    client.post(CHECK, {"shown": page.context["summary"].fingerprint})
    assert Pledge.objects.get(year__start_year=2019, reference="P2").statement == "Provide advice to everybody."


def test_ones_own_words_are_kept_where_both_reworded_a_pledge(client_for, year, planned, people):
    client = client_for("analyst")
    key = f"statement-{Pledge.objects.get(year=year, reference='P2').pk}"
    shown = planned(client, year, **{key: "My own words."}).context["summary"].fingerprint
    reword(year, people, "P2", "Provide advice to everybody.")
    page = client.post(CHECK, {"shown": shown})
    assert "Your own words are kept" in page.text
    client.post(CHECK, {"shown": page.context["summary"].fingerprint})
    assert Pledge.objects.get(year__start_year=2019, reference="P2").statement == "My own words."


def test_a_draft_beside_an_approved_pledge_does_not_go_on(client_for, year, planned, people):
    pledge = Pledge.objects.get(year=year, reference="P2")
    pledge.statement = "Words that nobody approved."
    save_record(record=pledge, by=people.analyst)
    client = client_for("analyst")
    page = client.get("/enter/2018-19/roll-forward/").text
    assert "Words that nobody approved." not in page
    assert "A newer wording of P2" in page


def test_a_pledge_added_meanwhile_stays_behind_and_is_named(client_for, year, planned):
    client = client_for("analyst")
    shown = planned(client, year).context["summary"].fingerprint
    Pledge.objects.create(year=year, reference="P4", statement="A late pledge", order=4)
    page = client.post(CHECK, {"shown": shown}).text
    assert "P4 was added. It stays behind unless you go back and tick it." in page
    assert "1 stays behind" in page


def test_records_deleted_meanwhile_are_counted(client_for, year, planned):
    client = client_for("analyst")
    shown = planned(client, year).context["summary"].fingerprint
    Pledge.objects.get(year=year, reference="P3").delete()
    Measure.objects.get(code="arrests").delete()
    page = client.post(CHECK, {"shown": shown}).text
    assert "2 of the records that you chose were deleted, and cannot go on." in page


def test_a_target_revised_meanwhile_is_shown_anew(client_for, year, planned):
    client = client_for("analyst")
    shown = planned(client, year, target=[Target.objects.get().pk]).context["summary"].fingerprint
    Target.objects.update(value=120)
    page = client.post(CHECK, {"shown": shown}).text
    assert "this changed after you looked" in page
    assert "Briefings: at least 120" in page


def test_choices_changed_in_another_tab_are_shown_anew(client_for, year, planned):
    client = client_for("analyst")
    shown = planned(client, year).context["summary"].fingerprint
    planned(client, year, leave_out=("P1",))
    assert "this changed after you looked" in client.post(CHECK, {"shown": shown}).text


def test_a_confirmation_of_nothing_that_was_shown_makes_nothing(client_for, year, planned):
    client = client_for("analyst")
    planned(client, year)
    assert client.post(CHECK).status_code == 200
    assert not ReportingYear.objects.filter(start_year=2019).exists()


# --- A long one, made by a worker ------------------------------------------------------------------------------


@pytest.fixture
def long_year(year):
    Pledge.objects.bulk_create(
        Pledge(year=year, reference=f"P{number}", statement=f"Promise number {number}", order=number)
        for number in range(4, 301)
    )
    return year


def test_a_long_one_is_made_by_a_worker_and_leads_to_its_page(client_for, long_year, started):
    client = client_for("analyst")
    response = started(client, long_year)
    job = Job.objects.get()
    assert Pledge.objects.filter(year__start_year=2019).count() == 300
    assert job.state == Job.State.DONE
    assert job.message == "2019/20 is started, with 300 pledges."
    assert job.address == "/enter/2019-20/started/"
    assert response["Location"] == job.address


def test_a_long_one_that_waits_can_be_left_and_found_again(client_for, long_year, started, settings):
    settings.JOBS_IMMEDIATE = False
    client = client_for("analyst")
    response = started(client, long_year)
    page = Job.objects.get().get_absolute_url()
    assert response["Location"] == page
    for address in (CHECK, "/enter/2018-19/roll-forward/"):
        assert client.get(address)["Location"] == page
    assert client.post(CHECK, {"shown": "again"})["Location"] == page
    assert Job.objects.count() == 1


def test_choices_cannot_be_changed_while_a_worker_makes_them(client_for, long_year, started, typed, settings):
    settings.JOBS_IMMEDIATE = False
    client = client_for("analyst")
    started(client, long_year)
    for data in (typed(long_year), {"clear": "1"}):
        assert client.post("/enter/2018-19/roll-forward/", data)["Location"] == Job.objects.get().get_absolute_url()
    assert RollForward.objects.get().plan["pledges"]


def test_a_worker_that_finds_the_year_changed_makes_nothing_and_says_why(
    client_for, long_year, started, people, settings
):
    settings.JOBS_IMMEDIATE = False
    client = client_for("analyst")
    started(client, long_year)
    reword(long_year, people, "P2", "Provide advice to everybody.")
    run_waiting_jobs()
    assert not ReportingYear.objects.filter(start_year=2019).exists()
    page = client.get(CHECK).text
    assert "2019/20 was not started." in page
    assert "look at the summary again" in page
    assert "Its new words are taken over" in page


# --- At the very same moment -----------------------------------------------------------------------------------


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_open", [False, True])
def test_of_two_who_confirm_at_once_one_starts_the_year(client_for, year, planned, second, is_open):
    if is_open:
        ReportingYear.objects.create(start_year=2019)
    clients = [client_for("analyst"), second]
    shown = [planned(client, year).context["summary"].fingerprint for client in clients]
    gate, answers = threading.Barrier(2), []

    def confirm(client, mark):
        gate.wait(10)
        try:
            answers.append(client.post(CHECK, {"shown": mark}))
        finally:
            connection.close()

    threads = [threading.Thread(target=confirm, args=pair) for pair in zip(clients, shown, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    [loser] = [answer.text for answer in answers if answer.status_code == 200]
    assert "2019/20 cannot be started" in loser
    assert "Nothing was made for you" in loser
    assert Pledge.objects.filter(year__start_year=2019).count() == 3
