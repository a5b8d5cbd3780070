"""What a preview shows, kept in a file so that any page of 50,000 rows opens at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from ctreport.importing.figures.checking import Checked, Found
from ctreport.importing.figures.grid_sheet import in_full
from ctreport.importing.sheets import Problem
from ctreport.ui.words import join, plain_date
from outcomes.models import Figure

ROWS_A_PAGE = 50
AMOUNT = ("value", "qualifier", "shorthand", "grade")
OTHERS = (
    "base",
    "status",
    "note",
    "break_reason",
    "source",
    "supplied_by",
    "evidence_url",
    "extracted_on",
    "period_start",
    "period_end",
    "marking",
)
_USUAL = (("status", "Final"), ("marking", "OFFICIAL"))  # what a new figure need not say
_MOVED = ("year", "category_1", "category_2")


@dataclass(frozen=True)
class Section:
    """One list of the preview: its name in the address, what it holds, and how many rows."""

    name: str
    title: str
    count: int


TITLES = {
    "refused": "Refused",
    "changed": "To be changed",
    "added": "To be added",
    "questions": "Asked about",
    "unchanged": "Unchanged",
}
DONE_TITLES = {**TITLES, "changed": "Changed", "added": "Added"}


def keep_preview(checked: Checked, path: Path) -> dict[str, Any]:
    """Write the rows of a preview to a file, and return its summary: counts, and where each page begins."""
    summary: dict[str, Any] = {"notes": checked.reading.notes, "form": checked.reading.form, "pages": {}, "counts": {}}
    fresh = path.with_suffix(".fresh")
    with fresh.open("wb") as file:
        for name, rows in _sections(checked):
            pages, count = [], 0
            for row in rows:
                if count % ROWS_A_PAGE == 0:
                    pages.append(file.tell())
                file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
                count += 1
            summary["pages"][name], summary["counts"][name] = pages, count
    fresh.replace(path)
    summary["refused_rows"] = len({problem.row for problem in checked.problems})
    summary["rows"] = len(checked.added) + len(checked.changed) + len(checked.unchanged) + summary["refused_rows"]
    return summary


def read_page(path: Path, summary: dict[str, Any], section: str, number: int) -> list[dict[str, Any]]:
    """Return the rows of a page of a section, counted from 1; none where there is no such page."""
    starts = summary["pages"].get(section, [])
    if not 1 <= number <= len(starts):
        return []
    length = min(ROWS_A_PAGE, summary["counts"][section] - (number - 1) * ROWS_A_PAGE)
    with path.open("rb") as file:
        file.seek(starts[number - 1])
        return [json.loads(file.readline()) for _ in range(length)]


def sections_of(summary: dict[str, Any], *, done: bool = False) -> list[Section]:
    """Return the sections of a preview, or of what was done, the most pressing first."""
    titles = DONE_TITLES if done else TITLES
    return [Section(name, title, summary["counts"].get(name, 0)) for name, title in titles.items()]


def _sections(checked: Checked) -> Iterator[tuple[str, Iterable[dict[str, Any]]]]:
    yield "refused", map(refused_row, checked.problems)
    asked = sorted((one for one in checked.added + checked.changed if one.questions), key=lambda one: one.row)
    yield "questions", map(found_row, asked)
    yield "changed", map(found_row, checked.changed)
    yield "added", map(found_row, checked.added)
    yield "unchanged", map(found_row, checked.unchanged)


def refused_row(problem: Problem) -> dict[str, Any]:
    """Return what is said of a row that is refused."""
    return {"row": problem.row, "where": problem.where, "reason": problem.reason}


def found_row(found: Found) -> dict[str, Any]:
    """Return what is said of a row that is not refused, without what is empty."""
    figure = found.figure
    row = {
        "row": found.row,
        "measure": figure.measure.title,
        "code": figure.measure.code,
        "cell": ", ".join(str(one) for one in figure.categories),
        "year": figure.year.label,
        "figure": _amount(figure),
        "pk": figure.pk,
        "changes": _changes(found) if found.before is not None and found.changes else None,
        "beside": found.before is not None and found.before.is_approved and bool(found.changes),
        "more": _more(figure) if found.before is None else None,
        "remarks": found.remarks,
        "questions": [question.text for question in found.questions],
    }
    return {name: value for name, value in row.items() if value}


def _changes(found: Found) -> list[tuple[str, str, str]]:
    """Return what changes, as label, old and new words."""
    before, after = cast(Figure, found.before), found.figure
    changed = set(found.changes)
    rows = [("Figure", _amount(before), _amount(after))] if changed.intersection(AMOUNT) else []
    rows += [(_label(name), _shown(before, name), _shown(after, name)) for name in OTHERS + _MOVED if name in changed]
    return rows


def _more(figure: Figure) -> list[tuple[str, str]]:
    """Return what a new figure holds beside its amount."""
    told = ((name, _shown(figure, name)) for name in OTHERS)
    return [(_label(name), words) for name, words in told if words and (name, words) not in _USUAL]


def _amount(figure: Figure) -> str:
    return str(in_full(figure.quantity))


@lru_cache
def _label(name: str) -> str:
    label = str(cast(Any, Figure._meta.get_field(name)).verbose_name)
    return label[:1].upper() + label[1:]


def _shown(figure: Figure, name: str) -> str:
    value = getattr(figure, name)
    if name == "status":
        return str(figure.get_status_display())
    if name == "marking":
        return str(figure.get_marking_display())
    if isinstance(value, date):
        return plain_date(value)
    return "" if value is None else str(value)


def summary_words(counts: dict[str, int], *, done: bool = False) -> str:
    """Return "3 figures to be added, 1 to be changed and 40 unchanged", as far as there are any; or what was done."""
    told = [
        (counts.get("added", 0), "added" if done else "to be added"),
        (counts.get("changed", 0), "changed" if done else "to be changed"),
        (counts.get("unchanged", 0), "unchanged"),
    ]
    parts = [f"{number:,} {words}" for number, words in told if number]
    if not parts:
        return "no figures"
    number, _, rest = parts[0].partition(" ")
    parts[0] = f"{number} {'figure' if number == '1' else 'figures'} {rest}"
    return join(parts)
