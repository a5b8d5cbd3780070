"""The pages of the import of figures: choose a file, look at its preview, confirm it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from ctreport.accounts.access import Act, person, requires
from ctreport.importing import uploads
from ctreport.importing.figures import actions
from ctreport.importing.figures.columns import COLUMNS, HEAD
from ctreport.importing.figures.forms import FiguresForm
from ctreport.importing.figures.previewing import ROWS_A_PAGE, read_page, sections_of, summary_words
from ctreport.importing.models import Upload
from ctreport.importing.sheets import CONTENT_TYPES, KINDS, SheetError, write_table

EXPIRED = "This preview is not yours, or it has expired: it is kept for a day. Choose the file again."


@requires(Act.ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Ask for the file, and go on to its preview."""
    form = FiguresForm(request.POST, request.FILES) if request.method == "POST" else FiguresForm()
    if form.is_bound and form.is_valid():
        try:
            upload, job = actions.start_preview(content=form.content, filename=form.filename, by=person(request))
        except SheetError as error:
            form.add_error(form.chosen, str(error))
        else:
            return redirect(job) if job else redirect("importing:figures_preview", upload.key)
    context = {"form": form, "columns": COLUMNS, "kinds": KINDS}
    return render(request, "importing/figures.html", context)


@requires(Act.ENTER)
@require_GET
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """Return an empty table with the headings."""
    if kind not in KINDS:
        raise Http404(f"There is no template of the kind “{kind}”. There are: {', '.join(KINDS)}.")
    content = write_table([], kind=kind, title="Figures", head=HEAD)
    disposition = f'attachment; filename="figures-template.{kind}"'
    return HttpResponse(content, content_type=CONTENT_TYPES[kind], headers={"Content-Disposition": disposition})


@requires(Act.ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def preview(request: HttpRequest, upload_key: UUID) -> HttpResponse:
    """Show what an import would do, and do it once it is confirmed."""
    upload = Upload.objects.open_to(person(request)).filter(key=upload_key, kind=Upload.Kind.FIGURES).first()
    if upload is None:
        raise Http404(EXPIRED)
    if request.method == "POST":
        return _confirm(request, upload)
    if not upload.fingerprint:
        return render(request, "importing/figures_reading.html", {"upload": upload})
    return render(request, "importing/figures_preview.html", _preview_context(request, upload))


def _confirm(request: HttpRequest, upload: Upload) -> HttpResponse:
    fingerprint = request.POST.get("fingerprint", "")
    rows = upload.summary.get("rows", 0)
    if upload.applied_at is None and rows > actions.DIRECT_ROWS:
        return redirect(actions.start_import(upload, fingerprint=fingerprint))
    try:
        refusal = actions.confirm_upload(upload.key, fingerprint=fingerprint)
    except FileNotFoundError:
        raise Http404(EXPIRED) from None
    if refusal:
        messages.error(request, refusal)
    return redirect("importing:figures_preview", upload.key)


def _preview_context(request: HttpRequest, upload: Upload) -> dict[str, Any]:
    summary = upload.summary
    sections = sections_of(summary, done=upload.applied_at is not None)
    filled = [section for section in sections if section.count]
    wanted = request.GET.get("show", "")
    section = next((one for one in filled if one.name == wanted), filled[0] if filled else sections[-1])
    page = Paginator(range(section.count), ROWS_A_PAGE).get_page(request.GET.get("page"))
    path = uploads.preview_path(upload.key, upload.fingerprint)
    try:
        rows = read_page(path, summary, section.name, page.number)
    except FileNotFoundError:
        raise Http404(EXPIRED) from None
    counts = summary["counts"]
    return {
        "upload": upload,
        "sections": sections,
        "section": section,
        "rows": rows,
        "table": {"page": page, "paginator": page.paginator},  # what the pages' links ask for
        "notes": summary["notes"],
        "to_write": counts["added"] + counts["changed"],
        "refused_rows": summary["refused_rows"],
        "unchanged": counts["unchanged"],
        "asked": counts["questions"],
        "words": summary_words(counts),
        "done_words": summary_words(counts, done=True),
    }
