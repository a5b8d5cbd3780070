"""What a kind of record is to exports and imports: a list, its columns and its links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ctreport.importing.records.book import Book
from ctreport.importing.records.columns import ChoiceColumn, Column, InfoColumn, YesNoColumn
from ctreport.importing.records.links import LinkSet
from ctreport.importing.sheets import Value
from ctreport.importing.sheets.fields import fold_name
from ctreport.review.models import Marking, Record, Reviewed
from ctreport.review.views import RecordListView


@dataclass(frozen=True)
class RecordKind:
    """One kind of record: the view of its list, the columns of its table and its links."""

    list_view: type[RecordListView]
    own_columns: tuple[Column, ...]
    links: tuple[LinkSet, ...] = ()
    is_imported_here: bool = True

    @property
    def model(self) -> type[Record]:
        """The model."""
        return self.list_view.model

    @property
    def name(self) -> str:
        """The word in addresses: "assessment_word"."""
        return self.model.record_kind

    @property
    def noun(self) -> str:
        """The kind in words."""
        return str(self.model._meta.verbose_name)

    @property
    def plural(self) -> str:
        """The kind in words, for several."""
        return str(self.model._meta.verbose_name_plural)

    @property
    def is_yearly(self) -> bool:
        """Whether its records belong to a year."""
        return any(field.name == "year" for field in self.model._meta.concrete_fields)

    @property
    def is_reviewed(self) -> bool:
        """Whether a second person approves its records."""
        return issubclass(self.model, Reviewed)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """All columns but those of links."""
        state = (InfoColumn("State", _state),) if self.is_reviewed else ()
        return (*self.own_columns, *self._marking, YesNoColumn("Illustrative", "illustrative"), *state)

    @property
    def _marking(self) -> tuple[Column, ...]:
        if not self.is_reviewed or not self.is_imported_here:  # figures have theirs among their own columns
            return ()
        return (ChoiceColumn("Protective marking", "marking", Marking, "Marking"),)

    @cached_property
    def keys(self) -> tuple[Column, ...]:
        """The columns by which a row finds its record."""
        return tuple(column for column in self.own_columns if column.is_key)

    @cached_property
    def needed(self) -> tuple[str, ...]:
        """The headings without which no row finds its record."""
        optional = {field.name for field in self.model._meta.concrete_fields if field.null}
        return tuple(column.heading for column in self.keys if column.field not in optional)

    @property
    def head(self) -> list[str]:
        """The headings of the table, links before what only marks the record."""
        links = [heading for links in self.links for heading in (links.heading, links.reasons_heading)]
        own = [column.heading for column in self.own_columns]
        return [*own, *links, *(column.heading for column in self.columns[len(own) :])]

    @property
    def told_columns(self) -> list[str]:
        """The headings of the columns that are read."""
        only_shown = {column.heading for column in self.columns if not column.is_read}
        return [heading for heading in self.head if heading not in only_shown]

    def headings(self) -> Iterator[tuple[str, str]]:
        """Yield each name that a column may have, folded, with the heading that it stands for."""
        for column in self.columns:
            for name in (column.heading, *column.other_names):
                yield fold_name(name), column.heading
        for links in self.links:
            yield fold_name(links.heading), links.heading
            yield fold_name(links.reasons_heading), links.reasons_heading

    def key_of(self, record: Record) -> tuple[Any, ...]:
        """Return the natural key of a record."""
        return tuple(column.value(record) for column in self.keys)


def _state(record: Reviewed, book: Book) -> Value:
    """Return where the newest version, whose content the row holds, stands in the review."""
    words = record.get_state_display()
    return f"{words} change to what is approved" if record.has_separate_draft else words
