"""Form of activities."""

from __future__ import annotations

from typing import ClassVar

from django import forms

from activities.models import Activity
from ctreport.evidence.sourcing import SOURCE_FIELD_CLASSES, SOURCE_FIELDS, SOURCE_HELP, SOURCE_WIDGETS, SourcedForm
from ctreport.ui.fields import DateField
from objectives.forms import NARROW, YearlyForm


class ActivityForm(SourcedForm, YearlyForm):
    """An activity."""

    CONSTRAINT_FIELDS: ClassVar = {
        "activity_reference_unique_in_year": "reference",
        "activity_narrative_not_empty": "narrative",
        "activity_ends_after_it_starts": "ends_on",
    }
    REQUIRED_WORDS: ClassVar = {"narrative": "Enter what was done."}

    class Meta:
        model = Activity
        fields = (
            "year",
            "reference",
            "narrative",
            "partners",
            "starts_on",
            "ends_on",
            *SOURCE_FIELDS,
            "order",
            "marking",
        )
        field_classes: ClassVar = {"starts_on": DateField, "ends_on": DateField, **SOURCE_FIELD_CLASSES}
        help_texts: ClassVar = SOURCE_HELP
        widgets: ClassVar = {
            **SOURCE_WIDGETS,
            "reference": forms.TextInput(attrs=NARROW),
            "narrative": forms.Textarea(attrs={"rows": 6}),
            "starts_on": DateField.widget,
            "ends_on": DateField.widget,
            "marking": forms.RadioSelect,
        }
