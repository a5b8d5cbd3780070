"""What the pages of the editor share: the year, the form, what is said after saving, deleting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.views.generic import View

from ctreport.accounts.access import Act, person
from ctreport.report.editor.forms import EditorForm, PictureForm
from ctreport.report.editor.offers import offers_for
from ctreport.report.editor.proofs import ProofView, year_of
from ctreport.report.models import FootnotePlan
from ctreport.review.actions import delete_record
from ctreport.review.conflicts import Conflict, find_conflict
from ctreport.review.forms import CLOSED_WORDS, REASON_LENGTH, RecordForm, is_closed
from ctreport.review.kinds import why_gone
from ctreport.review.models import Record
from objectives.models import ReportingYear
from objectives.yearly import year_or_404

_SAID = "report_editor_said"


def record_or_404(model: type[Record], pk: int, year: ReportingYear | None) -> Any:
    """Return a record, of the year where there is one; raise Http404, saying who deleted it, where it is gone."""
    rows: Any = model._default_manager.filter(pk=pk)
    found = (rows if year is None else rows.filter(year=year)).first()
    if found is None:
        raise Http404(why_gone(model, pk))
    if year is not None:
        found.year = year  # loaded already
    return found


def home_of(request: HttpRequest) -> str:
    """Return the editor from which a page for all years was opened: of the year in the address, or of the latest."""
    year = year_of(request)
    return reverse("report:edit", args=[year.slug]) if year else reverse("report:latest")


def query_of(request: HttpRequest) -> str:
    """Return what an address carries on of the year from which a page for all years was opened."""
    asked = ReportingYear.objects.with_slug(request.GET.get("year", "")).first()
    return f"?year={asked.slug}" if asked else ""


def say(request: HttpRequest, words: str) -> None:
    """Keep a line to be said on the next page of the editor, where a banner would take the focus away."""
    request.session[_SAID] = words


def was_said(request: HttpRequest) -> str:
    """Return the line that was kept, once."""
    return str(request.session.pop(_SAID, ""))


class ClosedYearError(Exception):
    """The year is closed and no reason was given."""


def reason_for(request: HttpRequest, year: ReportingYear) -> str:
    """Return the reason that was sent; raise ClosedYearError where one is needed and there is none."""
    reason = request.POST.get("reason", "").strip()[:REASON_LENGTH]
    if year.state == ReportingYear.State.CLOSED and not reason:
        raise ClosedYearError(CLOSED_WORDS)
    return reason


class EditorFormView(ProofView):
    """A page with the form of one part of the report, and its proof beside."""

    act = Act.EDIT_REPORT
    form_class: type[EditorForm]
    heading = ""
    lead = ""
    back_to = "report:edit"
    back_words = "Back to the report"
    template = "report/editor/form.html"
    is_new = False

    @cached_property
    def year(self) -> ReportingYear | None:
        """The year whose report is edited; None for what all reports share."""
        return year_or_404(self.kwargs["slug"]) if "slug" in self.kwargs else None

    def get_template_names(self) -> list[str]:
        """Return the one template of the editor's forms."""
        return [self.template]

    def begun_instance(self) -> Record:
        """Return the record to change, which is made now where it did not exist yet."""
        return self.get_instance()

    def get_record(self, pk: int) -> Any:
        """Return a record of the kind as stored; raise Http404, with who deleted it and when, where it is gone."""
        return record_or_404(self.model, pk, self.year)

    def get_form(self, data: Any = None) -> EditorForm:
        """Return the form; on sending it, of the record as it is stored now."""
        if data is None:
            return self.form_class(instance=self.get_instance())
        return self.form_class(data, self.request.FILES, instance=self.begun_instance())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, unless a button of a list was pressed: then show the form with the list as it is now."""
        if "proof" in request.POST:
            return self.show_proof()
        if not any(name.endswith(("_add", "_do")) for name in request.POST):
            return super().post(request, *args, **kwargs)
        sent = self.new_form()
        pressed = sent.pressed()
        if pressed is None:
            return super().post(request, *args, **kwargs)
        return self.render_to_response(self.get_context_data(**self.kwargs, form=self.as_typed(sent), said=pressed[1]))

    def on_conflict(self, form: RecordForm, current_version: int) -> HttpResponse:
        """Tell the person who changed what meanwhile; nothing that they typed is lost."""
        stored = type(form.instance)._default_manager.get(pk=form.instance.pk)
        conflict = find_conflict(form=form, stored=stored, current_version=current_version)
        if conflict is None:  # something else of the same record was changed, such as the layout beside the foreword
            return self.on_saved(self.save(form, current_version))
        return self.show(form, conflict=conflict)

    def on_saved(self, record: Record) -> HttpResponse:
        """Say what was done, and go back or stay."""
        messages.success(self.request, f"{self.saved_name(record)} {self.saved_words}.")
        return HttpResponseRedirect(self.address_after(record))

    def saved_name(self, record: Record) -> str:
        """Return what was saved, as a sentence's beginning."""
        return self.heading

    def address_after(self, record: Record) -> str:
        """Return the page to which the form belongs or, on "Save and go on", the form."""
        return self.address_of(record) if "stay" in self.request.POST else self.back_url

    def address_of(self, record: Record) -> str:
        """Return the address of the form of a saved record."""
        return self.request.path

    @property
    def back_url(self) -> str:
        """The page to which the form belongs."""
        return reverse(self.back_to, args=[self.year.slug] if self.year else []) + query_of(self.request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what the page needs."""
        context = super().get_context_data(**kwargs)
        form = context["form"]
        record = form.instance
        if form.text_fields and self.year is not None:
            context["offers"] = offers_for(self.year)
            if form.MARKS_FOOTNOTES:
                context["marks"] = FootnotePlan.objects.filter(year=self.year).values_list("key", flat=True)
        return {
            **context,
            "heading": self.heading,
            "lead": self.lead,
            "year": self.year,
            "back_url": self.back_url,
            "back_words": self.back_words,
            "is_new": self.is_new,
            "has_proof": self.proof_year is not None,
            "proof_year": self.proof_year,
            "kind": self.model.record_kind,
            "record": record,
            "picture": form.picture if isinstance(form, PictureForm) else None,
            "illustrative_shown": record.illustrative,
        }

    def show(self, form: RecordForm, *, conflict: Conflict | None = None) -> HttpResponse:
        """Render the page of the form."""
        return self.render_to_response(self.get_context_data(**self.kwargs, form=form, conflict=conflict))


class DeleteForm(forms.Form):
    """The reason for which something is deleted; a closed year insists on one."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        max_length=REASON_LENGTH,
        help_text="It is kept in the history.",
        error_messages={"required": CLOSED_WORDS},
    )

    def __init__(self, *args: Any, record: Record, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = record.version
        self.fields["reason"].required = is_closed(record)


class EditorDeleteView(View):
    """Asks, and deletes a part of the report."""

    act = Act.EDIT_REPORT
    http_method_names = ["get", "post", "head", "options"]
    model: type[Record]
    back_to = "report:edit"

    @cached_property
    def year(self) -> ReportingYear | None:
        """The year of the report; None for what all reports share."""
        return year_or_404(self.kwargs["slug"]) if "slug" in self.kwargs else None

    @cached_property
    def record(self) -> Any:
        """The record to be deleted."""
        found = record_or_404(self.model, self.kwargs["pk"], self.year)
        if refusal := self.why_not(found):
            raise Http404(refusal)
        return found

    def why_not(self, record: Any) -> str:
        """Return why the record cannot be deleted at all; empty where it can."""
        return ""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Ask first."""
        return self.ask(DeleteForm(record=self.record))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Delete, unless it was changed since the person was asked."""
        form = DeleteForm(request.POST, record=self.record)
        if request.POST.get("version") != str(self.record.version):
            return self.ask(DeleteForm(record=self.record), is_stale=True)
        if not form.is_valid():
            return self.ask(form)
        name = str(self.record)
        try:
            delete_record(record=self.record, by=person(request), reason=form.cleaned_data["reason"])
        except ProtectedError:  # pragma: no cover - nothing hangs on these kinds; a new kind of record might
            return self.ask(form)
        messages.success(request, f"{capfirst(str(self.model._meta.verbose_name))} “{name}” deleted.")
        return HttpResponseRedirect(self.back_url)

    @property
    def back_url(self) -> str:
        """The list from which it goes."""
        return reverse(self.back_to, args=[self.year.slug] if self.year else []) + query_of(self.request)

    def consequence(self) -> str:
        """Return what follows from deleting it, in words; empty where nothing does."""
        return ""

    def ask(self, form: DeleteForm, *, is_stale: bool = False) -> HttpResponse:
        """Show the question."""
        context = {
            "form": form,
            "record": self.record,
            "noun": self.model._meta.verbose_name,
            "year": self.year,
            "back_url": self.back_url,
            "consequence": self.consequence(),
            "is_stale": is_stale,
        }
        return render(self.request, "report/editor/delete.html", context)
