"""Financial years, 1 April to 31 March, written "2018/19"."""

from __future__ import annotations

import re
from datetime import date

EARLIEST, LATEST = 1900, 2199
_LABEL = re.compile(r"^\s*(\d{4})\s*[/\-–]\s*(\d{2}|\d{4})\s*$")


def parse_label(text: str) -> int:
    """Return the start year of a label such as "2018/19", "2018-19" or "2018/2019".

    Raises ValueError, in words for the person who typed it, where the text is not a financial year.
    """
    match = _LABEL.match(text)
    if not match:
        raise ValueError(f"“{text}” is not a financial year. Write it as 2018/19.")
    start, end = int(match[1]), match[2]
    if not EARLIEST <= start <= LATEST:
        raise ValueError(f"The year must start between {EARLIEST} and {LATEST}.")
    if str(start + 1)[-len(end) :] != end:
        raise ValueError(
            f"A financial year runs from 1 April to 31 March of the next year, so {start} goes with "
            f"{label_of(start)}. Write {label_of(start)}, or change the first year."
        )
    return start


def label_of(start: int) -> str:
    """Return "2018/19" for 2018."""
    return f"{start}/{(start + 1) % 100:02d}"


def slug_of(start: int) -> str:
    """Return "2018-19", the form used in addresses, for 2018."""
    return label_of(start).replace("/", "-")


def period_of(start: int) -> tuple[date, date]:
    """Return the first and last day of the financial year that starts in ``start``."""
    return date(start, 4, 1), date(start + 1, 3, 31)
