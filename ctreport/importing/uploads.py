"""Keeping the bytes of uploads outside the web root, under a name made from their content, and forgetting them."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from ctreport.accounts.models import User
from ctreport.importing.models import Upload
from ctreport.importing.sheets.escaping import FORBIDDEN

_NAME = 200


def keep_upload(*, kind: str, filename: str, content: bytes, by: User, options: dict[str, Any] | None = None) -> Upload:
    """Keep a file for a person. What has expired, anybody's, is forgotten on the way."""
    forget_expired()
    digest = hashlib.sha256(content).hexdigest()
    _write(_bytes_path(digest), content)
    return Upload.objects.create(
        kind=kind, filename=tidy_name(filename), sha256=digest, size=len(content), by=by, options=options or {}
    )


def content_of(upload: Upload) -> bytes:
    """Return the bytes of a file that was kept. Raises FileNotFoundError where they are gone."""
    return _bytes_path(upload.sha256).read_bytes()


def preview_path(key: UUID, fingerprint: str = "") -> Path:
    """Return where the rows of a preview are kept. A preview that is made anew gets a file of its own.

    So a row of the database never goes with the file of another preview, wherever the work is cut off.
    """
    return _folder() / f"{'-'.join(filter(None, (str(key), fingerprint[:16])))}.preview"


def drop_upload(upload: Upload) -> None:
    """Forget an upload that is of no use."""
    _forget([upload])


def tidy_name(filename: str) -> str:
    """Return a file's name as it is shown: without folders and control characters, and not endless."""
    name = FORBIDDEN.sub("", filename.replace("\\", "/")).rsplit("/", maxsplit=1)[-1].strip()
    stem, dot, ending = name.rpartition(".")
    if len(name) > _NAME and dot and len(ending) < 10:
        return f"{stem[: _NAME - len(ending) - 1]}.{ending}"
    return name[:_NAME]


def forget_expired() -> None:
    """Delete expired uploads with their previews, and bytes that no upload needs any more."""
    if expired := list(Upload.objects.expired()):
        _forget(expired)


def _forget(uploads: list[Upload]) -> None:
    Upload.objects.filter(pk__in=[upload.pk for upload in uploads]).delete()
    needed = set(Upload.objects.filter(sha256__in={one.sha256 for one in uploads}).values_list("sha256", flat=True))
    for upload in uploads:
        for path in _folder().glob(f"{upload.key}*.preview"):
            path.unlink(missing_ok=True)
        if upload.sha256 not in needed:
            _bytes_path(upload.sha256).unlink(missing_ok=True)


def _folder() -> Path:
    folder = Path(settings.IMPORTS_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _bytes_path(digest: str) -> Path:
    return _folder() / f"{digest}.upload"


def _write(path: Path, content: bytes) -> None:
    """Write a file as a whole, so that nobody finds half of it."""
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_bytes(content)
    fresh.replace(path)
