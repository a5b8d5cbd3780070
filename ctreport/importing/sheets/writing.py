"""Writing a table as CSV, XLSX or ODS, so that ``read_table`` gives back the same texts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ctreport.importing.sheets.escaping import neutralise
from ctreport.importing.sheets.values import Value, as_number, as_text

KINDS = ("csv", "xlsx", "ods")
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}


def write_table(
    rows: Iterable[Sequence[Value]],
    *,
    kind: str,
    title: str,
    head: Sequence[str],
    blanks: Mapping[str, str] | None = None,
) -> bytes:
    """Return a file with one table on one sheet, its head in row 1.

    A cell is a text, an int, a Decimal, a ``Percent``, a date or None. Texts stay texts; a text that a spreadsheet
    would take for a formula is neutralised as ``escaping.py`` says, in all three formats. Numbers are stored as
    numbers, with as many decimal places as they have; one of more than 15 digits, which no spreadsheet keeps, as text.
    ``blanks`` gives, by the name of a column, the symbol that stands where a value is None or empty, such as "[x]":
    guidance for accessible spreadsheets allows no blank cells where a value is due (Government Analysis Function,
    "Releasing statistics in spreadsheets"). The same rows give the same bytes.

    Excel keeps 32,767 characters of a cell and says so when it opens an XLSX file with more; CSV and ODS have no limit.
    """
    names = _checked_head(head)
    symbols = [(blanks or {}).get(name, "") for name in head]
    filled = _filled(rows, symbols)
    if kind == "csv":
        return _csv(names, filled)
    if kind == "xlsx":
        from ctreport.importing.sheets.xlsx_writing import write_xlsx

        return write_xlsx(names, filled, title=title)
    if kind == "ods":
        from ctreport.importing.sheets.ods_writing import write_ods

        return write_ods(names, filled, title=title)
    raise ValueError(f"“{kind}” is not a kind of table. Use one of: {', '.join(KINDS)}.")


def _checked_head(head: Sequence[str]) -> list[str]:
    names = [neutralise(" ".join(as_text(name).split())) for name in head]
    if not all(names) or len({name.casefold() for name in names}) < len(names):
        raise ValueError("The names in the head must differ, and none may be empty.")
    return names


def _filled(rows: Iterable[Sequence[Value]], symbols: list[str]) -> Iterator[list[Value]]:
    """Yield the rows with their symbols in place, and their texts neutralised."""
    for row in rows:
        if len(row) != len(symbols):
            raise ValueError(f"A row has {len(row)} cells where the head has {len(symbols)}.")
        yield [_cell(value, symbol) for value, symbol in zip(row, symbols, strict=True)]


def _cell(value: Value, symbol: str) -> Value:
    if value is None or value == "":
        return symbol or None
    if isinstance(value, str):
        return neutralise(as_text(value))
    if not isinstance(value, bool) and as_number(value) is None and not hasattr(value, "isoformat"):
        return neutralise(as_text(value))  # a number of too many digits
    return value


def _csv(head: list[str], rows: Iterable[list[Value]]) -> bytes:
    """Return CSV as RFC 4180 has it, in UTF-8 with the mark by which Excel knows it."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([as_text(value) for value in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")
