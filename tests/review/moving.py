"""Steps of the review that tests take to get a record where they want it."""

from __future__ import annotations

from typing import Any

from ctreport.review.actions import save_record
from ctreport.review.history import as_edited, newest_content
from ctreport.review.models import SUBMITTABLE
from ctreport.review.workflow import approve_record, return_record, submit_record


def change(record: Any, by: Any, *, reason: str = "", **fields: Any) -> Any:
    """Save a change to the newest version of a record, and return the record as stored."""
    record.refresh_from_db()
    edited = as_edited(record)
    for name, value in fields.items():
        setattr(edited, name, value)
    save_record(record=edited, by=by, reason=reason)
    record.refresh_from_db()
    return record


def submit(record: Any, people: Any) -> Any:
    """Hand a record in as the analyst, unless it is handed in already."""
    record.refresh_from_db()
    if record.state in SUBMITTABLE:
        submit_record(record=record, by=people.analyst)
        record.refresh_from_db()
    return record


def approve(record: Any, people: Any) -> Any:
    """Hand a record in and approve it."""
    submit(record, people)
    approve_record(record=record, by=people.reviewer, number=number_of(record))
    record.refresh_from_db()
    return record


def send_back(record: Any, people: Any, comment: str = "Say where.") -> Any:
    """Hand a record in and return it."""
    submit(record, people)
    return_record(record=record, by=people.reviewer, number=number_of(record), comment=comment)
    record.refresh_from_db()
    return record


def number_of(record: Any) -> int:
    """Return the number of a record's newest version."""
    newest = newest_content(record)
    assert newest is not None
    return newest.number
