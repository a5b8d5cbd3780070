"""The form in which a table of records is chosen or pasted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst

from ctreport.importing.figures.forms import LARGEST, FiguresForm
from ctreport.importing.records.kinds import KINDS
from ctreport.importing.records.reading import MOST_ROWS
from ctreport.importing.records.record_kind import RecordKind
from ctreport.importing.sheets.limits import megabytes

FIGURES = "figures"


class RecordsForm(FiguresForm):
    """A file, or a table pasted from a spreadsheet, and what it holds."""

    kind = forms.ChoiceField(
        required=False,
        label="What the table holds",
        help_text="The headings tell it where the table was downloaded here.",
        error_messages={"invalid_choice": "This is not in the list. Choose one that is."},
    )
    field_order = ("file", "pasted", "kind")

    def __init__(self, data: Any = None, files: Any = None, *, kinds: Sequence[RecordKind], figures: bool) -> None:
        super().__init__(data, files)
        self.fields["file"].help_text = f"A CSV, XLSX or ODS file of up to {megabytes(LARGEST)} and {MOST_ROWS:,} rows."
        choices = [(kind.name, capfirst(kind.plural)) for kind in kinds]
        if figures:
            choices.append((FIGURES, "Figures, or the grid of a year"))
        self.fields["kind"].choices = [("", "As its headings say"), *choices]  # type: ignore[attr-defined]

    @property
    def chosen_kind(self) -> RecordKind | None:
        """The kind that was chosen; None to go by the headings."""
        return KINDS.get(self.cleaned_data.get("kind", ""))

    @property
    def is_of_figures(self) -> bool:
        """Whether the table was said to hold figures."""
        return bool(self.cleaned_data.get("kind") == FIGURES)
