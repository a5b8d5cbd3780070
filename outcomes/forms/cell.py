"""Forms of figures and targets: one cell each of measure × year × categories."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from typing import Any, ClassVar

from django import forms

from ctreport.ui.fields import CountField
from objectives.forms import YearlyForm
from outcomes.models import Category, Dimension, Figure, Measure, Target
from outcomes.models.cell import Cell
from outcomes.quantity import Quantity, QuantityError
from outcomes.vocabulary import Comparator, Qualifier, Unit

WHOLE = "All together"
AMOUNT_HINT = (
    "As one would say it: 2748, over 500, at least 20, c. 40, 96%. Where there is none, a symbol: "
    "[c] confidential, [x] not available, [z] not applicable, [low] rounds to zero."
)


class CellForm(YearlyForm):
    """What the forms of figures and targets share: the cell, and an amount written as one says it.

    Where the measure is known, only its own categories are offered. ``for_measure``, sent along by the page, says
    whose categories were offered: without a script the page cannot follow a change of the measure.
    """

    stays_in_year = False
    CELL_CONSTRAINT: ClassVar[str] = ""
    model: ClassVar[type[Cell]]

    amount = forms.CharField(max_length=60, widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_stored = bool(self.instance.pk)
        self.cell_field = "year" if is_stored else "measure"  # where the message about a taken cell stands
        measure: Any = self.fields["measure"]
        measure.queryset = Measure.objects.with_dimensions()
        measure.empty_label = "Choose a measure"
        if is_stored:
            measure.disabled = True
            measure.widget = forms.HiddenInput()
        self.fields["amount"].widget.attrs["autocomplete"] = "off"
        self.known_measure: Measure | None = self._find_measure()
        for number in (1, 2):
            self._offer_categories(number)

    def _find_measure(self) -> Measure | None:
        if self.instance.pk:
            return self.instance.measure
        value = self["measure"].value()
        key = str(getattr(value, "pk", value) or "")
        is_key = key.isdigit() and len(key) < 19
        return Measure.objects.with_dimensions().filter(pk=key).first() if is_key else None

    def _offer_categories(self, number: int) -> None:
        name = f"category_{number}"
        field: Any = self.fields[name]
        field.empty_label = WHOLE
        field.label = "First breakdown" if number == 1 else "Second breakdown"
        field.required = False
        rows = Category.objects.select_related("dimension")
        field.queryset = rows
        if self.known_measure is None:
            field.help_text = "A category of the measure. Leave it as it is for the figure of all together."
            groups = groupby(rows, key=lambda category: category.dimension.name)
            field.choices = [("", WHOLE), *((title, [(one.pk, one.name) for one in found]) for title, found in groups)]
            return
        dimension: Dimension | None = getattr(self.known_measure, name.replace("category", "dimension"))
        if dimension is None and not self[name].value():
            del self.fields[name]
        elif dimension is not None:
            field.label = dimension.name
            field.choices = [("", WHOLE), *((one.pk, one.name) for one in rows if one.dimension_id == dimension.pk)]

    @property
    def earlier_figures(self) -> list[Figure]:
        """The figures of the measure in the latest year before this one that has any."""
        year = self.known_year
        if self.known_measure is None or year is None:
            return []
        rows = Figure.objects.filter(measure=self.known_measure).with_cell()
        latest = rows.filter(year__start_year__lt=year.start_year).order_by("-year__start_year").first()
        return list(rows.filter(year=latest.year)) if latest else []

    def clean(self) -> dict[str, Any]:
        """Read the amount in the measure's unit, and ask again where the categories offered were another measure's."""
        cleaned = super().clean()
        measure: Measure | None = cleaned.get("measure")
        if measure is None:
            return cleaned
        offered_for = self.data.get("for_measure")
        is_whole = not cleaned.get("category_1") and not cleaned.get("category_2")
        if offered_for and offered_for != str(measure.pk) and measure.dimension_1_id and is_whole:
            self.add_error("measure", "This measure is broken down. Choose the categories below, then save again.")
        if cleaned.get("amount"):
            try:
                cleaned["quantity"] = self.read_amount(measure, cleaned["amount"])
            except QuantityError as error:
                self.add_error("amount", str(error))
        return cleaned

    def read_amount(self, measure: Measure, text: str) -> Quantity:
        """Return the quantity that was written; raise QuantityError that says how to write it."""
        return Quantity.parse(text, unit=measure.unit, decimals=measure.decimals)

    def fill_in(self) -> None:
        """Set the measure's unit and the amount on the record."""
        measure = self.cleaned_data.get("measure")
        if measure:
            self.instance.unit = measure.unit
        if "quantity" in self.cleaned_data:
            self.set_amount(self.cleaned_data["quantity"])

    def set_amount(self, quantity: Quantity) -> None:
        """Put the amount on the record."""
        raise NotImplementedError

    def field_of(self, constraint: str) -> str | None:
        """Name the field for the message that the cell is taken, which depends on what can be changed."""
        return self.cell_field if constraint == self.CELL_CONSTRAINT else super().field_of(constraint)

    def place(self, error: Any) -> Any:
        """Place the messages; where the cell is taken, add a link to what stands in it."""
        placed = super().place(error)
        name = self.cell_field
        if name in placed.error_dict and name not in self.error_links:
            cell = self.instance
            taken = (
                type(cell)
                ._default_manager.exclude(pk=cell.pk or 0)
                .filter(
                    measure=cell.measure_id,
                    year=cell.year_id,
                    category_1=cell.category_1_id,
                    category_2=cell.category_2_id,
                )
            )
            self.error_links[name] = [
                (one.get_absolute_url(), f"Open the {one._meta.verbose_name} that is there: {one.quantity}")
                for one in taken.with_cell()
            ]
        return placed


class FigureForm(CellForm):
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
    field_order = ("measure", "year", "category_1", "category_2", "amount", "base")

    class Meta:
        model = Figure
        fields = ("measure", "year", "category_1", "category_2", "base", "status", "note", "source", "evidence_url")
        widgets: ClassVar = {"status": forms.RadioSelect(attrs={"class": "govuk-radios--inline"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        amount = self.fields["amount"]
        amount.label = "Figure"
        amount.help_text = self._amount_hint()
        if self.instance.pk:
            self.initial["amount"] = str(_in_full(self.instance.quantity))

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
        fields = ("measure", "year", "category_1", "category_2", "comparator", "tolerance", "note")
        widgets: ClassVar = {"comparator": forms.RadioSelect}
        labels: ClassVar = {"comparator": "The figure is to be"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].label = "Target"
        self.fields["amount"].help_text = "The number alone, such as 90 or 2748."
        tolerance = self.fields["tolerance"]
        tolerance.error_messages["invalid"] = "Enter a number, such as 2 or 0.5; 0 for none."
        self.initial["tolerance"] = f"{Decimal(self.initial.get('tolerance') or 0).normalize():f}"
        if self.instance.pk:
            self.initial["amount"] = _in_full(self.instance.quantity).number
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


def _in_full(quantity: Quantity) -> Quantity:
    """Return the quantity with all the decimal places that are stored, so that editing rounds nothing."""
    if quantity.value is None:
        return quantity
    stored = -int(quantity.value.normalize().as_tuple().exponent)
    return Quantity(
        unit=quantity.unit,
        value=quantity.value,
        qualifier=quantity.qualifier,
        decimals=max(quantity.decimals, stored, 0),
    )


def cell_form_of(kind: str) -> type[CellForm]:
    """Return the form of a kind of cell: "figure" or "target"."""
    return {"figure": FigureForm, "target": TargetForm}[kind]
