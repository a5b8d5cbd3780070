"""Signing in and out, and the pages of one's own account."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from ctreport.accounts.access import Role
from ctreport.accounts.models import User
from tests.conftest import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.urls")]


@pytest.fixture(autouse=True)
def _forget_attempts():
    """The limits on attempts are counted in the cache."""
    cache.clear()


def sign_in(client, email="analyst@ctreport.example", password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": email, "password": password, **more})


@pytest.mark.parametrize("role", Role)
def test_a_person_of_each_role_signs_in_and_comes_to_the_start_page(role, client, people):
    response = sign_in(client, f"{role.value}@ctreport.example")
    assert (response.status_code, response["Location"]) == (302, "/dashboard/")
    assert client.get("/dashboard/").content == b"shown"


def test_the_case_of_the_address_does_not_matter(client, people):
    assert sign_in(client, "Analyst@CTreport.Example").status_code == 302


def test_one_comes_back_to_the_page_that_was_asked_for(client, people):
    assert sign_in(client, next="/enter/")["Location"] == "/enter/"


def test_another_site_is_not_gone_to(client, people):
    assert sign_in(client, next="https://elsewhere.example/")["Location"] == "/dashboard/"


@pytest.mark.parametrize("email", ["analyst@ctreport.example", "nobody@ctreport.example"])
def test_a_wrong_password_and_an_unknown_address_are_told_alike(email, client, people):
    response = sign_in(client, email, "wrong")
    html = response.content.decode()
    assert response.status_code == 200
    assert "The e-mail address or the password is not right." in html
    assert f'value="{email}"' in html


def test_empty_fields_are_told_beside_them(client, people):
    html = sign_in(client, "", "").content.decode()
    assert "Enter your e-mail address." in html
    assert "Enter your password." in html


def test_after_too_many_wrong_passwords_the_right_one_must_wait(client, people):
    for _ in range(5):
        sign_in(client, password="wrong")
    assert "Too many attempts" in sign_in(client).content.decode()


def test_a_person_who_left_cannot_sign_in(client, people):
    User.objects.filter(pk=people.analyst.pk).update(is_active=False)
    sign_in(client)
    assert client.get("/dashboard/").status_code == 302


def test_the_sign_in_page_is_named_in_its_title(client, db):
    html = client.get(reverse("account_login")).content.decode()
    assert "<title>Sign in" in html
    assert "placeholder" not in html


def test_signing_out_asks_by_post_and_ends_the_session(client_for):
    client = client_for("leader")
    assert client.post(reverse("account_logout"))["Location"] == reverse("account_login")
    assert client.get("/dashboard/").status_code == 302


def test_nobody_can_sign_up(client, db):
    address = reverse("account_signup")
    assert "administrator" in client.get(address).content.decode()
    client.post(address, {"email": "me@x.uk", "password1": "a-long-password-of-mine"})
    assert not User.objects.exists()


@pytest.mark.parametrize("role", Role)
def test_a_person_of_any_role_changes_their_password(role, client_for, client):
    answers = {"oldpassword": PASSWORD, "password1": "another-password-9", "password2": "another-password-9"}
    assert client_for(role).post(reverse("account_change_password"), answers).status_code == 302
    assert sign_in(client, f"{role.value}@ctreport.example", "another-password-9").status_code == 302


def test_a_short_new_password_is_refused_beside_the_field(client_for):
    answers = {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    html = client_for("comms").post(reverse("account_change_password"), answers).content.decode()
    assert "at least 12 characters" in html


def test_a_forgotten_password_is_set_anew_by_a_link_in_an_e_mail(client, people):
    client.post(reverse("account_reset_password"), {"email": "leader@ctreport.example"})
    [message] = mail.outbox
    link = re.search(r"/account/password/reset/key/\S+", message.body)[0]
    form = client.get(link, follow=True)
    answers = {"password1": "another-password-9", "password2": "another-password-9"}
    assert client.post(form.request["PATH_INFO"], answers).status_code == 302
    assert sign_in(client, "leader@ctreport.example", "another-password-9").status_code == 302


def test_a_forgotten_password_does_not_tell_who_has_an_account(client, people):
    known = client.post(reverse("account_reset_password"), {"email": "leader@ctreport.example"}, follow=True)
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@x.uk"}, follow=True)
    assert known.request["PATH_INFO"] == unknown.request["PATH_INFO"]
    assert known.status_code == unknown.status_code == 200


@pytest.mark.parametrize("name", ["account_change_password", "account_reauthenticate"])
def test_a_page_of_ones_own_account_needs_a_sign_in(name, client, db):
    assert client.get(reverse(name))["Location"].startswith(reverse("account_login"))
