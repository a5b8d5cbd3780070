"""The frame of every page: head, navigation, errors."""

import re

import pytest
from django.test import Client, RequestFactory
from django.views import defaults

from ctreport.accounts.access import Role


@pytest.fixture
def page(client_for, records_2018_19):
    return client_for(Role.ANALYST).get("/pledges/").text


def test_page_has_skip_link_language_title_and_one_heading(page):
    assert 'href="#main-content"' in page
    assert '<html lang="en"' in page
    assert "<title>Pledges 2018/19 – ctreport – City of London Police</title>" in page
    assert page.count("<h1") == 1


def test_page_says_who_is_signed_in_and_lets_them_sign_out(page):
    assert "Analyst Person" in page
    assert '<span class="ct-header__role">Analyst</span>' in page
    assert '<form method="post" action="/account/logout/">' in page


def test_page_has_nothing_inline(page):
    assert not re.search(r"<style|style=|onclick|<script(?![^>]*src=)", page)
    assert '"includeIndicatorStyles": false, "allowEval": false' in page


def test_navigation_marks_where_one_is(page):
    assert 'href="/pledges/" aria-current="page"' in page
    assert page.count("aria-current") == 1


def test_navigation_keeps_the_chosen_year(client_for, records_2018_19):
    page = client_for(Role.ANALYST).get("/pledges/", {"year": "2018-19"}).text
    assert 'href="/activities/?year=2018-19"' in page


def test_navigation_shows_set_up_only_to_people_who_may(client_for, records_2018_19):
    assert 'href="/set-up/"' in client_for(Role.ADMINISTRATOR).get("/pledges/").text
    assert 'href="/set-up/"' not in client_for(Role.REVIEWER).get("/pledges/").text


def test_page_that_is_not_there_says_what_to_do(client_for):
    response = client_for(Role.ANALYST).get("/pledges/999/")
    assert response.status_code == 404
    assert "There is no pledge at this address." in response.text
    assert "check that you copied all of it" in response.text


def test_unknown_address_does_not_show_the_machinery(client_for):
    response = client_for(Role.ANALYST).get("/no/such/place/")
    assert response.status_code == 404
    assert "Page not found" in response.text
    assert "tried" not in response.text


def test_refusal_names_the_roles_and_whom_to_ask(client_for):
    response = client_for(Role.LEADER).get("/pledges/new/")
    assert response.status_code == 403
    for words in ("<li>Analyst</li>", "<li>Reviewer</li>", "You are signed in as Leader Person (Leader)"):
        assert words in response.text
    assert "ask your administrator to give you the role" in response.text


def test_error_pages_need_neither_person_nor_database():
    request = RequestFactory().get("/")
    assert "The fault is ours." in defaults.server_error(request).text
    assert "could not be read" in defaults.bad_request(request, Exception()).text


def test_page_open_for_too_long_says_that_nothing_was_saved(db):
    response = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "a@b.example", "password": "x"})
    assert response.status_code == 403
    assert "Your session ran out" in response.text


def test_policy_allows_nothing_inline(client_for):
    policy = client_for(Role.ANALYST).get("/pledges/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
