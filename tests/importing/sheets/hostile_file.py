"""What a hostile file is, and what reading it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ctreport.importing.sheets.fields import is_figures_head
from ctreport.importing.sheets.limits import SheetError
from ctreport.importing.sheets.long_form import read_long_form
from ctreport.importing.sheets.reading import read_table
from outcomes.quantity import Quantity, QuantityError, Unit


class Hostile(NamedTuple):
    """A file made to do harm, or broken; ``says`` is a part of what a person is told, or of what is read."""

    name: str
    filename: str
    make: Callable[[], bytes]
    says: str


class Answer(NamedTuple):
    """What a person is told: that the file is refused, or what was read and what is wrong with it."""

    refusal: str
    read: str

    def __str__(self) -> str:
        return self.refusal or self.read


def answer_to(content: bytes, filename: str) -> Answer:
    """Read a file as figures, as an import does. Anything raised but SheetError goes through."""
    try:
        table = read_table(content, filename=filename, recognise=is_figures_head)
        found = read_long_form(table)
    except SheetError as error:
        return Answer(str(error), "")
    said = [*table.notes, *(f"{problem.where}: {problem.reason}" for problem in found.problems)]
    for row in found.rows[:10]:
        said.append(str(row)[:500])
        try:
            Quantity.parse(row.said, unit=Unit.COUNT)
        except QuantityError as error:
            said.append(str(error))
    return Answer("", "\n".join(said) or "Nothing to read.")
