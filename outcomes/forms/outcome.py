"""Form of outcomes."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from ctreport.ui.words import shortened
from objectives.forms import NARROW, YearlyForm
from outcomes.models import Outcome


class ParentField(forms.ModelChoiceField):
    """Outcomes by reference and the beginning of their words."""

    def label_from_instance(self, obj: Any) -> str:
        """Return "O6 Project Servator …"."""
        return f"{obj.reference} {shortened(obj.narrative)}"


class OutcomeForm(YearlyForm):
    """An outcome."""

    CONSTRAINT_FIELDS: ClassVar = {
        "outcome_reference_unique_in_year": "reference",
        "outcome_narrative_not_empty": "narrative",
        "outcome_not_its_own_parent": "parent",
        "outcome_one_level_of_sub_outcomes": "parent",
    }
    REQUIRED_WORDS: ClassVar = {"narrative": "Enter what came of it."}

    class Meta:
        model = Outcome
        fields = ("year", "reference", "narrative", "parent", "order", "marking")
        field_classes: ClassVar = {"parent": ParentField}
        labels: ClassVar = {"parent": "Listed beneath"}
        widgets: ClassVar = {
            "reference": forms.TextInput(attrs=NARROW),
            "narrative": forms.Textarea(attrs={"rows": 6}),
            "marking": forms.RadioSelect,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent: Any = self.fields["parent"]
        parent.empty_label = "No other outcome: it stands at the top"
        year = self.known_year
        rows = Outcome.objects.top_level().exclude(pk=self.instance.pk or 0)
        parent.queryset = rows.for_year(year) if year else rows.none()
