"""CSV: comma, semicolon or tab between the fields, quoted or not, in any usual encoding."""

from __future__ import annotations

import contextlib
import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from ctreport.importing.sheets.cells import ERROR_TEXTS, Kind, Sheet
from ctreport.importing.sheets.collecting import LAST_ROW, Collector, RowInProgress, too_wide
from ctreport.importing.sheets.encodings import encoding_of
from ctreport.importing.sheets.escaping import FORBIDDEN, restore
from ctreport.importing.sheets.limits import Limits, SheetError
from ctreport.importing.sheets.reading import HEAD_WITHIN, Peek

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_MOST_DELIMITERS = 65_536  # in one record; more could only be columns, and a list of them would be huge
_SAMPLE = 200_000  # characters in which the delimiter is looked for


class CsvBook:
    """A CSV file; its one sheet has no name."""

    def __init__(self, content: bytes, limits: Limits, recognise: Callable[[Sequence[str]], bool] | None) -> None:
        self._content = content
        self._limits = limits
        self._encoding = encoding_of(content)
        self._skip, self._delimiter = self._find_delimiter(recognise)
        self.notes = self._describe()
        self.names: list[str] = []

    def peeks(self) -> Iterator[Peek]:
        """Yield the first rows."""
        yield Peek(0, "", False, self._collect(HEAD_WITHIN).rows)

    def read(self, place: int) -> Sheet:
        """Read all rows."""
        return self._collect(None).sheet()

    def _describe(self) -> list[str]:
        notes = []
        if self._encoding == "cp1252":
            notes.append("The file was read as Windows-1252 text. Check letters such as £, é and ’.")
        if self._delimiter != ",":
            notes.append(f"The fields of the file are parted by {DELIMITERS[self._delimiter]}.")
        return notes

    def _text(self) -> io.TextIOWrapper:
        return io.TextIOWrapper(io.BytesIO(self._content), self._encoding, newline="")

    def _find_delimiter(self, recognise: Callable[[Sequence[str]], bool] | None) -> tuple[int, str]:
        """Return how many lines to skip, and the delimiter: by Excel's "sep=;" line, else by what makes a table."""
        sample = self._text().read(_SAMPLE)
        first = sample[:20].splitlines()[0].strip().strip('"').lower() if sample.strip() else ""
        if first.startswith("sep=") and (sep := first.removeprefix("sep=") or "\t") in DELIMITERS:
            return 1, sep
        return 0, max(DELIMITERS, key=lambda delimiter: _score(sample, delimiter, recognise))

    def _records(self) -> Iterator[list[str]]:
        """Yield the records, with an eye on how many fields one has, before a list is made of them."""
        since = 0

        def lines() -> Iterator[str]:
            nonlocal since
            for line in self._text():
                since += line.count(self._delimiter)
                if since > _MOST_DELIMITERS:
                    raise too_wide(number + 1, self._limits.columns)
                yield FORBIDDEN.sub("", line) if FORBIDDEN.search(line) else line

        number = 0
        records = csv.reader(lines(), delimiter=self._delimiter, strict=True)
        try:
            for record in records:
                number += 1
                since = 0
                if number > self._skip:
                    yield record
                else:
                    yield []
        except csv.Error as error:
            raise SheetError(_csv_words(str(error), number + 1, self._limits)) from error

    def _collect(self, enough: int | None) -> Collector:
        collector = Collector(self._limits, enough=enough)
        widest = self._limits.columns
        for number, record in enumerate(self._records(), start=1):
            if number > LAST_ROW:
                raise SheetError(f"The file has more than {LAST_ROW:,} rows. Delete the blank ones after the table.")
            if not any(record):
                continue
            while not record[-1]:
                record.pop()
            if len(record) > widest:
                raise too_wide(number, widest)
            row = RowInProgress(number, widest)
            row.raws = record
            row.texts = [restore(text) if text[:1] == "'" else text for text in record]
            row.kinds = [_kind(text) if text else Kind.BLANK for text in record]
            collector.add(row)
            if collector.full:
                break
        return collector


def _kind(text: str) -> Kind:
    return Kind.ERROR if text[0] == "#" and text.strip() in ERROR_TEXTS else Kind.TEXT


def _score(sample: str, delimiter: str, recognise: Callable[[Sequence[str]], bool] | None) -> tuple[bool, int, int]:
    """Return how well a delimiter makes a table: a head that is recognised, records of one width, their width."""
    records: list[list[str]] = []
    lines = (line for line in io.StringIO(sample, newline="") if line.count(delimiter) <= _MOST_DELIMITERS)
    with contextlib.suppress(csv.Error):
        records.extend(islice((record for record in csv.reader(lines, delimiter=delimiter) if record), HEAD_WITHIN))
    widths = Counter(len(record) for record in records if len(record) > 1)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0])) if widths else (1, 0)
    return bool(recognise and any(recognise(record) for record in records)), count, width


def _csv_words(error: str, record: int, limits: Limits) -> str:
    if "field limit" in error:
        return f"Row {record} holds a cell of more than {limits.text:,} characters, or a quotation mark is not closed."
    return f"In row {record}, or shortly after, a quotation mark is not closed, or stands where it should be doubled."
