"""A year with a few figures to speak of, and the year before it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from objectives.models import ReportingYear
from outcomes.models import Category, Dimension, Figure, Measure


@pytest.fixture
def year(db):
    return ReportingYear.objects.create(start_year=2018)


@pytest.fixture
def cells(year):
    """Briefings over 500 (over 400 the year before), arrests 95 (100), feeling safe online by day 90%."""
    before = ReportingYear.objects.create(start_year=2017)
    mode, time = (Dimension.objects.create(name=name) for name in ("Survey mode", "Time of day"))
    online = Category.objects.create(dimension=mode, code="online", name="Online")
    day = Category.objects.create(dimension=time, code="day", name="Day")
    briefings = Measure.objects.create(code="briefings", title="Briefings")
    arrests = Measure.objects.create(code="arrests", title="Arrests")
    safe = Measure.objects.create(code="safe", title="Safe", unit="percentage", dimension_1=mode, dimension_2=time)
    Figure.objects.create(measure=briefings, year=year, value=500, qualifier="over")
    Figure.objects.create(measure=arrests, year=year, value=95)
    Figure.objects.create(measure=arrests, year=before, value=100)
    Figure.objects.create(measure=safe, year=year, value=90, category_1=online, category_2=day)
    return SimpleNamespace(year=year, before=before, mode=mode, time=time, online=online, day=day, safe=safe)
