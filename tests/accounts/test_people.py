"""People and their roles, and the command that adds them."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from ctreport.accounts.access import Role
from ctreport.accounts.actions import add_person
from ctreport.accounts.demo import DEMO_PASSWORD, add_demo_people, demo_sign_ins
from ctreport.accounts.models import User

pytestmark = pytest.mark.django_db


def test_the_five_roles_exist_from_the_start():
    assert set(Group.objects.values_list("name", flat=True)) >= set(Role.values)


def test_a_person_is_added_with_roles():
    user = add_person(email="ann@X.UK", name="Ann", roles=[Role.LEADER], password="a-password")
    assert (user.email, user.name, user.roles) == ("ann@x.uk", "Ann", {"leader"})
    assert user.check_password("a-password")


def test_adding_a_person_again_brings_name_roles_and_password_up_to_date():
    add_person(email="ann@x.uk", name="Ann", roles=[Role.LEADER], password="old")
    add_person(email="ann@x.uk", name="Ann Lee", roles=[Role.COMMS], password="new")
    user = User.objects.get()
    assert (user.name, user.roles, user.check_password("new")) == ("Ann Lee", {"comms"}, True)


def test_an_address_in_another_case_is_the_same_person():
    add_person(email="Ann@x.uk", name="Ann", roles=[Role.LEADER], password="old")
    add_person(email="ann@x.uk", name="Ann", roles=[Role.COMMS], password="new")
    assert User.objects.get().roles == {"comms"}


def test_the_roles_read_back_at_once_are_the_new_ones():
    user = add_person(email="ann@x.uk", name="Ann", roles=[Role.LEADER], password="old")
    assert user.roles == {"leader"}
    assert add_person(email="ann@x.uk", name="Ann", roles=[], password="old").roles == frozenset()


def test_a_person_needs_an_address():
    with pytest.raises(ValueError, match="needs an e-mail address"):
        User.objects.create_user("")


def test_a_person_is_called_by_name_or_else_by_address():
    assert str(User(email="ann@x.uk", name="Ann")) == "Ann"
    assert str(User(email="ann@x.uk")) == "ann@x.uk"


class TestCommand:
    def run(self, monkeypatch, *arguments, password="a-good-long-password"):
        monkeypatch.setattr("getpass.getpass", lambda prompt: password)
        call_command("add_person", *arguments)

    def test_it_adds_a_person_and_says_so(self, monkeypatch, capsys):
        self.run(monkeypatch, "ann@x.uk", "--name", "Ann", "--role", "leader", "--role", "comms")
        assert capsys.readouterr().out == "Ann can sign in as ann@x.uk.\n"
        assert User.objects.get().roles == {"leader", "comms"}

    def test_a_short_password_is_refused_and_nobody_added(self, monkeypatch):
        with pytest.raises(CommandError, match="at least 12 characters"):
            self.run(monkeypatch, "ann@x.uk", "--name", "Ann", "--role", "leader", password="short")
        assert not User.objects.exists()

    def test_what_is_no_address_is_refused(self, monkeypatch):
        with pytest.raises(CommandError, match="valid email address"):
            self.run(monkeypatch, "ann", "--name", "Ann", "--role", "leader")

    @pytest.mark.parametrize("arguments", [["ann@x.uk", "--name", "Ann"], ["ann@x.uk", "--role", "leader"]])
    def test_a_name_and_a_role_are_needed(self, monkeypatch, arguments):
        with pytest.raises(CommandError, match="required"):
            self.run(monkeypatch, *arguments)

    def test_an_unknown_role_is_answered_with_those_there_are(self, monkeypatch):
        with pytest.raises(CommandError, match=r"analyst.*administrator"):
            self.run(monkeypatch, "ann@x.uk", "--name", "Ann", "--role", "boss")


def test_a_demonstration_has_one_person_for_each_role():
    assert add_demo_people()
    assert {user.email: set(user.roles) for user in User.objects.all()} == {
        f"{role.value}@ctreport.example": {role.value} for role in Role
    }
    assert {password for _, _, password in demo_sign_ins()} == {DEMO_PASSWORD}


def test_a_demonstrations_people_are_not_added_where_somebody_is():
    add_person(email="ann@x.uk", name="Ann", roles=[Role.LEADER], password="p")
    assert not add_demo_people()
    assert demo_sign_ins() == []
