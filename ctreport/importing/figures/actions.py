"""The import of figures as a whole: for the command, the pages and the background work."""

from __future__ import annotations

from typing import Any, Protocol
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ctreport.accounts.models import User
from ctreport.importing import uploads
from ctreport.importing.figures.applying import NotWrittenError, write
from ctreport.importing.figures.asking import raise_questions
from ctreport.importing.figures.checking import Checked, StoredFigures, check
from ctreport.importing.figures.lookups import Lookups
from ctreport.importing.figures.previewing import keep_preview
from ctreport.importing.figures.reading import read_figures
from ctreport.importing.models import Upload
from ctreport.importing.sheets import Limits, SheetError, TooManyRowsError
from ctreport.importing.sheets.cells import column_letters
from ctreport.jobs.actions import start_job
from ctreport.jobs.models import Job

DIRECT_ROWS = 2_000  # more are previewed and imported as background work
CHANGED_MEANWHILE = (
    "The records were changed since this preview was made, so nothing was imported. This is the preview anew: look at "
    "it, then import."
)


class Progress(Protocol):
    """What is told how far the work has come: ``ctreport.jobs`` gives one, and nothing need be given."""

    def of(self, total: int, words: str = "") -> None: ...

    def at(self, done: int, words: str = "") -> None: ...


class Silence:
    """A progress that nobody looks at."""

    def of(self, total: int, words: str = "") -> None:
        """Say nothing."""

    def at(self, done: int, words: str = "") -> None:
        """Say nothing."""


def find_changes(
    content: bytes,
    *,
    filename: str,
    limits: Limits | None = None,
    lock: bool = False,
    progress: Progress | None = None,
) -> Checked:
    """Read a file and hold it against the records. Raises SheetError where it cannot be read.

    ``lock`` holds the figures until the transaction ends, for writing afterwards.
    """
    progress = progress or Silence()
    progress.of(0, "Reading the file")
    lookups = Lookups()
    reading = read_figures(content, filename=filename, lookups=lookups, limits=limits)
    progress.of(len(reading.rows), "Comparing with what is recorded")
    stored = StoredFigures(lookups, lock=lock)
    return check(reading, lookups, stored=stored, report=progress.at)


def ask(checked: Checked, progress: Progress | None = None) -> Checked:
    """Raise the checks' questions about what would be written."""
    progress = progress or Silence()
    progress.of(len(checked.added) + len(checked.changed), "Asking what the checks ask")
    raise_questions(checked, report=progress.at)
    return checked


@transaction.atomic
def import_figures(content: bytes, *, filename: str, by: User | None) -> Checked:
    """Import a file without a preview, as the command does: all of it, or nothing where a row is refused.

    Raises SheetError where the file cannot be read, NotWrittenError where the database refuses it.
    """
    checked = ask(find_changes(content, filename=filename, lock=True))
    if not checked.is_refused:
        write(checked, by=by, reason=reason_for(filename))
    return checked


def preview_upload(upload: Upload, *, limits: Limits | None = None, progress: Progress | None = None) -> Checked:
    """Make the preview of an upload, or make it anew, and keep it. Raises SheetError where the file cannot be read."""
    content = uploads.content_of(upload)
    checked = ask(find_changes(content, filename=upload.filename, limits=limits, progress=progress), progress)
    _keep(upload, checked)
    return checked


def start_preview(*, content: bytes, filename: str, by: User) -> tuple[Upload, Job | None]:
    """Keep a file and make its preview; or, where it has many rows, start a job that makes it.

    Raises SheetError where the file cannot be read; it is then not kept.
    """
    upload = uploads.keep_upload(kind=Upload.Kind.FIGURES, filename=filename, content=content, by=by)
    try:
        preview_upload(upload, limits=Limits(rows=DIRECT_ROWS))
    except TooManyRowsError:
        title = f"Preview of {upload.filename or 'figures'}"
        job = start_job(kind="preview_figures", title=title, by=by, arguments={"key": str(upload.key)})
        Upload.objects.filter(key=upload.key, fingerprint="").update(job_address=job.get_absolute_url())
        return upload, job
    except SheetError:
        uploads.drop_upload(upload)
        raise
    return upload, None


def _keep(upload: Upload, checked: Checked) -> None:
    upload.summary = keep_preview(checked, uploads.preview_path(upload.key, checked.fingerprint))
    upload.fingerprint, upload.job_address = checked.fingerprint, ""
    upload.save(update_fields=["summary", "fingerprint", "job_address"])


@transaction.atomic
def confirm_upload(key: UUID, *, fingerprint: str, progress: Progress | None = None) -> str:
    """Import what a preview showed, and return an empty text; or return why nothing was imported.

    The file is read and checked again. Where that does not give what the person saw, since the records were changed
    meanwhile, the upload has a new preview. A preview is imported once only, however often it is confirmed.
    """
    upload = Upload.objects.select_for_update(of=("self",)).select_related("by").get(key=key)
    if upload.applied_at is not None:
        return ""
    progress = progress or Silence()
    content = uploads.content_of(upload)
    checked = find_changes(content, filename=upload.filename, lock=True, progress=progress)
    refusal = CHANGED_MEANWHILE
    if fingerprint == upload.fingerprint == checked.fingerprint:
        progress.of(len(checked.added) + len(checked.changed), "Writing figures and their history")
        try:
            write(checked, by=upload.by, reason=reason_for(upload.filename), report=progress.at)
        except NotWrittenError as error:
            refusal = str(error)
        else:
            upload.applied_at = timezone.now()
            upload.save(update_fields=["applied_at"])
            return ""
    preview_upload(upload, progress=progress)
    return refusal


def start_import(upload: Upload, *, fingerprint: str) -> Job:
    """Start a job that imports what a preview showed, for a preview of many rows."""
    arguments = {"key": str(upload.key), "fingerprint": fingerprint}
    title = f"Import of {upload.filename or 'figures'}"
    return start_job(kind="import_figures", title=title, by=upload.by, arguments=arguments)


def reason_for(filename: str) -> str:
    """Return what the history says of where a version comes from."""
    name = uploads.tidy_name(filename)
    return f"Import of {name}" if name else "Import"


def as_json(checked: Checked, *, written: bool) -> dict[str, Any]:
    """Return what the command prints with ``--json``."""
    return {
        "added": len(checked.added),
        "changed": len(checked.changed),
        "unchanged": len(checked.unchanged),
        "refused": [
            {"row": problem.row, "column": _column(problem.heading, problem.column), "reason": problem.reason}
            for problem in checked.problems
        ],
        "questions": [
            {"row": one.row, "code": question.code, "question": question.text}
            for one in checked.to_write
            for question in one.questions
        ],
        "notes": checked.reading.notes,
        "written": written,
    }


def _column(heading: str, place: int) -> str:
    return heading or (column_letters(place) if place else "")
