"""What the tests of records in tables share."""

from __future__ import annotations

from typing import Any

from ctreport.importing.records.actions import find_changes, import_records
from ctreport.importing.records.exporting import export_all
from ctreport.importing.records.kinds import KINDS
from ctreport.importing.records.plan import Plan
from ctreport.importing.records.reading import RecordTable, read_records
from ctreport.importing.sheets import write_table


def file_of(head: list[str], *rows: list[Any], fmt: str = "csv") -> bytes:
    """A file with a table; rows may be shorter than the head."""
    full = [row + [None] * (len(head) - len(row)) for row in rows]
    return write_table(full, kind=fmt, title="Test", head=head)


def table_of(head: list[str], *rows: list[Any], kind: str | None = None) -> RecordTable:
    """The same, read."""
    return read_records(file_of(head, *rows), filename="test.csv", kind=KINDS[kind] if kind else None)


def plan_of(head: list[str], *rows: list[Any], kind: str | None = None) -> Plan:
    """What the import of a table would do."""
    return find_changes(table_of(head, *rows, kind=kind), by=None, filename="test.csv")


def imported(head: list[str], *rows: list[Any], by: Any = None, kind: str | None = None) -> Plan:
    """Import a table."""
    return import_records(table_of(head, *rows, kind=kind), by=by, filename="test.csv")


def exported(kind: str) -> list[dict[str, Any]]:
    """The rows of a list, by heading."""
    table = export_all(KINDS[kind])
    return [dict(zip(table.head, row, strict=True)) for row in table.rows]


def edited(kind: str, place: int = 0, **changes: Any) -> tuple[list[str], list[Any]]:
    """The head of a list and one row of it with other cells: ``Narrative="…"``, ``Date_extracted="…"``."""
    row = exported(kind)[place] | {name.replace("_", " "): value for name, value in changes.items()}
    return list(row), list(row.values())


def reasons(plan: Plan) -> list[str]:
    """Why rows are refused."""
    return [f"{problem.where}: {problem.reason}" for problem in plan.problems]
