"""Tables of counts, made for the tests of disclosure control."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ctreport.disclosure.table import Cell, Sum, Table


def row(total_name: str = "all", threshold: int = 5, earlier: Sequence[Mapping[str, int]] = (), **counts: int) -> Table:
    """One row of counts with its total."""
    cells = [Cell(name, count, count, threshold) for name, count in counts.items()]
    total = sum(counts.values())
    cells.append(Cell(total_name, total, total, threshold))
    return Table(tuple(cells), (Sum(total_name, tuple(counts)),), earlier=tuple(earlier))


def grid(counts: Sequence[Sequence[int]], threshold: int = 5) -> Table:
    """Rows and columns of counts with all their totals: "r0c1" is a cell, "r0" and "c1" are totals, and "all"."""
    rows, columns = range(len(counts)), range(len(counts[0]))
    values = {f"r{i}c{j}": counts[i][j] for i in rows for j in columns}
    values |= {f"r{i}": sum(counts[i]) for i in rows} | {f"c{j}": sum(line[j] for line in counts) for j in columns}
    values["all"] = sum(sum(line) for line in counts)
    sums = [
        *(Sum(f"r{i}", tuple(f"r{i}c{j}" for j in columns)) for i in rows),
        *(Sum(f"c{j}", tuple(f"r{i}c{j}" for i in rows)) for j in columns),
        Sum("all", tuple(f"r{i}" for i in rows)),
        Sum("all", tuple(f"c{j}" for j in columns)),
    ]
    return Table(tuple(Cell(key, value, value, threshold) for key, value in values.items()), tuple(sums))


def bounds(found: Mapping[str, object]) -> dict[str, str]:
    """Bounds as words."""
    return {key: str(one) for key, one in found.items()}
