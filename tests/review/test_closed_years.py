"""Records of a closed year change only for a reason, which the form asks for."""

import pytest
from django.urls import reverse

from ctreport.accounts.access import Role
from ctreport.review.history import revisions_of
from objectives.models import Pledge, ReportingYear
from tests.review.kinds import form_data, year_of


@pytest.fixture
def pledge(db):
    return Pledge.objects.create(year=year_of(), reference="P1", statement="We will listen.")


@pytest.fixture
def closed(pledge):
    ReportingYear.objects.update(state=ReportingYear.State.CLOSED)
    return pledge


def edit(client_for, pledge, **changes):
    address = reverse("objectives:pledge_edit", args=[pledge.pk])
    client = client_for(Role.ANALYST)
    return client.post(address, form_data(client.get(address)) | {"statement": "We will act."} | changes, follow=True)


def test_reason_is_optional_while_the_year_is_open(client_for, pledge):
    address = reverse("objectives:pledge_edit", args=[pledge.pk])
    assert "Reason for the change (optional)" in client_for(Role.ANALYST).get(address).text
    edit(client_for, pledge)
    assert Pledge.objects.get().statement == "We will act."


def test_change_without_a_reason_is_refused_beside_the_field_and_nothing_typed_is_lost(client_for, closed):
    page = edit(client_for, closed)
    assert page.context["form"].errors["change_reason"] == [
        "The year is closed. Enter why this must change all the same."
    ]
    assert "We will act.</textarea>" in page.text
    assert Pledge.objects.get().statement == "We will listen."


@pytest.mark.parametrize("reason", ["   ", "\n"])
def test_blank_reason_is_none(client_for, closed, reason):
    assert "change_reason" in edit(client_for, closed, change_reason=reason).context["form"].errors


def test_change_with_a_reason_is_saved_and_the_history_keeps_it(client_for, closed):
    edit(client_for, closed, change_reason="A number was wrong")
    assert Pledge.objects.get().statement == "We will act."
    assert revisions_of(closed)[0].reason == "A number was wrong"


def test_adding_to_a_closed_year_asks_for_the_reason_too(client_for, closed):
    client = client_for(Role.ANALYST)
    data = {"year": closed.year_id, "reference": "P2", "statement": "We will act.", "order": 1}
    page = client.post("/pledges/new/", data)
    assert "The year is closed. Enter why this must change all the same." in page.text
    assert 'name="change_reason"' in page.text
    client.post("/pledges/new/", data | {"change_reason": "It was left out"})
    assert revisions_of(Pledge.objects.get(reference="P2"))[0].reason == "It was left out"


def test_reason_that_is_too_long_is_refused(client_for, pledge):
    page = edit(client_for, pledge, change_reason="x" * 501)
    assert "Use 500 characters or fewer." in page.context["form"].errors["change_reason"][0]
