"""What the tests of a measure's page share: twenty years in a few lines."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from model_bakery import baker

from objectives.models import ReportingYear
from outcomes.models import Figure, Measure, Target


@pytest.fixture
def calls(db, born_approved):
    """Twenty years of calls: a missing year, a break, a lowest value, a jump, provisional years and targets."""
    years = {start: ReportingYear.objects.create(start_year=start) for start in range(1999, 2019)}
    measure = baker.make(Measure, code="calls", title="Calls", polarity="up", unit="count")
    figures = {
        start: Figure.objects.create(
            measure=measure,
            year=year,
            value=600 + start % 3 if start != 2013 else 900,
            qualifier="over" if start == 2001 else "exactly",
            status="provisional" if start == 2018 else "final",
            break_reason="Each call is counted once" if start == 2006 else "",
        )
        for start, year in years.items()
        if start != 2003
    }
    targets = [Target.objects.create(measure=measure, year=years[start], value=650) for start in (2017, 2018)]
    return SimpleNamespace(measure=measure, years=years, figures=figures, targets=targets)
