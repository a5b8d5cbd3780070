"""The import of records as a whole: for the command, the pages and the background work."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ctreport.accounts.models import User
from ctreport.importing import uploads
from ctreport.importing.figures.actions import CHANGED_MEANWHILE, Progress, Silence, reason_for
from ctreport.importing.models import Upload
from ctreport.importing.records import previewing
from ctreport.importing.records.applying import RefusedError, apply_plan, try_plan
from ctreport.importing.records.kinds import KINDS
from ctreport.importing.records.plan import Plan
from ctreport.importing.records.planning import make_plan
from ctreport.importing.records.reading import RecordTable, read_records
from ctreport.importing.records.record_kind import RecordKind
from ctreport.importing.sheets import SheetError
from ctreport.jobs.actions import start_job
from ctreport.jobs.models import Job
from ctreport.review.actions import StaleRecordError

DIRECT_ROWS = 300  # more are previewed and imported as background work


def find_changes(table: RecordTable, *, by: User | None, filename: str, progress: Progress | None = None) -> Plan:
    """Hold a table against the records, and find out what would be refused. Nothing is written."""
    progress = progress or Silence()
    progress.of(len(table.table), "Comparing with what is recorded")
    plan = make_plan(table)
    if plan.to_write:
        trial = make_plan(table)  # one of its own, since trying it out leaves marks on its records
        progress.of(len(trial.to_write), "Trying out each row")
        try_plan(trial, by=by, reason=reason_for(filename), report=progress.at)
        plan.problems = trial.problems
    return plan


@transaction.atomic
def import_records(table: RecordTable, *, by: User | None, filename: str) -> Plan:
    """Import a table without a preview, as the command does: all of it, or nothing where a row is refused."""
    plan = make_plan(table)
    with suppress(RefusedError):  # its problems are listed in the plan
        apply_plan(plan, by=by, reason=reason_for(filename))
    return plan


def read_upload(upload: Upload) -> RecordTable:
    """Read the file of an upload as the kind of record that was chosen with it. Raises SheetError."""
    kind: RecordKind | None = KINDS.get(upload.options.get("kind", ""))
    return read_records(uploads.content_of(upload), filename=upload.filename, kind=kind)


def preview_upload(upload: Upload, *, progress: Progress | None = None) -> Plan:
    """Make the preview of an upload, or make it anew, and keep it. Raises SheetError where the file cannot be read."""
    plan = find_changes(read_upload(upload), by=upload.by, filename=upload.filename, progress=progress)
    sections = previewing.sections_of(plan)
    upload.fingerprint, upload.job_address = previewing.fingerprint_of(plan), ""
    previewing.keep(sections, uploads.preview_path(upload.key, upload.fingerprint))
    upload.summary = previewing.summary_of(sections, plan)
    upload.save(update_fields=["summary", "fingerprint", "job_address"])
    return plan


def start_preview(
    *, content: bytes, filename: str, by: User, kind: RecordKind | None, kinds: Sequence[RecordKind]
) -> tuple[Upload, Job | None]:
    """Keep a file and make its preview; or, where it has many rows, start a job that makes it.

    ``kind`` None: as the headings say, among ``kinds``, which are those that the person may bring in. Raises
    SheetError where the file cannot be read or holds something else; it is then not kept.
    """
    table = read_records(content, filename=filename, kind=kind)
    if table.kind not in kinds:
        raise SheetError(f"By its headings the table holds {table.kind.plural}, which you may not import here.")
    upload = uploads.keep_upload(
        kind=Upload.Kind.RECORDS, filename=filename, content=content, by=by, options={"kind": table.kind.name}
    )
    if len(table.table) <= DIRECT_ROWS:
        preview_upload(upload)
        return upload, None
    title = f"Preview of {upload.filename or table.kind.plural}"
    job = start_job(kind="preview_records", title=title, by=by, arguments={"key": str(upload.key)})
    Upload.objects.filter(key=upload.key, fingerprint="").update(job_address=job.get_absolute_url())
    return upload, job


def start_import(upload: Upload, *, fingerprint: str) -> Job:
    """Start a job that imports what a preview showed, for a preview of many rows."""
    arguments = {"key": str(upload.key), "fingerprint": fingerprint}
    title = f"Import of {upload.filename or 'records'}"
    return start_job(kind="import_records", title=title, by=upload.by, arguments=arguments)


def confirm_upload(key: UUID, *, fingerprint: str, progress: Progress | None = None) -> str:
    """Import what a preview showed, and return an empty text; or return why nothing was imported.

    The file is read and held against the records again. Where that does not give what the person saw, since the
    records were changed meanwhile, the upload has a new preview. A preview is imported once only.
    """
    try:
        refusal = _confirm(key, fingerprint, progress or Silence())
    except (RefusedError, StaleRecordError):
        refusal = CHANGED_MEANWHILE
    if refusal:
        preview_upload(Upload.objects.select_related("by").get(key=key), progress=progress)
    return refusal


@transaction.atomic
def _confirm(key: UUID, fingerprint: str, progress: Progress) -> str:
    upload = Upload.objects.select_for_update(of=("self",)).select_related("by").get(key=key)
    if upload.applied_at is not None:
        return ""
    plan = make_plan(read_upload(upload))
    if not fingerprint == upload.fingerprint == previewing.fingerprint_of(plan):
        return CHANGED_MEANWHILE
    progress.of(len(plan.to_write), "Writing records and their history")
    apply_plan(plan, by=upload.by, reason=reason_for(upload.filename), report=progress.at)
    upload.applied_at = timezone.now()
    upload.save(update_fields=["applied_at"])
    return ""


def as_json(plan: Plan, *, written: bool) -> dict[str, Any]:
    """Return what the command prints with ``--json``."""
    sections = previewing.sections_of(plan)
    return {
        "kind": plan.kind.name,
        "added": len(sections["added"]),
        "changed": len(sections["changed"]),
        "unchanged": len(sections["unchanged"]),
        "refused": sections["refused"],
        "notes": plan.table.notes,
        "written": written,
    }
