"""Lists of records as tables for CSV, XLSX and ODS."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django_tables2 import RequestConfig

from ctreport.importing.figures.grid_sheet import grid_rows
from ctreport.importing.records.book import Book
from ctreport.importing.records.record_kind import RecordKind
from ctreport.importing.sheets import Value, write_table
from ctreport.review.history import BATCH, in_batches, newest_versions
from ctreport.review.models import Record
from objectives.models import ReportingYear


@dataclass(frozen=True)
class Export:
    """A table to be written, what its sheet is called, and the name of its file, without the ending."""

    head: list[str]
    rows: Iterable[list[Value]]
    title: str
    filename: str

    def content(self, fmt: str) -> bytes:
        """Return the file in a format: csv, xlsx or ods."""
        return write_table(self.rows, kind=fmt, title=self.title, head=self.head)


def export_list(kind: RecordKind, request: HttpRequest) -> Export:
    """Return what the list shows at the address with the same query: filtered, in its order, all pages.

    Raises Http404 for a year that there is not.
    """
    view = kind.list_view()
    view.setup(request)
    filterset = view.get_filterset(view.filterset_class)
    is_sound = not filterset.is_bound or filterset.is_valid()
    rows = filterset.qs if is_sound else filterset.queryset.none()
    table = view.table_class(rows)
    RequestConfig(request, paginate=False).configure(table)
    year: ReportingYear | None = getattr(filterset, "chosen_year", None)
    part = "-filtered" if filterset.is_narrowed else ""
    return export_records(kind, table.data.data, year=year, part=part)


def export_all(kind: RecordKind, year: ReportingYear | None = None) -> Export:
    """Return all records of a kind, or those of a year."""
    view = kind.list_view()
    rows: QuerySet[Any] = view.get_queryset()
    return export_records(kind, rows.filter(year=year) if year else rows, year=year)


def export_records(
    kind: RecordKind, rows: QuerySet[Any], *, year: ReportingYear | None = None, part: str = ""
) -> Export:
    """Return a table of records."""
    when = (year.label if year else "all years") if kind.is_yearly else ""
    name = f"{kind.plural} {when}".strip()
    return Export(
        head=kind.head,
        rows=rows_of(kind, rows),
        title=capfirst(name),
        filename=f"{name.replace(' ', '-').replace('/', '-')}{part}",
    )


def export_grid(year: ReportingYear) -> Export:
    """Return the grid of a year: measures down, their cells across."""
    sheet = grid_rows(year)
    return Export(sheet.head, sheet.rows, f"Grid {year}", f"grid-{year.slug}")


def rows_of(kind: RecordKind, records: QuerySet[Any], book: Book | None = None) -> Iterator[list[Value]]:
    """Yield the row of each record, in order, with no more records in memory than a batch."""
    book = book or Book()
    for batch in in_batches(records.iterator(chunk_size=BATCH)):
        for stored, newest in zip(batch, newest_versions(batch), strict=True):
            yield row_of(kind, stored, newest, book)


def row_of(kind: RecordKind, stored: Record, newest: Record, book: Book) -> list[Value]:
    """Return the row of one record: what it is found by as it is stored, the rest as in its newest version."""
    cells = [column.write(stored if column.is_key else newest, book) for column in kind.columns]
    links: list[Value] = []
    for one in kind.links:
        there = one.stored(stored.pk, book)
        links += [one.write(there, book), one.write_reasons(there, book)]
    own = len(kind.own_columns)
    return [*cells[:own], *links, *cells[own:]]
