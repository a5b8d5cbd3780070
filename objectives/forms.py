"""Forms of years, strands and pledges."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from ctreport.review.forms import RecordForm
from ctreport.ui.words import shortened
from objectives.financial_year import label_of, parse_label
from objectives.models import Pledge, ReportingYear, Strand

NARROW = {"class": "govuk-input--width-5"}


class YearForm(RecordForm):
    """A year as it is written, "2018/19"; once opened, a year stays the year that it is."""

    STAND_INS: ClassVar = {"start_year": "financial_year"}
    REQUIRED_WORDS: ClassVar = {"financial_year": "Enter the financial year, such as 2018/19."}

    financial_year = forms.CharField(
        help_text="It runs from 1 April to 31 March. Write it as 2018/19.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )
    field_order = ("financial_year", "state")

    class Meta:
        model = ReportingYear
        fields = ("state",)
        widgets: ClassVar = {"state": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["financial_year"]

    def clean_financial_year(self) -> int:
        """Return the year in which the financial year starts."""
        try:
            return parse_label(self.cleaned_data["financial_year"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def fill_in(self) -> None:
        """Set the start year."""
        if "financial_year" in self.cleaned_data:
            self.instance.start_year = self.cleaned_data["financial_year"]


class StrandForm(RecordForm):
    """A strand."""

    class Meta:
        model = Strand
        fields = ("name", "description", "order")


class YearlyForm(RecordForm):
    """A form of a record that belongs to a year. A stored record stays in its year, where ``stays_in_year`` says so."""

    stays_in_year: ClassVar[bool] = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year = self.fields["year"]
        if self.instance.pk and self.stays_in_year:
            year.disabled = True
            year.widget = forms.HiddenInput()
            return
        year.empty_label = "Choose a year"  # type: ignore[attr-defined]
        year.queryset = ReportingYear.objects.latest_first()  # type: ignore[attr-defined]

    @property
    def known_year(self) -> ReportingYear | None:
        """The year that is chosen, as far as it is known when the form is drawn."""
        if self.instance.year_id and not self.is_bound:
            return self.instance.year
        value = self["year"].value()
        key = str(getattr(value, "pk", value) or "")
        return ReportingYear.objects.filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None


class PledgeChoiceField(forms.ModelChoiceField):
    """Pledges by year, reference and the beginning of their words."""

    def label_from_instance(self, obj: Any) -> str:
        """Return "2017/18 P3 Work with businesses and …"."""
        return f"{label_of(obj.year.start_year)} {obj.reference} {shortened(obj.statement)}"


class PledgeForm(YearlyForm):
    """A pledge."""

    CONSTRAINT_FIELDS: ClassVar = {
        "pledge_reference_unique_in_year": "reference",
        "pledge_statement_not_empty": "statement",
        "pledge_not_rolled_forward_from_itself": "rolled_forward_from",
        "pledge_rolled_forward_from_an_earlier_year": "rolled_forward_from",
    }
    REQUIRED_WORDS: ClassVar = {"statement": "Enter what the force says it will do."}

    class Meta:
        model = Pledge
        fields = ("year", "reference", "statement", "strand", "owner", "rolled_forward_from", "order", "marking")
        field_classes: ClassVar = {"rolled_forward_from": PledgeChoiceField}
        labels: ClassVar = {"rolled_forward_from": "Carried on from"}
        help_texts: ClassVar = {"rolled_forward_from": "Last year’s pledge, where this one goes on from it."}
        widgets: ClassVar = {
            "reference": forms.TextInput(attrs=NARROW),
            "statement": forms.Textarea(attrs={"rows": 5}),
            "marking": forms.RadioSelect,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        strand: Any = self.fields["strand"]
        strand.empty_label = "No strand"
        earlier: Any = self.fields["rolled_forward_from"]
        earlier.empty_label = "It is new"
        earlier.queryset = self._earlier_pledges()

    def _earlier_pledges(self) -> Any:
        """Return the pledges of the year before, and the one that was chosen from a year before that."""
        year = self.known_year
        rows = Pledge.objects.select_related("year")
        if year is None:
            return rows.none()
        before = ReportingYear.objects.filter(start_year__lt=year.start_year).latest_first()[:1]
        chosen = self.instance.rolled_forward_from_id
        return rows.filter(year__in=before.values("pk")) | rows.filter(pk=chosen or 0)
