"""A file of public statistics: a series, a period, a value, and where it was published, one a line.

The columns are ``series``, ``period``, ``value``, ``unit``, ``qualifier`` and ``source_url``. A remark in
``qualifier`` that says how exactly the value is known ("over") is taken as that; any other is kept as a note. "same"
in ``source_url`` means the source of the line above. A series that is a part of the one above it is named so:
"outcome: charged" beneath "Terrorism-related arrests GB".
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.utils.text import slugify

from ctreport.importing.context.periods import Period, read_period
from outcomes.quantity import Qualifier, Quantity, QuantityError, Unit

COLUMNS = ("series", "period", "value", "unit", "qualifier", "source_url")
LARGEST = 1_000_000  # bytes: years of every public series are a fraction of that
_UNITS = {"percent": Unit.PERCENTAGE, "%": Unit.PERCENTAGE, "mean per month": Unit.RATE}
_QUALIFIERS = {
    "more than": Qualifier.OVER,
    "more than (lower bound)": Qualifier.OVER,
    **{one.label: one for one in Qualifier},
}
_PART = "outcome:"
_LONGEST_TITLE, _LONGEST_CODE, _LONGEST_SOURCE = 180, 60, 200


@dataclass(frozen=True)
class Statistic:
    """One line of the file."""

    line: int
    title: str
    period: Period
    value: Decimal
    unit: Unit
    counted: str  # what is counted, in the file's own word: "referrals"
    qualifier: Qualifier
    remark: str
    source: str

    @property
    def code(self) -> str:
        """The code of its measure, made from the title; a long one ends in a digest, so that no two share it."""
        code = f"ref-{slugify(self.title)}"
        if len(code) <= _LONGEST_CODE:
            return code
        digest = hashlib.sha256(self.title.encode()).hexdigest()[:8]
        return f"{code[: _LONGEST_CODE - 9].strip('-')}-{digest}"

    @property
    def decimals(self) -> int:
        """The decimal places with which the value is written."""
        return max(0, -int(self.value.normalize().as_tuple().exponent))

    @property
    def note(self) -> str:
        """What is printed beneath it: the file's remark, and that its period is no financial year."""
        remark = f"{self.remark[:1].upper()}{self.remark[1:]}".rstrip(".")
        return " ".join(part for part in (f"{remark}." if remark else "", self.period.caution) if part)


@dataclass
class Reading:
    """What a file holds, and what is wrong with it, by line."""

    statistics: list[Statistic] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)


def read(content: bytes) -> Reading:
    """Read a file. What is wrong is listed with its line; nothing is raised for it."""
    reading = Reading()
    if len(content) > LARGEST:
        reading.problems.append((0, "The file is larger than 1 MB, so it is no list of public statistics."))
        return reading
    try:
        text = content.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except UnicodeDecodeError:
        reading.problems.append((0, "The file is not UTF-8 text. Save it as CSV UTF-8."))
        return reading
    except csv.Error as error:
        reading.problems.append((0, f"The file is not CSV: {error}."))
        return reading
    if not rows or tuple(cell.strip().lower() for cell in rows[0]) != COLUMNS:
        reading.problems.append((1, f"The first line names the columns: {','.join(COLUMNS)}."))
        return reading
    _read_rows(rows, reading)
    return reading


def _read_rows(rows: Sequence[Sequence[str]], reading: Reading) -> None:
    whole, source = "", ""
    for line, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(COLUMNS):
            reading.problems.append((line, f"{len(row)} fields, where there should be {len(COLUMNS)}."))
            continue
        cells = dict(zip(COLUMNS, (" ".join(cell.split()) for cell in row), strict=True))
        is_part = cells["series"].lower().startswith(_PART)
        whole = whole if is_part else cells["series"]
        source = source if cells["source_url"].lower() == "same" else cells["source_url"]
        title = f"{whole}: {cells['series'][len(_PART) :].strip()}" if is_part and whole else cells["series"]
        problems = list(_problems(title, source, cells))
        reading.problems += [(line, problem) for problem in problems]
        if not problems:
            reading.statistics.append(_statistic(line, title, source, cells))


def _problems(title: str, source: str, cells: dict[str, str]) -> Iterator[str]:
    if not slugify(title):
        yield "The series has no name."
    if len(title) > _LONGEST_TITLE:
        yield f"The name of the series has more than {_LONGEST_TITLE} characters."
    if not source:
        yield "No source is named. Public statistics are loaded only with where they were published."
    elif len(source) > _LONGEST_SOURCE:
        yield f"The source has more than {_LONGEST_SOURCE} characters."
    if not cells["unit"]:
        yield "No unit is named: write what is counted, such as referrals."
    try:
        read_period(cells["period"])
    except ValueError as error:
        yield str(error)
    yield from _problems_of_value(cells)


def _problems_of_value(cells: dict[str, str]) -> Iterator[str]:
    unit = _UNITS.get(cells["unit"].lower(), Unit.COUNT)
    try:
        value = _number(cells["value"])
    except (InvalidOperation, ValueError):
        yield f"“{cells['value']}” is not a number. Write digits alone, such as 5737."
        return
    decimals = max(0, -int(value.normalize().as_tuple().exponent))
    try:
        Quantity(unit=unit, value=value, decimals=min(decimals, 4)).check()
    except QuantityError as error:
        yield str(error)


def _number(text: str) -> Decimal:
    number = Decimal(text.replace(",", ""))
    if not number.is_finite() or abs(number) >= Decimal(10) ** 12:
        raise ValueError(text)
    return number


def _statistic(line: int, title: str, source: str, cells: dict[str, str]) -> Statistic:
    qualifier = _QUALIFIERS.get(cells["qualifier"].lower())
    return Statistic(
        line=line,
        title=title,
        period=read_period(cells["period"]),
        value=_number(cells["value"]),
        unit=_UNITS.get(cells["unit"].lower(), Unit.COUNT),
        counted=cells["unit"],
        qualifier=qualifier or Qualifier.EXACTLY,
        remark="" if qualifier else cells["qualifier"],
        source=source,
    )
