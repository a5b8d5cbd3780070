"""Two people on one cell: nobody overwrites unseen what the other entered."""

import threading

import pytest
from django.db import close_old_connections, connection
from django.test import Client

from ctreport.entry.grid import actions
from ctreport.review.history import revisions_of
from ctreport.review.workflow import approve_record, submit_record
from outcomes.models import Figure
from tests.entry.grid.conftest import a_measure, approved, cell, recorded, send, token
from tests.entry.grid.test_page import cell_of, value, words


def test_the_second_is_told_who_changed_the_cell_to_what_and_when(analyst, client_for, briefings, people):
    recorded(briefings, "500", people.analyst)
    send(client_for("reviewer"), cell(briefings, "over 510", 1))
    shown = cell_of(send(analyst, cell(briefings, "520", 1)), token(briefings))
    assert value(shown) == "520"
    assert "Not saved. Reviewer Person changed this to “over 510” at" in words(shown)
    assert "Keep mine Take theirs" in words(shown)
    assert 'data-stored="over 510"' in shown
    assert str(Figure.objects.get().quantity) == "over 510"


def test_keep_mine_saves_over_what_the_person_has_now_seen(analyst, client_for, briefings, people):
    recorded(briefings, "500", people.analyst)
    send(client_for("reviewer"), cell(briefings, "510", 1))
    shown = cell_of(send(analyst, cell(briefings, "520", 1)), token(briefings))
    assert 'data-version="2"' in shown
    assert "Saved" in words(send(analyst, cell(briefings, "520", 2)).text)
    assert str(Figure.objects.get().quantity) == "520"


def test_take_theirs_clears_the_cell_of_the_clash(analyst, client_for, briefings, people):
    recorded(briefings, "500", people.analyst)
    send(client_for("reviewer"), cell(briefings, "510", 1))
    shown = cell_of(send(analyst, cell(briefings, "510", 2)), token(briefings))
    assert value(shown) == "510"
    assert "ct-cell--conflict" not in shown
    assert revisions_of(Figure.objects.get()).count() == 2


def test_a_cell_filled_meanwhile_is_told_to_who_thought_it_empty(analyst, client_for, briefings):
    send(client_for("reviewer"), cell(briefings, "510"))
    shown = cell_of(send(analyst, cell(briefings, "520")), token(briefings))
    assert "Reviewer Person changed this to “510” at" in words(shown)
    assert str(Figure.objects.get().quantity) == "510"


def test_a_cell_emptied_meanwhile_is_told(analyst, client_for, feel_safe, people):
    place = {"categories": ("online", "day")}
    send(analyst, cell(feel_safe, "50", **place))
    send(client_for("reviewer"), cell(feel_safe, "", 1, **place))
    shown = cell_of(send(analyst, cell(feel_safe, "60", 1, **place)), token(feel_safe, "online", "day"))
    assert value(shown) == "60"
    assert "Reviewer Person emptied this cell at" in words(shown)
    assert 'data-version="0"' in shown


def test_both_typing_the_same_is_no_clash(analyst, client_for, briefings, people):
    recorded(briefings, "500", people.analyst)
    send(client_for("reviewer"), cell(briefings, "510", 1))
    shown = cell_of(send(analyst, cell(briefings, "510", 1)), token(briefings))
    assert "ct-cell--conflict" not in shown


def test_an_amount_and_an_answer_are_put_together(analyst, client_for, briefings, people):
    recorded(briefings, "100", people.analyst, start=2017)
    recorded(briefings, "300", people.analyst)
    send(client_for("reviewer"), cell(briefings, "310", 1))
    send(analyst, cell(briefings, "300", 1, why={"large-change": "More courses."}))
    figure = Figure.objects.get(year__start_year=2018)
    assert (str(figure.quantity), figure.explanations) == ("310", {"large-change": "More courses."})


def test_two_answers_to_one_question_clash(analyst, client_for, briefings, people):
    recorded(briefings, "100", people.analyst, start=2017)
    recorded(briefings, "300", people.analyst)
    send(client_for("reviewer"), cell(briefings, "300", 1, why={"large-change": "New staff."}))
    shown = cell_of(send(analyst, cell(briefings, "300", 1, why={"large-change": "Courses."})), token(briefings))
    assert "They answered: New staff." in words(shown)
    assert "Courses." in shown
    assert Figure.objects.get(year__start_year=2018).explanations == {"large-change": "New staff."}


def test_a_draft_beside_an_approved_figure_clashes_too(analyst, client_for, briefings, people):
    approved(briefings, "500", people)
    send(client_for("reviewer"), cell(briefings, "510", 1))
    shown = cell_of(send(analyst, cell(briefings, "520", 1)), token(briefings))
    assert "Reviewer Person changed this to “510”" in words(shown)


# --- Between reading and writing: on any database --------------------------------------------------------------


@pytest.fixture
def meanwhile(monkeypatch):
    """Let something happen once, after a cell was read and before it is written."""

    def happens(name, act):
        real, left = getattr(actions, name), [act]

        def late(**given):
            if left:
                left.pop()()
            return real(**given)

        monkeypatch.setattr(actions, name, late)

    return happens


def test_a_cell_filled_between_reading_and_writing_is_told(analyst, client_for, briefings, meanwhile):
    reviewer = client_for("reviewer")
    meanwhile("save_record", lambda: send(reviewer, cell(briefings, "510")))
    shown = cell_of(send(analyst, cell(briefings, "520")), token(briefings))
    assert (value(shown), "Reviewer Person changed this to “510”" in words(shown)) == ("520", True)
    assert str(Figure.objects.get().quantity) == "510"


def test_a_cell_changed_between_reading_and_writing_is_told(analyst, client_for, briefings, people, meanwhile):
    recorded(briefings, "500", people.analyst)
    reviewer = client_for("reviewer")
    meanwhile("save_record", lambda: send(reviewer, cell(briefings, "510", 1)))
    shown = cell_of(send(analyst, cell(briefings, "520", 1)), token(briefings))
    assert (value(shown), "Reviewer Person changed this to “510”" in words(shown)) == ("520", True)
    assert str(Figure.objects.get().quantity) == "510"


def test_a_cell_emptied_between_reading_and_writing_is_told(analyst, client_for, briefings, people, meanwhile):
    recorded(briefings, "500", people.analyst)
    reviewer = client_for("reviewer")
    meanwhile("save_record", lambda: send(reviewer, cell(briefings, "", 1)))
    shown = cell_of(send(analyst, cell(briefings, "520", 1)), token(briefings))
    assert (value(shown), "Reviewer Person emptied this cell" in words(shown)) == ("520", True)
    assert not Figure.objects.exists()


def test_a_draft_approved_between_reading_and_emptying_is_not_deleted(analyst, briefings, people, meanwhile):
    figure = recorded(briefings, "500", people.analyst)
    submit_record(record=figure, by=people.analyst)
    meanwhile("delete_draft", lambda: approve_record(record=figure, by=people.reviewer, number=1))
    shown = cell_of(send(analyst, cell(briefings, "", 1)), token(briefings))
    assert "An approved figure is not emptied here." in words(shown)
    assert Figure.objects.get().is_approved


# --- At the very same moment: the real thing, where the database has many writers -----------------------------

on_postgresql = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite has one writer, and none but the test's own thread in memory"
)


def at_once(*acts):
    """Do things in threads of their own, started together; return what each gave."""
    gate, found = threading.Barrier(len(acts)), [None] * len(acts)

    def do(place, act):
        try:
            gate.wait(10)
            found[place] = act()
        finally:
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=do, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return found


@pytest.fixture
def clients(people):
    """Four people's browsers: two analysts' and two reviewers'."""
    found = []
    for person in (people.analyst, people.reviewer, people.analyst, people.reviewer):
        client = Client()
        client.force_login(person)
        found.append(client)
    return found


def outcomes(answers, key):
    shown = [cell_of(answer, key) for answer in answers]
    return sum("Saved" in words(one) for one in shown), sum("ct-cell--conflict" in one for one in shown)


@on_postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(3))
def test_of_those_who_fill_an_empty_cell_at_once_one_does_and_the_others_are_told(year, clients, attempt):
    briefings = a_measure("briefings", year)
    texts = [f"{500 + place}" for place in range(4)]
    answers = at_once(
        *(
            lambda client=client, text=text: send(client, cell(briefings, text))
            for client, text in zip(clients, texts, strict=True)
        )
    )
    assert outcomes(answers, token(briefings)) == (1, 3)
    figure = Figure.objects.get()
    assert revisions_of(figure).count() == 1
    shown = [cell_of(answer, token(briefings)) for answer in answers]
    assert [value(one) for one in shown] == texts
    assert all(f"changed this to “{figure.quantity}”" in words(one) for one in shown if "--conflict" in one)


@on_postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(3))
def test_of_those_who_change_a_cell_at_once_one_does_and_the_others_are_told(year, people, clients, attempt):
    briefings = a_measure("briefings", year)
    recorded(briefings, "500", people.analyst)
    answers = at_once(
        *(
            lambda client=client, text=f"{600 + place}": send(client, cell(briefings, text, 1))
            for place, client in enumerate(clients)
        )
    )
    assert outcomes(answers, token(briefings)) == (1, 3)
    assert revisions_of(Figure.objects.get()).count() == 2


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_change_and_an_emptying_at_once_leave_one_of_them_told(year, people, clients):
    briefings = a_measure("briefings", year)
    recorded(briefings, "500", people.analyst)
    answers = at_once(
        lambda: send(clients[0], cell(briefings, "", 1)),
        lambda: send(clients[1], cell(briefings, "600", 1)),
    )
    kept = [one for one in answers if "ct-cell--conflict" in one.text]
    assert len(kept) == 1
    assert Figure.objects.exists() is ("Emptied" not in words(answers[0].text))


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_two_pastes_over_the_same_cells_at_once_lose_nothing(year, clients):
    measures = [a_measure(f"m-{place}", year) for place in range(10)]
    forth = [cell(one, str(100 + place)) for place, one in enumerate(measures)]
    back = [cell(one, str(200 + place)) for place, one in reversed(list(enumerate(measures)))]
    answers = at_once(lambda: send(clients[0], *forth), lambda: send(clients[1], *back))
    for one in measures:
        assert outcomes(answers, token(one)) == (1, 1)
    assert Figure.objects.count() == 10
