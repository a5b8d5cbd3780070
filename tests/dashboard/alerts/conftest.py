"""People who follow things, and what happens to these."""

import pytest

from ctreport.review.history import newest_content
from ctreport.review.workflow import approve_record, submit_record
from tests.review.moving import change


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Return the context in which what is done is committed at the end, as it is outside tests."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def approve(committed, people):
    """Return a function that changes a record as the analyst and approves it as the reviewer."""

    def act(record, **fields):
        with committed():
            change(record, people.analyst, reason="Counted anew.", **fields)
            submit_record(record=record, by=people.analyst)
            approve_record(record=record, by=people.reviewer, number=newest_content(record).number)
        return record

    return act
