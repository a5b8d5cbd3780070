"""Form of targets."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django import forms

from outcomes.forms.cell import CellForm, in_full
from outcomes.models import Measure, Target
from outcomes.quantity import Quantity, QuantityError
from outcomes.vocabulary import Comparator, Qualifier, Unit


class TargetForm(CellForm):
    """A target. A revision says why, and the original stays in the history."""

    model = Target
    CELL_CONSTRAINT = "target_one_per_cell"
    CONSTRAINT_FIELDS: ClassVar = {
        "target_percentage_between_0_and_100": "amount",
        "target_not_negative": "amount",
        "target_tolerance_not_negative": "tolerance",
        "target_not_for_a_grade": "measure",
        "target_category_1_is_the_measures": "category_1",
        "target_category_2_is_the_measures": "category_2",
    }
    STAND_INS: ClassVar = {"value": "amount", "unit": "measure"}
    REQUIRED_WORDS: ClassVar = {
        "amount": "Enter the number to reach.",
        "comparator": "Choose how the figure is held against the target.",
        "change_reason": "Enter why the target is revised. The original stays visible beside it.",
    }

    change_reason = forms.CharField(
        label="Reason for the revision",
        max_length=500,
        help_text="It is shown on the target’s page, between the original and the revised target.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ("measure", "year", "category_1", "category_2", "comparator", "amount", "tolerance")

    class Meta:
        model = Target
        fields = ("measure", "year", "category_1", "category_2", "comparator", "tolerance", "note", "marking")
        widgets: ClassVar = {"comparator": forms.RadioSelect, "marking": forms.RadioSelect}
        labels: ClassVar = {"comparator": "The figure is to be"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].label = "Target"
        self.fields["amount"].help_text = "The number alone, such as 90 or 2748."
        tolerance = self.fields["tolerance"]
        tolerance.error_messages["invalid"] = "Enter a number, such as 2 or 0.5; 0 for none."
        self.initial["tolerance"] = f"{Decimal(self.initial.get('tolerance') or 0).normalize():f}"
        if self.instance.pk:
            self.initial["amount"] = in_full(self.instance.quantity).number
        else:
            del self.fields["change_reason"]

    def read_amount(self, measure: Measure, text: str) -> Quantity:
        """Return the number; "at least" and the like belong to the question above."""
        if measure.unit == Unit.GRADE:  # refused beside the measure; there is no number to read
            return Quantity(unit=measure.unit, value=Decimal(0))
        quantity = super().read_amount(measure, text)
        if quantity.value is None:
            raise QuantityError("A target needs a number. If there is none, delete the target.")
        if quantity.qualifier != Qualifier.EXACTLY:
            words = ", ".join(f"“{one.label}”" for one in Comparator)
            raise QuantityError(f"Write the number alone, and choose {words} above.")
        return quantity

    def set_amount(self, quantity: Quantity) -> None:
        """Put the number on the target."""
        self.instance.value = quantity.value
