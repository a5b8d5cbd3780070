"""What the tests of the grid share: a year with the year before it, and how cells are sent."""

import json
from types import SimpleNamespace

import pytest
from model_bakery import baker

from ctreport.review.actions import save_record
from ctreport.review.history import newest_content
from ctreport.review.workflow import approve_record, submit_record
from objectives.models import ReportingYear
from outcomes.models import Category, Dimension, Figure, Measure
from outcomes.quantity import Quantity


@pytest.fixture
def year(db):
    ReportingYear.objects.create(start_year=2017)
    return ReportingYear.objects.create(start_year=2018)


@pytest.fixture
def analyst(client_for):
    return client_for("analyst")


def a_measure(code="briefings", year=None, **fields):
    """Make a measure; with a year, one that stands in its grid."""
    from ctreport.entry.models import YearMeasure

    given = {"title": code.replace("-", " ").capitalize(), "unit": "count"} | fields
    measure = Measure.objects.create(code=code, **given)
    if year is not None:
        YearMeasure.objects.create(year=year, measure=measure)
    return measure


@pytest.fixture
def briefings(year):
    return a_measure("briefings", year)


@pytest.fixture
def feel_safe(year):
    """A percentage by survey mode and time of day."""
    mode, time = Dimension.objects.create(name="Survey mode"), Dimension.objects.create(name="Time of day")
    for dimension, code in ((mode, "online"), (mode, "interview"), (time, "day"), (time, "dark")):
        baker.make(Category, dimension=dimension, code=code, name=code.capitalize(), order=Category.objects.count())
    return a_measure("feel-safe", year, unit="percentage", dimension_1=mode, dimension_2=time)


def recorded(measure, text, by, *, start=2018, **fields):
    """Record a figure as a draft of a person."""
    figure = Figure(measure=measure, year=ReportingYear.objects.get(start_year=start), **fields)
    figure.quantity = Quantity.parse(text, unit=measure.unit, decimals=measure.decimals)
    return save_record(record=figure, by=by)


def approved(measure, text, people, **fields):
    """Record a figure and have it approved."""
    figure = recorded(measure, text, people.analyst, **fields)
    submit_record(record=figure, by=people.analyst)
    approve_record(record=figure, by=people.reviewer, number=newest_content(figure).number)
    return Figure.objects.get(pk=figure.pk)


def token(measure, *categories):
    """The token of a cell: its measure and the codes of its categories."""
    keys = [Category.objects.get(code=code).pk if code else 0 for code in categories]
    return "-".join(str(key) for key in [measure.pk, *keys, 0, 0][:3])


def send(client, *entries, slug="2018-19"):
    """Send cells as the script does."""
    return client.post(f"/enter/{slug}/cells/", {"cells": json.dumps(list(entries))})


def cell(measure, text, version=0, *, categories=(), **more):
    """An entry as the script sends it."""
    return {"cell": token(measure, *categories), "text": text, "version": version, **more}


@pytest.fixture
def tools():
    return SimpleNamespace(send=send, cell=cell, token=token, recorded=recorded, approved=approved, measure=a_measure)
