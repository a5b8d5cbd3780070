import pytest

from tests.review.kinds import KINDS, Kind, year_of


@pytest.fixture(params=KINDS, ids=str)
def kind(request, db) -> Kind:
    """Each kind of record in turn, with the year 2018/19 open."""
    year_of()
    return request.param


@pytest.fixture
def records(kind):
    """Return a function that makes so many records of the kind."""
    made = []

    def make(count):
        made.extend(kind.make(len(made) + 1) for _ in range(count))
        return made

    return make
