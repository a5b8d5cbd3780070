"""Form of measures."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.conf import settings

from ctreport.review.forms import RecordForm
from outcomes.models import Measure
from outcomes.references import refuse_new_code
from outcomes.vocabulary import Unit

ROWS = {"rows": 3}


class MeasureForm(RecordForm):
    """A measure: what is counted, how, and how it is read."""

    CONSTRAINT_FIELDS: ClassVar = {
        "measure_second_dimension_needs_a_first": "dimension_1",
        "measure_dimensions_differ": "dimension_2",
        "measure_unit_known": "unit",
        "measure_grades_go_with_the_grade_unit": "grades",
        "measure_not_part_of_itself": "part_of",
        "measure_disclosure_threshold_2_or_more": "disclosure_threshold",
        "measure_with_figures_keeps_its_unit_and_dimensions": "unit",
    }
    REQUIRED_WORDS: ClassVar = {
        "unit": "Choose what it is counted in.",
        "kind": "Choose whether it measures what was done or what came of it.",
        "polarity": "Choose whether more or less is better.",
        "disclosure_rule": "Choose how small counts are published.",
        "sample": "Choose how people came to be asked; “Not known” if it is not, or if nobody is asked.",
        "decimals": "Enter how many decimal places; 0 for whole numbers.",
    }
    SECTIONS: ClassVar = (
        ("What is counted", ("title", "code", "programme", "kind", "definition")),
        ("How it is counted", ("unit", "grades", "decimals", "data_source", "method", "sample", "is_reference")),
        ("How it is broken down", ("dimension_1", "dimension_2")),
        ("How it is read and published", ("polarity", "disclosure_rule", "disclosure_threshold", "marking", "order")),
        ("What is asked about its figures", ("change_threshold", "asks_if_unchanged", "part_of", "categories_add_up")),
    )

    class Meta:
        model = Measure
        fields = (
            "title",
            "code",
            "programme",
            "kind",
            "definition",
            "unit",
            "grades",
            "decimals",
            "data_source",
            "method",
            "sample",
            "is_reference",
            "dimension_1",
            "dimension_2",
            "polarity",
            "disclosure_rule",
            "disclosure_threshold",
            "marking",
            "order",
            "change_threshold",
            "asks_if_unchanged",
            "part_of",
            "categories_add_up",
        )
        widgets: ClassVar = {
            "code": forms.TextInput(attrs={"class": "govuk-input--width-20", "autocapitalize": "none"}),
            "kind": forms.RadioSelect,
            "unit": forms.RadioSelect,
            "polarity": forms.RadioSelect,
            "sample": forms.RadioSelect,
            "disclosure_rule": forms.RadioSelect,
            "marking": forms.RadioSelect,
            "definition": forms.Textarea(attrs=ROWS),
            "method": forms.Textarea(attrs=ROWS),
            "grades": forms.Textarea(attrs={"rows": 5, "class": "govuk-!-width-one-half"}),
        }
        labels: ClassVar = {"polarity": "Is more or less better?", "disclosure_rule": "Small counts", "kind": "Kind"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and self.add_prefix("sample") not in self.data:
            self.fields["sample"].required = False  # what says nothing of it leaves it as it is
        for name, label in (("dimension_1", "Not broken down"), ("dimension_2", "No second dimension")):
            field: Any = self.fields[name]
            field.empty_label = label
        part_of: Any = self.fields["part_of"]
        part_of.empty_label = "Not a part of another measure"
        part_of.queryset = Measure.objects.exclude(pk=self.instance.pk or 0)
        self.fields["change_threshold"].widget.attrs["class"] = "govuk-input--width-4"
        threshold = self.fields["disclosure_threshold"]
        threshold.widget.attrs["class"] = "govuk-input--width-4"
        threshold.help_text = f"A true 0 is published. Leave empty for the usual {settings.DISCLOSURE_THRESHOLD}."

    def clean_code(self) -> str:
        """Refuse a new code while narratives use the old one."""
        return refuse_new_code(self.initial.get("code"), self.cleaned_data["code"])

    def clean(self) -> dict[str, Any]:
        """Say which way round it is where grades and the unit disagree."""
        cleaned = super().clean()
        if cleaned.get("unit") == Unit.GRADE and not cleaned.get("grades"):
            self.add_error("grades", "List the grades, one a line, the best first.")
        elif cleaned.get("unit") and cleaned["unit"] != Unit.GRADE and cleaned.get("grades"):
            self.add_error("grades", "Only a grade has grades. Leave this empty, or choose Grade as the unit.")
        return cleaned
