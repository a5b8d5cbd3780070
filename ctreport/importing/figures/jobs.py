"""Previews and imports of many figures, as background work whose progress is shown."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from ctreport.importing.figures import actions
from ctreport.importing.figures.previewing import summary_words
from ctreport.importing.models import Upload
from ctreport.importing.sheets import SheetError
from ctreport.jobs.registry import JobError, JobResult, Progress, job

GONE = "The file is kept for a day, and that is over. Choose the file again."


def upload_of(key: str) -> Upload:
    """Return what is to be imported, with who sent it. Raises JobError where its day is over."""
    upload = Upload.objects.filter(key=UUID(key)).select_related("by").first()
    if upload is None:
        raise JobError(GONE)
    return upload


@job("preview_figures", atomic=False)
def preview(progress: Progress, *, key: str) -> JobResult:
    """Make the preview of a large file."""
    upload = upload_of(key)
    try:
        checked = actions.preview_upload(upload, progress=progress)
    except SheetError as error:
        raise JobError(str(error)) from error
    except FileNotFoundError as error:
        raise JobError(GONE) from error
    refused = upload.summary["refused_rows"]
    message = f"The preview is ready: {summary_words(upload.summary['counts'])}."
    if checked.is_refused:
        message = f"The preview is ready. {refused:,} row{'' if refused == 1 else 's'} cannot be imported as written."
    return JobResult(message, _address(upload))


@job("import_figures")
def import_previewed(progress: Progress, *, key: str, fingerprint: str) -> JobResult:
    """Import what a preview showed: all of it in one transaction, or nothing."""
    upload = upload_of(key)
    try:
        refusal = actions.confirm_upload(upload.key, fingerprint=fingerprint, progress=progress)
    except FileNotFoundError as error:
        raise JobError(GONE) from error
    return JobResult(refusal or f"Imported: {summary_words(upload.summary['counts'], done=True)}.", _address(upload))


def _address(upload: Upload) -> str:
    return reverse("importing:figures_preview", args=[upload.key])
