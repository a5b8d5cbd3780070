"""Years full of records, generated: texts over the whole alphabet, qualifiers, symbols, grades, links, drafts."""

from __future__ import annotations

import copy
import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from activities.models import Activity, ActivityPledge
from ctreport.importing.records.texts import canonical
from ctreport.importing.sheets.cells import ERROR_TEXTS
from ctreport.review.actions import log, save_record
from ctreport.review.models import Marking, Revision, State
from objectives.models import Pledge, ReportingYear, Strand
from outcomes.models import (
    ActivityMeasure,
    Assessment,
    AssessmentWord,
    Category,
    Dimension,
    Figure,
    Measure,
    Outcome,
    OutcomeActivity,
    OutcomeMeasure,
    OutcomePledge,
    Target,
)
from outcomes.vocabulary import Comparator, Qualifier, Shorthand, Unit

AWKWARD = [
    "=1+1", "+44 20", "-5", "@SUM(A1)", "'=quoted", "'apostrophe", "\t=tab", "007", "TRUE", "1e5", "2018-04-01", "96%",
    "#REF!", "[x]", "None", "a\nb", "a\r\nb", "“curly” ‘quotes’", 'say "yes"', "a;b,c", "_x0041_", "\u200fشرطة",
    "\u202etfel", "\U0001f46e\u200d\u2640\ufe0f", "é\u0301", "P1: no", " blank ", "sep=;", "£5", "Yes", "\ufeffmark",
]  # fmt: skip
ALPHABET = st.characters(exclude_categories=["Cs"], exclude_characters="\x00{}")  # PostgreSQL has no place for NUL


def texts(most: int, *, least: int = 0) -> st.SearchStrategy[str]:
    """Any text of a field, with blanks at its ends and unprintable characters too."""
    found = st.sampled_from(AWKWARD) | st.text(ALPHABET, max_size=min(most, 30))
    return found.map(lambda text: text[:most]).filter(lambda text: len(canonical(text)) >= least)


def typed(most: int, *, least: int = 0) -> st.SearchStrategy[str]:
    """Any text that a form would keep; what reads as a broken formula is never taken for a new text."""
    return texts(most, least=least).map(canonical).filter(lambda text: text not in ERROR_TEXTS)


PLAIN = st.text(st.characters(categories=["L"], max_codepoint=0x17F), min_size=2, max_size=12)
CODES = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,4})?", fullmatch=True)
DATES = st.none() | st.dates(dt.date(1850, 1, 1), dt.date(2200, 12, 31))
ORDERS = st.integers(0, 32767)
STATES = st.sampled_from([State.DRAFT, State.SUBMITTED, State.RETURNED, State.APPROVED, State.APPROVED])
UNITS = {Unit.COUNT: 0, Unit.PERCENTAGE: 1, Unit.RATE: 2, Unit.MONEY: 2, Unit.GRADE: 0}


@dataclass
class Maker:
    """Makes records out of what hypothesis draws. ``free`` texts are those that only a fixture could hold."""

    draw: Any
    is_free: bool = True
    has_drafts: bool = True

    def text(self, most: int, least: int = 0) -> str:
        return self.draw((texts if self.is_free else typed)(most, least=least))

    def names(self, number: int) -> list[str]:
        one = (texts if self.is_free else typed)(40, least=1)
        names = st.lists(one, min_size=number, max_size=number, unique_by=lambda text: canonical(text).casefold())
        return self.draw(names)

    def codes(self, most: int) -> list[str]:
        return self.draw(st.lists(CODES, min_size=2, max_size=most, unique=True))

    def some(self, things: list[Any], most: int = 3) -> list[Any]:
        return (
            self.draw(st.lists(st.sampled_from(things), max_size=most, unique_by=lambda one: one.pk)) if things else []
        )

    def one(self, things: list[Any]) -> Any:
        return self.draw(st.none() | st.sampled_from(things)) if things else None

    def state(self) -> dict[str, Any]:
        state = self.draw(STATES)
        marking = self.draw(st.sampled_from(Marking.values))
        return {"state": state, "approved_version": 1 if state == State.APPROVED else None, "marking": marking}

    def common(self) -> dict[str, Any]:
        return {**self.state(), "illustrative": self.draw(st.booleans()), "order": self.draw(ORDERS)}

    def sourced(self) -> dict[str, Any]:
        return {
            "source": self.text(200),
            "supplied_by": self.text(120),
            "extracted_on": self.draw(DATES),
            "evidence_url": self.draw(st.sampled_from(["", "https://example.org/a?b=c&d=é;e"])),
        }


def make_year(maker: Maker) -> ReportingYear:
    """Make a year with records of every kind, and a year before it."""
    draw = maker.draw
    before, year = (ReportingYear.objects.create(start_year=start) for start in (2017, 2018))
    strands = [Strand.objects.create(name=n, description=maker.text(300), order=draw(ORDERS)) for n in maker.names(2)]
    words = [
        AssessmentWord.objects.create(word=n, description=maker.text(300), needs_action=draw(st.booleans()))
        for n in maker.names(2)
    ]
    dimensions = [Dimension.objects.create(name=name) for name in maker.names(2)]
    for dimension in dimensions:
        for code in maker.codes(2):
            Category.objects.create(dimension=dimension, code=code, name=maker.text(60, 1), order=draw(ORDERS))
    measures = _measures(maker, dimensions)
    earlier = _pledges(maker, before, strands, [])
    pledges = _pledges(maker, year, strands, earlier)
    activities = _activities(maker, year, pledges, measures)
    _outcomes(maker, year, activities, pledges, measures)
    for measure in measures:
        _cells(maker, year, measure)
    for subject in (*maker.some(pledges, 1), *maker.some(measures, 1)):
        kind = {subject.record_kind: subject}
        word = draw(st.sampled_from(words))
        Assessment.objects.create(
            **kind, year=year, word=word, assessment_reason=maker.text(60, 1), action=maker.text(60, 1),
            due_on=draw(st.dates() if word.needs_action else DATES), **maker.state(),
        )  # fmt: skip
    if maker.has_drafts:
        _drafts(maker)
    ReportingYear.objects.filter(pk=before.pk).update(state="closed" if maker.is_free else "open")
    return year


def _references(maker: Maker, letter: str, most: int = 3) -> list[str]:
    numbers = maker.draw(st.lists(st.integers(1, 9999), min_size=2, max_size=most, unique=True))
    return [f"{letter}{number}" for number in numbers]


def _pledges(maker: Maker, year: Any, strands: list[Any], earlier: list[Any]) -> list[Any]:
    return [
        Pledge.objects.create(
            year=year, reference=name, statement=maker.text(80, 1), strand=maker.one(strands), owner=maker.text(120),
            rolled_forward_from=maker.one(earlier), **maker.common(),
        )
        for name in _references(maker, "P")
    ]  # fmt: skip


def _activities(maker: Maker, year: Any, pledges: list[Any], measures: list[Any]) -> list[Any]:
    made = []
    for name in _references(maker, "A"):
        first, last = sorted(maker.draw(st.tuples(st.dates(), st.dates())))
        activity = Activity.objects.create(
            year=year, reference=name, narrative=maker.text(80, 1), partners=maker.text(300), starts_on=first,
            ends_on=last, **maker.common(), **maker.sourced(),
        )  # fmt: skip
        made.append(activity)
        _link(maker, ActivityPledge, "pledge", pledges, activity=activity)
        _link(maker, ActivityMeasure, "measure", measures, activity=activity)
    return made


def _outcomes(maker: Maker, year: Any, activities: list[Any], pledges: list[Any], measures: list[Any]) -> None:
    top: list[Any] = []
    for place, name in enumerate(_references(maker, "O", 4)):
        parent = maker.one(top) if place > 1 else None
        outcome = Outcome.objects.create(
            year=year, reference=name, narrative=maker.text(80, 1), parent=parent, **maker.common()
        )
        top += [] if parent else [outcome]
        _link(maker, OutcomeActivity, "activity", activities, outcome=outcome)
        _link(maker, OutcomePledge, "pledge", pledges, outcome=outcome)
        _link(maker, OutcomeMeasure, "measure", measures, outcome=outcome)


def _link(maker: Maker, model: Any, name: str, others: list[Any], **own: Any) -> None:
    for other in maker.some(others):
        made_up = any(one.illustrative for one in (other, *own.values()))
        model.objects.create(**own, **{name: other}, reason=maker.text(300), illustrative=made_up)


def _measures(maker: Maker, dimensions: list[Any]) -> list[Any]:
    made: list[Any] = []
    draw = maker.draw
    for code in maker.codes(4):
        unit = draw(st.sampled_from(list(UNITS)))
        first = draw(st.sampled_from([*dimensions, None]))
        second = draw(st.sampled_from([*(one for one in dimensions if one != first), None])) if first else None
        grades = "\n".join(draw(st.lists(PLAIN, min_size=1, max_size=3, unique_by=str.casefold)))
        measure = Measure.objects.create(
            code=code, title=maker.text(60, 1), programme=maker.text(80), unit=unit, decimals=UNITS[unit],
            kind=draw(st.sampled_from(Measure.Kind.values)), polarity=draw(st.sampled_from(Measure.Polarity.values)),
            grades=grades if unit == Unit.GRADE else "", definition=maker.text(60), data_source=maker.text(200),
            method=maker.text(60), disclosure_rule=draw(st.sampled_from(Measure.DisclosureRule.values)),
            dimension_1=first, dimension_2=second, change_threshold=draw(st.none() | st.integers(1, 400)),
            part_of=maker.one(made), asks_if_unchanged=draw(st.booleans()),
            categories_add_up=draw(st.booleans()), disclosure_threshold=draw(st.none() | st.integers(2, 99)),
            **maker.common(),
        )  # fmt: skip
        made.append(measure)
    return made


def _cells(maker: Maker, year: Any, measure: Measure) -> None:
    categories = [
        [None, *dimension.categories.all()] if dimension else [None]
        for dimension in (measure.dimension_1, measure.dimension_2)
    ]
    places = [(first, second) for first in categories[0] for second in categories[1]]
    for first, second in maker.draw(st.lists(st.sampled_from(places), min_size=1, max_size=4, unique=True)):
        place = {"measure": measure, "year": year, "category_1": first, "category_2": second}
        amount = maker.draw(_amounts(measure))
        # What the import of figures compares is what a form keeps, so that is what figures hold here.
        tidy = Maker(maker.draw, is_free=False)
        period = sorted(maker.draw(st.tuples(st.dates(), st.dates())))
        is_part = maker.draw(st.booleans())
        Figure.objects.create(
            **place, **amount, **tidy.state(), **{k: _not_a_symbol(v) for k, v in tidy.sourced().items()},
            base=maker.draw(st.none() | st.integers(1, 2**31 - 1)), note=_not_a_symbol(tidy.text(200)),
            status=maker.draw(st.sampled_from(Figure.Status.values)),
            period_start=period[0] if is_part else None, period_end=period[1] if is_part else None,
        )  # fmt: skip
        if measure.unit != Unit.GRADE and maker.draw(st.booleans()):
            Target.objects.create(
                **place, **maker.state(), value=maker.draw(_numbers(measure)), note=maker.text(200),
                comparator=maker.draw(st.sampled_from(Comparator.values)),
                tolerance=maker.draw(st.decimals(0, 100, places=4)),
            )  # fmt: skip


def _not_a_symbol(value: Any) -> Any:
    return "" if value in ("[x]", "[z]") else value


def _numbers(measure: Measure) -> st.SearchStrategy[Decimal]:
    most = 100 if measure.unit == Unit.PERCENTAGE else 10**11
    least = -most if measure.unit == Unit.MONEY else 0
    return st.decimals(least, most, places=UNITS[Unit(measure.unit)])


@st.composite
def _amounts(draw: Any, measure: Measure) -> dict[str, Any]:
    kind = draw(st.sampled_from(["number", "number", "symbol"]))
    if kind == "symbol":
        return {"shorthand": draw(st.sampled_from(Shorthand.values))}
    if measure.unit == Unit.GRADE:
        return {"grade": draw(st.sampled_from(measure.grade_list))}
    value = draw(_numbers(measure))
    qualifier = draw(st.sampled_from(Qualifier.values)) if 0 < value < 100 else Qualifier.EXACTLY
    return {"value": value, "qualifier": qualifier}


def _drafts(maker: Maker) -> None:
    """Put drafts beside some approved records, and give some records a history."""
    for model, field in ((Pledge, "statement"), (Activity, "narrative"), (Measure, "title"), (Figure, "note")):
        for record in model._default_manager.filter(state=State.APPROVED)[:2]:
            log(record=record, act=Revision.Act.LOADED, by=None)
            edited = copy.copy(record)
            setattr(edited, field, maker.draw(typed(60, least=1).filter(lambda text: text not in ("[x]", "[z]"))))
            if maker.draw(st.booleans()):
                _save(edited)


def _save(record: Any) -> None:
    from django.core.exceptions import ValidationError

    try:
        save_record(record=record, by=None)  # type: ignore[arg-type]
    except ValidationError:
        return  # the record holds what only a fixture could, which a form would not let pass
