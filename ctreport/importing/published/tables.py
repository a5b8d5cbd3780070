"""Tables: the three lists side by side in columns, or one under the other in rows, or figures in a table."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace

from ctreport.importing.published.headings import recognise
from ctreport.importing.published.lines import Line, plain_lines

Cell = list[Line]


def arrange(grid: Sequence[Sequence[Cell]]) -> list[Line]:
    """Return the lines of a table in reading order.

    Where the first row holds the sections' headings, each column is read downwards; otherwise each row is read across,
    and a row of a label and a figure becomes one line.
    """
    rows = [list(row) for row in grid if any(row)]
    if not rows:
        return []
    if sum(_is_heading(cell) for cell in rows[0]) >= 2:
        return _by_column(rows)
    lines: list[Line] = []
    for row in rows:
        cells = [cell for cell in row if cell]
        if (
            len(cells) > 1
            and all(len(cell) == 1 and not cell[0].marker for cell in cells)
            and not _is_heading(cells[0])
        ):
            lines.append(_joined([cell[0] for cell in cells]))
        else:
            lines += [line for cell in cells for line in _headed(cell)]
    return lines


def text_lines(text: str) -> list[Line]:
    """Read the lines of a plain text, and a table pasted into it, whose cells are parted by tabs."""
    rows = text.split("\n")
    for at, row in enumerate(rows):
        heads = row.split("\t")
        if len(heads) > 1 and sum(recognise(head.strip(), is_marked_up=True) is not None for head in heads) >= 2:
            return [*plain_lines("\n".join(rows[:at])), *_pasted(rows, at)]
    return plain_lines(text)


def _pasted(rows: list[str], at: int) -> list[Line]:
    grid: list[list[Cell]] = []
    reader = csv.reader([f"{row}\n" for row in rows[at:]], delimiter="\t")
    end = at
    for cells in reader:
        if len(cells) < 2 and any(cells):
            break
        where = f"line {end + 1}, column"
        grid.append([plain_lines(cell, where=where, first=number) for number, cell in enumerate(cells, start=1)])
        end = at + reader.line_num
    return [*arrange(grid), *plain_lines("\n".join(rows[end:]), first=end + 1)]


def _is_heading(cell: Cell) -> bool:
    return len(cell) == 1 and recognise(cell[0].text, is_marked_up=True) is not None


def _headed(cell: Cell) -> Cell:
    return [replace(cell[0], strong=True, closed=True)] if _is_heading(cell) else _parted(cell)


def _parted(cell: Cell) -> Cell:
    """A cell begins afresh: it never goes on with the cell before."""
    return [replace(cell[0], closed=True), *cell[1:]] if cell and not cell[0].marker else cell


def _by_column(rows: list[list[Cell]]) -> list[Line]:
    lines: list[Line] = []
    for column in range(max(len(row) for row in rows)):
        for row in rows:
            if column < len(row) and row[column]:
                lines += _headed(row[column])
    return lines


def _joined(cells: list[Line]) -> Line:
    first, *others = [cell.text for cell in cells]
    is_figure = len(others) == 1 and others[0][:1].isdigit() and not first.rstrip().endswith(":")
    text = f"{first}: {others[0]}" if is_figure else " ".join([first, *others])
    return replace(cells[0], text=text, closed=True)
