"""Pages of figures and targets."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ctreport.accounts.access import Act, requires
from ctreport.evidence.sourcing import source_rows
from ctreport.review.models import Record
from ctreport.review.pages import SummaryRow
from ctreport.review.views import RecordDetailView, RecordEditView
from ctreport.ui.words import plain_date
from objectives.models import ReportingYear
from objectives.yearly import YearlyCreateView, YearlyDeleteView, YearlyListView, YearlyPages
from outcomes.assessing import suggest_for_measure
from outcomes.filters import FigureFilter, TargetFilter
from outcomes.forms import FigureForm, TargetForm
from outcomes.forms.cell import WHOLE
from outcomes.models import Figure, Measure, Target
from outcomes.references import narratives_with_figure
from outcomes.tables import FigureTable, TargetTable
from outcomes.targets import versions_of

_FORMS: dict[str, type[FigureForm] | type[TargetForm]] = {"figure": FigureForm, "target": TargetForm}


class CellPages(YearlyPages):
    """What the pages of figures and targets share."""

    def summary_rows(self, record: Any) -> list[SummaryRow]:
        """Add the categories under the names of their dimensions, where the measure is broken down."""
        rows = [SummaryRow("Measure", str(record.measure), record.measure.get_absolute_url())]
        for number in (1, 2):
            dimension = getattr(record.measure, f"dimension_{number}")
            if dimension:
                rows.append(SummaryRow(str(dimension), str(getattr(record, f"category_{number}") or WHOLE)))
        return rows + super().summary_rows(record)


class CellCreateView(YearlyCreateView):
    """Adds a figure or a target, for the measure in the address where it names one."""

    def get_initial(self) -> dict[str, Any]:
        """Take the measure over from the address."""
        code = self.request.GET.get("measure", "")
        measure = Measure.objects.filter(code=code).first() if code else None
        return {**super().get_initial(), "measure": measure.pk if measure else None}

    def query_for_another(self, record: Record) -> str:
        """Keep the year and the measure."""
        return f"{super().query_for_another(record)}&measure={record.measure.code}"  # type: ignore[attr-defined]


@requires(Act.ENTER)
@require_GET
def cell_fields(request: HttpRequest, kind: str) -> HttpResponse:
    """Show the breakdown of the chosen measure and its earlier figures, as a part of the page."""
    if kind not in _FORMS:
        raise Http404(f"There is no form of the kind “{kind}”.")
    names = ("measure", "year", "category_1", "category_2")
    form = _FORMS[kind](initial={name: request.GET.get(name, "") for name in names})
    return render(request, "outcomes/_cell_fields.html", {"form": form})


class FigurePages(CellPages):
    """What the pages of figures share."""

    model = Figure
    queryset = Figure.objects.with_cell().select_related("measure__dimension_1", "measure__dimension_2")
    form_class = FigureForm
    table_class = FigureTable
    filterset_class = FigureFilter
    purpose = "A figure is one recorded amount of a measure in a year, such as “over 500”."
    summary = ("base", "status", "note", "break_reason")

    def summary_rows(self, record: Any) -> list[SummaryRow]:
        """Add the period and where the figure comes from."""
        whole_year = "" if record.period_start else " (the whole financial year)"
        period = f"{' to '.join(plain_date(day) for day in record.period)}{whole_year}"
        return [*super().summary_rows(record), SummaryRow("Period", period), *source_rows(record)]

    def record_context(self, record: Record) -> dict[str, Any]:
        """Add the narratives that refer to it, and have its evidence shown."""
        referred_to_by = narratives_with_figure(record)  # type: ignore[arg-type]
        return {**super().record_context(record), "referred_to_by": referred_to_by, "has_evidence": True}


class FigureListView(FigurePages, YearlyListView):
    """The figures of a year."""


class FigureDetailView(FigurePages, RecordDetailView):
    """A figure."""


class FigureCreateView(FigurePages, CellCreateView):
    """Adds a figure."""


class FigureEditView(FigurePages, RecordEditView):
    """Changes a figure."""


class FigureDeleteView(FigurePages, YearlyDeleteView):
    """Deletes a figure."""


class TargetPages(CellPages):
    """What the pages of targets share."""

    model = Target
    queryset = Target.objects.with_cell().select_related("measure__dimension_1", "measure__dimension_2")
    form_class = TargetForm
    table_class = TargetTable
    filterset_class = TargetFilter
    purpose = "A target says what a measure is meant to reach in a year."
    summary = (("tolerance_text", "Tolerance"), "note")


class TargetListView(TargetPages, YearlyListView):
    """The targets of a year."""


class TargetDetailView(TargetPages, RecordDetailView):
    """A target: the original beside its revisions, and what the figure says."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the versions and what the figures of the year say."""
        context = super().get_context_data(**kwargs)
        target: Target = context["record"]
        year: ReportingYear = target.year
        suggestions = suggest_for_measure(target.measure, year)
        made_up = context["illustrative_shown"] or any(one.illustrative for one in suggestions)
        return {
            **context,
            "versions": versions_of(target),
            "suggestions": suggestions,
            "illustrative_shown": made_up,
        }


class TargetCreateView(TargetPages, CellCreateView):
    """Adds a target."""


class TargetEditView(TargetPages, RecordEditView):
    """Revises a target."""


class TargetDeleteView(TargetPages, YearlyDeleteView):
    """Deletes a target."""
