"""Columns that name other records: a year, a strand, a measure, a category, an earlier pledge."""

from __future__ import annotations

from typing import Any

from ctreport.importing.records.book import Book, NewRecord
from ctreport.importing.records.columns import Column, FieldColumn, Reading
from ctreport.importing.records.texts import CellError, canonical
from ctreport.importing.sheets import Cell, Value
from ctreport.review.models import Record
from objectives.financial_year import label_of, parse_label


class ReferenceColumn(FieldColumn):
    """A foreign key. Its value is the other record's key, or a ``NewRecord``."""

    words = "what it belongs to"

    def value(self, record: Record) -> Any:
        """Return the key of the record that is referred to."""
        return getattr(record, f"{self.field}_id")

    def put(self, record: Record, value: Any) -> None:
        """Put the key onto the record; a record that is added by the same file is put once it is saved."""
        if isinstance(value, NewRecord):
            setattr(record, self.field, value.record)
        else:
            setattr(record, f"{self.field}_id", value)


class NamedColumn(ReferenceColumn):
    """A record that has a name of its own: a strand, a dimension, a word of assessment, a measure by its code."""

    def __init__(self, heading: str, field: str, kind: str, *other_names: str, is_key: bool = False) -> None:
        super().__init__(heading, field, *other_names, is_key=is_key)
        self.kind = kind

    def write(self, record: Record, book: Book) -> Value:
        """Return the name."""
        return book.name(self.kind, self.value(record))

    def read(self, cell: Cell, reading: Reading) -> Any:
        """Return the key of the record that is called so."""
        return reading.book.named(self.kind, cell.text)


class YearColumn(ReferenceColumn):
    """The year to which a record belongs."""

    def __init__(self) -> None:
        super().__init__("Year", "year", "Financial year", "Reporting year", is_key=True)

    def write(self, record: Record, book: Book) -> Value:
        """Return the label."""
        return book.year_label(self.value(record))

    def read(self, cell: Cell, reading: Reading) -> Any:
        """Return the key of the year."""
        return reading.book.year_named(canonical(cell.text)).pk


class StartYearColumn(Column):
    """A year's own label."""

    def write(self, record: Record, book: Book) -> Value:
        """Return "2018/19"."""
        return label_of(self.value(record))

    def read(self, cell: Cell, reading: Reading) -> Any:
        """Return the first of the two years."""
        try:
            return parse_label(canonical(cell.text))
        except ValueError as error:
            raise CellError(str(error)) from error


class ReferredColumn(ReferenceColumn):
    """A pledge or an outcome by its reference, in the row's own year or, ``with_year``, in any."""

    def __init__(
        self,
        heading: str,
        field: str,
        kind: str,
        *other_names: str,
        with_year: bool = False,
        is_key: bool = False,
    ) -> None:
        super().__init__(heading, field, *other_names, is_key=is_key)
        self.kind = kind
        self.with_year = with_year

    def write(self, record: Record, book: Book) -> Value:
        """Return the reference."""
        return book.reference(self.kind, self.value(record), with_year=self.with_year)

    def read(self, cell: Cell, reading: Reading) -> Any:
        """Return the key of the record."""
        return reading.book.referred(self.kind, canonical(cell.text), None if self.with_year else reading.year)


class EarlierColumn(ReferredColumn):
    """A pledge of an earlier year, from which the row's own goes on."""

    def read(self, cell: Cell, reading: Reading) -> Any:
        """Return the key of the pledge. The database keeps this rule too, but only for what is approved."""
        found = super().read(cell, reading)
        if reading.year is not None and not isinstance(found, NewRecord):
            theirs = reading.book.years[reading.book.year_of(self.kind, found)]
            if theirs.start_year >= reading.year.start_year:
                raise CellError("A pledge goes on from a pledge of an earlier year. Write one of an earlier year.")
        return found


class CategoryColumn(ReferenceColumn):
    """A category of the row's measure, by its code; empty for all together."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Category {number}", f"category_{number}", f"Category {number} code", is_key=True)
        self.number = number

    def write(self, record: Record, book: Book) -> Value:
        """Return the code."""
        return book.category_code(self.value(record))

    def read(self, cell: Cell, reading: Reading) -> Any:
        """Return the key of the category."""
        if reading.measure is None:
            raise CellError("The row’s measure is not known, so its categories are not either.")
        dimension: int | None = getattr(reading.measure, f"dimension_{self.number}_id")
        return reading.book.category(dimension, canonical(cell.text))
