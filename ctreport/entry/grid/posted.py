"""The grid as one ordinary form: what a browser without script sends, as entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from ctreport.entry.grid.entries import Answer, Entry, Result
from ctreport.entry.grid.facts import Cell, Row
from ctreport.entry.grid.places import Place
from ctreport.entry.grid.submitting import Draft, read_versions


@dataclass(frozen=True)
class Problem:
    """An entry that was not saved, as the error summary lists it."""

    anchor: str
    text: str


def entries_in(data: QueryDict, cells: Mapping[Place, Cell]) -> list[Entry]:
    """Return the entries of the cells that the person changed.

    The page says in one field from which versions the person began ("77:3 78:1" by figure). Where a cell is still at
    that version, what is shown is what was shown then; where it is not, the entry is put together with what is stored.
    """
    began = read_versions(data.get("versions", ""))
    found = []
    for place, text in _texts(data):
        cell = cells.get(place)
        why = _answers(data, place, cell)
        if cell is None:
            found.append(Entry(place, text, 0, why))
            continue
        version = began.get(cell.figure_id or 0, 0)
        was_answered = all(words.strip() == cell.explanations.get(code, "") for code, words in why.items())
        if version == cell.version and " ".join(text.split()) == cell.text and was_answered:
            continue
        found.append(Entry(place, text, version, why))
    return found


def _texts(data: QueryDict) -> Iterator[tuple[Place, str]]:
    for name, value in data.items():
        place = Place.parse(name[1:]) if name.startswith("c") else None
        if place is not None:
            yield place, str(value)


def _answers(data: QueryDict, place: Place, cell: Cell | None) -> dict[str, str]:
    prefix = f"w{place.token}-"
    codes = [question.code for question in cell.questions] if cell else []
    return {code: str(data[f"{prefix}{code}"]) for code in codes if f"{prefix}{code}" in data}


def versions_of(rows: list[Row]) -> str:
    """Return the versions of the figures that a page shows, by figure, in one text."""
    return " ".join(f"{cell.figure_id}:{cell.version}" for row in rows for cell in row.cells if cell.figure_id)


def problems_of(answers: Mapping[Place, Answer], rows: list[Row]) -> list[Problem]:
    """Return what was not saved, in the order of the page."""
    found = []
    for row in rows:
        for cell in row.cells:
            answer = answers.get(cell.place)
            if answer is None or not answer.is_kept:
                continue
            name = Draft(row.measure, cell).name
            text = f"{name}: {answer.message}"
            if answer.result == Result.CONFLICT:
                text += " Yours is kept below: save again to put it in place, or type what is there."
            found.append(Problem(f"i{cell.place.token}", text))
    return found
