"""Forms of dimensions, categories, the words of assessment and published rates."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from ctreport.review.forms import RecordForm
from outcomes.models import AssessmentWord, Category, Dimension, Measure, PublishedRate
from outcomes.references import refuse_new_code


class DimensionForm(RecordForm):
    """A dimension."""

    class Meta:
        model = Dimension
        fields = ("name",)


class CategoryForm(RecordForm):
    """A category. It stays with its dimension, since figures may stand in it."""

    CONSTRAINT_FIELDS: ClassVar = {"category_code_unique_in_dimension": "code"}

    class Meta:
        model = Category
        fields = ("dimension", "name", "code", "order")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dimension: Any = self.fields["dimension"]
        dimension.empty_label = "Choose a dimension"
        if self.instance.pk:
            dimension.disabled = True
            dimension.widget = forms.HiddenInput()

    def clean_code(self) -> str:
        """Refuse a new code while narratives use the old one."""
        return refuse_new_code(self.initial.get("code"), self.cleaned_data["code"])


class AssessmentWordForm(RecordForm):
    """A word of assessment."""

    class Meta:
        model = AssessmentWord
        fields = ("word", "description", "needs_action", "order")


class PublishedRateForm(RecordForm):
    """What others published of a ratio."""

    CONSTRAINT_FIELDS: ClassVar = {
        "published_rate_once_for_whom_and_period": "who",
        "published_rate_between_0_and_100": "value",
        "published_rate_of_two_measures": "denominator",
        "published_rate_says_where_from": "source",
    }
    REQUIRED_WORDS: ClassVar = {
        "numerator": "Choose the part that was counted.",
        "denominator": "Choose the whole that it was counted in.",
        "value": "Enter the rate, such as 37.",
        "who": "Enter whose rate it is, such as 16 forces with Project Servator.",
        "period": "Enter the year, such as 2018/19.",
        "source": "Enter where it was published.",
    }

    class Meta:
        model = PublishedRate
        fields = ("numerator", "denominator", "value", "who", "period", "source")
        labels: ClassVar = {"numerator": "Part", "denominator": "Of", "value": "Per cent", "who": "Whose rate it is"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("numerator", "denominator"):
            field: Any = self.fields[name]
            field.empty_label = "Choose a measure"
            field.queryset = Measure.objects.order_by("order", "code")
        self.fields["value"].widget.attrs["class"] = "govuk-input--width-5"
        self.fields["value"].error_messages |= {
            "invalid": "Enter a number, such as 37 or 36.5.",
            "min_value": "A percentage lies between 0 and 100.",
            "max_value": "A percentage lies between 0 and 100.",
        }
        self.fields["period"].widget.attrs["class"] = "govuk-input--width-10"
