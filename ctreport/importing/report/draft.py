"""The draft: what was read, with all that a person decided about it, as plain facts that are kept as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from ctreport.importing.published import FoundFigure, Meaning
from outcomes.quantity import Quantity
from outcomes.vocabulary import Qualifier, Unit


class Kind(StrEnum):
    """What a statement is to become."""

    PLEDGE = "pledge"
    ACTIVITY = "activity"
    OUTCOME = "outcome"
    SUB_OUTCOME = "sub_outcome"
    OUT = "out"

    @property
    def words(self) -> str:
        """The kind in words."""
        return {"sub_outcome": "Sub-outcome", "out": "Leave out"}.get(self, self.capitalize())


@dataclass
class DraftStatement:
    """A pledge, an activity, an outcome or a sub-outcome to be. A sub-outcome belongs to the outcome before it."""

    id: str
    kind: Kind
    text: str
    confidence: float = 1.0

    @property
    def statement(self) -> str:
        """The text under the name by which lineage is proposed."""
        return self.text


@dataclass
class DraftFigure:
    """A number found in a statement. ``written`` is how the text has it, from ``start`` to ``end``.

    ``start_year`` is the financial year that it is a figure of, None where its ``period`` is no year that is kept.
    ``measure`` is the code of an existing measure, or of a new one where ``is_new``; ``label`` is then its title.
    """

    id: str
    statement: str
    written: str
    start: int
    end: int
    value: str
    qualifier: str
    unit: str
    label: str
    period: str
    confidence: float
    meaning: str = Meaning.LEVEL
    base: int | None = None
    start_year: int | None = None
    is_recorded: bool = False
    measure: str = ""
    is_new: bool = False
    match: float = 0.0
    categories: list[str] = field(default_factory=lambda: ["", ""])

    @property
    def quantity(self) -> Quantity:
        """The amount, with as many decimal places as it is written with."""
        value = Decimal(self.value)
        exponent = value.as_tuple().exponent
        decimals = max(0, -exponent) if isinstance(exponent, int) else 0
        return Quantity(unit=self.unit, value=value, qualifier=self.qualifier, decimals=decimals)

    @property
    def code(self) -> str:
        """What a token calls the figure: "feel-safe:online:day"; empty where it is not recorded."""
        if not (self.is_recorded and self.measure):
            return ""
        first, second = self.categories
        if second and not first:
            first = "all"
        return ":".join(part for part in (self.measure, first, second) if part)

    @property
    def found(self) -> FoundFigure:
        """The figure as the reader of reports knows it."""
        return FoundFigure(
            value=Decimal(self.value),
            qualifier=Qualifier(self.qualifier),
            unit=Unit(self.unit),
            label=self.label,
            sentence="",
            period=self.period,
            start=self.start,
            end=self.end,
            confidence=self.confidence,
            base=None if self.base is None else Decimal(self.base),
            meaning=Meaning(self.meaning),
        )


@dataclass
class DraftLink:
    """A link proposed or drawn: ``kind`` is "activity_pledge", "outcome_activity" or "outcome_pledge"."""

    kind: str
    source: str
    target: str
    confidence: float = 0.0
    reason: str = ""
    is_on: bool = False

    @property
    def ends(self) -> tuple[str, str, str]:
        """What makes the link this one and no other."""
        return self.kind, self.source, self.target


@dataclass
class DraftLineage:
    """The pledge of the year before, by its reference, from which a pledge goes on."""

    statement: str
    reference: str
    text: str
    confidence: float
    is_on: bool = True


@dataclass
class DraftPiece:
    """A piece of the source that belongs to none of the lists. ``fate`` is empty until somebody decides."""

    id: str
    text: str
    place: str
    fate: str = ""


@dataclass
class Draft:
    """The whole proposal. ``unread`` are numbers, with their places, that no figure can hold."""

    title: str = ""
    statements: list[DraftStatement] = field(default_factory=list)
    figures: list[DraftFigure] = field(default_factory=list)
    links: list[DraftLink] = field(default_factory=list)
    lineage: list[DraftLineage] = field(default_factory=list)
    pieces: list[DraftPiece] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_house_style: bool = False
    counter: int = 0

    def next_id(self, prefix: str) -> str:
        """Return an id that no other part of the draft has or had."""
        self.counter += 1
        return f"{prefix}{self.counter}"

    def statement(self, key: str) -> DraftStatement:
        """Return a statement. Raises KeyError where there is none."""
        for one in self.statements:
            if one.id == key:
                return one
        raise KeyError(key)

    def of(self, *kinds: Kind) -> list[DraftStatement]:
        """Return the statements of some kinds, in order."""
        return [one for one in self.statements if one.kind in kinds]

    def figures_of(self, statement: str) -> list[DraftFigure]:
        """Return the figures of a statement, in the order in which they stand in it."""
        return sorted((one for one in self.figures if one.statement == statement), key=lambda one: one.start)

    def outcomes(self) -> Iterator[tuple[DraftStatement, list[DraftStatement]]]:
        """Each outcome with the sub-outcomes beneath it. A sub-outcome without an outcome above it is left out."""
        rows = self.of(Kind.OUTCOME, Kind.SUB_OUTCOME)
        at = 0
        while at < len(rows):
            parent, at = rows[at], at + 1
            children = []
            while at < len(rows) and rows[at].kind == Kind.SUB_OUTCOME:
                children.append(rows[at])
                at += 1
            if parent.kind == Kind.OUTCOME:
                yield parent, children

    def parent_of(self, statement: DraftStatement) -> DraftStatement | None:
        """Return the outcome above a sub-outcome."""
        for parent, children in self.outcomes():
            if statement in children:
                return parent
        return None

    def to_json(self) -> dict[str, Any]:
        """Return the draft as it is kept."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Draft:
        """Return the draft that was kept."""
        return cls(
            **{
                **data,
                "statements": [DraftStatement(**{**one, "kind": Kind(one["kind"])}) for one in data["statements"]],
                "figures": [DraftFigure(**one) for one in data["figures"]],
                "links": [DraftLink(**one) for one in data["links"]],
                "lineage": [DraftLineage(**one) for one in data["lineage"]],
                "pieces": [DraftPiece(**one) for one in data["pieces"]],
                "unread": [(words, place) for words, place in data["unread"]],
            }
        )


def sureness(confidence: float) -> str:
    """Return a confidence in words with its number: "sure (95%)", "likely (62%)", "a guess (34%)"."""
    words = "sure" if confidence >= 0.8 else "likely" if confidence >= 0.5 else "a guess"
    return f"{words} ({confidence:.0%})"
