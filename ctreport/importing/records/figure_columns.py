"""The columns of figures in long form, under the names by which the import of figures knows them."""

from __future__ import annotations

from typing import Any

from ctreport.importing.figures.grid_sheet import value_of
from ctreport.importing.records.book import Book
from ctreport.importing.records.columns import Column, InfoColumn
from ctreport.importing.records.texts import date_value
from ctreport.importing.sheets import Value
from outcomes.models import Figure
from outcomes.quantity import Quantity


def _quantity(figure: Figure, book: Book) -> Quantity:
    measure = book.measures[figure.measure_id or 0]
    return Quantity(
        unit=figure.unit or measure.unit,
        value=figure.value,
        qualifier=figure.qualifier,
        shorthand=figure.shorthand,
        grade=figure.grade,
        decimals=measure.decimals,
    )


def _measure(figure: Figure, book: Book) -> Value:
    return book.measures[figure.measure_id or 0].title


def _field(name: str) -> Any:
    def write(figure: Any, book: Book) -> Value:
        return getattr(figure, name)

    return write


def _date(name: str) -> Any:
    def write(figure: Any, book: Book) -> Value:
        return date_value(getattr(figure, name))

    return write


FIGURE_COLUMNS: tuple[Column, ...] = (
    InfoColumn("Measure code", lambda figure, book: book.name("measure", figure.measure_id), is_key=True),
    InfoColumn("Measure", _measure),
    InfoColumn("Year", lambda figure, book: book.year_label(figure.year_id), is_key=True),
    InfoColumn("Category 1", lambda figure, book: book.category_code(figure.category_1_id), is_key=True),
    InfoColumn("Category 2", lambda figure, book: book.category_code(figure.category_2_id), is_key=True),
    InfoColumn("Value", lambda figure, book: value_of(_quantity(figure, book))),
    InfoColumn("Base", _field("base")),
    InfoColumn("Status", _field("status")),
    InfoColumn("Note", _field("note")),
    InfoColumn("Break in series", _field("break_reason")),
    InfoColumn("Source", _field("source")),
    InfoColumn("Date extracted", _date("extracted_on")),
    InfoColumn("Supplied by", _field("supplied_by")),
    InfoColumn("Evidence", _field("evidence_url")),
    InfoColumn("Period start", _date("period_start")),
    InfoColumn("Period end", _date("period_end")),
    InfoColumn("Protective marking", lambda figure, book: figure.get_marking_display()),
)
