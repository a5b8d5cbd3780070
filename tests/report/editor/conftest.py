"""What the tests of the editor share."""

import pytest

from ctreport.review.forms import REASON
from ctreport.review.models import Revision
from objectives.models import ReportingYear


@pytest.fixture
def year(records_2018_19):
    return records_2018_19


@pytest.fixture
def comms(client_for):
    return client_for("comms")


@pytest.fixture
def edit(comms, year):
    """Return a function that sends a form of the year's editor, and returns the page that follows."""

    def send(path, **data):
        return comms.post(f"/report/{year.slug}/edit/{path}", data, follow=True)

    return send


def close(year):
    ReportingYear.objects.filter(pk=year.pk).update(state="closed")


def reasons(record):
    """The reasons in a record's history, the newest first."""
    kind = type(record)._meta.model_name
    return list(Revision.objects.filter(content_type__model=kind, object_id=record.pk).values_list("reason", flat=True))


__all__ = ["REASON", "close", "reasons"]
