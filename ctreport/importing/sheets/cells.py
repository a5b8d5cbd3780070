"""A table as it was read: rows of cells, each with its text, what kind of thing it is, and what the file stores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from ctreport.ui.words import join


class Kind(StrEnum):
    """What a cell holds. The last five cannot be used; ``Cell.problem`` says why."""

    BLANK = "blank"
    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    TIME = "time"
    BOOLEAN = "truth value"
    ERROR = "error"
    UNCOMPUTED = "uncomputed"
    NOT_A_NUMBER = "not a number"
    TOO_LARGE = "too large"
    NOT_A_DATE = "not a date"


PROBLEMS = {
    Kind.ERROR: "The cell shows the error {text}. Mend the formula in the file, or type the value.",
    Kind.UNCOMPUTED: (
        "The cell holds a formula without its result. Open the file in a spreadsheet program, save it, and try again."
    ),
    Kind.NOT_A_NUMBER: "The cell should hold a number, but “{raw}” is not one. Type the number again.",
    Kind.TOO_LARGE: "The number {text} is too large. Check for digits typed twice.",
    Kind.NOT_A_DATE: "“{raw}” is not a date between the years 1900 and 9999. Type the date again.",
}
ERROR_TEXTS = frozenset(
    ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#GETTING_DATA"]
)
_RAW_SHOWN = 40  # characters of the stored text that a message repeats


class Cell(NamedTuple):
    """One cell. Rows and columns count from 1, as the spreadsheet shows them."""

    row: int
    column: int
    text: str  # as the cell shows it: a stored 0.96 formatted as a percentage is "96%"
    kind: Kind
    raw: str  # as the file stores it: "0.96"

    @property
    def address(self) -> str:
        """The cell's place as a spreadsheet names it: "C5"."""
        return f"{column_letters(self.column)}{self.row}"

    @property
    def problem(self) -> str:
        """Why the cell cannot be used, in words; empty where it can."""
        words = PROBLEMS.get(self.kind, "")
        return words.format(text=self.text[:_RAW_SHOWN], raw=self.raw[:_RAW_SHOWN])


class Row(NamedTuple):
    """A row that holds something, from column 1 to the last that is not blank.

    It keeps texts, kinds and stored texts side by side, since 450,000 cell objects would take twice the memory.
    """

    number: int
    texts: tuple[str, ...]
    kinds: tuple[Kind, ...]
    raws: tuple[str, ...]
    hidden: bool = False

    def cell(self, column: int) -> Cell:
        """Return the cell in a column; a blank one where the row ends before it."""
        place = column - 1
        if 0 <= place < len(self.texts):
            return Cell(self.number, column, self.texts[place], self.kinds[place], self.raws[place])
        return Cell(self.number, column, "", Kind.BLANK, "")

    def text(self, column: int) -> str:
        """Return the text in a column; empty where the row ends before it."""
        return self.texts[column - 1] if 0 < column <= len(self.texts) else ""

    @property
    def cells(self) -> list[Cell]:
        """The cells of the row."""
        return [self.cell(column) for column in range(1, len(self.texts) + 1)]


class Merge(NamedTuple):
    """An area merged into one cell; the value stands in its top left corner."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        return f"{column_letters(self.left)}{self.top}:{column_letters(self.right)}{self.bottom}"


class Sheet(NamedTuple):
    """The rows of one sheet, with what lies over them."""

    rows: list[Row]
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True)
class Table:
    """The table that a file holds: its head, and the rows beneath it that hold something.

    ``notes`` say in words what a person may want to know of how it was read: the encoding, hidden rows, other sheets.
    """

    kind: str  # csv, xlsx or ods
    filename: str
    sheet: str  # the name of the sheet; empty for CSV
    head: Row
    rows: list[Row]
    merges: tuple[Merge, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def column_letters(column: int) -> str:
    """Return the letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column named by letters; 0 where they are not a column's name."""
    if not 1 <= len(letters) <= 3 or not (letters.isascii() and letters.isalpha() and letters.isupper()):
        return 0
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def ranges(numbers: Sequence[int]) -> str:
    """Return row numbers as one says them: "5 to 8 and 12"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    words = [f"{first} to {last}" if last > first else str(first) for first, last in runs]
    if len(words) > 4:
        words = [*words[:3], f"{len(words) - 3} more places"]
    return join(words)
