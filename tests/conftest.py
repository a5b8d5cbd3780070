"""What the tests share: the real records, and a cast of people with one role each."""

import os
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import Client

from ctreport.accounts.access import Role
from ctreport.accounts.actions import add_person
from ctreport.accounts.models import User
from ctreport.review.models import Reviewed, State
from objectives.models import ReportingYear
from tests import kept

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


def load_records():
    call_command("loaddata", "contest_strands", "city_of_london_2018_19", verbosity=0)


def load_history():
    call_command("loaddata", "illustrative_history", verbosity=0)


def add_people():
    for role in Role:
        add_person(email=email_of(role), name=f"{role.label} Person", roles=[role], password=PASSWORD)


def email_of(role):
    return f"{role.value}@ctreport.example"


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_setup, django_db_blocker):
    """Keep, in a database that is just made, the rows that many of the tests to come start from."""
    wanted = {name for item in request.session.items for name in getattr(item, "fixturenames", ())}
    with django_db_blocker.unblock():
        kept.keep_start()
        if "people" in wanted:
            kept.keep("people", add_people)
        if "records_2018_19" in wanted:
            kept.keep("records", load_records)
        if "illustrative_history" in wanted:
            kept.keep("history", load_history, upon="records")
    kept.use_for_transactional_tests()


@pytest.fixture
def records_2018_19(db):
    """Load the City of London Police records and return their year."""
    kept.put("records") or load_records()
    return ReportingYear.objects.get(start_year=2018)


@pytest.fixture
def illustrative_history(records_2018_19):
    """Load the made-up earlier years beside the real one, and return the years, the earliest first."""
    kept.put("history") or load_history()
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
    kept.put("people") or add_people()
    found = User.objects.in_bulk([email_of(role) for role in Role], field_name="email")
    return SimpleNamespace(**{role.value: found[email_of(role)] for role in Role})


@pytest.fixture
def client_for(people):
    """Return a function that gives a client signed in as the person of a role: ``client_for("analyst")``."""

    def sign_in(role: Role | str) -> Client:
        client = Client()
        client.force_login(getattr(people, Role(role).value))
        return client

    return sign_in
