"""What the preview of an import of records shows, kept in a file until it is confirmed or expires."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ctreport.importing.records.book import Book
from ctreport.importing.records.plan import LinkChange, Plan, PlannedRow
from ctreport.importing.records.texts import listed
from ctreport.importing.sheets import Problem

ROWS_A_PAGE = 50
TITLES = {"refused": "Refused", "changed": "To be changed", "added": "To be added", "unchanged": "Unchanged"}


def sections_of(plan: Plan) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of a preview by section."""
    refused = sorted(plan.problems, key=lambda problem: problem[:2])
    numbers = {problem.row for problem in refused}
    rows = [row for row in plan.rows if row.row.number not in numbers]
    return {
        "refused": [_refused(problem) for problem in refused],
        "changed": [_row(row, plan.book) for row in rows if not (row.is_new or row.is_idle)],
        "added": [_row(row, plan.book) for row in rows if row.is_new],
        "unchanged": [_row(row, plan.book) for row in rows if row.is_idle],
    }


def fingerprint_of(plan: Plan) -> str:
    """Return a digest of what a plan would write, and onto which versions."""
    rows = [
        (row.row.number, row.stored.pk if row.stored else None, row.stored.version if row.stored else 0, row.is_idle)
        for row in plan.rows
    ]
    said = [_row(row, plan.book) for row in plan.rows if not row.is_idle]
    problems = [list(problem) for problem in sorted(plan.problems, key=lambda problem: problem[:2])]
    return hashlib.sha256(json.dumps([plan.kind.name, rows, said, problems]).encode()).hexdigest()


def summary_of(sections: dict[str, list[dict[str, Any]]], plan: Plan) -> dict[str, Any]:
    """Return the numbers of a preview and what a person may want to know of the file."""
    return {
        "counts": {name: len(rows) for name, rows in sections.items()},
        "notes": plan.table.notes,
        "refused_rows": len({problem.row for problem in plan.problems}),
        "rows": len({problem.row for problem in plan.problems} | {row.row.number for row in plan.rows}),
    }


def keep(sections: dict[str, list[dict[str, Any]]], path: Path) -> None:
    """Write the rows of a preview to a file."""
    fresh = path.with_suffix(".fresh")
    fresh.write_text(json.dumps(sections, ensure_ascii=False))
    fresh.replace(path)


def read_page(path: Path, section: str, number: int) -> list[dict[str, Any]]:
    """Return the rows of a page of a section, counted from 1; none where there is no such page."""
    rows: list[dict[str, Any]] = json.loads(path.read_text()).get(section, [])
    return rows[(number - 1) * ROWS_A_PAGE : number * ROWS_A_PAGE] if number > 0 else []


def words_of(counts: dict[str, int], *, done: bool = False) -> str:
    """Return "3 rows to be added, 1 to be changed and 40 unchanged", as far as there are any."""
    prefix = "" if done else "to be "
    told = [(counts["added"], f"{prefix}added"), (counts["changed"], f"{prefix}changed")]
    found = [(number, words) for number, words in [*told, (counts["unchanged"], "unchanged")] if number]
    if not found:
        return "no rows"
    first, words = found[0]
    rows = f"{first:,} row{'' if first == 1 else 's'} {words}"
    return listed([rows, *(f"{number:,} {words}" for number, words in found[1:])])


def _refused(problem: Problem) -> dict[str, Any]:
    return {"row": problem.row, "where": problem.where, "reason": problem.reason}


def _row(row: PlannedRow, book: Book) -> dict[str, Any]:
    told: dict[str, Any] = {
        "row": row.row.number,
        "name": row.name,
        "pk": row.stored.pk if row.stored else None,
        "beside": row.stands_beside,
        "changes": [(one.heading, one.old, one.new) for one in row.changes],
        "links": [_link(one, book) for one in row.links],
    }
    return {name: value for name, value in told.items() if value}


def _link(change: LinkChange, book: Book) -> dict[str, Any]:
    """Return what is said of a change of links."""
    return {
        "heading": change.links.heading,
        "added": _names(change, change.added, change.chosen, book),
        "removed": _names(change, change.removed, {}, book),
        "reworded": [(change.links.name(pk, book), change.stored[pk], change.chosen[pk]) for pk in change.reworded],
    }


def _names(change: LinkChange, pks: Iterable[int], reasons: dict[int, str], book: Book) -> list[tuple[str, str]]:
    return [(change.links.name(pk, book), reasons.get(pk, "")) for pk in pks]
