"""What the database itself refuses of a subscription."""

import pytest
from django.db import IntegrityError, transaction

from ctreport.dashboard.alerts.models import Subscription

pytestmark = pytest.mark.django_db


def test_a_kind_that_there_is_not_a_pledge_of_no_year_and_a_second_of_the_same_are_refused(people):
    refused = {
        "subscription_kind_known": {"kind": "strand"},
        "subscription_only_a_measure_lasts": {"kind": "pledge"},
        "subscription_once_a_person": {"kind": "measure"},
    }
    Subscription.objects.create(person=people.leader, kind="measure", key="1", label="measure “Arrests”")
    for name, fields in refused.items():
        with pytest.raises(IntegrityError, match=f"{name}|UNIQUE"), transaction.atomic():
            Subscription.objects.create(person=people.leader, key="1", label="measure “Arrests”", **fields)
    assert Subscription.objects.get().watch == ("measure", "1", None)
