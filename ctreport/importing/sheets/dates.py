"""Dates and times: spreadsheets store days since an epoch; a cell's text is the ISO form, "2018-04-01"."""

from __future__ import annotations

import datetime as dt
import re

from ctreport.importing.sheets.amounts import NumberFormat, stored_number
from ctreport.importing.sheets.cells import Kind

_EPOCH = dt.datetime(1899, 12, 30)
_EPOCH_1904 = dt.datetime(1904, 1, 1)
_FIRST_SOUND_DAY = 61  # Excel counts a 29 February 1900, which never was, so days before are one off
_DURATION = re.compile(r"PT(\d{1,6})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S", re.ASCII)


def shown_date(raw: str, shape: NumberFormat, *, since_1904: bool) -> tuple[str, Kind]:
    """Return the text of a stored day number and its kind: DATE, TIME, or NOT_A_DATE where it is out of range."""
    number = stored_number(raw)
    if number is None or not 0 <= number < 3_000_000:
        return raw, Kind.NOT_A_DATE
    seconds = int((number * 86_400).to_integral_value())
    if shape.kind is Kind.TIME and (shape.elapsed or number < 1):
        return _clock(seconds), Kind.TIME
    if not since_1904 and number < _FIRST_SOUND_DAY:
        if not 1 <= number < _FIRST_SOUND_DAY - 1:
            return raw, Kind.NOT_A_DATE
        seconds += 86_400
    try:
        moment = (_EPOCH_1904 if since_1904 else _EPOCH) + dt.timedelta(seconds=seconds)
    except OverflowError:
        return raw, Kind.NOT_A_DATE
    return _iso(moment, with_time=shape.time), Kind.DATE


def shown_iso(raw: str) -> tuple[str, Kind]:
    """Return the text of a date that is stored in ISO form, with a time or without."""
    try:
        moment = dt.datetime.fromisoformat(raw.strip()[:40])
    except ValueError:
        return raw, Kind.NOT_A_DATE
    return (_iso(moment, with_time=True), Kind.DATE) if moment.year >= 1900 else (raw, Kind.NOT_A_DATE)


def shown_duration(raw: str) -> tuple[str, Kind]:
    """Return the text of a time that is stored as an ISO duration: "PT09H30M00S" is "09:30:00"."""
    match = _DURATION.fullmatch(raw.strip())
    if not match:
        return raw, Kind.NOT_A_DATE
    hours, minutes, seconds = (int(part) for part in match.groups())
    return _clock(hours * 3600 + minutes * 60 + seconds), Kind.TIME


def day_number(day: dt.date) -> int | None:
    """Return the day number that spreadsheets store for a date; None for days before March 1900."""
    number = (day - _EPOCH.date()).days
    return number if number >= _FIRST_SOUND_DAY else None


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _iso(moment: dt.datetime, *, with_time: bool) -> str:
    if with_time and (moment.hour or moment.minute or moment.second):
        return moment.replace(microsecond=0, tzinfo=None).isoformat(" ")
    return moment.date().isoformat()
