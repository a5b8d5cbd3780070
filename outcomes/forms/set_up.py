"""Forms of dimensions, categories and the words of assessment."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from ctreport.review.forms import RecordForm
from outcomes.models import AssessmentWord, Category, Dimension
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
