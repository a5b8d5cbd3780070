"""The form in which a reader chooses what of the thread to see."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from ctreport.dashboard.picture.page import Facts, title_of
from ctreport.dashboard.picture.part import Wish
from ctreport.dashboard.pledges import NO_STRAND

_NO_STRAND = "none"  # a strand is a row with a name of its own; none has this one in lower case


class ThreadFilter(forms.Form):
    """Strand, programme and pledge; each may be left open."""

    mark_optional: ClassVar = False

    strand = forms.ChoiceField(required=False)
    programme = forms.ChoiceField(required=False)
    pledge = forms.ChoiceField(required=False)

    def __init__(self, facts: Facts, data: Any) -> None:
        super().__init__(data)
        pledges = facts.thread.of_kind("pledge")
        self._offer("strand", "All strands", [(name or _NO_STRAND, name or NO_STRAND) for name in facts.strands])
        self._offer("programme", "All programmes", [(name, name) for name in dict.fromkeys(facts.programmes.values())])
        self._offer("pledge", "All pledges", [(node.reference, title_of(node)) for node in pledges])
        for name, field in self.fields.items():
            error = f"There is no {name} “%(value)s” in {facts.thread.year}. Choose one of the list."
            field.error_messages["invalid_choice"] = error

    @property
    def wish(self) -> Wish:
        """What was chosen; all, where the choice is not one of those that were offered."""
        chosen = self.cleaned_data if self.is_valid() else {}
        strand = chosen.get("strand", "")
        return Wish(
            strand=None if not strand else "" if strand == _NO_STRAND else strand,
            programme=chosen.get("programme", ""),
            pledge=chosen.get("pledge", ""),
        )

    def _offer(self, name: str, all_words: str, choices: list[tuple[str, str]]) -> None:
        """Offer choices; a field with nothing to choose between is left out."""
        if len(choices) < (1 if name == "programme" else 2) and not self.data.get(name):
            del self.fields[name]
        else:
            self.fields[name].choices = [("", all_words), *choices]  # type: ignore[attr-defined]
