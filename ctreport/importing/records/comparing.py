"""A row held against its record: which of its cells, and which of its links, say something else."""

from __future__ import annotations

from ctreport.importing.records.book import Book, NewRecord
from ctreport.importing.records.columns import Column
from ctreport.importing.records.plan import Change, LinkChange, Plan, PlannedRow
from ctreport.importing.records.texts import CellError, canonical, for_a_person, written
from ctreport.importing.sheets import Cell
from objectives.models import ReportingYear


def compare(planned: PlannedRow, plan: Plan) -> None:
    """Put onto the record what its row says, and note each change; refuse cells that cannot be read."""
    _compare_fields(planned, plan)
    _compare_links(planned, plan)
    if not planned.is_idle:
        _refuse_closed_year(planned, plan)


def _compare_fields(planned: PlannedRow, plan: Plan) -> None:
    for column in plan.kind.columns:
        cell = plan.table.cell(planned.row, column.heading)
        if cell is None or column.is_key or not column.is_read:
            continue
        try:
            _compare_cell(planned, column, cell, plan.book)
        except CellError as error:
            plan.refuse(planned.row, column.heading, str(error))


def _compare_cell(planned: PlannedRow, column: Column, cell: Cell, book: Book) -> None:
    """Put what a cell says onto the record, unless it says what is recorded. Raises CellError."""
    record, text = planned.record, canonical(cell.text)
    old = column.write(record, book) if planned.stored is not None else None
    if planned.stored is not None and text == written(old):
        return
    if cell.problem:
        raise CellError(cell.problem)
    value = column.read(cell, planned.reading) if text else column.empty(record)
    if planned.stored is not None and value == column.value(record):
        return
    column.put(record, value)
    if isinstance(value, NewRecord):
        planned.waits_for.append((column, value))
    new = text if isinstance(value, NewRecord) else for_a_person(column.write(record, book))
    if planned.stored is not None or text:
        planned.changes.append(Change(column.heading, for_a_person(old), new))


def _compare_links(planned: PlannedRow, plan: Plan) -> None:
    for links in plan.kind.links:
        stored = links.stored(planned.stored.pk if planned.stored else None, plan.book)
        named, reasons = (plan.table.cell(planned.row, one) for one in (links.heading, links.reasons_heading))
        heading = links.heading
        try:
            chosen = dict(stored)
            if named is not None and canonical(named.text) != written(links.write(stored, plan.book)):
                chosen = links.read(_text(named), stored, planned.reading)
            heading = links.reasons_heading
            if reasons is not None and canonical(reasons.text) != written(links.write_reasons(stored, plan.book)):
                chosen = links.read_reasons(_text(reasons), chosen, planned.reading)
        except CellError as error:
            plan.refuse(planned.row, heading, str(error))
            continue
        same = {pk: stored[pk] for pk in chosen if pk in stored and canonical(stored[pk]) == chosen[pk]}
        if change := LinkChange(links, stored, chosen | same):
            planned.links.append(change)


def _text(cell: Cell) -> str:
    if cell.problem:
        raise CellError(cell.problem)
    return canonical(cell.text)


def _refuse_closed_year(planned: PlannedRow, plan: Plan) -> None:
    year = planned.reading.year
    if year is not None and year.state == ReportingYear.State.CLOSED:
        reason = f"{year} is closed, so an import does not change it. Edit the record on its own page, with a reason."
        plan.refuse(planned.row, "Year", reason)
