"""The pages of the import of records: choose a file, look at its preview, confirm it.

There are two of each. Those who enter records bring in pledges, activities and so on; those who set up bring in years,
strands, dimensions, categories and assessment words. Who may do both finds all of them on the first.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.views.decorators.cache import never_cache
from django.views.generic import View

from ctreport.accounts.access import Act, may, person
from ctreport.importing import uploads
from ctreport.importing.figures import actions as figures
from ctreport.importing.figures.views import EXPIRED
from ctreport.importing.models import Upload
from ctreport.importing.records import actions
from ctreport.importing.records.forms import RecordsForm
from ctreport.importing.records.kinds import KINDS
from ctreport.importing.records.previewing import ROWS_A_PAGE, TITLES, read_page, words_of
from ctreport.importing.records.reading import FiguresFileError
from ctreport.importing.records.record_kind import RecordKind
from ctreport.importing.sheets import KINDS as FORMATS
from ctreport.importing.sheets import SheetError

HOLDS_FIGURES = "The table holds figures, so this is the preview of an import of figures."


class RecordsPage(View):
    """What the pages of both imports share."""

    act = Act.ENTER
    choose_name = "importing:records"
    preview_name = "importing:records_preview"
    title = "Import records"

    @property
    def kinds(self) -> list[RecordKind]:
        """What the person may bring in here."""
        kinds = [kind for kind in KINDS.values() if kind.is_imported_here]
        return [kind for kind in kinds if self.is_for(kind) and may(self.request.user, kind.list_view.write_act)]

    def is_for(self, kind: RecordKind) -> bool:
        """Whether the page is for a kind at all."""
        return True

    def page(self, template: str, context: dict[str, Any]) -> HttpResponse:
        """Render a page."""
        names = {"choose_name": self.choose_name, "title": self.title, "is_set_up": self.act is Act.SET_UP}
        return render(self.request, template, {**names, **context})


class RecordsView(RecordsPage):
    """Asks for a file, and goes on to its preview."""

    http_method_names = ["get", "post", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self.show(self.form())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep the file and make its preview; one that holds figures is handed to the import of figures."""
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form)
        content = form.content
        try:
            if form.is_of_figures:
                return self.as_figures(content, form.filename)
            upload, job = actions.start_preview(
                content=content, filename=form.filename, by=person(request), kind=form.chosen_kind, kinds=self.kinds
            )
        except FiguresFileError:
            return self.as_figures(content, form.filename, is_told=True) if self.takes_figures else self.refuse(form)
        except SheetError as error:
            form.add_error(form.chosen, str(error))
            return self.show(form)
        return redirect(job) if job else redirect(self.preview_name, upload.key)

    def form(self, data: Any = None, files: Any = None) -> RecordsForm:
        """Return the form."""
        return RecordsForm(data, files, kinds=self.kinds, figures=self.takes_figures)

    @property
    def takes_figures(self) -> bool:
        """Whether a file of figures can be taken here as well."""
        return self.act is Act.ENTER

    def as_figures(self, content: bytes, filename: str, *, is_told: bool = False) -> HttpResponse:
        """Go on with the preview of an import of figures."""
        upload, job = figures.start_preview(content=content, filename=filename, by=person(self.request))
        if is_told and not job:
            messages.info(self.request, HOLDS_FIGURES)
        return redirect(job) if job else redirect("importing:figures_preview", upload.key)

    def refuse(self, form: RecordsForm) -> HttpResponse:
        """Say that figures are not brought in here."""
        form.add_error(form.chosen, "The table holds figures. An analyst or a reviewer can import them.")
        return self.show(form)

    def show(self, form: RecordsForm) -> HttpResponse:
        """Show the form, and what a table of each kind holds."""
        columns = [(capfirst(kind.plural), kind.name, kind.needed, kind.told_columns) for kind in self.kinds]
        return self.page("importing/records.html", {"form": form, "columns": columns, "formats": FORMATS})


@method_decorator(never_cache, name="dispatch")
class RecordsPreviewView(RecordsPage):
    """Shows what an import would do, and does it once it is confirmed."""

    http_method_names = ["get", "post", "head", "options"]

    def get(self, request: HttpRequest, upload_key: UUID) -> HttpResponse:
        """Show the preview, a section of it a page."""
        upload = self.upload(upload_key)
        if not upload.fingerprint:
            return self.page("importing/records_reading.html", {"upload": upload})
        return self.page("importing/records_preview.html", self.context(upload))

    def post(self, request: HttpRequest, upload_key: UUID) -> HttpResponse:
        """Import what was previewed, in the background where it is much."""
        upload = self.upload(upload_key)
        fingerprint = request.POST.get("fingerprint", "")
        if upload.applied_at is None and upload.summary.get("rows", 0) > actions.DIRECT_ROWS:
            return redirect(actions.start_import(upload, fingerprint=fingerprint))
        try:
            refusal = actions.confirm_upload(upload.key, fingerprint=fingerprint)
        except FileNotFoundError:
            raise Http404(EXPIRED) from None
        if refusal:
            messages.error(request, refusal)
        return redirect(self.preview_name, upload.key)

    def upload(self, key: UUID) -> Upload:
        """Return the person's own upload; raise Http404 where it is none, or of what they may not bring in."""
        upload = Upload.objects.open_to(person(self.request)).filter(key=key, kind=Upload.Kind.RECORDS).first()
        if upload is None or upload.options.get("kind") not in {kind.name for kind in self.kinds}:
            raise Http404(EXPIRED)
        return upload

    def context(self, upload: Upload) -> dict[str, Any]:
        """Return what the preview needs."""
        counts = upload.summary["counts"]
        filled = [name for name in TITLES if counts[name]]
        wanted = self.request.GET.get("show", "")
        section = wanted if wanted in filled else filled[0] if filled else "unchanged"
        page = Paginator(range(counts[section]), ROWS_A_PAGE).get_page(self.request.GET.get("page"))
        path = uploads.preview_path(upload.key, upload.fingerprint)
        try:
            rows = read_page(path, section, page.number)
        except FileNotFoundError:
            raise Http404(EXPIRED) from None
        kind = KINDS[upload.options["kind"]]
        return {
            "upload": upload,
            "kind": kind,
            "list_name": kind.model.url_name("list"),
            "detail_name": kind.model.url_name("detail"),
            "sections": [{"name": name, "title": title, "count": counts[name]} for name, title in TITLES.items()],
            "section": {"name": section, "title": TITLES[section], "count": counts[section]},
            "rows": rows,
            "table": {"page": page, "paginator": page.paginator},  # what the pages' links ask for
            "notes": upload.summary["notes"],
            "to_write": counts["added"] + counts["changed"],
            "refused_rows": upload.summary["refused_rows"],
            "unchanged": counts["unchanged"],
            "words": words_of(counts),
            "done_words": words_of(counts, done=True),
        }


class SetUpPage(RecordsPage):
    """The import of what is set up once."""

    act = Act.SET_UP
    choose_name = "importing:set_up_records"
    preview_name = "importing:set_up_records_preview"
    title = "Import what is set up"

    def is_for(self, kind: RecordKind) -> bool:
        """Whether a kind is set up."""
        return kind.list_view.write_act is Act.SET_UP


class SetUpRecordsView(SetUpPage, RecordsView):
    """Asks for a file of what is set up."""


class SetUpPreviewView(SetUpPage, RecordsPreviewView):
    """Shows what an import of what is set up would do."""
