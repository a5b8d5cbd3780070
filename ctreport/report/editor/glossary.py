"""The glossary: words that readers may not know, for the reports of all years."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ctreport.accounts.access import Act, requires
from ctreport.narrative.sentences import FigureBook
from ctreport.narrative.tokens import tokens_in
from ctreport.report.editor.base import EditorDeleteView, EditorFormView, home_of
from ctreport.report.editor.forms import EditorForm
from ctreport.report.models import GlossaryTerm
from ctreport.review.models import Record
from objectives.models import ReportingYear

PAGE_LENGTH = 50


class TermForm(EditorForm):
    """A word and what it means."""

    TEXTS = ("definition",)

    class Meta:
        model = GlossaryTerm
        fields: ClassVar = ["term", "definition"]
        widgets: ClassVar = {"definition": forms.Textarea(attrs={"rows": 4})}
        help_texts: ClassVar = {"term": "As the report writes it. The report of each year explains the words it uses."}

    def clean_definition(self) -> str:
        """Refuse a figure: those differ from year to year, and a definition is printed in each."""
        text: str = self.cleaned_data["definition"]
        if tokens_in(text):
            raise forms.ValidationError("Figures differ from year to year. Say what the word means without one.")
        return text

    def book(self) -> FigureBook | None:
        """Return that of the latest year, against whose report links are checked."""
        year = ReportingYear.objects.latest_first().first()
        return FigureBook(year) if year else None


@requires(Act.EDIT_REPORT)
@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """List the words that are explained."""
    page = Paginator(GlossaryTerm.objects.all(), PAGE_LENGTH).get_page(request.GET.get("page"))
    return render(request, "report/editor/glossary.html", {"page": page, "back_url": home_of(request)})


class TermView(EditorFormView):
    """What the pages of a term share."""

    model = GlossaryTerm
    form_class = TermForm
    back_to = "report:glossary"
    back_words = "Back to the glossary"

    def saved_name(self, record: Record) -> str:
        """Return the word."""
        return f"“{record}”"


class TermEditView(TermView):
    """Changes a term."""

    heading = "Term of the glossary"

    def get_instance(self) -> Record:
        """Return the term."""
        found: Record = self.get_record(self.kwargs["pk"])
        return found


class TermCreateView(TermView):
    """Adds a term."""

    heading = "Add a term to the glossary"
    is_new = True
    saved_words = "added"

    def get_instance(self) -> Record:
        """Return an empty term."""
        return GlossaryTerm()

    def address_of(self, record: Record) -> str:
        """Return the address of the new term."""
        return record.get_absolute_url()


class TermDeleteView(EditorDeleteView):
    """Deletes a term."""

    model = GlossaryTerm
    back_to = "report:glossary"
