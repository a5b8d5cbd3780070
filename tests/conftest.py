"""What the tests share: the real records, and a cast of people with one role each."""

import os
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import Client

from ctreport.accounts.access import Role
from ctreport.accounts.actions import add_person
from ctreport.review.models import Reviewed, State
from objectives.models import ReportingYear

PASSWORD = "a-password-of-the-tests"
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_collection_modifyitems(config, items):
    """Leave out, where only tests of the database are asked for, those that never open one."""
    if os.environ.get("CTREPORT_ONLY_DATABASE_TESTS") != "1":
        return
    with_database = [
        item
        for item in items
        if item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
    ]
    kept = set(with_database)
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = with_database


@pytest.fixture
def records_2018_19(db):
    """Load the City of London Police records and return their year."""
    call_command("loaddata", "contest_strands", "city_of_london_2018_19", verbosity=0)
    return ReportingYear.objects.get(start_year=2018)


@pytest.fixture
def illustrative_history(records_2018_19):
    """Load the made-up earlier years beside the real one, and return the years, the earliest first."""
    call_command("loaddata", "illustrative_history", verbosity=0)
    return list(ReportingYear.objects.filter(illustrative=True).order_by("start_year"))


@pytest.fixture
def born_approved(monkeypatch):
    """Let records that a test makes directly be approved from the start, for tests of what is shown of them."""
    for model in apps.get_models():
        if issubclass(model, Reviewed):
            monkeypatch.setitem(model._meta.get_field("approved_version").__dict__, "_get_default", lambda: 1)
            monkeypatch.setitem(model._meta.get_field("state").__dict__, "_get_default", lambda: State.APPROVED)


@pytest.fixture
def people(db):
    """One person a role: ``people.analyst``, ``people.reviewer`` and so on. Their password is ``PASSWORD``."""
    return SimpleNamespace(
        **{
            role.value: add_person(
                email=f"{role.value}@ctreport.example", name=f"{role.label} Person", roles=[role], password=PASSWORD
            )
            for role in Role
        }
    )


@pytest.fixture
def client_for(people):
    """Return a function that gives a client signed in as the person of a role: ``client_for("analyst")``."""

    def sign_in(role: Role | str) -> Client:
        client = Client()
        client.force_login(getattr(people, Role(role).value))
        return client

    return sign_in
