"""The proof beside a form of the editor, as the form's own page answers it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property

from ctreport.report.editor.forms import EditorForm
from ctreport.report.proof.making import LONG_PATIENCE, PATIENCE, proof_of
from ctreport.report.proof.traced import show_run
from ctreport.review.views import RecordFormView
from objectives.models import ReportingYear


def year_of(request: HttpRequest) -> ReportingYear | None:
    """Return the year from whose editor a page for all years was opened, or the latest; None where there is none."""
    years = ReportingYear.objects.latest_first()
    return years.with_slug(request.GET.get("year", "")).first() or years.first()


class ProofView(RecordFormView):
    """A page with a form that shows the proof of what is typed into it.

    ``shows`` says, of a form of the plan, which chapter it edits: see ``proof.subject``.
    """

    form_class: type[EditorForm]
    has_proof = True
    shows = ""

    @cached_property
    def year(self) -> ReportingYear | None:
        """The year whose report is edited; None for what all reports share."""
        raise NotImplementedError

    @cached_property
    def proof_year(self) -> ReportingYear | None:
        """The year whose report the proof shows; None for no proof."""
        return (self.year or year_of(self.request)) if self.has_proof else None

    def new_form(self) -> EditorForm:
        """Return a form with what was sent, of a record that need not exist."""
        return self.form_class(self.request.POST, self.request.FILES, instance=self.get_instance())

    def get_instance(self) -> Any:
        """Return the record to show; it may be unsaved."""
        raise NotImplementedError

    def as_typed(self, sent: EditorForm) -> EditorForm:
        """Return the form with what was sent in it, not judged yet."""
        form = self.form_class(instance=self.get_instance(), initial=sent.as_typed())
        form.initial["version"] = self.request.POST.get("version", "")
        return form

    def show_proof(self) -> HttpResponse:
        """Show the proof of what was typed: a script asks for it alone, a button for the page with all that was typed.

        Nothing is saved, and nothing is made that a form needs only to be saved.
        """
        year = self.proof_year
        if year is None:
            raise Http404("There is no report of which a proof could be shown.")
        patience = LONG_PATIENCE if self.request.POST["proof"] == "numbers" else PATIENCE
        proof = proof_of(self.new_form(), self.shows, year, patience=patience)
        context = {"proof": proof, "show_run": show_run(year.slug)}
        if self.request.headers.get("X-Proof"):
            return render(self.request, "report/proof/_proof.html", context)
        form = self.as_typed(self.new_form())
        return self.render_to_response(self.get_context_data(**self.kwargs, form=form, **context))
