"""Pages of what a force sets up once: dimensions, categories, words of assessment, published rates; the way there."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from ctreport.accounts.access import Act
from ctreport.review.models import Record
from ctreport.review.pages import RecordPages
from ctreport.review.views import (
    RecordCreateView,
    RecordDeleteView,
    RecordDetailView,
    RecordEditView,
    RecordListView,
)
from objectives.views import StrandPages, YearPages
from outcomes.filters import AssessmentWordFilter, CategoryFilter, DimensionFilter, PublishedRateFilter
from outcomes.forms import AssessmentWordForm, CategoryForm, DimensionForm, PublishedRateForm
from outcomes.models import AssessmentWord, Category, Dimension, PublishedRate
from outcomes.tables import AssessmentWordTable, CategoryTable, DimensionTable, PublishedRateTable


class DimensionPages(RecordPages):
    """What the pages of dimensions share."""

    model = Dimension
    queryset = Dimension.objects.prefetch_related("categories")
    form_class = DimensionForm
    table_class = DimensionTable
    filterset_class = DimensionFilter
    write_act = Act.SET_UP
    purpose = "A dimension is a way in which a measure is broken down, such as survey mode."


class DimensionListView(DimensionPages, RecordListView):
    """All dimensions."""


class DimensionDetailView(DimensionPages, RecordDetailView):
    """A dimension with its categories."""


class DimensionCreateView(DimensionPages, RecordCreateView):
    """Adds a dimension."""

    act = Act.SET_UP


class DimensionEditView(DimensionPages, RecordEditView):
    """Changes a dimension."""

    act = Act.SET_UP


class DimensionDeleteView(DimensionPages, RecordDeleteView):
    """Deletes a dimension that no measure uses."""

    act = Act.SET_UP


class CategoryPages(RecordPages):
    """What the pages of categories share."""

    model = Category
    queryset = Category.objects.select_related("dimension")
    form_class = CategoryForm
    table_class = CategoryTable
    filterset_class = CategoryFilter
    write_act = Act.SET_UP
    purpose = "A category is one value of a dimension, such as online."
    summary = ("dimension", "code", "order")


class CategoryListView(CategoryPages, RecordListView):
    """All categories."""


class CategoryDetailView(CategoryPages, RecordDetailView):
    """A category."""


class CategoryCreateView(CategoryPages, RecordCreateView):
    """Adds a category, to the dimension in the address where it names one."""

    act = Act.SET_UP

    def get_initial(self) -> dict[str, Any]:
        """Take the dimension over from the address."""
        number = self.request.GET.get("dimension", "")
        return {"dimension": number} if number.isdigit() and len(number) < 19 else {}

    def query_for_another(self, record: Record) -> str:
        """Keep the dimension."""
        return f"?dimension={record.dimension_id}"  # type: ignore[attr-defined]


class CategoryEditView(CategoryPages, RecordEditView):
    """Changes a category."""

    act = Act.SET_UP


class CategoryDeleteView(CategoryPages, RecordDeleteView):
    """Deletes a category that no figure stands in."""

    act = Act.SET_UP


class AssessmentWordPages(RecordPages):
    """What the pages of words of assessment share."""

    model = AssessmentWord
    form_class = AssessmentWordForm
    table_class = AssessmentWordTable
    filterset_class = AssessmentWordFilter
    write_act = Act.SET_UP
    purpose = "The words in which the force judges, such as satisfactory or requires action."
    summary = ("description", "needs_action", "order")


class AssessmentWordListView(AssessmentWordPages, RecordListView):
    """All words of assessment."""


class AssessmentWordDetailView(AssessmentWordPages, RecordDetailView):
    """A word of assessment."""


class AssessmentWordCreateView(AssessmentWordPages, RecordCreateView):
    """Adds a word of assessment."""

    act = Act.SET_UP


class AssessmentWordEditView(AssessmentWordPages, RecordEditView):
    """Changes a word of assessment."""

    act = Act.SET_UP


class AssessmentWordDeleteView(AssessmentWordPages, RecordDeleteView):
    """Deletes a word that no assessment uses."""

    act = Act.SET_UP


class PublishedRatePages(RecordPages):
    """What the pages of published rates share."""

    model = PublishedRate
    queryset = PublishedRate.objects.with_measures()
    form_class = PublishedRateForm
    table_class = PublishedRateTable
    filterset_class = PublishedRateFilter
    write_act = Act.SET_UP
    purpose = "What other forces published of a ratio, so that one far from it asks for a look at its definition."
    summary = (("numerator", "Part"), ("denominator", "Of"), ("text", "Rate"), "who", "period", "source")


class PublishedRateListView(PublishedRatePages, RecordListView):
    """All published rates."""


class PublishedRateDetailView(PublishedRatePages, RecordDetailView):
    """A published rate."""


class PublishedRateCreateView(PublishedRatePages, RecordCreateView):
    """Adds a published rate."""

    act = Act.SET_UP


class PublishedRateEditView(PublishedRatePages, RecordEditView):
    """Changes a published rate."""

    act = Act.SET_UP


class PublishedRateDeleteView(PublishedRatePages, RecordDeleteView):
    """Deletes a published rate."""

    act = Act.SET_UP


class SetUpView(TemplateView):
    """The way to everything that is set up once."""

    act = Act.SET_UP
    template_name = "outcomes/set_up.html"
    http_method_names = ["get", "head", "options"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return each kind with its purpose and how many there are."""
        kinds = (YearPages, StrandPages, DimensionPages, CategoryPages, AssessmentWordPages, PublishedRatePages)
        return {
            **super().get_context_data(**kwargs),
            "kinds": [
                {
                    "noun": str(pages.model._meta.verbose_name),
                    "plural": str(pages.model._meta.verbose_name_plural),
                    "purpose": pages.purpose,
                    "count": pages.model._default_manager.count(),
                    "list_url_name": pages.model.url_name("list"),
                    "create_url_name": pages.model.url_name("create"),
                }
                for pages in kinds
            ],
        }
