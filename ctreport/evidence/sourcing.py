"""Where a record's content comes from: what the forms and pages of figures and activities share."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from ctreport.review.models import Sourced
from ctreport.review.pages import SummaryRow
from ctreport.ui.fields import DateField
from ctreport.ui.words import plain_date

# For the Meta of a form: the fields in their order, and how each is read.
SOURCE_FIELDS = ("source", "extracted_on", "supplied_by", "evidence_url")
SOURCE_FIELD_CLASSES: dict[str, type[forms.Field]] = {"extracted_on": DateField}
SOURCE_WIDGETS: dict[str, Any] = {"extracted_on": DateField.widget}
SOURCE_HELP = {
    "source": "The system or return that it was taken from.",
    "extracted_on": "The day on which it was taken from there.",
    "supplied_by": "A post or a team, such as Performance Unit.",
    "evidence_url": "For people within the force; it is never published. Files are attached on the record’s page.",
}


class SourcedForm(forms.BaseForm):
    """A form with the fields above; named before the form's other base class."""

    def clean_extracted_on(self) -> date | None:
        """Refuse a day that has not come yet."""
        day: date | None = self.cleaned_data["extracted_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError("This day has not come yet. Check the year.")
        return day


def source_rows(record: Sourced) -> list[SummaryRow]:
    """Return the lines of a record's page that say where its content comes from."""
    return [
        SummaryRow("Source", record.source),
        SummaryRow("Date extracted", plain_date(record.extracted_on)),
        SummaryRow("Supplied by", record.supplied_by),
        SummaryRow("Link to the evidence", record.evidence_url, record.evidence_url),
    ]
