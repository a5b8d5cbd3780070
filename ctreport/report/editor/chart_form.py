"""The form of a chart: which kind shows which measures of which years, held against the figures that there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from ctreport.charts.trends import LONGEST
from ctreport.report.editor.fields import CodesField
from ctreport.report.editor.forms import EditorForm
from ctreport.report.editor.shelf import Shelf
from ctreport.report.models import ChartPlan
from objectives.financial_year import label_of

Kind = ChartPlan.Kind


def _year_field(label: str, help_text: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, help_text=help_text, coerce=int, empty_value=None, required=False)


class ChartForm(EditorForm):
    """A chart that is chosen for the report."""

    CONSTRAINT_FIELDS: ClassVar = {"chart_plan_reference_line_has_words": "reference_label"}
    REQUIRED_WORDS: ClassVar = {"kind": "Choose what the chart shows.", "measures": "Choose a measure."}
    SECTIONS: ClassVar = (
        ("What it shows", ("kind", "measures")),
        ("Years of a chart over the years", ("first_year", "last_year")),
        ("Reference line", ("reference_value", "reference_label")),
        ("Words", ("title", "alt_text")),
    )

    measures = CodesField(
        label="Measures, in order",
        empty="No measure is chosen yet.",
        help_text="One for a breakdown and for a chart over the years; two or more counts beside one another. "
        "Measures with a number are offered.",
    )
    first_year = _year_field("From", f"Leave empty for the last {LONGEST} years.")
    last_year = _year_field("To", "Leave empty for the year of the report.")

    class Meta:
        model = ChartPlan
        fields: ClassVar = [
            "kind",
            "measures",
            "first_year",
            "last_year",
            "reference_value",
            "reference_label",
            "title",
            "alt_text",
        ]
        widgets: ClassVar = {
            "kind": forms.RadioSelect,
            "alt_text": forms.Textarea(attrs={"rows": 3}),
        }
        labels: ClassVar = {"reference_value": "A line at", "reference_label": "What it stands for"}
        help_texts: ClassVar = {
            "reference_value": "In the measure’s unit, such as 80 for 80%.",
            "reference_label": "Printed beside the line, such as “target” or “national average”.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Kind.choices  # type: ignore[attr-defined]
        self.shelf = Shelf.of(self.instance.year)
        self.fields["measures"].offer(self.shelf.titles())  # type: ignore[attr-defined]
        starts = {start for stock in self.shelf.stocks.values() for start in stock.numbers}
        starts |= {one for one in (self.instance.first_year, self.instance.last_year) if one}
        choices = [("", "Not chosen"), *((start, label_of(start)) for start in sorted(starts))]
        for name in ("first_year", "last_year"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse what cannot be drawn, and say what would help."""
        cleaned = super().clean()
        kind, codes = cleaned.get("kind"), cleaned.get("measures")
        if cleaned.get("reference_label") and cleaned.get("reference_value") is None and not self.errors:
            self.add_error("reference_value", "Enter where the line lies, or leave its words empty.")
        if not kind or not codes:
            return cleaned
        first, last = cleaned.get("first_year"), cleaned.get("last_year")
        if kind != Kind.TREND and (first or last):
            self.add_error(
                "first_year", "Years belong to a chart over the years. Leave them empty, or choose that kind."
            )
        if first and last and first >= last:
            self.add_error(
                "first_year", "A chart over the years needs two or more. Choose a first year before the last."
            )
        check = {Kind.BREAKDOWN: self._breakdown, Kind.COUNTS: self._counts, Kind.TREND: self._trend}[Kind(kind)]
        if "first_year" not in self.errors:
            for problem in check(codes, first, last):
                self.add_error("measures", ValidationError(problem))
        return cleaned

    def _breakdown(self, codes: list[str], first: int | None, last: int | None) -> Iterator[str]:
        if len(codes) > 1:
            yield "A breakdown shows one measure. Take the others out, or choose several counts beside one another."
            return
        stock, title, year = self.shelf.stocks.get(codes[0]), self.shelf.title(codes[0]), self.shelf.year
        if stock is None or not stock.is_broken_down:
            yield f"{title} is not broken down by categories. Choose another measure, or another kind of chart."
        elif year.start_year not in stock.broken_down:
            yield f"{title} has no number by category in {year}. Enter its figures first, or choose another measure."

    def _counts(self, codes: list[str], first: int | None, last: int | None) -> Iterator[str]:
        if len(codes) < 2:
            yield "Choose two or more counts. A single number reads better as a key figure."
        for code in codes:
            stock, title, year = self.shelf.stocks.get(code), self.shelf.title(code), self.shelf.year
            if stock is None or year.start_year not in stock.numbers:
                yield f"{title} has no number in {year}. Take it out, or enter its figure first."
            elif not stock.is_plain_count:
                what = "is broken down by categories" if stock.is_broken_down else "is no count"
                yield f"{title} {what}. Only plain counts can stand beside one another: take it out."

    def _trend(self, codes: list[str], first: int | None, last: int | None) -> Iterator[str]:
        if len(codes) > 1:
            yield "A chart over the years shows one measure. Take the others out, and add a chart for each."
            return
        until = min(last or self.shelf.year.start_year, self.shelf.year.start_year)
        since = first or until - LONGEST + 1
        found = self.shelf.numbers_in(codes[0], since, until)
        if found < 2:
            has = "a number in one year only" if found else "no number"
            yield (
                f"{self.shelf.title(codes[0])} has {has} from {label_of(since)} to {label_of(until)}. "
                "A line needs two: choose other years, or another measure."
            )
