"""Form fields that read what people type, in the ways in which they type it."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from django import forms

from ctreport.ui.words import MONTHS, plain_date

_DAY_FIRST = re.compile(r"^(\d{1,2})[\s/.\-]+(\d{1,2}|[a-z]+)[\s/.\-,]+(\d{2}|\d{4})$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_DATE_HINT = "For example, 31 March 2019 or 31/3/2019."


class DateField(forms.DateField):
    """One text field for a date: "31 March 2019", "31/3/2019", "31 3 19" or "2019-03-31"."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        kwargs["help_text"] = " ".join(filter(None, [kwargs.get("help_text"), _DATE_HINT]))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        """Return the date that was typed; raise ValidationError that says how to write it."""
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        text = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", " ".join(str(value).lower().split()))
        try:
            return _parse_date(text)
        except ValueError as error:
            raise forms.ValidationError(str(error), code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        """Show a date as it is written: "31 March 2019"."""
        return plain_date(value) if isinstance(value, date) else value


def _parse_date(text: str) -> date:
    if match := _ISO.match(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _DAY_FIRST.match(text):
        day, month, year = int(match[1]), _month(match[2]), int(match[3])
        year += 2000 if len(match[3]) == 2 else 0
    else:
        raise ValueError(f"“{text}” is not a date. Write the day, the month and the year, such as 31 March 2019.")
    if not 1 <= month <= 12:
        raise ValueError(f"There is no month {month}. Write the day first, such as 31/3/2019.")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ValueError(f"{MONTHS[month - 1]} {year} has no day {day}. Check the date.") from error


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    found = [number for number, name in enumerate(MONTHS, start=1) if name.lower().startswith(text)]
    if len(text) < 3 or len(found) != 1:
        raise ValueError(f"“{text}” is not a month. Write it out, such as March, or as a number.")
    return found[0]


class CountField(forms.IntegerField):
    """A whole number that may be typed with commas or spaces: "9,000"."""

    def to_python(self, value: Any) -> int | None:
        """Return the number; raise ValidationError where it is none."""
        text = re.sub(r"[,\s]", "", value) if isinstance(value, str) else value
        return super().to_python(text)
