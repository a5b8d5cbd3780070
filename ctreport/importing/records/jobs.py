"""Previews and imports of many records, as background work whose progress is shown."""

from __future__ import annotations

from django.urls import reverse

from ctreport.accounts.access import Act
from ctreport.importing.figures.jobs import GONE, upload_of
from ctreport.importing.models import Upload
from ctreport.importing.records import actions
from ctreport.importing.records.kinds import KINDS
from ctreport.importing.records.previewing import words_of
from ctreport.importing.sheets import SheetError
from ctreport.jobs.registry import JobError, JobResult, Progress, job


@job("preview_records", atomic=False)
def preview(progress: Progress, *, key: str) -> JobResult:
    """Make the preview of a large file."""
    upload = upload_of(key)
    try:
        plan = actions.preview_upload(upload, progress=progress)
    except SheetError as error:
        raise JobError(str(error)) from error
    except FileNotFoundError as error:
        raise JobError(GONE) from error
    refused = upload.summary["refused_rows"]
    message = f"The preview is ready: {words_of(upload.summary['counts'])}."
    if plan.problems:
        message = f"The preview is ready. {refused:,} row{'' if refused == 1 else 's'} cannot be imported as written."
    return JobResult(message, _address(upload))


@job("import_records")
def import_previewed(progress: Progress, *, key: str, fingerprint: str) -> JobResult:
    """Import what a preview showed: all of it in one transaction, or nothing."""
    upload = upload_of(key)
    try:
        refusal = actions.confirm_upload(upload.key, fingerprint=fingerprint, progress=progress)
    except FileNotFoundError as error:
        raise JobError(GONE) from error
    return JobResult(refusal or f"Imported: {words_of(upload.summary['counts'], done=True)}.", _address(upload))


def _address(upload: Upload) -> str:
    """Return the address of the preview: of the page that everybody who may import this can open."""
    is_set_up = KINDS[upload.options["kind"]].list_view.write_act is Act.SET_UP
    return reverse(f"importing:{'set_up_' if is_set_up else ''}records_preview", args=[upload.key])
