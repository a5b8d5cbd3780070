"""Which record each row of a table is about, and what the row would do to it."""

from __future__ import annotations

import copy
from typing import Any

from ctreport.importing.records.book import Book, Name, changed, folded
from ctreport.importing.records.columns import Column, Reading
from ctreport.importing.records.comparing import compare
from ctreport.importing.records.plan import Plan, PlannedRow
from ctreport.importing.records.reading import RecordTable
from ctreport.importing.records.record_kind import RecordKind
from ctreport.importing.records.references import ReferenceColumn
from ctreport.importing.records.texts import CellError, canonical
from ctreport.importing.sheets import Cell, Row
from ctreport.review.history import newest_versions
from ctreport.review.models import Record


def make_plan(table: RecordTable) -> Plan:
    """Hold a table against the records."""
    plan = Plan(table, Book())
    for planned in _find_records(plan, _Stored(plan)):
        before = len(plan.problems)
        compare(planned, plan)
        if len(plan.problems) == before:
            plan.rows.append(planned)
    return plan


class _Stored:
    """The records of the kind as they are, found by their keys, and as they stand in their newest version."""

    def __init__(self, plan: Plan) -> None:
        records = list(plan.kind.model._default_manager.all())
        newest = newest_versions(records)
        self._tidy: dict[Name, list[tuple[Name, Record, Record]]] = {}
        self._folded: set[Name] = set()
        for record, edited in zip(records, newest, strict=True):
            key = plan.kind.key_of(record)
            self._tidy.setdefault(changed(key, canonical), []).append((key, record, edited))
            self._folded.add(changed(key, folded))

    def find(self, key: Name, exact: Name) -> tuple[Record, Record] | None:
        """Return the record of a key, stored and newest. Raises CellError where it could be several."""
        found = self._tidy.get(key, [])
        if len(found) > 1:
            found = [one for one in found if one[0] == exact]
            if len(found) != 1:
                raise CellError("Several records are called so. Change this one on its own page.")
        if found:
            return found[0][1:]
        if changed(key, folded) in self._folded:
            raise CellError("There is such a record, but its name is written in other capitals. Write it as it is.")
        return None


def _find_records(plan: Plan, stored: _Stored) -> list[PlannedRow]:
    """Find the record of each row, before any cell is compared: a row may speak of one that stands below it."""
    seen: dict[Name, int] = {}
    found: list[PlannedRow] = []
    for row in plan.table.table.rows:
        cells = {one.heading: plan.table.cell(row, one.heading) for one in plan.kind.columns if one.is_read}
        if not any(cell is not None and (cell.text.strip() or cell.problem) for cell in cells.values()):
            continue
        try:
            planned = _find_record(row, cells, plan, stored, seen)
        except _RefusedError as error:
            plan.refuse(row, error.heading, str(error))
        else:
            found.append(planned)
    return found


class _RefusedError(Exception):
    def __init__(self, heading: str, reason: str) -> None:
        super().__init__(reason)
        self.heading = heading


def _find_record(
    row: Row, cells: dict[str, Cell | None], plan: Plan, stored: _Stored, seen: dict[Name, int]
) -> PlannedRow:
    reading = Reading(plan.book)
    values, exact, words = [], [], []
    for column in plan.kind.keys:
        value, text = _read_key(column, cells[column.heading], plan.kind, reading)
        values.append(value)
        exact.append(text if isinstance(value, str) else value)
        words.append(canonical(text))
        if column.field == "year":
            reading.year = plan.book.years[value]
        elif column.field == "measure" and value is not None:
            reading.measure = plan.book.measures[value]
    key, heading = tuple(values), plan.kind.keys[-1].heading
    try:
        there = stored.find(key, tuple(exact))
    except CellError as error:
        raise _RefusedError(heading, str(error)) from error
    same = key if there is None else (there[0].pk,)
    if (first := seen.setdefault(same, row.number)) != row.number:
        raise _RefusedError(heading, f"Row {first} is about the same {plan.kind.noun}. Keep one of the two.")
    is_year = [column.field == "year" for column in plan.kind.keys]  # it stands last in a record's name
    name = ", ".join(word for word, _ in sorted(zip(words, is_year, strict=True), key=lambda one: one[1]) if word)
    if there is not None:
        return PlannedRow(row, name, _copy(there[1]), there[0], reading)
    for column in plan.kind.keys:  # a name such as #REF! is one where a record has it, else a broken formula
        cell = cells[column.heading]
        if cell and cell.problem and not isinstance(column, ReferenceColumn):
            raise _RefusedError(column.heading, cell.problem)
    record = plan.kind.model()
    for column, value in zip(plan.kind.keys, key, strict=True):
        column.put(record, value)
    plan.book.expect(plan.kind.noun, key, record)
    return PlannedRow(row, name, record, None, reading)


def _read_key(column: Column, cell: Cell | None, kind: RecordKind, reading: Reading) -> tuple[Any, str]:
    text = cell.text if cell is not None else ""
    try:
        if cell is not None and canonical(text):
            return column.read(cell, reading), text
    except CellError as error:
        broken = cell.problem if cell else ""
        raise _RefusedError(column.heading, broken or str(error)) from error
    if column.heading in kind.needed:
        reason = f"The row has nothing under “{column.heading}”. Fill it in, or delete the row."
        raise _RefusedError(column.heading, reason)
    return None, ""


def _copy(record: Record) -> Record:
    twin = copy.copy(record)
    twin._state = copy.copy(record._state)
    twin._state.fields_cache = dict(record._state.fields_cache)
    return twin
