"""Signing in and out, and a person's own password."""

import re

import pytest
from django.test import Client

from ctreport.accounts.access import Role
from tests.conftest import PASSWORD

LOGIN = "/account/login/"


@pytest.fixture
def visitor(people):
    return Client()


def test_person_signs_in_with_e_mail_and_password_and_comes_to_the_page_asked_for(visitor, records_2018_19):
    asked = visitor.get("/pledges/")
    response = visitor.post(
        asked["Location"], {"login": "Analyst@ctreport.example", "password": PASSWORD, "next": "/pledges/"}
    )
    assert response["Location"] == "/pledges/"
    assert visitor.get("/pledges/").status_code == 200


def test_session_ends_with_the_browser(visitor):
    visitor.post(LOGIN, {"login": "analyst@ctreport.example", "password": PASSWORD})
    assert visitor.session.get_expire_at_browser_close()


def test_wrong_password_is_answered_without_saying_which_was_wrong(visitor):
    page = visitor.post(LOGIN, {"login": "analyst@ctreport.example", "password": "wrong"}).text
    assert "The e-mail address or the password is not right." in page
    assert "<title>Error: Sign in" in page
    assert "analyst@ctreport.example" in page


def test_empty_sign_in_says_what_to_enter(visitor):
    page = visitor.post(LOGIN, {}).text
    assert "Enter your e-mail address." in page
    assert "Enter your password." in page


def test_sign_in_page_has_no_navigation_and_no_placeholders(visitor):
    page = visitor.get(LOGIN).text
    assert "govuk-service-navigation" not in page
    assert "placeholder" not in page
    assert 'autocomplete="current-password"' in page


def test_signing_out_needs_a_press_of_the_button(client_for):
    client = client_for(Role.COMMS)
    assert "Do you want to sign out?" in client.get("/account/logout/").text
    assert client.post("/account/logout/").status_code == 302
    assert client.get("/pledges/").status_code == 302


def test_nobody_signs_up(visitor):
    for response in (visitor.get("/account/signup/"), visitor.post("/account/signup/", {"email": "x@y.example"})):
        assert "Accounts come from your administrator" in response.text


def test_person_changes_their_password(client_for):
    client = client_for(Role.COMMS)
    new = "quite-another-password"
    address = "/account/password/change/"
    page = client.post(address, {"oldpassword": "wrong", "password1": new, "password2": new}).text
    assert "This is not your present password." in page
    done = client.post(address, {"oldpassword": PASSWORD, "password1": new, "password2": new}, follow=True)
    assert "Your password is changed." in done.text


def test_forgotten_password_is_set_again_by_e_mail(visitor, mailoutbox):
    page = visitor.post("/account/password/reset/", {"email": "leader@ctreport.example"}, follow=True)
    assert "Check your e-mail" in page.text
    (mail,) = mailoutbox
    assert mail.subject == "Set a new password for ctreport"
    link = re.search(r"http://testserver(\S+)", mail.body)[1]
    form = visitor.get(link, follow=True)
    assert "Set a new password" in form.text
    new = "quite-another-password"
    done = visitor.post(form.request["PATH_INFO"], {"password1": new, "password2": new}, follow=True)
    assert "Your password is set" in done.text
    assert visitor.post(LOGIN, {"login": "leader@ctreport.example", "password": new}).status_code == 302
    assert "too old" in Client().get(link, follow=True).text


def test_unknown_address_is_told_so_by_e_mail_alone(visitor, mailoutbox):
    page = visitor.post("/account/password/reset/", {"email": "nobody@ctreport.example"}, follow=True)
    assert "If there is an account" in page.text
    assert mailoutbox[0].subject == "There is no account in ctreport with this address"


@pytest.mark.parametrize("path", ["email/", "confirm-email/", "password/set/", "login/code/confirm/"])
def test_pages_for_which_there_is_no_use_are_not_there(client_for, path):
    assert client_for(Role.ADMINISTRATOR).get(f"/account/{path}").status_code == 404
