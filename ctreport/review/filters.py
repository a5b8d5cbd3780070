"""What the filters of lists share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from ctreport.review.models import Marking, Reviewed, State

STATE_CHOICES = [(state.value, state.label) for state in State if state != State.REPLACED]


class FilterForm(forms.Form):
    """Every filter may be left empty, so that the labels do not say so."""

    mark_optional = False


class RecordFilter(django_filters.FilterSet):
    """Narrows a list by words in ``search_fields``; each word must be found somewhere."""

    search_fields: ClassVar[Sequence[str]] = ()

    q = django_filters.CharFilter(
        method="search",
        label="Search",
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    class Meta:
        form = FilterForm

    @classmethod
    def get_filters(cls) -> Any:
        """Add the state and the protective marking to the filters of a kind that is reviewed."""
        found = super().get_filters()
        model = cls._meta.model
        if model is not None and issubclass(model, Reviewed):
            found["state"] = django_filters.ChoiceFilter(field_name="state", label="Review", choices=STATE_CHOICES)
            found["marking"] = django_filters.ChoiceFilter(
                field_name="marking", label="Marking", choices=Marking.choices
            )
        return found

    def search(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Return the records in which each word of ``value`` is found."""
        for word in value.split()[:10]:
            found = Q()
            for field in self.search_fields:
                found |= Q(**{f"{field}__icontains": word})
            queryset = queryset.filter(found)
        return queryset

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in self.filters.values():
            if isinstance(one, django_filters.ChoiceFilter):
                one.extra.setdefault("empty_label", "All")
        if "q" in self.filters:
            self.filters.move_to_end("q", last=False)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the year is asked for."""
        return any(self.data.get(name) for name in self.filters if name != "year")
