"""The files beside the database that a running job has: a lock that says it is alive, and how far it has come.

Why files, and not columns of the job's row? The work is often one long transaction. What it writes is invisible to
the page that shows the progress until it ends, and SQLite allows one writer only, so that a second connection could
not write either while the work goes on. A small file, replaced as a whole, works alike beside SQLite and PostgreSQL
and costs the database nothing.

The lock is the operating system's (``flock``): it is gone with the process that held it, however that ended. So there
is no heartbeat to miss: a job that is marked as running and whose lock is free was interrupted, for certain.

All processes, workers and web servers, must share the folder ``settings.JOBS_DIR``, as they share the evidence.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings


@dataclass(frozen=True)
class Reached:
    """How far a job has come: ``done`` of ``total`` steps (0 where that is not known), and what it is at."""

    total: int = 0
    done: int = 0
    words: str = ""


def write_progress(key: UUID, reached: Reached) -> None:
    """Leave a note of how far a job has come; a reader sees the old one or the new one, never half."""
    path = _path(key, "json")
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_text(json.dumps(asdict(reached)))
    fresh.replace(path)


def read_progress(key: UUID) -> Reached:
    """Return how far a job has come, by its last note; nothing done where there is none."""
    try:
        return Reached(**json.loads(_path(key, "json").read_text()))
    except (OSError, ValueError, TypeError):
        return Reached()


@contextmanager
def hold(key: UUID) -> Iterator[bool]:
    """Hold the lock of a job, and say whether it could be had: only its holder may run the job."""
    with _path(key, "lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def is_held(key: UUID) -> bool:
    """Say whether a living process runs the job."""
    if not _path(key, "lock").exists():
        return False
    with hold(key) as free:
        return not free


def clear(key: UUID) -> None:
    """Take away the files of a job that has ended. Only the holder of its lock may do so, after it wrote the end."""
    for suffix in ("json", "lock"):
        _path(key, suffix).unlink(missing_ok=True)


def _path(key: UUID, suffix: str) -> Path:
    folder = Path(settings.JOBS_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"{key}.{suffix}"
