"""Merged cells, whose value stands in their top left corner only."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection

from ctreport.importing.sheets.cells import Cell, Merge, Table
from ctreport.importing.sheets.limits import Limits, SheetError


def merged_cells(table: Table, columns: Collection[int], limits: Limits) -> dict[tuple[int, int], tuple[Cell, Merge]]:
    """Return, by row and column, the cell that lies merged over it. Only what lies below in the same column counts."""
    if not table.merges:
        return {}
    numbers = [row.number for row in table.rows]
    found: dict[tuple[int, int], tuple[Cell, Merge]] = {}
    left = limits.cells
    for merge in table.merges:
        start = bisect_left(numbers, merge.top)
        if merge.left not in columns or start == len(numbers) or numbers[start] != merge.top:
            continue
        anchor = table.rows[start].cell(merge.left)
        end = bisect_right(numbers, merge.bottom)
        left -= end - start
        if left < 0:
            raise SheetError("The merged cells of the file lie over each other. Unmerge them and try again.")
        for number in numbers[start + 1 : end] if anchor.text else ():
            found[number, merge.left] = (anchor, merge)
    return found
