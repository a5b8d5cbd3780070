"""The public site as a folder of files that any web server can carry."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from ctreport.publication.site.reading import Site

MARK = ".ctreport-site.json"  # what tells an earlier export from a folder of somebody else's


class ExportRefusedError(Exception):
    """The folder is not ours to write to. The message is for the person who named it."""


def export(site: Site, folder: Path) -> tuple[int, int]:
    """Write all files of a generation into a folder, and take away those of an earlier export that are no more.

    Each file is replaced at once, so that a server that carries the folder meanwhile never meets half of one; pages
    come last, so that what a page leads to is there before it. Returns how many were written and taken away.
    """
    known = _known(folder)
    written = 0
    _save(folder / MARK, _mark(known | set(site.lines)))  # so that an export that is cut off can be gone on with
    for line in sorted(site.lines.values(), key=lambda one: (one.kind == "page", one.path)):
        target = folder / line.path
        content = site.file_of(line).read_bytes()
        if not target.is_file() or target.read_bytes() != content:
            _save(target, content)
            written += 1
    gone = sorted(known - set(site.lines))
    for path in gone:
        (folder / path).unlink(missing_ok=True)
        _remove_empty(folder, (folder / path).parent)
    _save(folder / MARK, _mark(set(site.lines)))
    return written, len(gone)


def _known(folder: Path) -> set[str]:
    """Return what an earlier export wrote. Raises ExportRefusedError for a folder with something else in it."""
    if folder.exists() and not folder.is_dir():
        raise ExportRefusedError(f"{folder} is a file, not a folder.")
    try:
        paths = json.loads((folder / MARK).read_text())["files"]
    except FileNotFoundError:
        if folder.is_dir() and any(folder.iterdir()):
            told = "is not empty, and no earlier export is in it. Name an empty folder, or one that there is not yet."
            raise ExportRefusedError(f"{folder} {told}") from None
        return set()
    except (ValueError, KeyError, TypeError) as error:
        raise ExportRefusedError(f"{folder / MARK} cannot be read. Name another folder.") from error
    return {path for path in paths if _is_inside(path)}


def _is_inside(path: object) -> bool:
    """Whether a path can only lead into the folder: the list of an earlier export may have been edited."""
    return isinstance(path, str) and not path.startswith("/") and ".." not in Path(path).parts and bool(path)


def _mark(paths: set[str]) -> bytes:
    return json.dumps({"files": sorted(paths)}, indent=1).encode()


def _save(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.new")
    fresh.write_bytes(content)
    os.replace(fresh, target)


def _remove_empty(top: Path, folder: Path) -> None:
    for one in _upwards(top, folder):
        if not one.is_dir() or any(one.iterdir()):
            return
        one.rmdir()


def _upwards(top: Path, folder: Path) -> Iterator[Path]:
    while folder != top:
        yield folder
        folder = folder.parent
