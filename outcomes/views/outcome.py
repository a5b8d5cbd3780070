"""Pages of outcomes and measures."""

from __future__ import annotations

from typing import Any

from ctreport.review.models import Record
from ctreport.review.pages import RecordPages
from ctreport.review.views import (
    RecordCreateView,
    RecordDeleteView,
    RecordDetailView,
    RecordEditView,
    RecordListView,
)
from objectives.yearly import YearlyCreateView, YearlyDeleteView, YearlyListView, YearlyPages
from outcomes.filters import MeasureFilter, OutcomeFilter
from outcomes.forms import MeasureForm, OutcomeForm
from outcomes.models import Measure, Outcome
from outcomes.references import narratives_with_measure
from outcomes.tables import MeasureTable, OutcomeTable

FIGURES_SHOWN = 60


class OutcomePages(YearlyPages):
    """What the pages of outcomes share."""

    model = Outcome
    queryset = Outcome.objects.select_related("year", "parent__year")
    form_class = OutcomeForm
    table_class = OutcomeTable
    filterset_class = OutcomeFilter
    purpose = "An outcome is what came of what the force did. Figures stand behind it."
    summary = ("parent", "order")


class OutcomeListView(OutcomePages, YearlyListView):
    """The outcomes of a year."""


class OutcomeDetailView(OutcomePages, RecordDetailView):
    """An outcome with its sub-outcomes."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the outcomes beneath it."""
        context = super().get_context_data(**kwargs)
        children = list(context["record"].children.select_related("year").order_by("order", "reference"))
        shown = context["illustrative_shown"] or any(child.illustrative for child in children)
        return {**context, "children": children, "illustrative_shown": shown}


class OutcomeCreateView(OutcomePages, YearlyCreateView):
    """Adds an outcome."""


class OutcomeEditView(OutcomePages, RecordEditView):
    """Changes an outcome."""


class OutcomeDeleteView(OutcomePages, YearlyDeleteView):
    """Deletes an outcome and its sub-outcomes."""


class MeasurePages(RecordPages):
    """What the pages of measures share."""

    model = Measure
    queryset = Measure.objects.with_dimensions()
    form_class = MeasureForm
    table_class = MeasureTable
    filterset_class = MeasureFilter
    purpose = "A measure says what is counted, and how. It lasts across years; its figures belong to one year each."
    summary = (
        "code",
        "programme",
        "kind",
        "definition",
        "unit",
        "grades",
        "decimals",
        "data_source",
        "method",
        "sample",
        "is_reference",
        "dimension_1",
        "dimension_2",
        "polarity",
        "disclosure_rule",
        ("threshold_words", "Suppress counts below"),
    )

    def record_context(self, record: Record) -> dict[str, Any]:
        """Add the narratives that would lose a figure with it."""
        return {**super().record_context(record), "referred_to_by": narratives_with_measure(record)}  # type: ignore[arg-type]


class MeasureListView(MeasurePages, RecordListView):
    """All measures."""


class MeasureDetailView(MeasurePages, RecordDetailView):
    """A measure with its figures and targets."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the latest figures and targets."""
        context = super().get_context_data(**kwargs)
        measure = context["record"]
        figures = list(measure.figures.with_cell()[: FIGURES_SHOWN + 1])
        targets = list(measure.targets.with_cell()[:FIGURES_SHOWN])
        made_up = any(row.illustrative for row in (measure, *figures, *targets))
        return {
            **context,
            "figures": figures[:FIGURES_SHOWN],
            "has_more_figures": len(figures) > FIGURES_SHOWN,
            "targets": targets,
            "illustrative_shown": made_up,
        }


class MeasureCreateView(MeasurePages, RecordCreateView):
    """Adds a measure."""


class MeasureEditView(MeasurePages, RecordEditView):
    """Changes a measure."""


class MeasureDeleteView(MeasurePages, RecordDeleteView):
    """Deletes a measure with its figures."""
