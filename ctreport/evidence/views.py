"""Evidence: attach files to a record, download one, take one away."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from ctreport.accounts.access import Act, person, requires
from ctreport.evidence import storage
from ctreport.evidence.actions import attach_files, remove_attachment
from ctreport.evidence.forms import AttachForm
from ctreport.evidence.models import Attachment
from ctreport.review.kinds import get_record, model_of
from ctreport.review.models import Record
from ctreport.review.pages import short_name


@requires(Act.ENTER)
@require_http_methods(["GET", "POST"])
def attach(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Attach files to a record; what is wrong with one of them stands beside the field."""
    record = get_record(model_of(kind), pk)
    form = AttachForm(request.POST, request.FILES) if request.method == "POST" else AttachForm()
    if form.is_bound and form.is_valid():
        try:
            added = attach_files(
                record=record,
                files=form.cleaned_data["chosen"],
                description=form.cleaned_data["description"],
                by=person(request),
            )
        except ValidationError as error:
            form.add_error("chosen", error)
        else:
            messages.success(request, _added(added))
            return redirect(_address(record))
    context = {
        "form": form,
        "record": record,
        "name": short_name(record),
        "noun": record._meta.verbose_name,
        "year": getattr(record, "year", None),
        "attachments": Attachment.objects.of(record),
        "illustrative_shown": record.illustrative,
    }
    return render(request, "evidence/attach.html", context)


@requires(Act.EVIDENCE)
@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a file, to be saved and never to be shown by the browser; only if it is still what was attached."""
    attachment, record = _load(pk)
    try:
        data = storage.read(attachment.stored_as)
    except storage.EvidenceDamagedError:
        context = {"attachment": attachment, "record": record}
        return render(request, "evidence/damaged.html", context, status=409)
    response = HttpResponse(data, content_type=attachment.kind.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=attachment.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@requires(Act.ENTER)
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file away from its record, after asking."""
    attachment, record = _load(pk)
    user = person(request)
    if not attachment.may_be_removed_by(user):
        raise PermissionDenied
    if request.method == "POST":
        remove_attachment(attachment=attachment, by=user)
        messages.success(request, f"“{attachment.name}” was removed.")
        return redirect(_address(record))
    context = {"attachment": attachment, "record": record, "name": short_name(record)}
    return render(request, "evidence/remove.html", context)


def _load(pk: int) -> tuple[Attachment, Record]:
    attachment = get_object_or_404(Attachment.objects.select_related("by", "content_type"), pk=pk)
    record = attachment.record
    if not isinstance(record, Record):
        raise Http404("The record that this file belonged to was deleted.")
    return attachment, record


def _address(record: Record) -> str:
    return f"{record.get_absolute_url()}#evidence"


def _added(rows: list[Attachment]) -> str:
    return f"“{rows[0].name}” was attached." if len(rows) == 1 else f"{len(rows)} files were attached."
