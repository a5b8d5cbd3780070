"""Records as comments and notices speak of them: by name, by address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import NoReverseMatch, reverse

from ctreport.review.models import Record
from ctreport.ui.words import shortened

# What a record without a reference is told apart by. Its value or its judgement is not among them: notices go out by
# e-mail, and what is not published yet must not.
_TELLING = ("pledge", "measure", "category_1", "category_2")
_LONGEST_NAME = 90


def record_model(content_type: ContentType) -> type[Record] | None:
    """Return the model of a content type, if it still is one of records."""
    model = content_type.model_class()
    return model if model is not None and issubclass(model, Record) else None


def noun(content_type: ContentType, count: int = 1) -> str:
    """Return "figure" or "figures"."""
    model = record_model(content_type)
    if model is None:
        return "record" if count == 1 else "records"
    return str(model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural)


def label_of(kind_noun: str, data: Mapping[str, Mapping[str, Any]], text: str) -> str:
    """Return what a record is called, from its snapshot: "pledge P3", "figure “Briefings, online”"."""
    reference = data.get("reference", {}).get("shown", "")
    if reference:
        return f"{kind_noun} {reference}"
    parts = [shown for name in _TELLING if (shown := data.get(name, {}).get("shown", ""))]
    return f"{kind_noun} “{shortened(', '.join(parts) or text, _LONGEST_NAME)}”"


def year_of(data: Mapping[str, Mapping[str, Any]]) -> tuple[str, str]:
    """Return the key and the words of a snapshot's year; empty where the kind belongs to none."""
    year = data.get("year", {})
    return str(year.get("value") or ""), str(year.get("shown") or "")


@dataclass(frozen=True)
class RecordName:
    """What a record is called, and its year; ``year_key`` is the year as the record's history holds it."""

    label: str
    year_key: str
    year_label: str

    def __str__(self) -> str:
        return f"{self.label} of {self.year_label}" if self.year_label else self.label


def name_of(record: Record) -> RecordName:
    """Return what a record is called."""
    data = record.snapshot()
    return RecordName(label_of(str(record._meta.verbose_name), data, str(record)), *year_of(data))


def record_address(content_type: ContentType, object_id: int | None) -> str:
    """Return the address of a record's page without asking for the record; empty where there can be none."""
    model = record_model(content_type)
    return reverse(model.url_name("detail"), args=[object_id]) if model and object_id else ""


def list_address(content_type: ContentType, year_label: str) -> str:
    """Return the address of the list of a kind of record in a year."""
    model = record_model(content_type)
    return reverse(model.url_name("list")) + _year_query(year_label) if model else ""


def review_address(content_type: ContentType, year_label: str, object_id: int | None) -> str:
    """Return where a record is reviewed or, without one, where all of its kind and year wait."""
    model = record_model(content_type)
    if model is None:
        return ""
    try:
        if object_id:
            return reverse("entry:queue_item", args=[model.record_kind, object_id])
        query = _year_query(year_label)
        return f"{reverse('entry:queue')}{query}{'&' if query else '?'}kind={model.record_kind}"
    except NoReverseMatch:  # without the analysts' workspace there is no queue: the record's own page is next best
        return record_address(content_type, object_id) or list_address(content_type, year_label)


def _year_query(year_label: str) -> str:
    return f"?year={year_label.replace('/', '-')}" if year_label else ""
