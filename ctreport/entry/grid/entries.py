"""What a person sends for a cell, and what they are told."""

from __future__ import annotations

import enum
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ctreport.entry.grid.places import Place
from outcomes.models import Measure
from outcomes.quantity import Quantity, QuantityError

TEXT_LENGTH = 100
WORDS_LENGTH = 500
MOST_AT_ONCE = 200


class BatchError(ValueError):
    """What was sent is not a list of cells; the message says what to do."""


@dataclass(frozen=True)
class Entry:
    """What was typed into a cell, with the version from which the person began: 0 where the cell was empty.

    ``explanations`` holds the answers that were shown, by the code of the question. ``undo`` puts back what was there
    before instead, as an earlier answer named it.
    """

    place: Place
    text: str = ""
    version: int = 0
    explanations: Mapping[str, str] = field(default_factory=dict)
    undo: str = ""


class Result(enum.Enum):
    """What became of an entry."""

    SAVED = "saved"
    UNCHANGED = "unchanged"
    EMPTIED = "emptied"
    UNDONE = "undone"
    REFUSED = "refused"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Answer:
    """What became of an entry, in words where it was not saved, and how it can be undone where it was."""

    entry: Entry
    result: Result
    message: str = ""
    undo: str = ""
    theirs: str | None = None

    @property
    def is_kept(self) -> bool:
        """Whether what was typed stays in the cell, unsaved."""
        return self.result in (Result.REFUSED, Result.CONFLICT)


def read_amount(text: str, measure: Measure) -> Quantity:
    """Return the quantity that was typed, a grade in the spelling of its scheme. Raises QuantityError."""
    if len(text) > TEXT_LENGTH:
        raise QuantityError(f"This is longer than {TEXT_LENGTH} characters. Write the figure alone.")
    quantity = Quantity.parse(text, unit=measure.unit, decimals=measure.decimals)
    if not quantity.grade:
        return quantity
    grades = {grade.casefold(): grade for grade in measure.grade_list}
    if quantity.grade.casefold() not in grades:
        known = ", ".join(measure.grade_list)
        raise QuantityError(f"“{text}” is not a grade of the scheme. Its grades: {known}. Or a symbol, such as [x].")
    return Quantity(unit=quantity.unit, grade=grades[quantity.grade.casefold()], decimals=quantity.decimals)


def read_batch(text: str) -> list[Entry]:
    """Return the entries of a batch, sent as JSON. Raises BatchError where it is not one, or holds too many."""
    try:
        found = json.loads(text)
    except ValueError as error:
        raise BatchError("The cells arrived damaged. Reload the page and save again.") from error
    if not isinstance(found, list) or len(found) > MOST_AT_ONCE:
        raise BatchError(f"Send at most {MOST_AT_ONCE} cells at once.")
    return [_read_one(one) for one in found]


def _read_one(one: Any) -> Entry:
    place = Place.parse(str(one.get("cell", ""))) if isinstance(one, dict) else None
    if place is None:
        raise BatchError("A cell without its place arrived. Reload the page and save again.")
    given = one.get("why") if isinstance(one.get("why"), dict) else {}
    version = one.get("version")
    return Entry(
        place=place,
        text=str(one.get("text") or ""),
        version=version if isinstance(version, int) and 0 <= version < 2**31 else 0,
        explanations={str(code)[:40]: str(words or "") for code, words in given.items()},
        undo=str(one.get("undo") or ""),
    )
