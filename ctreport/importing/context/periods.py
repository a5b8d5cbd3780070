"""The periods of public statistics as they are written, and the financial year to which each is put."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from ctreport.ui.words import plain_date
from objectives.financial_year import EARLIEST, LATEST, label_of, parse_label, period_of

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_YEAR_ENDING = re.compile(r"(?:ye|year ending)\s+([a-z]{3,9})\.?\s+(\d{4})", re.IGNORECASE)
_MONTHS_OF_A_YEAR = re.compile(r"([a-z]{3,9})\.?\s*(?:-|–|to)\s*([a-z]{3,9})\.?\s+(\d{4})", re.IGNORECASE)
_CALENDAR_YEAR = re.compile(r"\d{4}")
_EXAMPLES = "“YE Mar 2019”, “2018/19”, “2021” or “Apr-Dec 2021”"


@dataclass(frozen=True)
class Period:
    """The first and the last day that a statistic covers."""

    start: date
    end: date

    @property
    def start_year(self) -> int:
        """The start of the financial year in which it ends: to that one it is put."""
        return self.end.year if self.end >= date(self.end.year, 4, 1) else self.end.year - 1

    @property
    def is_financial_year(self) -> bool:
        """Whether it is a financial year, so that it can be held against others."""
        return (self.start, self.end) == period_of(self.start_year)

    @property
    def caution(self) -> str:
        """What must be said of a period that is no financial year; empty for one that is."""
        if self.is_financial_year:
            return ""
        return (
            f"Covers {plain_date(self.start)} to {plain_date(self.end)}, not the financial year "
            f"{label_of(self.start_year)}: do not compare the two."
        )


def read_period(text: str) -> Period:
    """Read a period. Raises ValueError, saying how to write it, where it is none."""
    words = " ".join(text.split())
    if match := _YEAR_ENDING.fullmatch(words):
        last = _last_day(_year(match[2]), _month(match[1]))
        return Period(_day_after(last.replace(year=last.year - 1, day=28)), last)
    if match := _MONTHS_OF_A_YEAR.fullmatch(words):
        first, last_month, year = _month(match[1]), _month(match[2]), _year(match[3])
        if first > last_month:
            raise ValueError(f"“{text}” ends before it begins. Write it as in {_EXAMPLES}.")
        return Period(date(year, first, 1), _last_day(year, last_month))
    if _CALENDAR_YEAR.fullmatch(words):
        return Period(date(_year(words), 1, 1), date(_year(words), 12, 31))
    try:
        return Period(*period_of(parse_label(words)))
    except ValueError:
        raise ValueError(f"“{text}” is not a period. Write it as in {_EXAMPLES}.") from None


def _month(name: str) -> int:
    try:
        return _MONTHS[name[:3].lower()]
    except KeyError:
        raise ValueError(f"“{name}” is not a month. Write it as in {_EXAMPLES}.") from None


def _year(text: str) -> int:
    if not EARLIEST < int(text) <= LATEST:
        raise ValueError(f"The year must lie between {EARLIEST} and {LATEST}.")
    return int(text)


def _last_day(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _day_after(near_the_end: date) -> date:
    """Return the first day of the month after."""
    return _last_day(near_the_end.year, near_the_end.month) + timedelta(days=1)
