"""A plain table, printed line by line as the measurements come in."""

from __future__ import annotations

WIDTHS = (42, 14, 52)


def heading(title: str, remark: str = "") -> None:
    """Print the title of a part."""
    print(f"\n{title}{f' ({remark})' if remark else ''}", flush=True)


def print_row(*cells: str) -> None:
    """Print a row; the second cell, a number, is set to the right."""
    padded = [cell.ljust(width) for cell, width in zip(cells, (*WIDTHS, 0), strict=False)]
    padded[1] = cells[1].rjust(WIDTHS[1])
    print("  " + "  ".join(padded).rstrip(), flush=True)
