"""The form in which links are chosen."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.http import QueryDict

from ctreport.review.models import Link, Record
from ctreport.thread.links import LinkEnd

REASON_LENGTH = Link._meta.get_field("reason").max_length or 300


@dataclass
class Choice:
    """One record that can be linked, as the form shows it."""

    record: Record
    is_chosen: bool
    reason: str
    error: str = ""


class LinksForm(forms.Form):
    """A box for each record that can be linked, with the reason for the link.

    ``seen`` holds the links as they were when the page was opened, so that only differences are applied.
    """

    seen = forms.JSONField(widget=forms.HiddenInput, required=False)

    def __init__(self, end: LinkEnd, data: Any = None) -> None:
        stored = {pk: link.reason for pk, link in end.links().items()}
        super().__init__(data, initial={"seen": stored})
        self.end = end
        self.stored = stored
        self.candidates = list(end.candidates())

    @property
    def choices(self) -> list[Choice]:
        """The records that can be linked, those chosen first, with what was typed."""
        chosen = self._posted() if self.is_bound else self.stored
        found = [
            Choice(
                record,
                record.pk in chosen,
                self._typed_reason(record.pk) if self.is_bound else self.stored.get(record.pk, ""),
                " ".join(str(error) for error in self.errors.get(f"reason-{record.pk}", [])) if self.is_bound else "",
            )
            for record in self.candidates
        ]
        return sorted(found, key=lambda choice: not choice.is_chosen)

    def clean_seen(self) -> dict[int, str]:
        """Return the links as they stood when the page was opened."""
        seen = self.cleaned_data["seen"]
        if isinstance(seen, str):
            seen = json.loads(seen)
        if not isinstance(seen, dict) or not all(str(key).isdecimal() for key in seen):
            raise forms.ValidationError("The page was changed on its way. Reload it and choose again.")
        return {int(key): str(reason) for key, reason in seen.items()}

    def clean(self) -> dict[str, Any]:
        """Refuse reasons that are too long."""
        cleaned = super().clean() or {}
        chosen = self._posted()
        for pk, reason in chosen.items():
            if len(reason) > REASON_LENGTH:
                self.errors[f"reason-{pk}"] = self.error_class(
                    [f"The reason must be {REASON_LENGTH} characters or fewer. It has {len(reason)}."]
                )
        cleaned["chosen"] = chosen
        return cleaned

    def _posted(self) -> dict[int, str]:
        keys = [int(key) for key in cast(QueryDict, self.data).getlist("chosen") if key.isdecimal() and len(key) < 19]
        return {key: self._typed_reason(key) for key in keys}

    def _typed_reason(self, pk: int) -> str:
        return " ".join(self.data.get(f"reason-{pk}", "").split())
