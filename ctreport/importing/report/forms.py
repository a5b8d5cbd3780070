"""The form with which the import of a published report begins."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django import forms

from ctreport.importing.published.limits import MAX_BYTES, TOO_LONG
from objectives.financial_year import parse_label
from objectives.models import ReportingYear

OTHER = "other"
MAX_PASTED = 1_000_000  # characters; a whole annual report has some 300,000
SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".docx")
PASTED = "pasted text"


def _year_field(choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=choices,
        label="Which financial year is the report of?",
        help_text="The year that it reports on. Its file name or address often gives another.",
        error_messages={"required": "Choose the year that the report is of."},
        widget=forms.RadioSelect,
    )


class StartForm(forms.Form):
    """The year that a report is of, and its text: pasted, or in a file."""

    mark_optional = False

    year = forms.ChoiceField()  # its choices are the years that are open when the form is shown
    other_year = forms.CharField(
        label="Financial year",
        required=False,
        help_text="Write it as 2017/18. It is opened when you write the records.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )
    text = forms.CharField(
        label="Text of the page",
        required=False,
        strip=False,
        help_text="Paste one page, with its headings: What we said, What we did, Outcome.",
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    file = forms.FileField(
        label="Or choose a file",
        required=False,
        allow_empty_file=True,
        help_text="Text, Markdown, HTML or Word (.docx), up to 20 MB.",
        widget=forms.FileInput(attrs={"class": "govuk-file-upload", "accept": ",".join(SUFFIXES)}),
    )

    def __init__(self, *args: Any, may_open_years: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years = list(ReportingYear.objects.latest_first())
        is_open = ReportingYear.State.OPEN
        rows = [(str(year.start_year), year.label) for year in self.years if year.state == is_open]
        choices = [*rows, *([(OTHER, "Another year, which is not open yet")] if may_open_years else [])]
        self.fields["year"] = _year_field(choices)
        if not may_open_years:
            del self.fields["other_year"]

    def clean(self) -> dict[str, Any]:
        """Find the year, and the one source; say what is missing beside the field."""
        cleaned = super().clean() or {}
        if cleaned.get("year") == OTHER:
            self._clean_other_year(cleaned)
        elif cleaned.get("other_year") and cleaned.get("year"):
            self.add_error("other_year", "Leave this empty, or choose “Another year”.")
        text, file = cleaned.get("text", ""), cleaned.get("file")
        if text.strip() and file:
            self.add_error("file", "Give the text or a file, not both.")
        elif not text.strip() and not file and not self.has_error("file"):
            self.add_error("text", "Paste the text of the page, or choose a file.")
        elif len(text) > MAX_PASTED:
            self.add_error("text", TOO_LONG)
        elif file:
            self._check_file(file)
        return cleaned

    def _clean_other_year(self, cleaned: dict[str, Any]) -> None:
        typed = cleaned.get("other_year", "")
        if not typed:
            self.add_error("other_year", "Enter the year that the report is of, such as 2017/18.")
            return
        try:
            start = parse_label(typed)
        except ValueError as error:
            self.add_error("other_year", str(error))
            return
        known = next((year for year in self.years if year.start_year == start), None)
        if known is not None and known.state == ReportingYear.State.CLOSED:
            self.add_error("other_year", f"{known} is closed. Its records change one at a time, each for a reason.")
        cleaned["year"] = str(start)

    def _check_file(self, file: Any) -> None:
        if file.size > MAX_BYTES:
            self.add_error("file", TOO_LONG)
        elif PurePath(file.name).suffix.lower() not in SUFFIXES:
            self.add_error("file", "Choose a text, Markdown, HTML or Word (.docx) file, or paste the text instead.")

    @property
    def start_year(self) -> int:
        """The first year of the report's financial year."""
        return int(self.cleaned_data["year"])

    @property
    def content(self) -> bytes | str:
        """What is to be read."""
        file = self.cleaned_data["file"]
        return bytes(file.read()) if file else str(self.cleaned_data["text"])

    @property
    def source(self) -> str:
        """Where the text comes from, in words."""
        file = self.cleaned_data["file"]
        return PurePath(str(file.name)).name[:200] if file else PASTED
