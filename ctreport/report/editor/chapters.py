"""Chapters: their heading, introduction and place; chapters of text."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from ctreport.accounts.access import Act, person, requires
from ctreport.report.chapters import in_order, usual_title
from ctreport.report.editor.actions import (
    add_chapter,
    ensure_chapters,
    include_chapter,
    key_of,
    move_chapter,
)
from ctreport.report.editor.base import ClosedYearError, EditorDeleteView, EditorFormView, reason_for, say
from ctreport.report.editor.forms import TEXT_HELP, EditorForm, text_widget
from ctreport.report.editor.views import show_overview
from ctreport.report.models import ChapterKind, ChapterPlan, ReportPlan, plan_of
from ctreport.review.models import Record
from objectives.models import ReportingYear
from objectives.yearly import year_or_404

# Chapters whose text is written on a page of its own.
_WRITTEN_ELSEWHERE = (ChapterKind.FOREWORD, ChapterKind.CONTACT)


class ChapterForm(EditorForm):
    """The heading and introduction of a chapter, or the text of one that holds nothing else."""

    IS_BEGUN = True
    TEXTS = ("introduction",)
    MARKS_FOOTNOTES = True

    class Meta:
        model = ChapterPlan
        fields: ClassVar = ["title", "introduction", "is_included"]
        widgets: ClassVar = {"introduction": text_widget(12)}
        labels: ClassVar = {"title": "Heading"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.instance.kind
        if kind == ChapterKind.TEXT:
            self.fields["title"].required = True
            self.fields["title"].help_text = ""
            self.fields["introduction"].label = "Text"
            self.fields["introduction"].required = True
            self.fields["introduction"].error_messages["required"] = "Enter the text."
        else:
            by_thread = plan_of(self.instance.year).layout == ReportPlan.Layout.GOLDEN_THREAD
            self.fields["title"].help_text = f"Leave empty for “{usual_title(kind, by_thread)}”."
        self.fields["introduction"].help_text = TEXT_HELP
        if kind in _WRITTEN_ELSEWHERE:
            del self.fields["introduction"]


class NewChapterForm(ChapterForm):
    """A new chapter of text."""

    IS_BEGUN = False


class ChapterView(EditorFormView):
    """What the pages of a chapter share."""

    model = ChapterPlan
    form_class = ChapterForm
    template = "report/editor/chapter.html"


class ChapterEditView(ChapterView):
    """Changes a chapter. It is named by its key or, where it stands in a report once, by its kind."""

    heading = "Chapter"

    def get_instance(self) -> Record:
        """Return the chapter; unsaved while the year has the usual chapters."""
        if "pk" in self.kwargs:
            found: ChapterPlan = self.get_record(self.kwargs["pk"])
            return found
        assert self.year is not None  # noqa: S101 - for the types; the address has one
        return self._of_kind(in_order(list(ChapterPlan.objects.filter(year=self.year)), self.year))

    def begun_instance(self) -> Record:
        """Return the chapter, saved."""
        if "pk" in self.kwargs:
            return self.get_instance()
        assert self.year is not None  # noqa: S101 - for the types; the address has one
        self._of_kind([ChapterPlan(kind=kind) for kind in ChapterKind.values])
        return self._of_kind(ensure_chapters(year=self.year, by=person(self.request)))

    def _of_kind(self, rows: list[ChapterPlan]) -> ChapterPlan:
        kind = self.kwargs["kind"]
        found = next((row for row in rows if row.kind == kind and kind != ChapterKind.TEXT), None)
        if found is None:
            raise Http404("The report has no such chapter.")
        if self.year is not None:
            found.year = self.year
        return found

    def saved_name(self, record: Record) -> str:
        """Return the chapter's heading."""
        return f"Chapter “{record}”"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the chapter is."""
        context = super().get_context_data(**kwargs)
        chapter = context["record"]
        return {
            **context,
            "heading": str(ChapterKind(chapter.kind).label) if chapter.kind != ChapterKind.TEXT else "Chapter of text",
            "is_text": chapter.kind == ChapterKind.TEXT,
            "written_at": reverse(f"report:{chapter.kind}", args=[self.year.slug])
            if chapter.kind in _WRITTEN_ELSEWHERE and self.year
            else "",
        }


class ChapterCreateView(ChapterView):
    """Adds a chapter of text."""

    form_class = NewChapterForm
    heading = "Add a chapter of text"
    lead = "It is put before the notes. You can move it afterwards."
    is_new = True
    saved_words = "added"

    def get_instance(self) -> Record:
        """Return an empty chapter."""
        return ChapterPlan(year=self.year, kind=ChapterKind.TEXT)

    def save(self, form: Any, version: int | None) -> Record:
        """Put it into its place."""
        reason = form.cleaned_data.get("change_reason", "")
        return add_chapter(chapter=form.instance, by=person(self.request), reason=reason)

    def saved_name(self, record: Record) -> str:
        """Return the chapter's heading."""
        return f"Chapter “{record}”"

    def address_of(self, record: Record) -> str:
        """Return the address of the new chapter."""
        return record.get_absolute_url()


class ChapterDeleteView(EditorDeleteView):
    """Deletes a chapter of text."""

    model = ChapterPlan

    def why_not(self, record: Any) -> str:
        """Return why any other chapter stays."""
        is_text = record.kind == ChapterKind.TEXT
        return "" if is_text else "Only a chapter of text can be deleted. Any other can be left out of the report."


_VERBS = ("up", "down", "include", "leave_out")


@requires(Act.EDIT_REPORT)
@require_POST
def arrange(request: HttpRequest, slug: str) -> HttpResponse:
    """Move a chapter up or down, leave it out or put it in again: the pressed button says which."""
    year = year_or_404(slug)
    verb = next((one for one in _VERBS if one in request.POST), "")
    key = request.POST.get(verb, "")
    try:
        row, place, total = _arrange(request, year, verb, key)
    except ClosedYearError as error:
        return show_overview(request, year, problem=str(error))
    except LookupError:
        raise Http404("The report has no such chapter.") from None
    say(request, _said(row, verb, place, total))
    focus = f"{'up' if verb == 'up' else 'down' if verb == 'down' else 'print'}-{key_of(row)}"
    return HttpResponseRedirect(f"{reverse('report:edit', args=[slug])}#{focus}")


def _arrange(request: HttpRequest, year: ReportingYear, verb: str, key: str) -> tuple[ChapterPlan, int, int]:
    who, why = person(request), reason_for(request, year)
    if verb in ("up", "down"):
        row, place = move_chapter(year=year, key=key, up=verb == "up", by=who, reason=why)
    elif verb:
        row, place = include_chapter(year=year, key=key, included=verb == "include", by=who, reason=why)
    else:
        raise LookupError("No button was pressed.")
    return row, place, ChapterPlan.objects.filter(year=year).count()


def _said(row: ChapterPlan, verb: str, place: int, total: int) -> str:
    if verb == "include":
        return f"“{row}” is printed, at place {place} of {total}."
    if verb == "leave_out":
        return f"“{row}” is left out of the report."
    return f"“{row}” is at place {place} of {total}."
