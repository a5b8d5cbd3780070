"""The files on disk, outside the web root: each named by the SHA-256 of its content, and kept once.

A name made of nothing but the content cannot lead out of the folder, cannot clash, and says whether the file is still
what it was. Who may remove a file asks first whether a row uses it; so that nobody attaches the same content between
the question and the removal, both hold one lock, the operating system's (``flock``), on the folder.
"""

from __future__ import annotations

import fcntl
import hashlib
import logging
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

logger = logging.getLogger(__name__)

_NAME = re.compile(r"^[0-9a-f]{64}$")


class EvidenceDamagedError(Exception):
    """A file is gone from the disk, or no longer what it was when it was attached."""


def folder() -> Path:
    """Return the folder of the evidence, made if need be; nobody but the server's own account may look into it."""
    path = Path(settings.EVIDENCE_DIR)
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


@contextmanager
def locked() -> Iterator[None]:
    """Keep others from adding and removing files. Never asked for inside a transaction, so that nothing can jam."""
    with (folder() / ".lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def name_of(data: bytes) -> str:
    """Return the name under which the content is stored."""
    return hashlib.sha256(data).hexdigest()


def store(data: bytes) -> str:
    """Write content under its name, as a whole or not at all, and return the name."""
    name = name_of(data)
    path = _path(name)
    if path.exists() and _content(path) == data:
        return name
    path.parent.mkdir(mode=0o700, exist_ok=True)
    number, fresh = tempfile.mkstemp(dir=folder(), prefix=".new-")
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, path)
    except BaseException:
        Path(fresh).unlink(missing_ok=True)
        raise
    return name


def read(name: str) -> bytes:
    """Return the content of a name. Raises EvidenceDamagedError where it is gone or was changed."""
    try:
        data = _content(_path(name))
    except OSError as error:
        logger.error("Evidence %s cannot be read: %s", name, error)
        raise EvidenceDamagedError from error
    if name_of(data) != name:
        logger.error("Evidence %s is no longer what was attached", name)
        raise EvidenceDamagedError
    return data


def remove(name: str) -> None:
    """Take content away; nothing happens where it is gone already."""
    _path(name).unlink(missing_ok=True)


def stored_names() -> Iterator[str]:
    """Return the names of all content that is stored."""
    for path in sorted(folder().glob("??/*")):
        if _NAME.match(path.name):
            yield path.name


def leftovers() -> list[Path]:
    """Return files that were begun and never finished, as after a power cut."""
    return sorted(folder().glob(".new-*"))


def _path(name: str) -> Path:
    if not _NAME.match(name):
        raise EvidenceDamagedError
    return folder() / name[:2] / name


def _content(path: Path) -> bytes:
    return path.read_bytes()
