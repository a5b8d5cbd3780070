"""The columns of a table of figures in long form, under the names that people give them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ctreport.importing.sheets.cells import Row, column_letters
from ctreport.importing.sheets.limits import SheetError

# For each field its names, folded as ``fold_name`` does, in two groups. A column named in the second is taken only if
# there is none of the first: beside "Measure code" a column "Measure" is the measure's title.
FIELDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "measure": (
        ("measure code", "code", "code of the measure", "measure id", "measure ref", "measure reference"),
        ("measure", "indicator code", "kpi code", "indicator", "kpi", "metric"),
    ),
    "year": (
        ("year", "financial year", "reporting year"),
        ("fy", "year ending", "period", "reporting period"),
    ),
    "category_1": (
        ("category 1", "category one", "category 1 code", "first category", "breakdown 1", "dimension 1"),
        ("category", "breakdown", "dimension", "disaggregation", "disaggregation 1", "group"),
    ),
    "category_2": (
        ("category 2", "category two", "category 2 code", "second category", "breakdown 2", "dimension 2"),
        ("subcategory", "sub category", "second breakdown", "disaggregation 2", "subgroup", "sub group"),
    ),
    "value": (
        ("value", "figure", "figures", "amount", "figure value"),
        ("number", "result", "actual", "outturn", "total"),
    ),
    "qualifier": (("qualifier",), ("how exact", "exactness", "modifier", "sign", "prefix")),
    "base": (
        ("base", "base size", "sample size", "number of respondents", "respondents"),
        ("denominator", "n", "sample", "out of", "answered"),
    ),
    "status": (("status", "figure status"), ("state", "provisional or final")),
    "note": (("note", "notes", "footnote"), ("comment", "comments", "remark", "remarks")),
    "break_reason": (("break in series",), ("break", "series break", "why there is a break")),
    "source": (("source", "data source"), ("sources", "system", "return", "system or return")),
    "evidence": (
        ("evidence", "link to the evidence", "evidence link", "evidence url"),
        ("link", "url", "web address", "reference"),
    ),
    "supplied_by": (("supplied by", "supplier"), ("who supplied it", "provided by", "from whom")),
    "extracted_on": (("date extracted", "extracted on", "extracted"), ("extraction date", "date of extraction")),
    "period_start": (("period start", "start of the period", "period from"), ("start", "start date", "from")),
    "period_end": (("period end", "end of the period", "period to"), ("end", "end date", "to")),
    "marking": (("protective marking", "marking"), ("security classification", "classification")),
}
LABELS = {
    "measure": "measure code",
    "year": "year",
    "category_1": "category 1",
    "category_2": "category 2",
    "value": "value",
    "qualifier": "qualifier",
    "base": "base",
    "status": "status",
    "note": "note",
    "break_reason": "break in series",
    "source": "source",
    "evidence": "evidence",
    "supplied_by": "supplied by",
    "extracted_on": "date extracted",
    "period_start": "period start",
    "period_end": "period end",
    "marking": "protective marking",
}
REQUIRED = ("measure", "year", "value")
# Columns that only help the reader of a file; they are passed over without a word.
PASSED_OVER = frozenset(
    ["measure", "measure title", "title", "unit", "programme", "last year", "previous year", "change", "definition"]
)
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NOT_A_LETTER = re.compile(r"[\W_]+")
_LONGEST = 80  # characters of a name that are looked at


class Columns(NamedTuple):
    """Where each field stands, and which columns are not understood."""

    places: dict[str, int]  # the field's column, from 1
    ignored: tuple[str, ...]


def fold_name(name: str) -> str:
    """Return a column's name as it is compared: "Category_1 (online…)" is "category 1"."""
    name = unicodedata.normalize("NFKC", name[:_LONGEST])
    name = "".join(sign for sign in name if unicodedata.category(sign) != "Cf").casefold()
    bare = _NOT_A_LETTER.sub(" ", _ASIDE.sub(" ", name)).strip()
    return bare or _NOT_A_LETTER.sub(" ", name).strip()


def is_figures_head(texts: Sequence[str]) -> bool:
    """Whether a row is the head of a table of figures: it names a measure and a value. For ``read_table``."""
    names = {fold_name(text) for text in texts if text}
    return all(names & {*FIELDS[field][0], *FIELDS[field][1]} for field in ("measure", "value"))


def find_columns(head: Row, *, also: Mapping[str, Sequence[str]], required: Sequence[str]) -> Columns:
    """Find the column of each field. ``also`` gives further names for a field, such as those of a dimension.

    Raises SheetError where a required column is missing, naming what was found, or where two columns are the same.
    """
    names = [fold_name(text) for text in head.texts]
    places: dict[str, int] = {}
    for field, (first, second) in FIELDS.items():
        further = tuple(fold_name(name) for name in also.get(field, ()))
        for group in (first + further, second):
            taken = set(places.values())
            found = [place for place, name in enumerate(names, start=1) if name in group and place not in taken]
            if len(found) > 1:
                raise SheetError(_said_twice(head, field, found))
            if found:
                places[field] = found[0]
                break
    if missing := [LABELS[field] for field in required if field not in places]:
        raise SheetError(_missing(missing, head))
    known = {*places.values(), *(place for place, name in enumerate(names, start=1) if name in PASSED_OVER or not name)}
    ignored = tuple(text[:_LONGEST] for place, text in enumerate(head.texts, start=1) if place not in known)
    return Columns(places, ignored)


def _said_twice(head: Row, field: str, found: Sequence[int]) -> str:
    columns = " and ".join(f"{column_letters(place)} (“{head.text(place)[:40]}”)" for place in found[:3])
    return f"Columns {columns} can both be the {LABELS[field]}. Keep one, or rename the other."


def _missing(missing: Sequence[str], head: Row) -> str:
    wanted = " and no ".join(f"“{label.capitalize()}”" for label in missing)
    listed = ", ".join(f"“{text.strip()[:40]}”" for text in head.texts[:15] if text.strip())
    more = " and more" if len(head.texts) > 15 else ""
    return f"The table has no column {wanted}. Row {head.number}, taken as its head, has: {listed}{more}."
