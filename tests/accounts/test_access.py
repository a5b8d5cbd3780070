"""Who may do what, kept by the middleware on every page."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from ctreport.accounts.access import ALLOWED, Act, Role, act_of, may, person, requires
from ctreport.accounts.actions import add_person

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.urls")]

MAY = {
    Act.VIEW: {"analyst", "reviewer", "leader", "comms", "administrator"},
    Act.DISCUSS: {"analyst", "reviewer", "leader", "comms", "administrator"},
    Act.ENTER: {"analyst", "reviewer"},
    Act.EVIDENCE: {"analyst", "reviewer", "leader"},
    Act.REVIEW: {"reviewer"},
    Act.SET_UP: {"analyst", "administrator"},
    Act.START_YEAR: {"analyst"},
    Act.EDIT_REPORT: {"comms", "analyst"},
    Act.PUBLISH: {"comms"},
    Act.SIGN_OFF: {"leader"},
}


def test_every_act_says_who_may_do_it():
    assert set(ALLOWED) == set(Act) == set(MAY)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("act", Act)
def test_a_page_opens_for_the_roles_that_its_act_allows(act, role, client_for):
    response = client_for(role).get(f"/{act.name.lower()}/")
    assert response.status_code == (200 if role in MAY[act] else 403)


@pytest.mark.parametrize("role", Role)
def test_a_page_that_names_no_act_opens_for_nobody(role, client_for):
    assert client_for(role).get("/nameless/").status_code == 403


def test_a_class_names_its_act_as_well(client_for):
    assert client_for("administrator").get("/class/").status_code == 200
    assert client_for("leader").get("/class/").status_code == 403


def test_the_refusal_says_who_may_and_who_one_is(client_for):
    html = client_for("leader").get("/enter/").content.decode()
    assert "You cannot open this page" in html
    assert "Analyst" in html
    assert "Reviewer" in html
    assert "ask your administrator" in html


@pytest.mark.parametrize("address", ["/view/", "/enter/", "/set_up/", "/nameless/", "/class/"])
def test_a_visitor_is_sent_to_sign_in_and_back(address, client):
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (302, f"/account/login/?next={address}")


def test_a_page_that_needs_no_sign_in_is_open_to_all(client, client_for):
    assert client.get("/open/").content == b"shown"
    assert client_for("leader").get("/open/").content == b"shown"


def test_a_person_without_a_role_may_do_nothing(client, db):
    client.force_login(add_person(email="new@x.uk", name="New", roles=[], password="p"))
    response = client.get("/view/")
    assert response.status_code == 403
    assert "no role yet" in response.content.decode()


def test_two_roles_open_the_pages_of_both(client, db):
    client.force_login(
        add_person(email="both@x.uk", name="Both", roles=[Role.REVIEWER, Role.ADMINISTRATOR], password="p")
    )
    assert [client.get(address).status_code for address in ("/enter/", "/set_up/")] == [200, 200]


def test_a_person_who_left_may_do_nothing(people):
    people.analyst.is_active = False
    assert not any(may(people.analyst, act) for act in Act)


def test_a_visitor_may_do_nothing():
    assert not any(may(AnonymousUser(), act) for act in Act)


def test_being_a_superuser_is_no_role(people):
    people.leader.is_superuser = True
    assert not may(people.leader, Act.ENTER)


def test_the_roles_are_read_once_a_request(people, django_assert_num_queries):
    user = type(people.analyst).objects.get(pk=people.analyst.pk)
    with django_assert_num_queries(1):
        assert [may(user, act) for act in Act] == ["analyst" in MAY[act] for act in Act]


def test_a_request_has_a_person_or_is_refused(people):
    request = RequestFactory().get("/")
    request.user = people.comms
    assert person(request) == people.comms
    request.user = AnonymousUser()
    with pytest.raises(PermissionDenied):
        person(request)


def test_a_view_tells_its_act():
    @requires(Act.ENTER)
    def view(request):
        return None

    assert act_of(view) == Act.ENTER
    assert act_of(len) is None
