"""A plan: what each row of a table would do, and what is wrong with the rows that are refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ctreport.importing.records.book import Book, NewRecord
from ctreport.importing.records.columns import Column, Reading
from ctreport.importing.records.links import Chosen, LinkSet
from ctreport.importing.records.reading import RecordTable
from ctreport.importing.records.record_kind import RecordKind
from ctreport.importing.sheets import Problem, Row
from ctreport.review.models import Record, Reviewed


@dataclass(frozen=True)
class Change:
    """A cell that differs from what is recorded, before and after as a person reads it."""

    heading: str
    old: str
    new: str


@dataclass(frozen=True)
class LinkChange:
    """The links of a row to one kind of record, as they are and as they would be."""

    links: LinkSet
    stored: Chosen
    chosen: Chosen

    @property
    def added(self) -> list[int]:
        """What is to be linked."""
        return [pk for pk in self.chosen if pk not in self.stored]

    @property
    def removed(self) -> list[int]:
        """What is to be unlinked."""
        return [pk for pk in self.stored if pk not in self.chosen]

    @property
    def reworded(self) -> list[int]:
        """What stays linked, for another reason."""
        return [pk for pk in self.chosen if pk in self.stored and self.chosen[pk] != self.stored[pk]]

    def __bool__(self) -> bool:
        return self.chosen != self.stored


@dataclass
class PlannedRow:
    """A row, the record that it is about (``stored`` None: a new one) and what it would change."""

    row: Row
    name: str
    record: Record
    stored: Record | None
    reading: Reading
    changes: list[Change] = field(default_factory=list)
    links: list[LinkChange] = field(default_factory=list)
    waits_for: list[tuple[Column, NewRecord]] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        """Whether the record is to be added."""
        return self.stored is None

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.is_new or self.changes or self.links)

    @property
    def stands_beside(self) -> bool:
        """Whether the change will be a draft beside what is approved."""
        return bool(self.changes) and isinstance(self.stored, Reviewed) and self.stored.is_approved


@dataclass
class Plan:
    """What a table would do."""

    table: RecordTable
    book: Book
    rows: list[PlannedRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def kind(self) -> RecordKind:
        """The kind of record."""
        return self.table.kind

    @property
    def to_write(self) -> list[PlannedRow]:
        """The rows that do something, each after those that it refers to."""
        return _in_order(row for row in self.rows if not row.is_idle)

    def refuse(self, row: Row, heading: str, reason: str) -> None:
        """Note a problem with a cell, or with a whole row where ``heading`` has no column."""
        place = self.table.places.get(heading, 0)
        self.problems.append(Problem(row.number, place, reason, self.table.table.head.text(place)[:40]))


def _in_order(rows: Iterable[PlannedRow]) -> list[PlannedRow]:
    """Return rows so that each stands after the new records that it refers to; in a circle, as they come."""
    waiting, ordered, there = list(rows), [], set()
    while waiting:
        ready = [row for row in waiting if all(id(one.record) in there for _, one in row.waits_for)]
        ready = ready or waiting
        ordered += ready
        there |= {id(row.record) for row in ready}
        waiting = [row for row in waiting if id(row.record) not in there]
    return ordered
