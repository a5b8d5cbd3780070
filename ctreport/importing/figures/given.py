"""What a row of a file gives for its figure: values of the figure's fields, ready to be set, or why it cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from ctreport.importing.sheets import FigureRow
from ctreport.ui.fields import DateField
from outcomes.models import Figure, Measure
from outcomes.quantity import Quantity, QuantityError, Unit

Refusals = list[tuple[str, str]]  # the row's field, and the reason
# For each field of a row that may be left empty, the field of the figure.
TEXTS = {
    "note": "note",
    "break_reason": "break_reason",
    "source": "source",
    "supplied_by": "supplied_by",
    "evidence": "evidence_url",
}
CHOICES = ("status", "marking")
DATES = {"extracted_on": "extracted_on", "period_start": "period_start", "period_end": "period_end"}
_LONGEST = {name: Figure._meta.get_field(name).max_length or 0 for name in TEXTS.values()}  # type: ignore[union-attr]
_SHOWN = 60


def given_by(row: FigureRow, measure: Measure) -> tuple[dict[str, Any], Refusals]:
    """Return the fields that a row sets, and what is wrong with it.

    A field that the row leaves empty is not among them, so that what is recorded stays; [x] or [z] empties it.
    """
    refusals: Refusals = []
    values: dict[str, Any] = {}
    try:
        quantity = quantity_of(row.said, measure)
        values |= _parts_of(quantity)
    except QuantityError as error:
        refusals.append(("value", str(error)))
    if row.base is not None:
        values["base"] = row.base
    values |= {name: text for name in CHOICES if (text := getattr(row, name))}
    for name, target in TEXTS.items():
        if text := getattr(row, name):
            values[target] = text
            refusals += [(name, reason) for reason in _wrong_with(target, text)]
    for name in DATES:
        if text := getattr(row, name):
            try:
                values[name] = read_date(text)
            except ValidationError as error:
                refusals.append((name, " ".join(error.messages)))
    for name in row.emptied:
        values[TEXTS.get(name, name)] = "" if name in TEXTS else None
    return values, refusals


def quantity_of(said: str, measure: Measure) -> Quantity:
    """Read an amount in the measure's unit. Raises QuantityError, with words on how to mend it."""
    if measure.unit == Unit.GRADE:
        return _graded(said, measure)
    try:
        return _parse(said, measure.unit, measure.decimals)
    except QuantityError as error:
        if measure.unit == Unit.PERCENTAGE and _is_share(said):
            hint = f"“{said[:_SHOWN]}” is below 1%. If it is a share, write it as a percentage, such as 96%."
            raise QuantityError(hint) from error
        raise


def remarks_on_amount(said: str, measure: Measure) -> tuple[str, ...]:
    """Return what a person may want to check of an amount that could be read."""
    if measure.unit == Unit.PERCENTAGE and "%" not in said and _is_share(said):
        return (f"{said} was read as {said}%. If it is a share, write it as a percentage, such as 96%.",)
    return ()


@lru_cache(maxsize=20_000)
def _parse(said: str, unit: str, decimals: int) -> Quantity:
    return Quantity.parse(said[:200], unit=unit, decimals=decimals)


@lru_cache(maxsize=1_000)
def _is_share(said: str) -> bool:
    """Whether a text is a number between 0 and 1 that was written without a percent sign."""
    try:
        value = Quantity.parse(said[:200], unit=Unit.RATE, decimals=20).value
    except QuantityError:
        return False
    return value is not None and 0 < value < 1


def _graded(said: str, measure: Measure) -> Quantity:
    quantity = Quantity.parse(said[:200], unit=Unit.GRADE)
    if not quantity.grade:
        return quantity
    grades = {" ".join(grade.split()).casefold(): grade for grade in measure.grade_list}
    found = grades.get(quantity.grade.casefold())
    if found is None:
        raise QuantityError(
            f"“{quantity.grade[:_SHOWN]}” is not a grade of the scheme. Its grades: {', '.join(grades.values())}."
        )
    return Quantity(unit=Unit.GRADE, grade=found)


def _parts_of(quantity: Quantity) -> dict[str, Any]:
    return {
        "value": quantity.value,
        "qualifier": str(quantity.qualifier),
        "shorthand": str(quantity.shorthand),
        "grade": quantity.grade,
    }


def _wrong_with(name: str, text: str) -> Iterator[str]:
    most = _LONGEST[name]
    if len(text) > most:
        yield f"This is {len(text):,} characters long. Shorten it to {most}."
    elif name == "evidence_url" and not is_address(text):
        yield f"“{text[:_SHOWN]}” is not a web address. Write it in full, such as https://example.org/return.pdf."


@lru_cache(maxsize=5_000)
def is_address(text: str) -> bool:
    """Whether a text is an address of the web."""
    try:
        URLValidator(schemes=["http", "https"])(text)
    except ValidationError:
        return False
    return True


@lru_cache(maxsize=5_000)
def read_date(text: str) -> date | None:
    """Read a date as people and spreadsheets write it. Raises ValidationError, with words on how to write it."""
    return DateField().to_python(text[:_SHOWN])
