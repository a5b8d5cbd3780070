"""Reading a file into a table: what it is, which of its sheets, and where on it the head stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple, Protocol

from ctreport.importing.sheets.cells import Row, Sheet, Table, ranges
from ctreport.importing.sheets.limits import Limits, SheetError
from ctreport.importing.sheets.sniffing import content_of, kind_of

HEAD_WITHIN = 30  # rows that hold something, among which the head is looked for
Recognise = Callable[[Sequence[str]], bool]


class Peek(NamedTuple):
    """The first rows of a sheet, read to see whether it is the one that is meant."""

    place: int  # of the sheet in the file, from 0
    name: str
    hidden: bool
    rows: list[Row]


class Book(Protocol):
    """An opened file with its sheets. CSV has one, without a name."""

    @property
    def notes(self) -> list[str]:
        """What a person may want to know of the file."""

    @property
    def names(self) -> list[str]:
        """The names of the visible sheets, once one was read."""

    def peeks(self) -> Iterator[Peek]:
        """Yield the first rows of each sheet, in order, reading no further than the caller goes."""

    def read(self, place: int) -> Sheet:
        """Read a sheet in full."""


@dataclass(frozen=True)
class _Choice:
    place: int
    name: str
    head: int  # number of the head's row


def read_table(
    data: bytes | BinaryIO,
    *,
    filename: str,
    sheet: str | None = None,
    recognise: Recognise | None = None,
    limits: Limits | None = None,
) -> Table:
    """Read a CSV (or TSV), XLSX or ODS file.

    Of several sheets it reads the one named, or the first visible one with a row, among its first 30, that
    ``recognise`` takes for the head; where there is none, or without ``recognise``, the first visible sheet that holds
    something, with its first row as the head. Raises SheetError, whose message is a sentence for a person, where the
    file is damaged, encrypted, too large, unsafe or not what its name says. Nothing else is raised.
    """
    limits = limits or Limits()
    content = content_of(data, limits)
    kind, archive = kind_of(content, filename=filename, limits=limits)
    book: Book
    if archive is None:
        from ctreport.importing.sheets.csv_reading import CsvBook

        book = CsvBook(content, limits, recognise)
    elif kind == "xlsx":
        from ctreport.importing.sheets.xlsx_reading import XlsxBook

        book = XlsxBook(archive, limits)
    else:
        from ctreport.importing.sheets.ods_reading import OdsBook

        book = OdsBook(archive, limits)
    return _table(book, kind, filename, sheet, recognise)


def head_with(*names: str, most: int | None = None) -> Recognise:
    """Return a function that recognises a head by its names, letter case aside.

    All the names must be there, or ``most`` of them.
    """
    wanted = {name.casefold().strip() for name in names}
    needed = len(wanted) if most is None else most

    def recognise(texts: Sequence[str]) -> bool:
        return len(wanted & {text.casefold().strip() for text in texts}) >= needed

    return recognise


def _table(book: Book, kind: str, filename: str, wanted: str | None, recognise: Recognise | None) -> Table:
    choice = _choose(book, wanted, recognise)
    sheet = book.read(choice.place)
    others = [name for name in book.names if name != choice.name]
    head = next(row for row in sheet.rows if row.number == choice.head)
    rows = [row for row in sheet.rows if row.number > choice.head]
    notes = [*book.notes, *_notes(choice, others, rows)]
    return Table(kind, filename, choice.name, head, rows, sheet.merges, tuple(notes))


def _choose(book: Book, wanted: str | None, recognise: Recognise | None) -> _Choice:
    fallback = None
    names: list[str] = []
    for peek in book.peeks():
        if not peek.hidden:
            names.append(peek.name)
        if not _is_meant(peek, wanted):
            continue
        head = _head(peek.rows, recognise)
        if head is not None:
            return _Choice(peek.place, peek.name, head)
        if fallback is None and peek.rows:
            fallback = _Choice(peek.place, peek.name, peek.rows[0].number)
    if fallback is None:
        raise SheetError(_nothing_found(wanted, names))
    return fallback


def _is_meant(peek: Peek, wanted: str | None) -> bool:
    return not peek.hidden if wanted is None else peek.name.casefold().strip() == wanted.casefold().strip()


def _head(rows: list[Row], recognise: Recognise | None) -> int | None:
    if recognise is None:
        return rows[0].number if rows else None
    return next((row.number for row in rows if recognise(row.texts)), None)


def _nothing_found(wanted: str | None, names: Collection[str]) -> str:
    if wanted is None:
        return f"The file holds no table: {'its visible sheets are' if any(names) else 'it is'} empty."
    listed = ", ".join(f"“{name[:40]}”" for name in list(names)[:10]) or "none"
    return f"The file has no sheet “{wanted[:40]}” that holds a table. Its visible sheets are: {listed}."


def _notes(choice: _Choice, others: list[str], rows: list[Row]) -> Iterator[str]:
    if others:
        listed = ", ".join(f"“{name[:40]}”" for name in others[:5]) + (" and more" if len(others) > 5 else "")
        yield f"The sheet “{choice.name[:40]}” was read. Not read: {listed}."
    if hidden := [row.number for row in rows if row.hidden]:
        verb = "is hidden in the file, but was" if len(hidden) == 1 else "are hidden in the file, but were"
        yield f"Row{'s'[: len(hidden) > 1]} {ranges(hidden)} {verb} read."
