"""Texts as they are compared: white space at the ends, kinds of line end and unprintable characters make no change."""

from __future__ import annotations

import datetime as dt

from ctreport.importing.sheets import Value, as_text
from ctreport.importing.sheets.escaping import clean
from ctreport.ui.words import join, plain_date

_EARLIEST_DATE = 1901  # spreadsheets' own dates begin in 1900, and disagree over that year


class CellError(Exception):
    """A cell that cannot be read; the message says why and how to mend it, to the person who filled it."""


def canonical(text: str) -> str:
    """Return a text as a form would keep it."""
    return clean(text).replace("\r\n", "\n").replace("\r", "\n").strip()


def written(value: Value) -> str:
    """Return a value as it reads when it comes back from a file."""
    return canonical(as_text(value))


def date_value(date: dt.date | None) -> Value:
    """Return a date as it is written: as a date, or as a text where no spreadsheet knows its year."""
    if date is None or date.year >= _EARLIEST_DATE:
        return date
    return date.isoformat()


def for_a_person(value: Value) -> str:
    """Return a value as the preview shows it."""
    return plain_date(value) if isinstance(value, dt.date) else written(value)


def listed(names: list[str], most: int = 10) -> str:
    """Return names in a sentence: "A1, A2 and A3", or "A1, A2 and 40 more"; "none" where there is none."""
    if not names:
        return "none"
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return join(names)
