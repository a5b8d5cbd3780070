"""What the pages of one kind of record share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.text import capfirst

from ctreport.accounts.access import Act, may
from ctreport.review.forms import RecordForm
from ctreport.review.kinds import why_gone
from ctreport.review.models import Record, Reviewed
from ctreport.ui.words import plain_date


@dataclass(frozen=True)
class SummaryRow:
    """One line of a record's page: what it is, and what it says, with a link where that is a record of its own."""

    label: str
    text: str
    address: str = ""
    is_narrative: bool = False


def short_name(record: Record) -> str:
    """Return what a record is called where space is short: its reference, where it has one."""
    return getattr(record, "reference", "") or str(record)


def called(record: Record) -> str:
    """Return what a record is called within a sentence: "pledge P1"."""
    return f"{record._meta.verbose_name} {short_name(record)}"


class RecordPages:
    """What the pages of one kind of record share. Each kind states it once and its five views take it over.

    ``summary`` names what its page shows: fields, or methods and properties of the record whose words are given as
    (name, label). ``template_folder`` is where its own templates are looked for before the common ones.
    """

    model: type[Record]
    queryset: models.QuerySet[Any] | None = None
    form_class: type[RecordForm]
    write_act = Act.ENTER
    summary: Sequence[str | tuple[str, str]] = ()
    purpose = ""
    page = ""
    request: HttpRequest

    @property
    def noun(self) -> str:
        """The kind in words: "assessment word"."""
        return str(self.model._meta.verbose_name)

    def get_queryset(self) -> models.QuerySet[Any]:
        """Return the records of the kind, with what the pages show of them loaded."""
        return self.model._default_manager.all() if self.queryset is None else self.queryset.all()

    def get_record(self, pk: int) -> Any:
        """Return one record; raise Http404, with who deleted it and when, where it is gone."""
        try:
            return self.get_queryset().get(pk=pk)
        except self.model.DoesNotExist:
            raise Http404(why_gone(self.model, pk)) from None

    def get_template_names(self) -> list[str]:
        """Return the kind's own template, then the common one."""
        own = f"{self.model._meta.app_label}/{self.model.record_kind}_{self.page}.html"
        return [own, f"records/record_{self.page}.html"]

    def common_context(self) -> dict[str, Any]:
        """Return what each page of the kind needs."""
        meta = self.model._meta
        return {
            "noun": self.noun,
            "plural": str(meta.verbose_name_plural),
            "kind": self.model.record_kind,
            "is_reviewed": issubclass(self.model, Reviewed),
            "can_write": may(self.request.user, self.write_act),
            "list_url": reverse(self.model.url_name("list")),
            "create_url": reverse(self.model.url_name("create")),
            "purpose": self.purpose,
        }

    def record_context(self, record: Record) -> dict[str, Any]:
        """Return what the pages of one stored record need."""
        return {
            **self.common_context(),
            "record": record,
            "name": short_name(record),
            "edit_url": reverse(record.url_name("edit"), args=[record.pk]),
            "delete_url": reverse(record.url_name("delete"), args=[record.pk]),
            "illustrative_shown": record.illustrative,
        }

    def summary_rows(self, record: Record) -> list[SummaryRow]:
        """Return the lines of the record's page."""
        marking = ("marking",) if isinstance(record, Reviewed) else ()
        return [self._summary_row(record, item) for item in (*self.summary, *marking)]

    def _summary_row(self, record: Record, item: str | tuple[str, str]) -> SummaryRow:
        name, label = (item, "") if isinstance(item, str) else item
        value = getattr(record, name)
        value = value() if callable(value) else value
        try:
            field = self.model._meta.get_field(name)
        except FieldDoesNotExist:
            return SummaryRow(label, str(value))
        label = label or capfirst(str(field.verbose_name))  # type: ignore[union-attr]
        if isinstance(value, Record):
            return SummaryRow(label, str(value), value.get_absolute_url(), is_narrative=hasattr(value, "NARRATIVE"))
        if getattr(field, "choices", None):
            return SummaryRow(label, str(getattr(record, f"get_{name}_display")()))
        if isinstance(value, bool):
            return SummaryRow(label, "Yes" if value else "No")
        return SummaryRow(label, plain_date(value) if isinstance(value, date) else "" if value is None else str(value))
