"""Links in tables: the records that a row is linked to in one column, the reasons in another.

"P1; P3" in the column "Pledges". The reasons stand one a line, "P1: It was asked for."; where a reason has several
lines, those after the first begin with two spaces, so that none is taken for the next reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ctreport.importing.records.book import Book, NewRecord
from ctreport.importing.records.columns import Reading
from ctreport.importing.records.texts import CellError, canonical
from ctreport.thread.forms import REASON_LENGTH

_BETWEEN = re.compile(r"[;,\n]")
_INDENT = "  "
Chosen = dict[int, str]  # the reasons by the key of the record at the other end


@dataclass(frozen=True)
class LinkSet:
    """The links of a kind of record to another: pledges and activities of its year, or measures."""

    own: str
    other: str
    plural: str

    @property
    def heading(self) -> str:
        """The heading of the column of references."""
        return self.plural.capitalize()

    @property
    def reasons_heading(self) -> str:
        """The heading of the column of reasons."""
        return f"Reasons for the {self.plural}"

    def stored(self, pk: int | None, book: Book) -> Chosen:
        """Return the links that a record has."""
        return book.links(self.own, self.other).get(pk or 0, {})

    def name(self, pk: int, book: Book) -> str:
        """Return the reference, or a measure's code, of a record at the other end."""
        return book.name(self.other, pk) if self.other == "measure" else book.reference(self.other, pk)

    def write(self, links: Mapping[int, str], book: Book) -> str:
        """Return the cell of references."""
        return "; ".join(self.name(pk, book) for pk in links)

    def write_reasons(self, links: Mapping[int, str], book: Book) -> str:
        """Return the cell of reasons."""
        lines = []
        for pk, reason in links.items():
            if text := canonical(reason):
                lines.append(f"{self.name(pk, book)}: {text}".replace("\n", f"\n{_INDENT}"))
        return "\n".join(lines)

    def read(self, text: str, stored: Chosen, reading: Reading) -> Chosen:
        """Return the links that a cell of references names, each with the reason that it has."""
        found: Chosen = {}
        for part in _BETWEEN.split(text):
            if part.strip():
                pk = self._find(part, reading)
                found[pk] = stored.get(pk, "")
        return found

    def read_reasons(self, text: str, chosen: Chosen, reading: Reading) -> Chosen:
        """Return the links with the reasons of a cell. Raises CellError for a reason of what is not linked."""
        found = dict.fromkeys(chosen, "")
        for name, reason in _lines(text):
            pk = self._find(name, reading)
            if pk not in found:
                raise CellError(f"There is a reason for {name}, which is not among the {self.plural} of this row.")
            found[pk] = canonical(reason)
            if len(found[pk]) > REASON_LENGTH:
                now = f"The one for {name} has {len(found[pk])}."
                raise CellError(f"A reason has {REASON_LENGTH} characters or fewer. {now}")
        return found

    def _find(self, text: str, reading: Reading) -> int:
        name = " ".join(text.split())
        if self.other == "measure":
            pk = reading.book.named(self.other, name)
        else:
            pk = reading.book.referred(self.other, name, reading.year)
        if isinstance(pk, NewRecord):  # pragma: no cover - no kind is linked to itself
            raise CellError(f"{text} is not there yet.")
        if self.other != "measure" and reading.year and reading.book.year_of(self.other, pk) != reading.year.pk:
            raise CellError(f"{name[:40]} is of another year. Link records of {reading.year} only.")
        return pk


def _lines(text: str) -> list[tuple[str, str]]:
    """Return each name with its reason, lines that are set in added to the reason before them."""
    found: list[tuple[str, str]] = []
    for line in text.split("\n"):
        if found and line.startswith(_INDENT):
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{line.removeprefix(_INDENT)}")
        elif line.strip():
            name, colon, reason = line.partition(":")
            if not colon:
                raise CellError(f"“{line[:60]}” names no record. Write the reference, a colon and the reason.")
            found.append((" ".join(name.split()), reason))
    return found
