"""A year with a pledge, and what is said and told about it."""

import pytest

from ctreport.discussion.models import Notice
from ctreport.discussion.standing import Standing, unread_of
from ctreport.discussion.words import lines_of
from ctreport.review.actions import save_record
from objectives.models import Pledge, ReportingYear
from outcomes.models import Figure, Measure


@pytest.fixture
def year(db):
    return ReportingYear.objects.create(start_year=2018)


@pytest.fixture
def pledge(year, people):
    """A draft that the analyst made."""
    record = Pledge(year=year, reference="P1", statement="We will listen.")
    return save_record(record=record, by=people.analyst)


@pytest.fixture
def figures(year, people):
    """Return a function that makes so many drafts of figures, by the analyst unless somebody else is named."""
    made = []

    def make(count, by=None):
        new = []
        for _ in range(count):
            made.append(None)
            measure = Measure.objects.create(code=f"m-{len(made)}", title=f"Measure {len(made)}")
            figure = Figure(measure=measure, year=year, value=500 + len(made), unit="count")
            new.append(save_record(record=figure, by=by or people.analyst))
        return new

    return make


@pytest.fixture
def inbox():
    """Return a function that gives a person's inbox in words: all of it, the newest first."""

    def read(person):
        notices = list(Notice.objects.of(person).with_comments())
        return lines_of(notices, Standing.of(notices))

    return read


@pytest.fixture
def unread(inbox):
    """Return a function that gives the words of what a person should still read."""

    def read(person):
        lines = inbox(person)
        standing = Standing.of([line.notice for line in lines])
        found = [line.text for line in lines if line.notice.read_at is None and not standing.is_over(line.notice)]
        assert unread_of(person) == len(found)
        return found

    return read
