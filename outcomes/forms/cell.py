"""What the forms of figures and targets share: each is one cell of measure × year × categories."""

from __future__ import annotations

from itertools import groupby
from typing import Any, ClassVar

from django import forms

from objectives.forms import YearlyForm
from outcomes.models import Category, Dimension, Figure, Measure
from outcomes.models.cell import Cell
from outcomes.quantity import Quantity, QuantityError

WHOLE = "All together"


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


def in_full(quantity: Quantity) -> Quantity:
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
