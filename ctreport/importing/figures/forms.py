"""The form in which a table of figures is chosen or pasted."""

from __future__ import annotations

from typing import Any

from django import forms

from ctreport.importing.sheets import Limits
from ctreport.importing.sheets.limits import megabytes

LARGEST = Limits().size
PASTED = "Pasted table"


class FiguresForm(forms.Form):
    """A file, or a table pasted from a spreadsheet."""

    mark_optional = False

    file = forms.FileField(
        required=False,
        allow_empty_file=True,  # reading it says the same, in our words
        label="File",
        help_text=f"A CSV, XLSX or ODS file of up to {megabytes(LARGEST)} and 75,000 rows.",
        widget=forms.FileInput(attrs={"class": "govuk-file-upload", "accept": ".csv,.tsv,.txt,.xlsx,.ods"}),
    )
    pasted = forms.CharField(
        required=False,
        strip=False,
        label="Or paste the table",
        help_text="Copied from a spreadsheet with its headings, or as comma-separated lines.",
        widget=forms.Textarea(attrs={"rows": 5, "class": "ct-import__paste", "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two, and only one."""
        cleaned = super().clean() or {}
        file, pasted = cleaned.get("file"), str(cleaned.get("pasted") or "").strip()
        if file and pasted:
            self.add_error("pasted", "You chose a file and pasted a table too. Empty this, or choose no file.")
        elif not file and not pasted and not self.errors:
            self.add_error("file", "Choose a file, or paste the table beneath.")
        elif file and file.size > LARGEST:
            self.add_error("file", f"The file is larger than {megabytes(LARGEST)}. Split it into smaller files.")
        return cleaned

    @property
    def content(self) -> bytes:
        """The bytes of the table."""
        file = self.cleaned_data["file"]
        return file.read() if file else self.cleaned_data["pasted"].encode()

    @property
    def filename(self) -> str:
        """The name of the file."""
        file = self.cleaned_data["file"]
        return str(file.name) if file else PASTED

    @property
    def chosen(self) -> str:
        """The field that was filled in."""
        return "file" if self.cleaned_data.get("file") else "pasted"
