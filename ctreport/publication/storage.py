"""The folders of editions on disk. An edition's folder is there as a whole or not at all, and never changes.

Its files are written into a folder whose name begins with a dot, each brought safely to the disk (``fsync``); one
``rename`` then gives the folder its name. Only after that does a row of the database speak of it. So a process that is
killed at any moment leaves a folder that nothing speaks of, at worst.

Who makes or clears folders of a year holds the year's lock, the operating system's (``flock``): it is gone with the
process that held it. So what lies about unnamed while the lock can be had belongs to nobody alive.
"""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from ctreport.publication.errors import PublicationError
from ctreport.publication.manifest import MANIFEST, Manifest
from ctreport.publication.models import Edition

_YEAR = re.compile(r"^\d{4}-\d{2}$")
_FOLDER = re.compile(r"^\d{4}-\d{2}/\d+-[0-9a-f]{12}$")
_FILE = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*$")
_UNFINISHED = ".new-"


class EditionDamagedError(PublicationError):
    """A folder or file of an edition is gone, or is not what it should be. The message is for people."""


@contextmanager
def year_held(slug: str) -> Iterator[bool]:
    """Hold the lock of a year's folder, and say whether it could be had; it is not waited for."""
    with (_year_folder(slug) / ".lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def begin(slug: str) -> Path:
    """Make the folder into which an edition is written until it is whole. Only for who holds the year's lock."""
    folder = _year_folder(slug) / f"{_UNFINISHED}{secrets.token_hex(8)}"
    folder.mkdir(mode=0o700)
    return folder


def write(folder: Path, path: str, content: bytes) -> None:
    """Write a file of an edition, read-only from the start, and bring it safely to the disk.

    Raises ValueError for a path that could lead out of the folder or that begins with a dot.
    """
    if not _FILE.match(path):
        raise ValueError(f"“{path}” is no path of an edition’s file.")
    target = folder / path
    if not target.parent.is_dir():
        target.parent.mkdir(mode=0o700, parents=True)
    number = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    with os.fdopen(number, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def finish(unfinished: Path, folder: str) -> None:
    """Give a whole edition its name, ``folder``, and let nobody write into it any more."""
    target = path_of(folder)
    for inner, _, _ in os.walk(unfinished, topdown=False):
        sync(Path(inner))
        os.chmod(inner, 0o500)
    os.rename(unfinished, target)
    sync(target.parent)


def sync(folder: Path) -> None:
    """Bring safely to the disk which names a folder holds."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def path_of(folder: str) -> Path:
    """Return where a folder stands. Raises EditionDamagedError for a name that no edition has."""
    if not _FOLDER.match(folder):
        raise EditionDamagedError(f"“{folder}” is no name of an edition’s folder.")
    return Path(settings.EDITIONS_DIR) / folder


def read(folder: str, path: str) -> bytes:
    """Return the content of a file. Raises EditionDamagedError where there is no such plain file."""
    target = path_of(folder) / path
    if not _FILE.match(path) or target.is_symlink():
        raise EditionDamagedError(f"{path} is no file of the edition.")
    try:
        return target.read_bytes()
    except OSError as error:
        raise EditionDamagedError(f"{path} cannot be read: {error.strerror}.") from error


@dataclass(frozen=True)
class OpenFile:
    """A file of an edition, open for reading, with its media type."""

    file: BinaryIO
    media_type: str


def open_file(edition: Edition, path: str) -> OpenFile | None:
    """Open a file that the manifest of an edition names, or the manifest; None for any other path."""
    content = read(edition.folder, MANIFEST)
    known = {one.path: one.media_type for one in Manifest.from_bytes(content).files} | {MANIFEST: "application/json"}
    if path not in known:
        return None
    target = path_of(edition.folder) / path
    return OpenFile(target.open("rb"), known[path]) if target.is_file() and not target.is_symlink() else None


def files_in(folder: str) -> list[str]:
    """Return the paths of all that a folder holds, files and whatever else is no folder, in order."""
    top = path_of(folder)
    found = [Path(inner, name) for inner, _, names in os.walk(top) for name in names]
    found += [Path(inner, name) for inner, names, _ in os.walk(top) for name in names if Path(inner, name).is_symlink()]
    return sorted(path.relative_to(top).as_posix() for path in found)


def years() -> list[str]:
    """Return the slugs of the years that have a folder."""
    top = Path(settings.EDITIONS_DIR)
    return sorted(path.name for path in top.iterdir() if _YEAR.match(path.name)) if top.is_dir() else []


def orphans(slug: str, known: Collection[str]) -> list[Path]:
    """Return the folders of a year that nothing speaks of: unfinished ones, and those that are not among ``known``."""
    return sorted(
        path
        for path in _year_folder(slug).iterdir()
        if path.name.startswith(_UNFINISHED) or (path.is_dir() and f"{slug}/{path.name}" not in known)
    )


def remove(path: Path) -> None:
    """Take a folder away, its files read-only though they are. Only for who holds the year's lock."""
    for inner, _, _ in os.walk(path):
        os.chmod(inner, 0o700)
    shutil.rmtree(path)


def _year_folder(slug: str) -> Path:
    if not _YEAR.match(slug):
        raise ValueError(f"“{slug}” is no year.")
    folder = Path(settings.EDITIONS_DIR) / slug
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        sync(folder.parent)
    return folder
