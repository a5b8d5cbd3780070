"""Every kind of record, with how to make one, how to fill its form, and a word by which its page is known.

The tests of the pages that all kinds share run over this list, so that a kind which leaves the common path is seen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from model_bakery import baker

from activities.models import Activity
from ctreport.accounts.access import Role
from ctreport.review.models import Record
from objectives.models import Pledge, ReportingYear, Strand
from outcomes.models import (
    Assessment,
    AssessmentWord,
    Category,
    Dimension,
    Figure,
    Measure,
    Outcome,
    PublishedRate,
    Target,
)


def year_of(start: int = 2018) -> ReportingYear:
    """Return a year, opened if need be."""
    return ReportingYear.objects.get_or_create(start_year=start)[0]


def a_measure(code: str = "briefings", **fields: Any) -> Measure:
    """Return a measure of the code, made if need be."""
    return Measure.objects.get_or_create(code=code, defaults={"title": code.capitalize(), **fields})[0]


def a_dimension() -> Dimension:
    """Return survey mode."""
    return Dimension.objects.get_or_create(name="Survey mode")[0]


@dataclass(frozen=True)
class Kind:
    """One kind of record and how to try its pages."""

    model: type[Record]
    make: Callable[[int], Record]
    data: Callable[[], dict[str, Any]]
    known_by: str
    changed: dict[str, Any]
    shows: str
    writer: Role = Role.ANALYST
    no_writer: Role = Role.LEADER
    extra_edit: dict[str, Any] = field(default_factory=dict)

    def url_name(self, page: str) -> str:
        """Return the name of a page's address."""
        return self.model.url_name(page)

    def __str__(self) -> str:
        return self.model.record_kind


def _figure(number: int) -> Figure:
    return baker.make(Figure, measure=a_measure(f"m-{number}"), year=year_of(), value=500 + number, unit="count")


def _target(number: int) -> Target:
    return baker.make(
        Target, measure=a_measure(f"m-{number}"), year=year_of(), value=90 + number, unit="count", tolerance=0
    )


def _assessment(number: int) -> Assessment:
    word, _ = AssessmentWord.objects.get_or_create(word="satisfactory")
    return baker.make(
        Assessment, measure=a_measure(f"m-{number}"), year=year_of(), word=word, assessment_reason=f"Reason {number}"
    )


def _rate(number: int) -> PublishedRate:
    return baker.make(
        PublishedRate,
        numerator=a_measure(f"part-{number}"),
        denominator=a_measure("whole"),
        value=37,
        who=f"Forces {number}",
        period="2018/19",
        source="A study",
    )


def _word() -> AssessmentWord:
    return AssessmentWord.objects.get_or_create(word="satisfactory")[0]


KINDS = [
    Kind(
        Pledge,
        lambda n: baker.make(Pledge, year=year_of(), reference=f"P{n}", statement=f"We will do thing {n}.", order=n),
        lambda: {"year": year_of().pk, "reference": "P500", "statement": "We will listen.", "order": 5},
        "We will listen.",
        {"statement": "We will act."},
        "We will act.",
    ),
    Kind(
        Activity,
        lambda n: baker.make(Activity, year=year_of(), reference=f"A{n}", narrative=f"We did thing {n}.", order=n),
        lambda: {
            "year": year_of().pk,
            "reference": "A500",
            "narrative": "We listened.",
            "source": "Events diary",
            "extracted_on": "31 March 2019",
            "supplied_by": "Community Team",
            "evidence_url": "https://www.example.org/diary",
            "order": 5,
        },
        "We listened.",
        {"narrative": "We acted."},
        "We acted.",
    ),
    Kind(
        Outcome,
        lambda n: baker.make(Outcome, year=year_of(), reference=f"O{n}", narrative=f"Thing {n} came.", order=n),
        lambda: {"year": year_of().pk, "reference": "O500", "narrative": "It came.", "order": 5},
        "It came.",
        {"narrative": "It went."},
        "It went.",
    ),
    Kind(
        Measure,
        lambda n: baker.make(Measure, code=f"code-{n}", title=f"Measure {n}", order=n),
        lambda: {
            "code": "arrests",
            "title": "Arrests made",
            "unit": "count",
            "kind": "output",
            "polarity": "context",
            "disclosure_rule": "none",
            "decimals": 0,
            "order": 5,
        },
        "Arrests made",
        {"title": "Arrests recorded"},
        "Arrests recorded",
    ),
    Kind(
        Figure,
        _figure,
        lambda: {
            "measure": a_measure().pk,
            "year": year_of().pk,
            "amount": "over 777",
            "status": "final",
            "source": "Briefing log",
            "extracted_on": "31/3/2019",
            "supplied_by": "Performance Unit",
            "evidence_url": "https://www.example.org/log",
            "period_start": "1 April 2018",
            "period_end": "30 June 2018",
        },
        "over 777",
        {"amount": "c. 40"},
        "about 40",
    ),
    Kind(
        Target,
        _target,
        lambda: {
            "measure": a_measure().pk,
            "year": year_of().pk,
            "comparator": "at_least",
            "amount": "777",
            "tolerance": "2",
        },
        "At least 777",
        {"amount": "888"},
        "At least 888",
        extra_edit={"change_reason": "The service was cut."},
    ),
    Kind(
        Assessment,
        _assessment,
        lambda: {
            "measure": a_measure().pk,
            "year": year_of().pk,
            "word": _word().pk,
            "assessment_reason": "It went well.",
        },
        "It went well.",
        {"assessment_reason": "It went very well."},
        "It went very well.",
    ),
    Kind(
        ReportingYear,
        lambda n: baker.make(ReportingYear, start_year=1900 + n),
        lambda: {"financial_year": "2030/31", "state": "open"},
        "2030/31",
        {"state": "closed"},
        "Closed",
        no_writer=Role.REVIEWER,
    ),
    Kind(
        Strand,
        lambda n: baker.make(Strand, name=f"Strand {n}", order=n),
        lambda: {"name": "Prevent", "description": "Stop people turning.", "order": 1},
        "Stop people turning.",
        {"description": "Safeguard people."},
        "Safeguard people.",
        no_writer=Role.REVIEWER,
    ),
    Kind(
        Dimension,
        lambda n: baker.make(Dimension, name=f"Dimension {n}"),
        lambda: {"name": "Time of day"},
        "Time of day",
        {"name": "Hour of day"},
        "Hour of day",
        no_writer=Role.REVIEWER,
    ),
    Kind(
        Category,
        lambda n: baker.make(Category, dimension=a_dimension(), code=f"code-{n}", name=f"Category {n}", order=n),
        lambda: {"dimension": a_dimension().pk, "code": "online", "name": "Online", "order": 1},
        "Online",
        {"name": "On the web"},
        "On the web",
        no_writer=Role.REVIEWER,
    ),
    Kind(
        AssessmentWord,
        lambda n: baker.make(AssessmentWord, word=f"word {n}", order=n),
        lambda: {"word": "close monitoring", "description": "Watch it.", "order": 1},
        "Watch it.",
        {"description": "Look at it often."},
        "Look at it often.",
        no_writer=Role.REVIEWER,
    ),
    Kind(
        PublishedRate,
        _rate,
        lambda: {
            "numerator": a_measure("positives").pk,
            "denominator": a_measure("searches").pk,
            "value": "37",
            "who": "16 forces",
            "period": "2018/19",
            "source": "A study",
        },
        "16 forces",
        {"source": "Another study"},
        "Another study",
        no_writer=Role.REVIEWER,
    ),
]


def form_data(response: Any) -> dict[str, Any]:
    """Return what a browser would send back from the form of a page, unchanged."""
    form = response.context["form"]
    data: dict[str, Any] = {}
    for bound in form:
        value = bound.value()
        if value is None or value is False:
            continue
        data[bound.html_name] = "on" if value is True else value
    return data
