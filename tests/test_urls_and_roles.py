"""Every address with every role. The addresses come from the resolver, so that a new one is covered by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from ctreport.accounts.access import ALLOWED, Act, Role, act_of

ACCOUNT = "ctreport.accounts.urls"
# What stands in for the variable parts of addresses. An address with another variable must be given one here.
SAMPLES = {
    "pk": "1",
    "slug": "2018-19",
    "year": "2018-19",
    "year_slug": "2018-19",
    "kind": "pledge",
    "other": "activity",
    "name": "survey",
    "uidb36": "1",
    "key": "set-password",
    "job_key": "00000000-0000-4000-8000-000000000000",
    "fmt": "csv",
    "upload_key": "00000000-0000-4000-8000-000000000000",
    "proposal_key": "00000000-0000-4000-8000-000000000000",
    "number": "1",
    "edition": "1",
    "token": "no-such-token",
    "path": "report.pdf",
    "rest": "nothing",
    "code": "briefings",
}
# Pages open to people who are not signed in, by the name of the address.
OPEN = {
    "account_login",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}
# What readers of the public site reach without being anybody: it shows only what is public, or asks for a signed link.
FOR_READERS = {
    "publication:search",
    "publication:follow",
    "publication:follow_confirm",
    "publication:unfollow",
    "publication:pre_release",
    "publication:pre_release_file",
    "publication:api_unknown",
}
API = "publication:open_data:"
OWN_ACCOUNT = OPEN | {"account_logout", "account_change_password", "account_reauthenticate"}


def walk(patterns: list[Any], prefix: str = "", names: str = "") -> Iterator[tuple[str, str, Any]]:
    """Return the name, the sample address and the view of each address."""
    for pattern in patterns:
        here = prefix + sample_of(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{names}{pattern.namespace}:" if pattern.namespace else names
            yield from walk(pattern.url_patterns, here, inner)
        elif isinstance(pattern, URLPattern):
            yield names + (pattern.name or ""), "/" + here, pattern.callback


def sample_of(pattern: Any) -> str:
    """Return a part of an address with its variables filled in."""
    if hasattr(pattern, "_route"):
        text = str(pattern._route)
        for name in pattern.converters:
            text = text.replace(f"<{name}>", SAMPLES[name])
            for kind in ("int", "slug", "str", "path", "uuid"):
                text = text.replace(f"<{kind}:{name}>", SAMPLES[name])
        return text
    return "password/reset/key/1-set-password/" if "uidb36" in str(pattern) else str(pattern).strip("^$")


ADDRESSES = list(walk(get_resolver().url_patterns))


def is_for_readers(name: str) -> bool:
    return name in FOR_READERS or name.startswith(API)


GUARDED = [
    pytest.param(*one, id=one[0]) for one in ADDRESSES if one[0] not in OWN_ACCOUNT and not is_for_readers(one[0])
]
PUBLIC = [pytest.param(*one, id=one[0]) for one in ADDRESSES if is_for_readers(one[0])]
WRITING_ACTS = (Act.ENTER, Act.SET_UP)


def test_addresses_are_found():
    names = {name for name, _, _ in ADDRESSES}
    assert {"objectives:pledge_list", "outcomes:figure_create", "account_login"} <= names


@pytest.mark.parametrize(("name", "address", "view"), GUARDED)
def test_every_page_needs_a_signed_in_person(db, name, address, view):
    response = Client().get(address)
    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/?next=")


@pytest.mark.parametrize(("name", "address", "view"), GUARDED)
def test_every_page_names_what_it_lets_people_do(name, address, view):
    assert act_of(view) in Act, f"{name} names no act"


@pytest.mark.parametrize(("name", "address", "view"), GUARDED)
def test_every_page_lets_in_the_roles_that_it_names_and_no_other(records_2018_19, client_for, name, address, view):
    act = act_of(view)
    for role in Role:
        client = client_for(role)
        for response in (client.get(address), client.post(address)):
            is_refused = response.status_code == 403
            assert is_refused is (role not in ALLOWED[act]), f"{role} at {address}: {response.status_code}"
            assert response.status_code < 500


@pytest.mark.parametrize(("name", "address", "view"), [one for one in GUARDED if act_of(one.values[2]) in WRITING_ACTS])
def test_people_who_only_read_cannot_write(client_for, name, address, view):
    for role in (Role.LEADER, Role.COMMS):
        assert client_for(role).post(address).status_code == 403


def test_person_without_a_role_sees_nothing_and_is_told_whom_to_ask(records_2018_19, people):
    people.leader.groups.clear()
    client = Client()
    client.force_login(people.leader)
    response = client.get("/pledges/")
    assert response.status_code == 403
    assert "who has no role yet" in response.text
    assert "ask your administrator" in response.text


@pytest.mark.parametrize(("name", "address", "view"), [one for one in ADDRESSES if one[0] in OPEN])
def test_pages_of_the_account_that_are_open_can_be_opened_by_anybody(db, name, address, view):
    assert Client().get(address).status_code == 200


def test_person_without_a_role_keeps_their_own_account(people):
    people.comms.groups.clear()
    client = Client()
    client.force_login(people.comms)
    assert client.get("/account/password/change/").status_code == 200
