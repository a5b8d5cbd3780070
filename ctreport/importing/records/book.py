"""The names by which records speak of each other, loaded once a table, so that no row asks the database anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from activities.models import Activity, ActivityPledge
from ctreport.importing.records.texts import CellError, canonical, listed
from ctreport.review.models import Link, Record
from objectives.financial_year import parse_label
from objectives.models import Pledge, ReportingYear, Strand
from outcomes.models import (
    ActivityMeasure,
    AssessmentWord,
    Category,
    Dimension,
    Measure,
    Outcome,
    OutcomeActivity,
    OutcomeMeasure,
    OutcomePledge,
)

Name = tuple[Any, ...]
_NAMED: dict[str, tuple[type[Record], str]] = {
    "strand": (Strand, "name"),
    "dimension": (Dimension, "name"),
    "assessment word": (AssessmentWord, "word"),
    "measure": (Measure, "code"),
}
LINKS: dict[tuple[str, str], type[Link]] = {
    ("activity", "pledge"): ActivityPledge,
    ("outcome", "activity"): OutcomeActivity,
    ("outcome", "pledge"): OutcomePledge,
    ("activity", "measure"): ActivityMeasure,
    ("outcome", "measure"): OutcomeMeasure,
}
_YEARLY: dict[str, type[Record]] = {"pledge": Pledge, "activity": Activity, "outcome": Outcome}


class NewRecord:
    """Stands for a record that the same file adds in another row: it has no key yet."""

    def __init__(self, record: Record) -> None:
        self.record = record

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NewRecord) and other.record is self.record

    def __hash__(self) -> int:
        return id(self.record)


class Names:
    """The records of one kind by name: exactly as written, else in other capitals where only one is meant."""

    def __init__(self, rows: Iterable[tuple[int, Name]]) -> None:
        self.by_pk: dict[int, Name] = {}
        self._exact: dict[Name, int] = {}
        self._tidy: dict[Name, list[int]] = {}
        self._folded: dict[Name, list[int]] = {}
        for pk, name in rows:
            self.by_pk[pk] = name
            self._exact[name] = pk
            self._tidy.setdefault(changed(name, canonical), []).append(pk)
            self._folded.setdefault(changed(name, folded), []).append(pk)

    def find(self, name: Name) -> int | None:
        """Return the key of the record that is called so; None where there is none, or more than one."""
        found = self._exact.get(name)
        if found is not None:
            return found
        for names, change in ((self._tidy, canonical), (self._folded, folded)):
            pks = names.get(changed(name, change), [])
            if pks:
                return pks[0] if len(pks) == 1 else None
        return None


def folded(text: str) -> str:
    """Return a text as names are compared where capitals and spaces do not count."""
    return " ".join(canonical(text).casefold().split())


def changed(name: Name, change: Callable[[str], str]) -> Name:
    """Return a name with its texts changed."""
    return tuple(change(part) if isinstance(part, str) else part for part in name)


class Book:
    """The names of all records, each kind loaded when it is first asked for."""

    def __init__(self) -> None:
        self._names: dict[str, Names] = {}
        self._links: dict[tuple[str, str], dict[int, dict[int, str]]] = {}
        self._fresh: dict[tuple[str, Name], Record] = {}

    @cached_property
    def years(self) -> dict[int, ReportingYear]:
        """The years by their keys, the earliest first."""
        return {year.pk: year for year in ReportingYear.objects.order_by("start_year")}

    def names(self, kind: str) -> Names:
        """Return the names of a kind, such as "pledge"."""
        if kind not in self._names:
            self._names[kind] = Names(_load(kind))
        return self._names[kind]

    def year_named(self, text: str) -> ReportingYear:
        """Return the year of a label; raise CellError where it is none, or was not opened."""
        try:
            start = parse_label(text)
        except ValueError as error:
            raise CellError(str(error)) from error
        for year in self.years.values():
            if year.start_year == start:
                return year
        raise CellError(f"There is no year {text}. Open it under Set-up first, or correct the cell.")

    def year_label(self, pk: int | None) -> str:
        """Return the label of a year."""
        return self.years[pk].label if pk else ""

    def name(self, kind: str, pk: int | None) -> str:
        """Return what a record is called: a strand's name, a measure's code."""
        return str(self.names(kind).by_pk[pk][-1]) if pk else ""

    def expect(self, kind: str, name: Name, record: Record) -> None:
        """Note a record that is about to be added, so that other rows may speak of it."""
        self._fresh[kind, name] = record
        self._fresh.setdefault((kind, changed(name, folded)), record)

    def _find(self, kind: str, name: Name) -> int | NewRecord | None:
        found = self.names(kind).find(name)
        if found is not None:
            return found
        fresh = self._fresh.get((kind, name)) or self._fresh.get((kind, changed(name, folded)))
        return None if fresh is None else NewRecord(fresh)

    def named(self, kind: str, text: str) -> int | NewRecord:
        """Return the key of the record called so; raise CellError, with what there is, where there is none."""
        found = self._find(kind, (text,))
        if found is None:
            there = [str(name[0]) for name in self.names(kind).by_pk.values()]
            raise CellError(f"There is no {kind} “{text[:60]}”. There are: {listed(there)}.")
        return found

    def reference(self, kind: str, pk: int | None, *, with_year: bool = False) -> str:
        """Return a reference, such as "P1" or, with its year, "2018/19 P1"."""
        if not pk:
            return ""
        year, reference = self.names(kind).by_pk[pk]
        return f"{self.year_label(year)} {reference}" if with_year else str(reference)

    def year_of(self, kind: str, pk: int) -> int:
        """Return the key of the year of a pledge, an activity or an outcome."""
        return int(self.names(kind).by_pk[pk][0])

    def referred(self, kind: str, text: str, year: ReportingYear | None) -> int | NewRecord:
        """Return the key of the record with a reference; the year stands before it, or is ``year``."""
        stated, _, rest = text.strip().rpartition(" ")
        year = self.year_named(stated) if stated else year
        if year is None:
            raise CellError(f"Write the year before the reference “{text[:40]}”, such as 2018/19 {text[:40]}.")
        found = self._find(kind, (year.pk, rest))
        if found is None:
            raise CellError(f"There is no {kind} {rest[:40]} in {year}. Import or add it first, or correct the cell.")
        return found

    def category_code(self, pk: int | None) -> str:
        """Return the code of a category."""
        return str(self.names("category").by_pk[pk][1]) if pk else ""

    def category(self, dimension: int | None, text: str) -> int:
        """Return the key of a dimension's category by its code; raise CellError where there is none."""
        if dimension is None:
            raise CellError("The measure is not broken down this way. Leave the cell empty.")
        found = self.names("category").find((dimension, text))
        if found is None:
            codes = [str(code) for owner, code in self.names("category").by_pk.values() if owner == dimension]
            raise CellError(f"“{text[:60]}” is not a category of the measure. Use one of: {listed(codes)}.")
        return found

    def links(self, own: str, other: str) -> dict[int, dict[int, str]]:
        """Return the links of all records of a kind: by their key, the reasons by the key at the other end."""
        if (own, other) not in self._links:
            model = LINKS[own, other]
            name = "code" if other == "measure" else "reference"
            rows = model._default_manager.order_by(f"{other}__order", f"{other}__{name}")
            found: dict[int, dict[int, str]] = {}
            for pk, linked, reason in rows.values_list(f"{own}_id", f"{other}_id", "reason"):
                found.setdefault(pk, {})[linked] = reason
            self._links[own, other] = found
        return self._links[own, other]

    @cached_property
    def measures(self) -> dict[int, Measure]:
        """The measures by their keys."""
        return {measure.pk: measure for measure in Measure.objects.with_dimensions()}


def _load(kind: str) -> Iterable[tuple[int, Name]]:
    if kind in _YEARLY:
        manager: Any = _YEARLY[kind]._default_manager
        rows = manager.values_list("pk", "year_id", "reference")
        return [(pk, (year, reference)) for pk, year, reference in rows]
    if kind == "category":
        return [(pk, (owner, code)) for pk, owner, code in Category.objects.values_list("pk", "dimension_id", "code")]
    model, field = _NAMED[kind]
    return [(pk, (name,)) for pk, name in model._default_manager.values_list("pk", field)]
