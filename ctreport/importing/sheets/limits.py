"""What a spreadsheet file may cost to read, and the one error that reading raises.

The limits are counts, not clocks: a file is refused at the same place on every machine, and no file can take longer or
hold more memory than its limits allow, whatever it holds.
"""

from __future__ import annotations

from dataclasses import dataclass

SAVE_AGAIN = "Open it in a spreadsheet program, save it again and try that file."
DAMAGED = f"The file is damaged or incomplete. {SAVE_AGAIN}"


class SheetError(Exception):
    """A file that cannot be read as a table. The message is a sentence for the person who chose the file."""


class TooManyRowsError(SheetError):
    """A file with more rows than it may have; what stands before is sound."""


@dataclass(frozen=True)
class Limits:
    """The most that a file may hold. The defaults fit 50,000 figures with their notes, with room to spare."""

    size: int = 25_000_000  # bytes of the file as it was sent
    unpacked: int = 150_000_000  # bytes of the zip's parts that are read, unpacked
    ratio: int = 600  # bytes unpacked for each byte packed, from 1 MB on; deflate itself ends at 1,030
    parts: int = 2_000  # files within the zip
    tags: int = 6_000_000  # XML tags over all parts; most elements have two
    piece: int = 1_000_000  # bytes of a single XML tag
    sheets: int = 256
    rows: int = 75_000  # rows that hold something
    columns: int = 256
    cells: int = 650_000
    text: int = 100_000  # characters of one cell
    characters: int = 40_000_000  # characters of all cells, a repeated text counted each time
    merges: int = 20_000  # merged areas


def megabytes(size: int) -> str:
    """Return a size as one says it: "25 MB"."""
    return f"{size / 1_000_000:.0f} MB"
