"""What the tests of rolling forward share: a small year, and what a person types about it."""

import json

import pytest

from ctreport.entry.rolling.plan import mark_of
from objectives.models import Pledge, ReportingYear, Strand
from outcomes.models import Figure, Measure, Target
from outcomes.quantity import Unit

STATEMENTS = (
    "Engage with groups and individuals to prevent them from turning to terrorism.",
    "Provide up-to-date protective security advice to residents and businesses.",
    "Develop new tactics to counter the threat from terrorism.",
)


@pytest.fixture
def year(db):
    """2018/19 with three approved pledges, two measures with figures and a target."""
    year = ReportingYear.objects.create(start_year=2018)
    strand = Strand.objects.create(name="Prevent")
    for order, statement in enumerate(STATEMENTS, start=1):
        Pledge.objects.create(
            year=year,
            reference=f"P{order}",
            statement=statement,
            order=order,
            strand=strand if order == 1 else None,
            owner="Head of Counter Terrorism" if order == 1 else "",
            state="approved",
            approved_version=1,
        )
    for order, code in enumerate(("briefings", "arrests"), start=1):
        measure = Measure.objects.create(code=code, title=code.capitalize(), order=order)
        Figure.objects.create(measure=measure, year=year, unit=Unit.COUNT, value=90 + order)
    Target.objects.create(measure=Measure.objects.get(code="briefings"), year=year, value=100, tolerance=5)
    return year


@pytest.fixture
def typed():
    """Return a function that gives what the form of a year sends, all ticked, with changes to it."""

    def form_data(year, start="2019/20", leave_out=(), **changes):
        pledges = list(Pledge.objects.for_year(year))
        data = {
            "financial_year": start,
            "seen": json.dumps({one.pk: [one.reference, mark_of(one.statement)] for one in pledges}),
            "pledge": [one.pk for one in pledges if one.reference not in leave_out],
            "measure": list(Measure.objects.values_list("pk", flat=True)),
        }
        for one in pledges:
            data |= {f"reference-{one.pk}": one.reference, f"statement-{one.pk}": one.statement}
        return data | changes

    return form_data


@pytest.fixture
def planned(typed):
    """Return a function that takes a client through the first step, and gives what the second one shows."""

    def go(client, year, **changes):
        response = client.post(f"/enter/{year.slug}/roll-forward/", typed(year, **changes))
        assert response.status_code == 302, response.text
        return client.get(response["Location"])

    return go


@pytest.fixture
def started(planned):
    """Return a function that takes a client through both steps, and gives the answer to the confirmation."""

    def go(client, year, **changes):
        shown = planned(client, year, **changes).context["summary"].fingerprint
        return client.post(f"/enter/{year.slug}/roll-forward/check/", {"shown": shown})

    return go
