"""What the tests of charts share: figures made in a line."""

from decimal import Decimal

import pytest
from model_bakery import baker

from objectives.models import ReportingYear
from outcomes.models import Category, Dimension, Figure, Measure


@pytest.fixture
def year(db):
    return ReportingYear.objects.create(start_year=2018)


@pytest.fixture
def measure(db):
    def make(code, **fields):
        return baker.make(Measure, code=code, title=fields.pop("title", code.capitalize()), **fields)

    return make


@pytest.fixture
def figure(year):
    def make(measure, value, qualifier="exactly", *, of=None, **fields):
        value = None if value is None else Decimal(value)
        return Figure.objects.create(measure=measure, year=of or year, value=value, qualifier=qualifier, **fields)

    return make


@pytest.fixture
def categories(db):
    def make(dimension, *names):
        one = Dimension.objects.create(name=dimension)
        return one, [
            Category.objects.create(dimension=one, code=name.lower().replace(" ", "-"), name=name, order=number)
            for number, name in enumerate(names)
        ]

    return make
