"""The filter of the queue, and what is ticked for approval in bulk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from ctreport.entry.queue.waiting import Asked, Queue
from ctreport.review.bulk import Choice
from ctreport.review.filters import FilterForm
from ctreport.review.kinds import reviewed_models
from objectives.financial_year import label_of


class QueueFilter(FilterForm):
    """Narrows the queue to a year, a kind and a programme of those that wait."""

    year = forms.ChoiceField(required=False)
    kind = forms.ChoiceField(required=False)
    programme = forms.ChoiceField(required=False)

    def __init__(self, data: Mapping[str, Any], queue: Queue) -> None:
        kinds = {place.kind for place in queue.places}
        years = {(place.start_year, place.year_slug) for place in queue.places if place.start_year}
        offered = {
            "year": [(slug, label_of(start)) for start, slug in sorted(years, reverse=True)],
            "kind": [(kind, _plural(kind)) for kind in reviewed_models() if kind in kinds],
            "programme": [(one, one) for one in sorted({place.programme for place in queue.places}) if one],
        }
        known = {name: data.get(name, "") for name, choices in offered.items() if data.get(name) in dict(choices)}
        super().__init__(known)
        for name, choices in offered.items():
            field: Any = self.fields[name]
            field.choices = [("", "All"), *choices]
            if len(choices) < 2 and name not in known:
                del self.fields[name]

    @property
    def asked(self) -> Asked:
        """What is asked for; a value for which nothing waits, or none that there is, counts as not given."""
        self.is_valid()
        return Asked(**{name: value for name, value in self.cleaned_data.items() if value})


def _plural(kind: str) -> str:
    return str(reviewed_models()[kind]._meta.verbose_name_plural).capitalize()


def read_choices(data: QueryDict) -> list[Choice]:
    """Return what was ticked: "figure-12-3" is version 3 of figure 12. What is not of this form is passed over."""
    found = []
    for text in data.getlist("chosen"):
        kind, _, rest = text.partition("-")
        pk, _, number = rest.partition("-")
        is_sound = all(part.isdecimal() and len(part) < 19 for part in (pk, number))
        if kind in reviewed_models() and is_sound:
            found.append(Choice(reviewed_models()[kind], int(pk), int(number)))
    return found
