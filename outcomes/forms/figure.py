"""Form of figures."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from ctreport.evidence.sourcing import SOURCE_FIELD_CLASSES, SOURCE_FIELDS, SOURCE_HELP, SOURCE_WIDGETS, SourcedForm
from ctreport.ui.fields import CountField, DateField
from outcomes.forms.cell import CellForm, in_full
from outcomes.models import Figure, Measure
from outcomes.quantity import Quantity
from outcomes.vocabulary import Unit

AMOUNT_HINT = (
    "As one would say it: 2748, over 500, at least 20, c. 40, 96%. Where there is none, a symbol: "
    "[c] confidential, [x] not available, [z] not applicable, [low] rounds to zero."
)


class FigureForm(SourcedForm, CellForm):
    """A figure, its qualifier or its symbol in one field."""

    model = Figure
    CELL_CONSTRAINT = "figure_one_per_cell"
    CONSTRAINT_FIELDS: ClassVar = {
        "figure_base_above_zero": "base",
        "figure_percentage_between_0_and_100": "amount",
        "figure_not_negative": "amount",
        "figure_has_a_value_a_grade_or_a_symbol": "amount",
        "figure_grade_goes_with_the_grade_unit": "amount",
        "figure_category_1_is_the_measures": "category_1",
        "figure_category_2_is_the_measures": "category_2",
        "figure_count_is_whole": "amount",
        "figure_period_has_both_ends_in_order": "period_end",
    }
    STAND_INS: ClassVar = {
        "value": "amount",
        "qualifier": "amount",
        "shorthand": "amount",
        "grade": "amount",
        "unit": "measure",
    }
    REQUIRED_WORDS: ClassVar = {"amount": "Enter the figure, or a symbol that says why there is none, such as [x]."}

    base = CountField(
        required=False,
        min_value=1,
        label="Base",
        help_text="How many people answered, or the denominator. Leave it empty if it is not known.",
        error_messages={
            "invalid": "Enter a whole number, such as 412, or leave it empty.",
            "min_value": "The base is 1 or more. Leave it empty if it is not known.",
        },
    )
    SECTIONS: ClassVar = (
        (
            "The figure",
            ("measure", "year", "category_1", "category_2", "amount", "base", "status", "note", "break_reason"),
        ),
        ("How it is published", ("marking",)),
        ("Where it comes from", SOURCE_FIELDS),
        ("What it covers, if not the whole year", ("period_start", "period_end")),
    )

    class Meta:
        model = Figure
        fields = (
            "measure",
            "year",
            "category_1",
            "category_2",
            "base",
            "status",
            "note",
            "break_reason",
            *SOURCE_FIELDS,
            "period_start",
            "period_end",
            "marking",
        )
        field_classes: ClassVar = {"period_start": DateField, "period_end": DateField, **SOURCE_FIELD_CLASSES}
        labels: ClassVar = {
            "break_reason": "Break in series (optional)",
            "period_start": "First day of the period",
            "period_end": "Last day of the period",
        }
        help_texts: ClassVar = {
            **SOURCE_HELP,
            "period_start": "Leave both dates empty if it covers the whole financial year.",
        }
        widgets: ClassVar = {
            **SOURCE_WIDGETS,
            "status": forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
            "period_start": DateField.widget,
            "period_end": DateField.widget,
            "marking": forms.RadioSelect,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        amount = self.fields["amount"]
        amount.label = "Figure"
        amount.help_text = self._amount_hint()
        if self.instance.pk:
            self.initial["amount"] = str(in_full(self.instance.quantity))

    def _amount_hint(self) -> str:
        measure = self.known_measure
        if measure and measure.unit == Unit.GRADE:
            return f"One of: {', '.join(measure.grade_list)}. Or a symbol, such as [x] not available."
        return AMOUNT_HINT

    def read_amount(self, measure: Measure, text: str) -> Quantity:
        """Return the quantity; a grade is found whatever its capitals."""
        quantity = super().read_amount(measure, text)
        if quantity.grade:
            grades = {grade.casefold(): grade for grade in measure.grade_list}
            found = grades.get(quantity.grade.casefold(), quantity.grade)
            return Quantity(unit=quantity.unit, grade=found, decimals=quantity.decimals)
        return quantity

    def set_amount(self, quantity: Quantity) -> None:
        """Put value, qualifier, symbol or grade on the figure."""
        self.instance.quantity = quantity
