"""What is in the report leaves it only by a reviewer."""

import pytest
from django.urls import reverse
from model_bakery import baker

from ctreport.accounts.access import Role
from ctreport.review.models import Reviewed
from outcomes.models import Figure, Measure
from tests.review.kinds import KINDS, year_of
from tests.review.moving import approve

REVIEWED = [kind for kind in KINDS if issubclass(kind.model, Reviewed)]


def ask(client_for, record, role):
    return client_for(role).get(reverse(record.url_name("delete"), args=[record.pk]))


def delete(client_for, record, role):
    address = reverse(record.url_name("delete"), args=[record.pk])
    return client_for(role).post(address, {"version": record.version})


@pytest.mark.parametrize("kind", REVIEWED, ids=str, indirect=True)
def test_analyst_cannot_delete_what_is_in_the_report(client_for, kind, records, people):
    record = approve(records(1)[0], people)
    page = ask(client_for, record, Role.ANALYST)
    assert "It is in the report, so a reviewer must delete it." in page.text
    assert "govuk-button--warning" not in page.text
    refused = delete(client_for, record, Role.ANALYST)
    assert refused.status_code == 403
    assert "a reviewer must delete it" in refused.text
    assert kind.model.objects.filter(pk=record.pk).exists()


@pytest.mark.parametrize("kind", REVIEWED, ids=str, indirect=True)
def test_reviewer_deletes_what_is_in_the_report(client_for, kind, records, people):
    record = approve(records(1)[0], people)
    assert "govuk-button--warning" in ask(client_for, record, Role.REVIEWER).text
    assert delete(client_for, record, Role.REVIEWER).status_code == 302
    assert not kind.model.objects.filter(pk=record.pk).exists()


def test_draft_that_would_take_along_what_is_in_the_report_is_kept_too(client_for, people):
    measure = baker.make(Measure, code="arrests", title="Arrests")
    figure = approve(baker.make(Figure, measure=measure, year=year_of(), value=5, unit="count"), people)
    page = ask(client_for, measure, Role.ANALYST)
    assert "it would take along what is approved" in page.text
    assert figure.get_absolute_url() in page.text
    assert delete(client_for, measure, Role.ANALYST).status_code == 403
    assert Measure.objects.exists()
