"""Columns and tables of records."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.db.models import Case, F, QuerySet, When
from django.db.models.expressions import Value
from django.db.models.functions import Length, StrIndex
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ctreport.review.models import Reviewed
from ctreport.review.states import marking_tag, state_tag
from ctreport.ui.tables import BaseTable

_NARRATIVE = "{% load narrative %}{% sentence record.narrative record.year %}"


class RecordLinkColumn(tables.Column):
    """What a record is called, leading to its page."""

    def __init__(self, *args: Any, is_reference: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_reference = is_reference

    def render(self, value: Any, record: Any) -> SafeString:
        """Return the link."""
        words = format_html('<span class="ct-ref">{}</span>', value) if self.is_reference else value
        return self.link_to(record, words)

    def link_to(self, record: Any, words: Any) -> SafeString:
        """Return a link with these words to the record's page."""
        return format_html('<a class="govuk-link" href="{}">{}</a>', record.get_absolute_url(), words)


class ReferenceColumn(RecordLinkColumn):
    """A reference such as P1 or O6.2, sorted as a person counts: P2 before P10, O6.2 before O7."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(is_reference=True, **kwargs)

    def order(self, queryset: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        """Sort by the length of the part before a point, then by letters."""
        point = StrIndex(F("reference"), Value("."))
        head = Case(When(reference__contains=".", then=point - 1), default=Length("reference"))
        rows = queryset.annotate(reference_head=head)
        order = ["-reference_head", "-reference"] if is_descending else ["reference_head", "reference"]
        return rows.order_by("-year__start_year", *order), True


class NarrativeColumn(tables.TemplateColumn):
    """A narrative as it will read, its figures put in."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(template_code=_NARRATIVE, orderable=False, **kwargs)


class StateColumn(tables.Column):
    """Where the newest version of a record stands in the review."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(verbose_name="Review", accessor="state", **kwargs)

    def render(self, record: Any) -> str:
        """Return the state as a word with a shape, and the protective marking of what is never published."""
        state, marking = state_tag(record), marking_tag(record)
        return format_html("{} {}", state, marking) if marking else state


class RecordTable(BaseTable):
    """A list of records; those of a kind that is reviewed show their state last."""

    class Meta(BaseTable.Meta):
        pass

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        model = getattr(self._meta, "model", None)
        if model is not None and issubclass(model, Reviewed):
            kwargs["extra_columns"] = [*(kwargs.get("extra_columns") or ()), ("state", StateColumn())]
        super().__init__(*args, **kwargs)
