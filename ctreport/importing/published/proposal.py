"""What a published report was read as: plain facts, to be corrected in the preview before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from ctreport.importing.published.headings import Section
from outcomes.vocabulary import Qualifier, Unit


class Place(NamedTuple):
    """Where a statement stands: its list, its position there, and that of the sub-outcome where it is one."""

    section: Section
    position: int
    child: int | None = None

    @property
    def words(self) -> str:
        """The place as a person counts it: "activity 2", "outcome 6, sub-outcome 1"."""
        noun = {Section.PLEDGES: "pledge", Section.ACTIVITIES: "activity", Section.OUTCOMES: "outcome"}[self.section]
        beneath = "" if self.child is None else f", sub-outcome {self.child + 1}"
        return f"{noun} {self.position + 1}{beneath}"


class Meaning(StrEnum):
    """What a number says."""

    LEVEL = "level"  # an amount: "95 arrests"
    CHANGE = "change"  # a movement, which is no amount of the year: "an increase of 14%"
    TARGET = "target"  # a number in a pledge: what was to be reached


@dataclass(frozen=True)
class Statement:
    """A pledge, an activity or a sub-outcome. ``confidence`` lies between 0 and 1."""

    text: str
    confidence: float


@dataclass(frozen=True)
class Outcome:
    """An outcome with its sub-outcomes."""

    text: str
    children: tuple[Statement, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True)
class FoundFigure:
    """A number found in a statement. ``start`` and ``end`` mark it there, with its qualifier and its unit.

    ``value`` is in the unit itself: a percentage of 90 is ``Decimal(90)``; money is in pounds. ``period`` is the
    period that the text gives the number, else the report's year, else empty. ``base`` is the number out of which it
    was counted, where the text says so.
    """

    value: Decimal
    qualifier: Qualifier
    unit: Unit
    label: str
    sentence: str
    period: str
    start: int
    end: int
    confidence: float
    base: Decimal | None = None
    meaning: Meaning = Meaning.LEVEL
    place: Place | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the figure as the proposal prints it."""
        whole = self.value == self.value.to_integral_value()
        return {
            "value": int(self.value) if whole else float(self.value),
            "qualifier": str(self.qualifier.label),
            "unit": str(self.unit),
            "label": self.label,
            "sentence": self.sentence,
            "period": self.period,
        }


@dataclass(frozen=True)
class Unparsed:
    """A piece of the source that belongs to none of the three lists, and where it stands."""

    text: str
    place: str

    def __str__(self) -> str:
        """Return the piece with its place, as the preview lists it."""
        return f"{self.place}: {self.text}"


@dataclass(frozen=True)
class Proposal:
    """What was read, and what was not. ``notes`` say in words what was settled by guess and should be checked.

    ``headed`` are headings within a list, which become no record; ``unread`` are numbers that no figure can hold,
    such as "several hundred", which stay in their statement.
    """

    title: str
    year: str | None = None
    pledges: tuple[Statement, ...] = ()
    activities: tuple[Statement, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    figures: tuple[FoundFigure, ...] = ()
    unparsed: tuple[Unparsed, ...] = ()
    headed: tuple[Unparsed, ...] = ()
    unread: tuple[Unparsed, ...] = ()
    headings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def statements(self) -> Iterator[tuple[Place, str]]:
        """Every statement with its place, in the order of the page."""
        for index, pledge in enumerate(self.pledges):
            yield Place(Section.PLEDGES, index), pledge.text
        for index, activity in enumerate(self.activities):
            yield Place(Section.ACTIVITIES, index), activity.text
        for index, outcome in enumerate(self.outcomes):
            yield Place(Section.OUTCOMES, index), outcome.text
            for child, part in enumerate(outcome.children):
                yield Place(Section.OUTCOMES, index, child), part.text

    def figures_at(self, place: Place) -> list[FoundFigure]:
        """Return the figures of one statement, in order."""
        return [figure for figure in self.figures if figure.place == place]

    def to_json(self) -> dict[str, Any]:
        """Return the proposal as ``import_report --json`` prints it."""
        return {
            "title": self.title,
            "year": self.year,
            "pledges": [{"text": pledge.text} for pledge in self.pledges],
            "activities": [{"text": activity.text} for activity in self.activities],
            "outcomes": [
                {"text": outcome.text, "children": [{"text": child.text} for child in outcome.children]}
                for outcome in self.outcomes
            ],
            "figures": [figure.to_json() for figure in self.figures],
            "unparsed": [piece.text for piece in (*self.unparsed, *self.headed, *self.unread)],
        }
