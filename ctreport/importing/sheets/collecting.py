"""Where readers put the rows they find; it keeps the limits, so that no reader has to."""

from __future__ import annotations

from ctreport.importing.sheets.cells import Kind, Merge, Row, Sheet, column_letters
from ctreport.importing.sheets.limits import SAVE_AGAIN, Limits, SheetError, TooManyRowsError

LAST_ROW = 1_048_576  # of a spreadsheet


class RowInProgress:
    """A row as a reader finds its cells, from left to right, blank ones passed over."""

    __slots__ = ("kinds", "number", "raws", "texts", "widest")

    def __init__(self, number: int, widest: int) -> None:
        self.number = number
        self.widest = widest  # columns that a row may have
        self.texts: list[str] = []
        self.kinds: list[Kind] = []
        self.raws: list[str] = []

    def put(self, column: int, text: str, kind: Kind, raw: str, repeat: int = 1) -> None:
        """Put a cell, or several equal ones side by side, into the row."""
        texts = self.texts
        gap = column - len(texts) - 1
        if gap < 0:
            raise SheetError(f"The cells of row {self.number} are out of order. {SAVE_AGAIN}")
        if column + repeat - 1 > self.widest:
            raise too_wide(self.number, self.widest)
        if gap:
            texts.extend([""] * gap)
            self.kinds.extend([Kind.BLANK] * gap)
            self.raws.extend([""] * gap)
        if repeat == 1:
            texts.append(text)
            self.kinds.append(kind)
            self.raws.append(raw)
        else:
            texts.extend([text] * repeat)
            self.kinds.extend([kind] * repeat)
            self.raws.extend([raw] * repeat)


class Collector:
    """Gathers the rows of one sheet that hold something.

    ``enough`` ends the gathering after so many rows: it is how the head of a sheet is looked for without reading all
    of the sheet. ``full`` then tells the reader that it may stop.
    """

    def __init__(self, limits: Limits, *, enough: int | None = None) -> None:
        self.limits = limits
        self.enough = enough
        self.rows: list[Row] = []
        self.merges: list[Merge] = []
        self.full = enough == 0
        self._last = self._cells = self._characters = 0
        self._kinds: dict[tuple[Kind, ...], tuple[Kind, ...]] = {}

    def add(self, row: RowInProgress, *, hidden: bool = False, repeat: int = 1) -> None:
        """Add a row, so many times; one that holds nothing is passed over. Raises SheetError at a limit."""
        if row.number <= self._last:
            raise SheetError(f"The rows of the file are out of order at row {row.number}. {SAVE_AGAIN}")
        self._last = row.number + repeat - 1
        texts = row.texts
        if self.full or (not "".join(texts).strip() and Kind.UNCOMPUTED not in row.kinds):
            return
        if self.enough is not None:
            repeat = min(repeat, self.enough - len(self.rows))
        self._count(row, repeat)
        kinds = tuple(row.kinds)
        kinds = self._kinds.setdefault(kinds, kinds)
        shared = tuple(texts)
        raws = shared if row.raws == texts else tuple(row.raws)
        for number in range(row.number, row.number + repeat):
            self.rows.append(Row(number, shared, kinds, raws, hidden))
        self.full = self.enough is not None and len(self.rows) >= self.enough

    def merge(self, merge: Merge) -> None:
        """Note a merged area."""
        if len(self.merges) >= self.limits.merges:
            raise SheetError(f"The file has more than {self.limits.merges:,} merged areas. Unmerge them and try again.")
        self.merges.append(merge)

    def sheet(self) -> Sheet:
        """Return what was gathered."""
        return Sheet(self.rows, tuple(self.merges))

    def _count(self, row: RowInProgress, repeat: int) -> None:
        limits = self.limits
        if len(self.rows) + repeat > limits.rows:
            raise TooManyRowsError(
                f"The file has more than {limits.rows:,} rows. Split it into files of fewer rows, and import each."
            )
        self._cells += len(row.texts) * repeat
        if self._cells > limits.cells:
            raise SheetError(f"The file has more than {limits.cells:,} cells. Split it into files of fewer rows.")
        characters = sum(map(len, row.texts))
        if characters > limits.text:
            self._refuse_huge_cell(row)
        self._characters += characters * repeat
        if self._characters > limits.characters:
            raise SheetError(f"The cells hold more than {limits.characters:,} characters. Split the file.")

    def _refuse_huge_cell(self, row: RowInProgress) -> None:
        for column, text in enumerate(row.texts, start=1):
            if len(text) > self.limits.text:
                place = f"{column_letters(column)}{row.number}"
                raise SheetError(f"Cell {place} holds more than {self.limits.text:,} characters. Shorten it.")


def too_wide(row: int, widest: int) -> SheetError:
    """Return the error for a row with too many columns."""
    return SheetError(
        f"Row {row} has more than {widest} columns. Keep the table’s own columns and delete what stands beside."
    )
