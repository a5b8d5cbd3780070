"""The five pages of a record: list, page, add, edit, delete. Each kind of record fills in its own parts."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst
from django.views.generic import TemplateView
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from ctreport.accounts.access import Act, person
from ctreport.review.actions import StaleRecordError, delete_record, save_record
from ctreport.review.conflicts import Conflict, find_conflict
from ctreport.review.deletion import consequences_of
from ctreport.review.forms import RecordForm
from ctreport.review.history import as_edited, changes_since, revisions_of
from ctreport.review.models import Record, Reviewed
from ctreport.review.pages import RecordPages, short_name
from ctreport.review.standing import standing_of
from ctreport.review.timeline import latest_entries
from ctreport.review.workflow import WorkflowError, submit_record
from ctreport.ui.tables import PAGE_LENGTH


class RecordListView(RecordPages, SingleTableMixin, FilterView):
    """All records of a kind: filtered, sorted, in pages."""

    act = Act.VIEW
    page = "list"
    http_method_names = ["get", "head", "options"]
    paginate_by = PAGE_LENGTH

    def get_paginate_by(self, table_data: Any) -> int:
        """Return the length of a page; the table does the paging, so the view's own is not used."""
        return self.paginate_by

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        """Leave paging to the table."""
        return None, None, queryset, False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the counts, the words of the kind and whether something made up is shown."""
        context = super().get_context_data(**kwargs) | self.common_context()
        table = context["table"]
        context |= {
            "count_text": table.count_text(context["noun"], context["plural"]),
            "illustrative_shown": table.shows_illustrative,
            "table_label": capfirst(context["plural"]),
            "create_query": self.create_query(),
        }
        return context

    def create_query(self) -> str:
        """Return what the link to a new record carries on from the list."""
        return ""


class RecordDetailView(RecordPages, TemplateView):
    """A record's own page: what it says, what hangs on it, what happened to it."""

    act = Act.VIEW
    page = "detail"
    http_method_names = ["get", "head", "options"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the record with its summary and its history."""
        record = self.get_record(kwargs["pk"])
        entries, older = latest_entries(revisions_of(record))
        return {
            **super().get_context_data(**kwargs),
            **self.record_context(record),
            "rows": self.summary_rows(record),
            "history": entries,
            "older_changes": older,
            "standing": standing_of(record, person(self.request)) if isinstance(record, Reviewed) else None,
        }


class RecordFormView(RecordPages, TemplateView):
    """What adding and editing share."""

    act = Act.ENTER
    page = "form"
    http_method_names = ["get", "post", "head", "options"]
    saved_words = "saved"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self.show(self.get_form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save the record, or show the form again with everything that was typed and what is wrong with it."""
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self.show(form)
        try:
            record = self.save(form, form.cleaned_data.get("version"))
        except StaleRecordError as error:
            return self.on_conflict(form, error.current_version)
        except ValidationError as error:
            form.add_refusal(error)
            return self.show(form)
        return self.on_saved(record)

    def get_form(self, data: Any = None) -> RecordForm:
        """Return the form, with ``data`` where something was sent."""
        raise NotImplementedError

    def save(self, form: RecordForm, version: int | None) -> Record:
        """Save what the form made of the record."""
        reason = form.cleaned_data.get("change_reason", "")
        return save_record(record=form.instance, by=person(self.request), expected_version=version, reason=reason)

    def on_saved(self, record: Record) -> HttpResponse:
        """Hand it to the reviewers if asked to, say what was done and go to the record's page."""
        words = f"{capfirst(self.noun)} {short_name(record)} {self.saved_words}."
        if isinstance(record, Reviewed):
            words = " ".join(filter(None, (words, self._hand_in(record))))
        messages.success(self.request, words)
        return HttpResponseRedirect(self.address_after(record))

    def _hand_in(self, record: Reviewed) -> str:
        """Submit the record on "Save and submit", and return what that means for the report."""
        if "and_submit" in self.request.POST:
            try:
                submit_record(record=record, by=person(self.request))
            except WorkflowError as error:
                return str(error)
            return "It waits for a reviewer now."
        if record.has_separate_draft:
            return "The report keeps showing the approved version until somebody else approves the change."
        return ""

    def address_after(self, record: Record) -> str:
        """Return where to go after saving."""
        return record.get_absolute_url()

    def on_conflict(self, form: RecordForm, current_version: int) -> HttpResponse:
        """Tell the person who changed what meanwhile; nothing that they typed is lost."""
        stored = as_edited(self.get_record(self.kwargs["pk"]))
        conflict = find_conflict(form=form, stored=stored, current_version=current_version)
        if conflict is None:  # only links were changed, or the same was typed: nothing to decide
            return self.on_saved(self.save(form, current_version))
        return self.show(form, conflict=conflict)

    def show(self, form: RecordForm, *, conflict: Conflict | None = None) -> HttpResponse:
        """Render the page of the form."""
        return self.render_to_response(self.get_context_data(**self.kwargs, form=form, conflict=conflict))


class RecordCreateView(RecordFormView):
    """Adds a record."""

    saved_words = "added"

    def get_initial(self) -> dict[str, Any]:
        """Return what a new record begins with."""
        return {}

    def get_form(self, data: Any = None) -> RecordForm:
        """Return the form for a new record."""
        return self.form_class(data, initial=self.get_initial())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what the page needs."""
        return {**super().get_context_data(**kwargs), **self.common_context(), "is_new": True}

    def address_after(self, record: Record) -> str:
        """Return the record's page or, on "Save and add another", another empty form."""
        if "add_another" not in self.request.POST:
            return super().address_after(record)
        return reverse(self.model.url_name("create")) + self.query_for_another(record)

    def query_for_another(self, record: Record) -> str:
        """Return what the next new record takes over from the last, as a query string."""
        return ""


class RecordEditView(RecordFormView):
    """Changes a record."""

    def get_form(self, data: Any = None) -> RecordForm:
        """Return the form of the record's newest version: of the draft beside what is approved, if there is one."""
        return self.form_class(data, instance=as_edited(self.get_record(self.kwargs["pk"])))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what the page needs; its heading names the record as stored, not as typed."""
        stored = self.get_record(self.kwargs["pk"])
        standing = standing_of(stored, person(self.request)) if isinstance(stored, Reviewed) else None
        return {**super().get_context_data(**kwargs), **self.record_context(stored), "standing": standing}


class RecordDeleteView(RecordPages, TemplateView):
    """Deletes a record, after saying what goes with it. What is in the report leaves it only by a reviewer."""

    act = Act.ENTER
    page = "delete"
    http_method_names = ["get", "post", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask first."""
        return self.ask(self.get_record(kwargs["pk"]))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Delete the record unless something is in the way or it was changed since the person was asked."""
        record = self.get_record(kwargs["pk"])
        if request.POST.get("version") != str(record.version):
            return self.ask(record, asked_again=True)
        consequences = consequences_of(record)
        if consequences.in_the_way:
            return self.ask(record)
        if not consequences.may_be_done_by(person(request)):
            return self.ask(record, status=HTTPStatus.FORBIDDEN)
        name = short_name(record)
        delete_record(record=record, by=person(request), reason=request.POST.get("reason", "").strip()[:500])
        messages.success(request, f"{capfirst(self.noun)} {name} deleted.")
        return HttpResponseRedirect(reverse(self.model.url_name("list")) + self.query_after(record))

    def query_after(self, record: Record) -> str:
        """Return the query string of the list to which the person goes back."""
        return ""

    def ask(self, record: Record, *, asked_again: bool = False, status: int = HTTPStatus.OK) -> HttpResponse:
        """Show what would be deleted with the record, or what is in the way."""
        seen = self.request.POST.get("version", "")
        later = changes_since(record, int(seen))[0] if asked_again and seen.isdecimal() and len(seen) < 9 else []
        consequences = consequences_of(record)
        context = {
            **self.get_context_data(),
            **self.record_context(record),
            "consequences": consequences,
            "may_delete": consequences.may_be_done_by(person(self.request)),
            "asked_again": asked_again,
            "latest_change": later[0] if later else None,
        }
        return self.render_to_response(context, status=status)
