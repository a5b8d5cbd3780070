"""The columns of tables of records: how each is written, read and put onto a record."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from ctreport.importing.records.book import Book, folded
from ctreport.importing.records.texts import CellError, canonical, date_value
from ctreport.importing.sheets import Cell, Kind, Percent, Value
from ctreport.review.models import Record
from ctreport.ui.fields import CountField, DateField
from objectives.models import ReportingYear
from outcomes.models import Measure
from outcomes.quantity import Qualifier, Quantity, QuantityError, Unit

YES = frozenset(["yes", "y", "true", "1"])
NO = frozenset(["no", "n", "false", "0"])


@dataclass
class Reading:
    """What a cell may need to know of its row: the names of records, the row's year and its measure."""

    book: Book
    year: ReportingYear | None = None
    measure: Measure | None = None


class Column:
    """A column that holds one field as text. The others say what is different.

    ``field`` is the record's field; ``is_key`` marks a column by which a row finds its record. ``other_names`` are
    headings that are understood besides ``heading``.
    """

    is_read = True

    def __init__(self, heading: str, field: str, *other_names: str, is_key: bool = False) -> None:
        self.heading = heading
        self.field = field
        self.other_names = other_names
        self.is_key = is_key

    def value(self, record: Record) -> Any:
        """Return what the record holds, in the form in which it is compared and put back."""
        return getattr(record, self.field)

    def put(self, record: Record, value: Any) -> None:
        """Put a value that was read onto the record."""
        setattr(record, self.field, value)

    def write(self, record: Record, book: Book) -> Value:
        """Return the cell for a record."""
        value = self.value(record)
        return value if value is None or isinstance(value, str) else str(value)

    def read(self, cell: Cell, reading: Reading) -> Any:
        """Return the value of a cell that holds something. Raises CellError with words on how to mend it."""
        return canonical(cell.text)

    def empty(self, record: Record) -> Any:
        """Return the value of an empty cell. Raises CellError where something is wanted."""
        return ""


class FieldColumn(Column):
    """A column whose empty cell means nothing where the field allows that, and the field's default in a new record."""

    words = "a value"

    def empty(self, record: Record) -> Any:
        """Return None, or the default of a record that is new."""
        field = record._meta.get_field(self.field)
        if field.null:
            return None
        if record.pk is None and isinstance(field, models.Field) and field.has_default():
            return field.get_default()
        raise CellError(f"Enter {self.words}. To leave it as it is, take the column “{self.heading}” out of the file.")


class ChoiceColumn(FieldColumn):
    """One of a list of words. A label's words up to a colon are enough."""

    words = "one of the list’s words"

    def __init__(self, heading: str, field: str, choices: type[models.TextChoices], *other_names: str) -> None:
        super().__init__(heading, field, *other_names)
        self._shown = {value: label.partition(":")[0] for value, label in choices.choices}
        self._known = {folded(word): value for value, label in choices.choices for word in (value, label)}
        self._known |= {folded(word): value for value, word in self._shown.items()}

    def write(self, record: Record, book: Book) -> Value:
        """Return the word."""
        return self._shown.get(self.value(record), self.value(record))

    def read(self, cell: Cell, reading: Reading) -> Any:
        """Return the choice that is meant."""
        found = self._known.get(folded(cell.text))
        if found is None:
            words = ", ".join(f"“{word}”" for word in self._shown.values())
            raise CellError(f"“{cell.text[:40]}” is not in the list. Use one of: {words}.")
        return found


class YesNoColumn(FieldColumn):
    """Yes or no."""

    words = "yes or no"

    def write(self, record: Record, book: Book) -> Value:
        """Return the word."""
        return "Yes" if self.value(record) else "No"

    def read(self, cell: Cell, reading: Reading) -> Any:
        """Return whether it says yes."""
        word = folded(cell.text)
        if word not in YES | NO:
            raise CellError(f"“{cell.text[:40]}” is neither yes nor no. Write one of the two.")
        return word in YES


class CountColumn(FieldColumn):
    """A whole number."""

    words = "a whole number"

    def write(self, record: Record, book: Book) -> Value:
        """Return the number."""
        number: int | None = self.value(record)
        return number

    def read(self, cell: Cell, reading: Reading) -> Any:
        """Return the number, commas left out."""
        try:
            return CountField().to_python(cell.text)
        except ValidationError:
            raise CellError(f"“{cell.text[:40]}” is not a whole number. Write it in digits, such as 12.") from None


class DateColumn(FieldColumn):
    """A date."""

    words = "a date"

    def write(self, record: Record, book: Book) -> Value:
        """Return the date."""
        return date_value(self.value(record))

    def read(self, cell: Cell, reading: Reading) -> Any:
        """Return the date, the time of day left out where the file has one."""
        text = cell.text[:10] if cell.kind is Kind.DATE else cell.text
        try:
            return DateField().to_python(text[:60])
        except ValidationError as error:
            raise CellError(" ".join(error.messages)) from error


class DecimalColumn(FieldColumn):
    """A number, decimals and all."""

    words = "a number; 0 for none"

    def value(self, record: Record) -> Any:
        """Return the number, whatever decimals the database pads it with."""
        number = getattr(record, self.field)
        return None if number is None else Decimal(number).normalize()

    def write(self, record: Record, book: Book) -> Value:
        """Return the number."""
        number: Decimal | None = self.value(record)
        return number

    def read(self, cell: Cell, reading: Reading) -> Any:
        """Return the number."""
        try:
            number = Quantity.parse(cell.text[:60], unit=Unit.MONEY, decimals=4)
        except QuantityError:
            number = Quantity(unit=Unit.MONEY)
        if number.value is None or number.qualifier != Qualifier.EXACTLY:
            raise CellError(f"“{cell.text[:40]}” is not a number. Write a number such as 2 or 0.5; 0 for none.")
        return number.value.normalize()


class AmountColumn(DecimalColumn):
    """A number in the unit of the row's measure."""

    words = "the number to reach"

    def write(self, record: Record, book: Book) -> Value:
        """Return the number, as a percentage where it is one."""
        number = self.value(record)
        measure = book.measures.get(record.measure_id)  # type: ignore[attr-defined]
        is_percentage = measure is not None and measure.unit == Unit.PERCENTAGE
        return Percent(number) if is_percentage and number is not None else number

    def read(self, cell: Cell, reading: Reading) -> Any:
        """Return the number."""
        if reading.measure is None:
            raise CellError("The row’s measure is not known, so its target cannot be read.")
        if reading.measure.unit == Unit.GRADE:
            raise CellError("A grade has no numeric target. Record an assessment instead.")
        try:
            quantity = Quantity.parse(cell.text[:60], unit=reading.measure.unit, decimals=reading.measure.decimals)
        except QuantityError as error:
            raise CellError(str(error)) from error
        if quantity.value is None or quantity.qualifier != Qualifier.EXACTLY:
            raise CellError("Write the number alone; “at least” and the like stand in the column “Comparison”.")
        return quantity.value.normalize()


class InfoColumn(Column):
    """A column that only helps the reader of a file; it is passed over when the file is imported."""

    is_read = False

    def __init__(self, heading: str, write: Any, *, is_key: bool = False) -> None:
        super().__init__(heading, "", is_key=is_key)
        self._write = write

    def write(self, record: Record, book: Book) -> Value:
        """Return the cell."""
        value: Value = self._write(record, book)
        return value
